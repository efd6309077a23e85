package branch

import "math"

// member names a variable of a relaxation whatever other walks and cuts there are: an option by its atom, the piece of a row by the point it
// begins at, what is left of an agent or of a cut by these.
type member struct {
	kind memberKind
	of   int32
	from int64
}

type memberKind byte

const (
	ofOption memberKind = iota
	ofAgent
	ofPiece
	ofCut
)

// lowest is the point at which the lowest piece of a row begins.
const lowest = math.MinInt64

// members visits all variables.
func (x *Relaxation) members(visit func(v int32, m member)) {
	v, agent := int32(0), int32(x.n)
	for c := range x.choices {
		for _, w := range x.choices[c].Walks {
			visit(v, member{ofOption, w[0], 0})
			v++
		}
		if x.l.several(c) {
			visit(agent, member{ofAgent, x.choices[c].Agent, 0})
			agent++
		}
	}
	for i := range x.l.lines {
		line := &x.l.lines[i]
		piece, end := int32(x.n+x.at+i), line.slack-line.last // the topmost is the logical variable
		for j := 0; j <= len(line.length); j++ {
			from := int64(lowest)
			if j < len(line.length) {
				from = int64(math.Round(end))
				end -= line.length[j]
			}
			visit(piece, member{ofPiece, x.l.rows[line.number], from})
			piece = v + int32(j)
		}
		v += int32(len(line.length))
	}
	for n := range x.cuts {
		visit(int32(x.n+x.at+len(x.l.lines)+n), member{ofCut, int32(n), 0})
	}
}

// basis names the variables of the basis.
func (x *Relaxation) basis() map[member]bool {
	in := map[member]bool{}
	x.members(func(v int32, m member) {
		if x.simplex.at[v] >= 0 {
			in[m] = true
		}
	})
	return in
}

// install makes a basis of the variables named and of as many logical ones as are missing.
func (x *Relaxation) install(named map[member]bool) {
	b := &x.simplex
	in, left := make([]bool, b.n+b.m), b.m
	x.members(func(v int32, m member) {
		if named[m] && left > 0 {
			in[v] = true
			left--
		}
	})
	for v := b.n + b.m - 1; left > 0; v-- {
		if !in[v] {
			in[v] = true
			left--
		}
	}
	b.basic = b.basic[:0]
	for v := range in {
		if in[v] {
			b.basic = append(b.basic, int32(v))
		}
	}
	b.seat()
	b.begin()
}
