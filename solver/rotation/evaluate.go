package rotation

import (
	"errors"
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// evaluator computes L by pricing every agent alone. Over all atoms, also those the network cannot carry, its value is
// a bound; over the cheapest few of every agent it is an estimate from above, good enough to climb on for a while.
// Agents are cut into fixed shares, so the answer does not depend on the number of workers.
type evaluator struct {
	q       *problem
	shares  []*share
	threads int
	charges []int64 // of the lists of entries, at the prices looked at
	lists   []int32 // those needed for the atoms kept
}

// fewAtoms are kept of every agent to climb on, each time there are new prices to choose them by.
const fewAtoms = 20

// share is the part of an evaluation done by one worker at a time.
type share struct {
	*evaluator
	first, last int       // agents
	kept        [][]int32 // by agent from first: the few atoms to climb on, nil where all count
	reduce      []int64
	low         lowest  // of them
	picks       []int32 // atoms of the walks, or those asked for
	offers      []offer
	pricer      *program.Pricer
	priced      []int64
	walk        []int32
	count       []int64
	value       int64
	stuck       int // an agent without lawful walk, or -1
}

const shares = 8

var errNoWalk = errors.New("no lawful walk")

func newEvaluator(q *problem, threads int) *evaluator {
	e := &evaluator{q: q, threads: threads}
	n := q.p.Agents()
	for i := range shares {
		first, last := i*n/shares, (i+1)*n/shares
		e.shares = append(e.shares, &share{evaluator: e, first: first, last: last, kept: make([][]int32, last-first),
			pricer: program.NewPricer(q.p), count: make([]int64, len(q.p.Rows))})
	}
	return e
}

// evaluate returns L at prices of all rows in thousandths, and the counts of the cheapest walks.
func (e *evaluator) evaluate(y, count []int64) (int64, error) {
	e.look(y)
	e.run(func(s *share) { s.run(false) })
	return e.sum(y, count)
}

// estimate is evaluate over the atoms narrow has kept.
func (e *evaluator) estimate(y, count []int64) (int64, error) {
	e.charges = e.q.p.ChargesOf(e.lists, y, e.charges)
	e.run(func(s *share) { s.run(true) })
	return e.sum(y, count)
}

// narrow keeps the atoms of every agent that are cheapest at y, of those that are not shut.
func (e *evaluator) narrow(y []int64) {
	e.look(y)
	e.run((*share).narrow)
	e.lists = e.needed()
}

// needed lists the lists of entries of the atoms kept and of those wanted.
func (e *evaluator) needed() (lists []int32) {
	in := make([]bool, len(e.charges))
	for _, s := range e.shares {
		for n, kept := range s.kept {
			agent := int32(s.first + n)
			if kept == nil {
				kept = e.q.atomsOf(agent)
			}
			for _, atoms := range [][]int32{kept, e.q.wanted[agent]} {
				for _, k := range atoms {
					for _, list := range e.q.p.Lists(k) {
						in[list] = true
					}
				}
			}
		}
	}
	for list := range in {
		if in[list] {
			lists = append(lists, int32(list))
		}
	}
	return lists
}

// look turns to prices of all rows.
func (e *evaluator) look(y []int64) { e.charges = e.q.p.Charges(y, e.charges[:0]) }

func (e *evaluator) sum(y, count []int64) (int64, error) {
	p := e.q.p
	value := p.FrozenBound()
	for r := range p.Rows {
		value += p.Constant(&p.Rows[r], y[r])
		count[r] = 0
	}
	for _, s := range e.shares {
		if s.stuck >= 0 {
			return 0, fmt.Errorf("rotation: teacher %s has %w", e.q.c.County.Teachers[s.stuck].ID, errNoWalk)
		}
		value += s.value
		for r, x := range s.count {
			count[r] += x
		}
	}
	return value, nil
}

func (e *evaluator) run(do func(s *share)) {
	abreast(e.threads, len(e.shares), func(i int) { do(e.shares[i]) })
}

func (s *share) run(few bool) {
	clear(s.count)
	s.picks = s.picks[:0]
	s.value, s.stuck = 0, -1
	for i := s.first; i < s.last; i++ {
		best, ok := s.cheapest(i, few)
		if !ok {
			s.stuck = i
			return
		}
		s.value += best
		s.picks = append(s.picks, s.walk...)
		for _, k := range s.walk {
			for r, w := range s.q.p.Touch(k) {
				s.count[r] += w
			}
		}
	}
}

func (s *share) narrow() {
	for i := s.first; i < s.last; i++ {
		first, end := s.q.p.First[i], s.q.p.First[i+1]
		if !s.q.few[i] || end-first <= fewAtoms {
			continue
		}
		s.reduce, s.low = s.reduce[:0], lowest{most: fewAtoms - 1, below: anything, values: s.low.values[:0]}
		for k := first; k < end; k++ {
			v := s.price(k)
			if s.q.shut[k] {
				v = unlawful * program.Thousand
			}
			s.reduce = append(s.reduce, v)
			s.low.add(v)
		}
		limit := s.low.limit()
		var kept []int32
		for n, v := range s.reduce {
			k := first + int32(n)
			if v <= limit {
				kept = append(kept, k)
			}
		}
		s.kept[i-s.first] = kept
	}
}

// price returns the cost of the walk of atom k alone at the prices looked at, in thousandths.
func (e *evaluator) price(k int32) int64 {
	return e.q.alone[k]*program.Thousand + e.q.p.AtomCharge(k, e.charges)
}

// cheapest leaves an agent's cheapest walk in walk and returns its cost in thousandths.
func (s *share) cheapest(i int, few bool) (int64, bool) {
	q := s.q
	s.walk = s.walk[:0]
	if !q.few[i] {
		return s.cheapestOfMany(i)
	}
	best, chosen := q.empty[i]*program.Thousand, atHome
	try := func(k int32) {
		if v := s.price(k); v < best && !q.shut[k] {
			best, chosen = v, k
		}
	}
	if wanted := q.wanted[int32(i)]; wanted != nil {
		best = unlawful * program.Thousand
		for _, k := range wanted {
			try(k)
		}
	} else if kept := s.kept[i-s.first]; few && kept != nil {
		for _, k := range kept {
			try(k)
		}
	} else {
		for k := q.p.First[i]; k < q.p.First[i+1]; k++ {
			try(k)
		}
	}
	if chosen != atHome {
		s.walk = append(s.walk, chosen)
	}
	return best, best < unlawful
}

// cheapestOfMany is cheapest of an agent whose walks may have several atoms.
func (s *share) cheapestOfMany(i int) (best int64, ok bool) {
	q, first := s.q, s.q.p.First[i]
	s.priced = priceAtoms(q.p, i, s.charges, s.priced[:0])
	for n := range s.priced {
		if q.shut[first+int32(n)] {
			s.priced[n] = unlawful
		}
	}
	wanted := q.wanted[int32(i)]
	if wanted == nil {
		best, s.walk, ok = s.pricer.Cheapest(i, s.priced, s.walk)
		return best, ok && best < unlawful/2
	}
	best = unlawful / 2
	for _, k := range wanted { // one after the other is given for nothing, and more
		s.priced[k-first] -= unlawful
		v, walk, lawful := s.pricer.Cheapest(i, s.priced, nil)
		s.priced[k-first] += unlawful
		if v += unlawful; lawful && slices.Contains(walk, k) && v < best {
			best, s.walk, ok = v, append(s.walk[:0], walk...), true
		}
	}
	return best, ok
}

// priceAtoms appends the prices of an agent's atoms where lists of entries have these charges, in thousandths.
func priceAtoms(p *program.Program, agent int, charges []int64, out []int64) []int64 {
	for k := p.First[agent]; k < p.First[agent+1]; k++ {
		out = append(out, p.Cost[k]*program.Thousand+p.AtomCharge(k, charges))
	}
	return out
}

// climb starts a climb from prices y over all rows together; gradient is its workspace.
func (e *evaluator) climb(y []int64) (climb *price.Ascent, gradient []int64) {
	rows := e.q.p.Rows
	lo, hi, curves := make([]int64, len(rows)), make([]int64, len(rows)), make([]price.Curve, len(rows))
	for r := range rows {
		lo[r], hi[r] = rows[r].Range()
		curves[r] = curve(e.q.p, []int32{int32(r)}, 1)
	}
	return price.NewKnown(y, lo, hi, curves), make([]int64, len(rows))
}

// polish takes one step of a climb over all rows, without the network, on the atoms kept. plan is the cost of the best plan
// in thousandths, or 0.
func (e *evaluator) polish(climb *price.Ascent, gradient []int64, plan int64) error {
	trial := climb.Trial()
	value, err := e.estimate(trial, gradient)
	if err != nil {
		return err
	}
	climb.Report(value, gradient, aim(plan, value))
	return nil
}

// picks lists what the shares have picked, agent by agent.
func (e *evaluator) picks() []int32 {
	var all []int32
	for _, s := range e.shares {
		all = append(all, s.picks...)
	}
	return all
}
