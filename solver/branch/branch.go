package branch

import (
	"math"

	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// Choice is an agent to decide anew and the lawful walks she may take instead of the one she has.
type Choice struct {
	Agent int32
	Walks [][]int32
}

// Brancher decides choices of one program, one set after the other.
type Brancher struct {
	Patience int // pivots beyond the root, for each row, where these are more than usual
	simplex
	l       *layout
	choices []Choice
	limit   float64                // what a better plan must cost less than
	enough  func(search.Move) bool // whether changes are good enough to look no further; nil where only the best are
	left    int                    // pivots left
	taken   []int32                // options of the best plan found
	found   bool
}

// Effort of one decision: pivots at the root for each of its rows, and in all others together.
const (
	rootPivots = 20
	restPivots = 2000
)

// Costs are integers, so a gain is at least one, and what differs by less than half is the same. An option within whole of
// being refused or taken is that.
const (
	half  = 0.5
	whole = 1e-6
)

// New returns a brancher for a program.
func New(p *program.Program) *Brancher { return &Brancher{l: newLayout(p)} }

// Decide appends to m the best changes it finds for the agents of choices in a plan, none if it finds none better. A plan
// that breaks musts less is better. It looks no further than changes that are enough, unless that is nil. It leaves the plan
// as it is.
func (b *Brancher) Decide(s *program.State, choices []Choice, enough func(search.Move) bool, m search.Move) search.Move {
	b.choices, b.enough, b.found, b.left = choices, enough, false, restPivots
	b.l.lay(s, choices, &b.simplex)
	b.limit = b.l.now() - half
	b.left = max(b.left, b.Patience*b.m)
	if !b.restore(b.limit, rootPivots*(b.m+1)) {
		return m
	}
	gap := b.limit - b.z
	b.drop(func(v int32) bool {
		return b.lo[v] < b.hi[v] && (math.Abs(b.d[v]) < gap || !b.option(v))
	})
	b.descend()
	if b.found {
		m = b.changes(m)
	}
	return m
}

func (b *Brancher) option(v int32) bool { return int(v) < len(b.l.cost) }

// descend searches below the bounds as they are.
func (b *Brancher) descend() {
	begun := b.pivots
	ok := b.restore(b.limit, b.left)
	b.left -= b.pivots - begun + 1
	if !ok {
		return
	}
	v := b.fractional()
	if v < 0 {
		b.record()
		return
	}
	for _, x := range []float64{1, 0} {
		if b.left > 0 {
			b.bound(v, x, x)
			b.descend()
		}
	}
	b.bound(v, 0, 1)
}

// fractional returns the option nearest to being taken of those neither taken nor refused, or -1.
func (b *Brancher) fractional() int32 {
	best, at := whole, int32(-1)
	for v := range b.l.cost {
		if x := b.x[v]; x > best && x < 1-whole {
			best, at = x, int32(v)
		}
	}
	return at
}

// record keeps the plan found; only a better one will do from now on, and none if this is enough.
func (b *Brancher) record() {
	b.taken = b.taken[:0]
	for v := range b.l.cost {
		if b.x[v] > half {
			b.taken = append(b.taken, int32(v))
		}
	}
	b.limit, b.found = b.z-half, true
	if b.enough != nil && b.enough(b.changes(nil)) {
		b.left = 0
	}
}

// changes appends the changes of the best plan found.
func (b *Brancher) changes(m search.Move) search.Move {
	c := 0
	for _, v := range b.taken {
		for b.l.first[c+1] <= v {
			c++
		}
		m = append(m, search.Change{Agent: b.choices[c].Agent, Walk: b.choices[c].Walks[v-b.l.first[c]]})
	}
	return m
}
