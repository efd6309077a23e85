package conflict

import (
	"slices"

	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
)

// verdict says whether plans obey some members.
type verdict uint8

const (
	open  verdict = iota // neither shown
	holds                // a plan obeys them all
	never                // no plan does
)

// answer is what is shown of some members.
type answer struct {
	verdict verdict
	priced  map[Member]bool // under never: the quotas that alone make it so, with the bans and walks; nil where it takes all
	short   int64           // under never: every plan has so much outside at least, in the unit of prices; 0 where that is not known
}

// engine answers questions about members of one compiled law: each free member may be left out.
type engine struct {
	p      *program.Program
	free   []Member
	refuse [][]int32 // by atom: the free members that refuse it
	member []int32   // by quota of the program: its number among free, or fixed
	fixed  []Member  // the quotas that always hold, by fixed−member
	single bool      // every agent is a class of her own
	hasty  bool      // each part of an answer ends after stepsMost,
	part   int       // or that divided by so much

	classes []class
	touched []bool    // by quota: some atom counts in it
	atoms   [][]int32 // by row: those that count in it
	raises  []bool    // by row: some count upward,
	lowers  []bool    // and some downward
	most    []float64 // by row: no count is farther from 0
	blends  branch.Blends
	owner   []int32

	rounds int // of a question
	work   int // done for all questions, in looks at a variable of a linear program
	hints  *hints
	q      *question
	plan   *plan // the last tried, with which the next question begins
}

// class is agents who may do the same, in their own atoms, one for one.
type class struct {
	agents []int32
	walks  [][]int32 // of the first agent: those that have served, none twice and none empty
	used   [][]int32 // those of them that the last relaxation shared out
}

func newEngine(p *program.Program, refuse [][]int32) *engine {
	e := &engine{p: p, refuse: refuse, work: readWork * p.Atoms(), rounds: settleRounds, part: 1, owner: p.Owner(), atoms: make([][]int32, len(p.Rows)), touched: make([]bool, len(p.Quotas))}
	e.raises, e.lowers, e.most = make([]bool, len(p.Rows)), make([]bool, len(p.Rows)), make([]float64, len(p.Rows))
	for k := range int32(p.Atoms()) {
		for r, w := range p.Touch(k) {
			e.atoms[r] = append(e.atoms[r], k)
			e.most[r] += float64(max(w, -w))
			e.raises[r], e.lowers[r] = e.raises[r] || w > 0, e.lowers[r] || w < 0
		}
	}
	for r := range p.Rows {
		for _, q := range p.Rows[r].Quotas {
			e.touched[q] = true
		}
	}
	e.classify()
	return e
}

// stocked reports whether many walks are known from earlier questions, so that the relaxation needs no climb before it.
func (e *engine) stocked() bool {
	return e.hasty && slices.ContainsFunc(e.classes, func(c class) bool { return len(c.walks) > 0 })
}

// singleMost is the most agents with atoms that are each a class of her own, so that single ones can be decided on.
const singleMost = 300

func (e *engine) classify() {
	busy := 0
	for i := range e.p.Agents() {
		if e.p.First[i] < e.p.First[i+1] {
			busy++
		}
	}
	e.single = busy <= singleMost
	at := map[uint64][]int{}
	for i := range int32(e.p.Agents()) {
		h := e.hash(i)
		n := slices.IndexFunc(at[h], func(c int) bool { return !e.single && e.alike(e.classes[c].agents[0], i) })
		if n >= 0 {
			c := &e.classes[at[h][n]]
			c.agents = append(c.agents, i)
			continue
		}
		at[h] = append(at[h], len(e.classes))
		e.classes = append(e.classes, class{agents: []int32{i}})
	}
}

// alike reports whether two agents may do the same.
func (e *engine) alike(i, j int32) bool {
	if !e.p.Alike(int(i), int(j)) {
		return false
	}
	a, b := e.p.First[i], e.p.First[j]
	for k := range e.p.First[i+1] - a {
		if !slices.Equal(e.refuse[a+k], e.refuse[b+k]) {
			return false
		}
	}
	return true
}

