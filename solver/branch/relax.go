package branch

import (
	"context"
	"math"

	"github.com/rotateplan/rotate/solver/program"
)

// Relaxation is the linear program of some walks of agents that take one atom at most, all agents together, with cuts. Its basis stays from
// one set of walks and cuts to the next.
type Relaxation struct {
	simplex
	l       *layout
	empty   *program.State // where nobody takes any
	choices []Choice
	slope   []float64 // by number of a row: what all options pay for it
	at      int       // the equation of the first line
	cuts    []crossed
}

// crossed is a cut in terms of options and of what counts miss to bounds from below. Units outside an upper side are the count less the
// bound and that.
type crossed struct {
	*program.Cut
	shift map[int32]float64 // by row: what options weigh more, in weights of the row
	below map[int32]missed  // by line
	right float64
	top   float64 // largest weight
}

// missed is what a unit of a count below a point weighs.
type missed struct {
	point  int64
	weight float64
}

// pivotsAtOnce are done between looks at the context.
const pivotsAtOnce = 200

// longest is more than any cut has left to its right side.
const longest = 1e9

// NewRelaxation begins with no cuts. Choices are of agents that take one atom at most and have walks of one.
func NewRelaxation(p *program.Program, choices []Choice) *Relaxation {
	x := &Relaxation{l: newLayout(p), empty: program.NewState(p), choices: choices}
	x.l.strict = true
	x.lay()
	x.write()
	x.begin()
	return x
}

// Widen takes other choices.
func (x *Relaxation) Widen(choices []Choice) {
	was := x.basis()
	x.choices = choices
	x.lay()
	x.write()
	x.install(was)
}

// Add takes in cuts.
func (x *Relaxation) Add(cuts []*program.Cut) {
	was := x.basis()
	for _, c := range cuts {
		x.cuts = append(x.cuts, crossed{Cut: c})
	}
	x.write()
	x.install(was)
}

// Solve reports whether it comes to an optimum within so many pivots.
func (x *Relaxation) Solve(ctx context.Context, pivots int) bool {
	for left := pivots; left > 0 && ctx.Err() == nil; left -= pivotsAtOnce {
		begun := x.pivots
		if x.restore(math.Inf(1), pivotsAtOnce) {
			return true
		}
		if x.pivots < begun+pivotsAtOnce {
			return false
		}
	}
	return false
}

// lay reads the rows of the choices.
func (x *Relaxation) lay() {
	l := x.l
	l.reset()
	for n := range x.choices {
		l.enter(x.empty, &x.choices[n])
	}
	l.start = append(l.start, int32(len(l.number)))
	l.first = append(l.first, int32(len(l.cost)))
	x.slope = zeros(x.slope, len(l.rows))
	for n, r := range l.rows {
		x.slope[n] = l.read(int32(n), &l.p.Rows[r], 0)
	}
	for o := range l.cost {
		for e := l.start[o]; e < l.start[o+1]; e++ {
			l.cost[o] += float64(x.slope[l.number[e]] * float64(l.weight[e]))
		}
	}
}

// write writes the equations: of agents, of lines, of cuts.
func (x *Relaxation) write() {
	l, b := x.l, &x.simplex
	columns := len(l.cost)
	for i := range l.lines {
		columns += len(l.lines[i].length)
	}
	x.at = 0
	for c := range x.choices {
		if l.several(c) {
			x.at++
		}
	}
	first := x.at + len(l.lines)
	b.reset(first+len(x.cuts), columns)
	copy(b.cost, l.cost)
	equation := make([]int32, len(l.rows))
	for i := range l.lines {
		equation[l.lines[i].number] = int32(x.at + i + 1)
		l.lines[i].top = 1
	}
	l.scale(equation, x.at)
	for n := range x.cuts {
		x.cross(&x.cuts[n], equation)
		b.right[first+n], b.hi[columns+first+n] = x.cuts[n].right/x.cuts[n].top, longest
	}
	x.options(equation)
	x.pieces()
}

// cross puts the units outside a cut's quotas in terms of counts and of what these miss.
func (x *Relaxation) cross(c *crossed, equation []int32) {
	l := x.l
	c.shift, c.below, c.right, c.top = map[int32]float64{}, map[int32]missed{}, float64(c.Right), 1
	for i, part := range c.Parts {
		bound, weight := part.Bound(l.p), float64(c.Beyond[i])/float64(l.p.Quotas[part.Quota].Unit)
		number := l.local[part.Row] - 1
		switch {
		case weight == 0:
			continue
		case number < 0: // nobody counts
			c.right -= weight * float64(max(0, -part.Sign*bound))
			continue
		}
		lo, hi := l.reach(number, &l.p.Rows[part.Row])
		move := func(w float64) {
			c.shift[part.Row] += w
			c.right += float64(w * float64(bound))
		}
		if part.Sign > 0 && hi > bound {
			move(weight)
		}
		switch {
		case lo >= bound:
		case hi > bound:
			c.below[equation[number]-1] = missed{bound, weight}
		case part.Sign < 0:
			move(-weight)
		}
	}
	for n := range x.choices {
		for _, w := range x.choices[n].Walks {
			c.top = max(c.top, math.Abs(x.weighs(c, w[0])))
		}
	}
}

