package rotation

import (
	"cmp"
	"math"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// outing is a lawful walk of one teacher as the judge counts it: what it costs beside the empty plan, quotas apart, and
// what it adds to every quota.
type outing struct {
	stays []model.Stay
	cost  model.Cost
	add   []int64 // by quota that any walk counts in
}

// enumeration finds the best lawful rotation by trying them all, teacher by teacher, passing over those that cannot be
// lawful or cheaper than the best seen: whatever the teachers left do, every count stays between low and high.
type enumeration struct {
	c         *rule.Case
	empty     verify.Account
	base      model.Cost // of the empty plan, quotas apart
	idle      model.Cost // of the quotas no walk counts in
	stuck     bool       // one of those is a must and broken
	quotas    []int      // those some walk counts in
	choices   [][]outing // by teacher who has a choice
	low, high [][]int64  // by teacher, by quota: what she and those after her can add
	least     []model.Cost
	count     []int64
	plan      []model.Stay
	tries     int

	best  model.Cost
	stays []model.Stay
	found bool
}

// enumerate returns the enumeration of all rotations of a case, or nil where there are too many.
func enumerate(c *rule.Case) *enumeration {
	e := &enumeration{c: c, empty: verify.Rotation(c, model.Rotation{})}
	e.base = e.empty.Cost - quotaCost(&e.empty)
	atoms := e.unbanned()
	for t := range c.County.Teachers {
		if list := e.outings(model.TeacherID(t), atoms[t]); len(list) != 1 || len(list[0].stays) > 0 {
			e.choices = append(e.choices, list)
		}
	}
	e.reduce()
	e.survey()
	if !e.stuck && !e.try(0, e.base+e.idle) {
		return nil
	}
	return e
}

// mostTries limits an enumeration.
const mostTries = 60_000

// unbanned lists the atoms of every teacher that break no rule by themselves.
func (e *enumeration) unbanned() [][]model.Stay {
	var every model.Rotation
	for t := range e.c.County.Teachers {
		e.c.Stays(model.TeacherID(t), nil, func(s model.Stay) { every.Stays = append(every.Stays, s) })
	}
	banned := map[string]bool{}
	for _, f := range verify.Rotation(e.c, every).Broken {
		if f.Rule != "walk" {
			banned[f.Where] = true
		}
	}
	atoms := make([][]model.Stay, len(e.c.County.Teachers))
	for _, s := range every.Stays {
		if !banned[e.c.StayKey(s)] {
			atoms[s.Teacher] = append(atoms[s.Teacher], s)
		}
	}
	return atoms
}

// outings lists the lawful walks of a teacher, the empty one among them if it is lawful.
func (e *enumeration) outings(t model.TeacherID, atoms []model.Stay) []outing {
	var list []outing
	var extend func(walk []model.Stay)
	extend = func(walk []model.Stay) {
		if o, ok := e.judge(t, walk); ok {
			list = append(list, o)
		}
		for _, s := range atoms {
			if len(walk) == 0 || s.First > walk[len(walk)-1].Last {
				extend(append(walk[:len(walk):len(walk)], s))
			}
		}
	}
	extend(nil)
	slices.SortStableFunc(list, func(a, b outing) int { return cmp.Compare(a.cost, b.cost) })
	return list
}

// judge reports what a walk costs and adds, and whether it is lawful for the teacher.
func (e *enumeration) judge(t model.TeacherID, walk []model.Stay) (outing, bool) {
	a := verify.Rotation(e.c, model.Rotation{Stays: walk})
	for _, f := range a.Broken {
		if f.Where == "teacher="+e.c.County.Teachers[t].ID {
			return outing{}, false
		}
	}
	o := outing{stays: walk, cost: a.Cost - quotaCost(&a) - e.base, add: make([]int64, len(a.Quotas))}
	for q := range a.Quotas {
		o.add[q] = a.Quotas[q].Achieved - e.empty.Quotas[q].Achieved
	}
	return o, true
}

func quotaCost(a *verify.Account) model.Cost {
	sum := model.Cost(0)
	for i := range a.Quotas {
		sum += a.Quotas[i].Cost
	}
	return sum
}

// reduce leaves out the quotas no walk counts in.
func (e *enumeration) reduce() {
	for n := range e.empty.Quotas {
		x := &e.empty.Quotas[n]
		counts := func(o outing) bool { return o.add[n] != 0 }
		if slices.ContainsFunc(e.choices, func(list []outing) bool { return slices.ContainsFunc(list, counts) }) {
			e.quotas = append(e.quotas, n)
			continue
		}
		e.idle += x.Cost
		e.stuck = e.stuck || x.Mode == model.Must && x.Violation > 0
	}
	for _, list := range e.choices {
		for i := range list {
			var add []int64
			for _, n := range e.quotas {
				add = append(add, list[i].add[n])
			}
			list[i].add = add
		}
	}
}

// survey finds what the teachers from each on can add, and what they cost at least.
func (e *enumeration) survey() {
	n, quotas := len(e.choices), len(e.quotas)
	e.low, e.high, e.least = make([][]int64, n+1), make([][]int64, n+1), make([]model.Cost, n+1)
	e.low[n], e.high[n], e.count = make([]int64, quotas), make([]int64, quotas), make([]int64, quotas)
	for i := n - 1; i >= 0; i-- {
		e.low[i], e.high[i], e.least[i] = slices.Clone(e.low[i+1]), slices.Clone(e.high[i+1]), e.least[i+1]
		for q := range quotas {
			least, most := int64(math.MaxInt64), int64(math.MinInt64)
			for _, o := range e.choices[i] {
				least, most = min(least, o.add[q]), max(most, o.add[q])
			}
			if len(e.choices[i]) > 0 {
				e.low[i][q], e.high[i][q] = e.low[i][q]+least, e.high[i][q]+most
			}
		}
		if len(e.choices[i]) > 0 {
			e.least[i] += e.choices[i][0].cost
		}
	}
}

// try goes through the walks of the teachers from i on, those before having chosen theirs at the given cost. It reports
// false when there are too many.
func (e *enumeration) try(i int, cost model.Cost) bool {
	outside, ok := e.atLeast(i)
	if e.tries++; e.tries > mostTries {
		return false
	}
	if !ok || e.found && cost+e.least[i]+outside >= e.best {
		return true
	}
	if i == len(e.choices) {
		e.best, e.found, e.stays = cost+outside, true, slices.Clone(e.plan)
		return true
	}
	for _, o := range e.choices[i] {
		for q, w := range o.add {
			e.count[q] += w
		}
		e.plan = append(e.plan, o.stays...)
		more := e.try(i+1, cost+o.cost)
		e.plan = e.plan[:len(e.plan)-len(o.stays)]
		for q, w := range o.add {
			e.count[q] -= w
		}
		if !more {
			return false
		}
	}
	return true
}

// atLeast returns the least the quotas can cost whatever the teachers from i on do, or false where a must stays broken.
func (e *enumeration) atLeast(i int) (model.Cost, bool) {
	sum := model.Cost(0)
	for n, at := range e.quotas {
		q := &e.empty.Quotas[at]
		x := q.Achieved + e.count[n]
		gap := max(q.Min-x-e.high[i][n], x+e.low[i][n]-q.Max, 0)
		if gap > 0 && q.Mode == model.Must {
			return 0, false
		}
		sum += q.Weight * model.Cost((gap+q.Unit-1)/q.Unit)
	}
	return sum, true
}