func (e *engine) hash(i int32) uint64 {
	h := uint64(0)
	for k := e.p.First[i]; k < e.p.First[i+1]; k++ {
		h = program.Mix(h + 1)
		for r, w := range e.p.Touch(k) {
			h = program.Mix(h ^ uint64(r)<<32 ^ uint64(uint32(w)))
		}
	}
	return h
}

// question is which free members hold, made ready.
type question struct {
	shut   []bool    // by atom: refused
	forced []bool    // by atom: to be taken
	rows   []penalty // by row
	lo, hi []int64   // by row: prices
	some   []int32   // rows with a bound
}

// readWork is the work of reading an atom.
const readWork = 30

// unit is what a row charges for each weight outside the bounds of a quota, in the unit of prices.
const unit = int64(1_000_000)

// penalty is the convex function that charges a unit for each weight outside each of its bounds.
type penalty struct{ sides []side }

// side is one end of a quota. A lower one charges counts below it, an upper one those above.
type side struct {
	at    int64
	lower bool
	of    Member
}

// ask answers which of the free members hold together with the fixed.
func (e *engine) ask(on []bool) answer {
	q := &question{shut: make([]bool, e.p.Atoms()), forced: make([]bool, e.p.Atoms()), rows: make([]penalty, len(e.p.Rows))}
	for k, by := range e.refuse {
		q.shut[k] = slices.ContainsFunc(by, func(m int32) bool { return on[m] })
	}
	for r := range e.p.Rows {
		for _, i := range e.p.Rows[r].Quotas {
			if m, held := e.held(i, on); held {
				q.rows[r].enter(&e.p.Quotas[i], m)
			}
		}
		lo, hi := q.rows[r].slopes()
		q.lo, q.hi = append(q.lo, lo), append(q.hi, hi)
		if len(q.rows[r].sides) > 0 {
			q.some = append(q.some, int32(r))
		}
	}
	for i := range e.p.Quotas {
		m, held := e.held(int32(i), on)
		if x := &e.p.Quotas[i]; held && !e.touched[i] && (x.Lo > 0 || x.Hi < 0) {
			return answer{verdict: never, priced: map[Member]bool{m: true}}
		}
	}
	e.q = q
	return e.settle()
}

// held returns the member a quota is, and whether it holds.
func (e *engine) held(quota int32, on []bool) (Member, bool) {
	if n := e.member[quota]; n >= 0 {
		return e.free[n], on[n]
	}
	return e.fixed[-1-e.member[quota]], true
}

func (f *penalty) enter(x *program.Quota, m Member) {
	if x.Lo != rule.NoMin {
		f.sides = append(f.sides, side{x.Lo, true, m})
	}
	if x.Hi != rule.NoMax {
		f.sides = append(f.sides, side{x.Hi, false, m})
	}
}

// slopes are the first and last.
func (f *penalty) slopes() (lo, hi int64) {
	for _, s := range f.sides {
		if s.lower {
			lo -= unit
		} else {
			hi += unit
		}
	}
	return lo, hi
}

// of returns the penalty of a count.
func (f *penalty) of(x int64) int64 {
	sum := int64(0)
	for i := range f.sides {
		if s := &f.sides[i]; s.lower {
			sum += max(s.at-x, 0) * unit
		} else {
			sum += max(x-s.at, 0) * unit
		}
	}
	return sum
}

// wish returns a count z at which the penalty less y·z is least, and that value.
func (f *penalty) wish(y int64) (z, value int64) {
	for i := range f.sides {
		at := f.sides[i].at
		if v := f.of(at) - y*at; i == 0 || v < value {
			z, value = at, v
		}
	}
	return z, value
}

// priced enters the members whose sides make up a price.
func (f *penalty) priced(y int64, in map[Member]bool) {
	z, _ := f.wish(y)
	rest := y
	for i := range f.sides {
		switch s := &f.sides[i]; {
		case s.lower && s.at > z:
			in[s.of], rest = true, rest+unit
		case !s.lower && s.at < z:
			in[s.of], rest = true, rest-unit
		}
	}
	for i := range f.sides {
		switch s := &f.sides[i]; {
		case s.lower && s.at == z && rest < 0:
			in[s.of], rest = true, min(rest+unit, 0)
		case !s.lower && s.at == z && rest > 0:
			in[s.of], rest = true, max(rest-unit, 0)
		}
	}
}
