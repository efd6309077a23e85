package rotation

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/program"
)

// fold lays equal spans over one another. Stays that differ only in their span are one arc, a place carries its rows of
// every span, joined by infimal convolution
//
//	Φ(x) = min Σ_s φ_s(x_s)  with  Σ_s x_s = x,
//
// and rows outside that count such stays alike have one price. Where the spans are mirror images of each other the best
// prices are equal in all of them, so little is lost; with one span nothing is.
type fold struct {
	q       *problem
	trees   []*tree     // one a span; nodes, parents and homes are those of the first
	rows    [][][]int32 // by node, by span: embedded rows
	class   []int32     // by row: its class if it is outside, else inPlace
	classes [][]int32   // rows outside that have one price
	rep     []int32     // by atom: the first of those that differ from it only in their span; unfolded if of another span
	to      []int32     // by representative: the node where it arrives, or root
	long    []int32     // by representative: the atom like it that covers all spans, or unfolded
}

const (
	inPlace  = int32(-1)
	outside  = int32(-2) // until it has a class
	unfolded = int32(-1)
)

func newFold(q *problem, trees []*tree) *fold {
	f := &fold{q: q, trees: trees, class: slices.Repeat([]int32{outside}, len(q.p.Rows))}
	f.represent()
	f.embed()
	f.classify()
	return f
}

// represent finds the atoms that are one arc.
func (f *fold) represent() {
	atoms := f.q.p.Atoms()
	f.rep, f.long, f.to = slices.Repeat([]int32{unfolded}, atoms), slices.Repeat([]int32{unfolded}, atoms), make([]int32, atoms)
	if len(f.trees) == 1 {
		f.lie()
		return
	}
	f.q.eachShare(func(_, from, end int) {
		first := map[model.Stay]int32{}
		for i := from; i < end; i++ {
			clear(first)
			f.representOf(i, first)
		}
	})
}

// representOf finds those of one agent. first is by stay without its span the first of them.
func (f *fold) representOf(i int, first map[model.Stay]int32) {
	for k := f.q.p.First[i]; k < f.q.p.First[i+1]; k++ {
		if slices.ContainsFunc(f.trees, func(t *tree) bool { return t.fits[k] }) {
			f.join(k, first)
		}
	}
	for k := f.q.p.First[i]; k < f.q.p.First[i+1]; k++ {
		if !f.covers(k) {
			continue
		}
		if rep, ok := first[spanless(f.q.stays[k])]; ok {
			f.rep[k], f.long[rep] = rep, k
		}
	}
}

// lie makes an arc of every atom: nothing is folded.
func (f *fold) lie() {
	t := f.trees[0]
	for k, fits := range t.fits {
		if fits {
			f.rep[k], f.to[k] = int32(k), t.lands[destination(&f.q.stays[k])]
		}
	}
}

// join makes an atom one arc with the first like it.
func (f *fold) join(k int32, first map[model.Stay]int32) {
	s := spanless(f.q.stays[k])
	rep, known := first[s]
	if !known {
		rep, first[s] = k, k
		f.to[k] = f.trees[0].lands[destination(&s)]
	}
	f.rep[k] = rep
}

// covers reports whether an atom spans all of several spans.
func (f *fold) covers(k int32) bool {
	s, last := &f.q.stays[k], len(f.trees)-1
	return last > 0 && s.First == f.trees[0].span.first && s.Last == f.trees[last].span.last && f.q.alone[k] < unlawful
}

func spanless(s model.Stay) model.Stay {
	s.First, s.Last = 0, 0
	return s
}

// twins appends the atoms that an arc stands for.
func (f *fold) twins(rep int32, out []int32) []int32 {
	for k := rep; k < f.q.p.First[f.q.owner[rep]+1]; k++ {
		if f.rep[k] == rep {
			out = append(out, k)
		}
	}
	return out
}

// embed gathers the rows of every place over the spans.
func (f *fold) embed() {
	f.rows = make([][][]int32, len(f.trees[0].places))
	for n, place := range f.trees[0].places {
		for _, t := range f.trees {
			rows := t.rows[place]
			f.rows[n] = append(f.rows[n], rows)
			for _, r := range rows {
				f.class[r] = inPlace
			}
		}
	}
}

// classify joins rows outside whose weights on the atoms of their spans are mirror images.
func (f *fold) classify() {
	columns := make([]column, len(f.q.p.Rows))
	if len(f.trees) > 1 {
		columns = f.columns()
	}
	known := map[column]int32{}
	for r, at := range f.class {
		if at == inPlace {
			continue
		}
		n, ok := known[columns[r]]
		if !ok || columns[r].span <= 0 {
			n = int32(len(f.classes))
			f.classes = append(f.classes, nil)
			known[columns[r]] = n
		}
		f.class[r] = n
		f.classes[n] = append(f.classes[n], int32(r))
	}
}

// column tells the weights of a row on the representatives, by a hash. span is 1 + the only span whose atoms count in it, else 0 or several.
type column struct {
	hash uint64
	span int
}

const several = -1

func (f *fold) columns() []column {
	columns := make([]column, len(f.q.p.Rows))
	var parts [shares][]column
	f.q.eachShare(func(n, first, end int) {
		parts[n] = make([]column, len(columns))
		f.addColumns(f.q.p.First[first], f.q.p.First[end], parts[n])
	})
	for _, part := range parts {
		for r, x := range part {
			columns[r].add(x.hash, x.span)
		}
	}
	for r := range columns {
		if columns[r].span > 0 {
			columns[r].span = 1
		}
	}
	return columns
}

// addColumns reads atoms from .. end−1.
func (f *fold) addColumns(from, end int32, columns []column) {
	for s, t := range f.trees {
		for k := from; k < end; k++ {
			rep := f.rep[k]
			if rep == unfolded || !t.fits[k] {
				continue
			}
			for r, w := range f.q.p.Touch(k) {
				columns[r].add(program.Mix(uint64(rep)<<20^uint64(uint32(w))), s+1)
			}
		}
	}
}

// add joins what is known of other atoms.
func (x *column) add(hash uint64, span int) {
	x.hash += hash
	if x.span == 0 {
		x.span = span
	} else if span != 0 && x.span != span {
		x.span = several
	}
}

// tiles picks of some spans the shortest, one after the other, none overlapping.
func tiles(trees []*tree) []*tree {
	shortest := slices.MinFunc(trees, func(a, b *tree) int { return a.span.length() - b.span.length() }).span.length()
	var out []*tree
	for _, t := range trees {
		if t.span.length() == shortest && (len(out) == 0 || t.span.first > out[len(out)-1].span.last) {
			out = append(out, t)
		}
	}
	return out
}