// weighs returns what an option weighs in a cut.
func (x *Relaxation) weighs(c *crossed, k int32) float64 {
	w := float64(c.Weight[k])
	if len(c.shift) > 0 {
		for r, a := range x.l.p.Touch(k) {
			w += float64(c.shift[r] * float64(a))
		}
	}
	return w
}

// options writes the columns of the options.
func (x *Relaxation) options(equation []int32) {
	l, b, agent := x.l, &x.simplex, int32(0)
	first := int32(x.at + len(l.lines))
	for c := range x.choices {
		several := l.several(c)
		for o := l.first[c]; o < l.first[c+1]; o++ {
			if several {
				b.columns.add(agent, 1)
			}
			for e := l.start[o]; e < l.start[o+1]; e++ {
				if i := equation[l.number[e]]; i > 0 {
					b.columns.add(i-1, float64(l.weight[e])/l.lines[int(i)-1-x.at].top)
				}
			}
			k := x.choices[c].Walks[o-l.first[c]][0]
			for n := range x.cuts {
				if w := x.weighs(&x.cuts[n], k); w != 0 {
					b.columns.add(first+int32(n), w/x.cuts[n].top)
				}
			}
			b.columns.end()
		}
		if several {
			b.right[agent] = 1
			agent++
		}
	}
}

// pieces writes the columns of the pieces, top down.
func (x *Relaxation) pieces() {
	l, b, v := x.l, &x.simplex, len(x.l.cost)
	first := int32(x.at + len(l.lines))
	for i := range l.lines {
		line, equation := &l.lines[i], int32(x.at+i)
		end := line.slack - line.last
		for j, length := range line.length {
			b.columns.add(equation, 1)
			for n := range x.cuts {
				if m, ok := x.cuts[n].below[equation]; ok && end <= float64(m.point)+half {
					b.columns.add(first+int32(n), float64(m.weight*line.top)/x.cuts[n].top)
				}
			}
			b.columns.end()
			b.cost[v], b.hi[v] = float64(line.cost[j]*line.top), length/line.top
			end -= length
			v++
		}
		b.right[equation], b.hi[b.n+int(equation)] = line.slack/line.top, line.last/line.top
	}
}

// Prices writes the prices of the rows that its options count in to y, in thousandths, and returns those of the cuts.
func (x *Relaxation) Prices(y []int64) (cuts []int64) {
	l, dual := x.l, x.row
	for i, v := range x.basic {
		dual[i] = x.cost[v]
	}
	x.factor.backward(dual, false)
	price := append([]float64(nil), x.slope...)
	for i := range l.lines {
		price[l.lines[i].number] -= dual[x.at+i] / l.lines[i].top
	}
	for n := range x.cuts {
		c := &x.cuts[n]
		own := max(0, -dual[x.at+len(l.lines)+n]/c.top)
		cuts = append(cuts, thousandths(own))
		for number, r := range l.rows {
			price[number] += float64(own * c.shift[r])
		}
	}
	for n, r := range l.rows {
		y[r] = thousandths(price[n])
	}
	return cuts
}

func thousandths(price float64) int64 { return int64(math.Round(price * program.Thousand)) }

// Counted tells which rows its options count in.
func (x *Relaxation) Counted() []bool {
	in := make([]bool, len(x.l.p.Rows))
	for _, r := range x.l.rows {
		in[r] = true
	}
	return in
}

// Shares writes how much of each atom is taken.
func (x *Relaxation) Shares(share []float64) {
	clear(share)
	v := 0
	for n := range x.choices {
		for _, w := range x.choices[n].Walks {
			share[w[0]] = min(max(x.x[v], 0), 1)
			v++
		}
	}
}

// Sum is some rows of a program, each so many times.
type Sum struct {
	Rows  []int32
	Times []float64
}

// Partial visits, for every option taken in part, the sum of rows that its equation of the tableau is made of, beside the agents'. Those in
// which cuts take part are left out.
func (x *Relaxation) Partial(visit func(Sum)) {
	for i, v := range x.basic {
		if int(v) >= len(x.l.cost) || min(x.x[v], 1-x.x[v]) < partly {
			continue
		}
		clear(x.row)
		x.row[i] = 1
		x.factor.backward(x.row, false)
		if s, ok := x.sum(); ok {
			visit(s)
		}
	}
}

// What is less is nothing: a share, and how often a row is in a sum.
const (
	partly = 1e-5
	hardly = 1e-9
)

// sum reads the row of the inverse at hand; ok is false where cuts take part.
func (x *Relaxation) sum() (s Sum, ok bool) {
	lines := x.l.lines
	for i := range lines {
		if u := x.row[x.at+i] / lines[i].top; math.Abs(u) > hardly {
			s.Rows, s.Times = append(s.Rows, x.l.rows[lines[i].number]), append(s.Times, u)
		}
	}
	for n := range x.cuts {
		if math.Abs(x.row[x.at+len(lines)+n]) > partly {
			return s, false
		}
	}
	return s, true
}
