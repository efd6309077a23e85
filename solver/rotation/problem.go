package rotation

import (
	"iter"
	"runtime"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/proof"
)

// problem is the compiled law of rotation with what the network needs to know of its atoms.
type problem struct {
	c       *rule.Case
	p       *program.Program
	stays   []model.Stay // by atom
	empty   []int64      // by agent: cost of the empty walk in metre-terms, or unlawful
	alone   []int64      // by atom: cost of the walk of that atom alone, or unlawful
	single  []int32      // single[k] = k, so that single[k:k+1] is the walk of atom k alone
	owner   []int32      // by atom: its agent
	top     int64        // thousandths: no plan costs more
	penalty int64        // metre-terms a unit of a broken must costs the search
	few     []bool       // by agent: no lawful walk has two atoms
	decided              // of the plans looked at
}

const unlawful = int64(1) << 50

// compile turns the law of a case into a problem.
func compile(c *rule.Case) *problem { return compileLaw(c, c.StayLaw()) }

// compileLaw reads a law over the stays of a case.
func compileLaw(c *rule.Case, law []rule.Applied[model.Stay]) *problem {
	source := program.Source[model.Stay]{
		Agents: len(c.County.Teachers),
		Law:    law,
		Each: func(agent int, open func(model.Stay) bool, visit func(model.Stay)) {
			within(c, model.TeacherID(agent), open, visit)
		},
		Span: rule.StaySpan,
		Bare: rule.WithoutPlace,
		Ends: &program.Ends[model.Stay]{Agentless: rule.WithoutTeacher, Placeless: rule.WithoutSection,
			Slot: c.StaySlot, Slots: c.StaySlots()},
	}
	q := &problem{c: c}
	q.p, q.stays = program.Compile(source)
	q.empty, q.alone, q.few = make([]int64, q.p.Agents()), make([]int64, q.p.Atoms()), make([]bool, q.p.Agents())
	q.single = make([]int32, q.p.Atoms())
	q.shut = make([]bool, q.p.Atoms())
	q.eachShare(func(_, first, end int) {
		for i := first; i < end; i++ {
			q.weighAlone(i)
		}
	})
	q.owner, q.top = q.p.Owner(), q.p.Ceiling()*program.Thousand
	return q
}

// eachShare visits runs of agents, of number n those from first to end−1, several at a time.
func (q *problem) eachShare(do func(n, first, end int)) {
	agents := q.p.Agents()
	abreast(runtime.GOMAXPROCS(0), shares, func(n int) { do(n, n*agents/shares, (n+1)*agents/shares) })
}

// weighAlone finds what the walks of an agent cost that have at most one atom.
func (q *problem) weighAlone(i int) {
	q.empty[i], q.few[i] = q.walkCost(i, nil), q.p.Single(i)
	for k := q.p.First[i]; k < q.p.First[i+1]; k++ {
		q.single[k] = k
		q.alone[k] = q.walkCost(i, q.single[k:k+1])
	}
}

// within visits the stays of a teacher in open spans at sections within her reach, which is looked up only if any is open.
func within(c *rule.Case, t model.TeacherID, open func(model.Stay) bool, visit func(model.Stay)) {
	var near []model.SectionID
	looked := false
	c.Spans(t, func(span model.Stay) {
		if !open(span) {
			return
		}
		if !looked {
			near, looked = c.Reach(t), true
		}
		c.StaysIn(span, near, visit)
	})
}

func (q *problem) atomsOf(agent int32) []int32 {
	all := make([]int32, 0, q.p.First[agent+1]-q.p.First[agent])
	for k := q.p.First[agent]; k < q.p.First[agent+1]; k++ {
		all = append(all, k)
	}
	return all
}

// bySection visits the atoms of a teacher that lead to one section, for each section.
func (q *problem) bySection(hers []int32) iter.Seq[[]int32] {
	return func(yield func([]int32) bool) {
		to := map[model.SectionID][]int32{}
		for _, k := range hers {
			to[q.stays[k].Section] = append(to[q.stays[k].Section], k)
		}
		for _, k := range hers {
			if same := to[q.stays[k].Section]; same[0] == k && !yield(same) {
				return
			}
		}
	}
}

// names lists the keys of a decision's stays.
func (q *problem) names(x proof.Decision) []string {
	var keys []string
	for _, k := range x.Atoms {
		keys = append(keys, q.c.StayKey(q.stays[k]))
	}
	return keys
}

func (q *problem) walkCost(agent int, walk []int32) int64 {
	cost, ok := q.p.WalkCost(agent, walk)
	if !ok {
		return unlawful
	}
	return cost
}

// plan turns walks into a rotation, sorted by teacher and first term.
func (q *problem) plan(walks [][]int32) model.Rotation {
	var r model.Rotation
	for _, walk := range walks {
		for _, k := range walk {
			r.Stays = append(r.Stays, q.stays[k])
		}
	}
	return r
}

// refused returns, as RULE/teacher=ID, the walk rules that refuse a teacher to stay at home where she has no lawful walk at
// all: then there is no plan.
func (q *problem) refused() []string {
	var keys []string
	pricer, law := program.NewPricer(q.p), q.c.StayLaw()
	for i, cost := range q.empty {
		if cost < unlawful {
			continue
		}
		if _, _, ok := pricer.Cheapest(i, q.p.Cost[q.p.First[i]:q.p.First[i+1]], nil); ok {
			continue
		}
		for n := range law {
			r := &law[n]
			w := r.Form.Walk
			if w == nil || w.Tally != nil {
				continue
			}
			if _, ok := r.Charge(w.End(w.Start(i))); !ok {
				keys = append(keys, r.Rule.Name+"/teacher="+q.c.County.Teachers[i].ID)
			}
		}
	}
	return keys
}
