package grouping

import (
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/search"
)

// cheapestOfAll tries every set of atoms of a core with at most one of each section.
func cheapestOfAll(pr *problem, k *core, priced []int64) int64 {
	best := unreachable
	var try func(a int32, walk []int32, cost int64)
	try = func(a int32, walk []int32, cost int64) {
		if a == k.end {
			if full := pr.p.FullWalkCost(int(k.agent), walk); full < program.Infinite {
				best = min(best, cost+full*program.Thousand)
			}
			return
		}
		next := a
		for ; next < k.end && pr.atoms[next].Section == pr.atoms[a].Section; next++ {
			try(nextSection(pr, k, a), append(walk[:len(walk):len(walk)], next), cost+priced[next-k.own]-pr.p.Cost[next]*program.Thousand)
		}
		try(next, walk, cost)
	}
	try(k.own, nil, 0)
	return best
}

// nextSection returns the first atom of a core after those of the section of atom a.
func nextSection(pr *problem, k *core, a int32) int32 {
	for s := pr.atoms[a].Section; a < k.end && pr.atoms[a].Section == s; {
		a++
	}
	return a
}

// The same core is priced as it is, as one whose members must be read in order, and as one of which every member counts.
func TestPricingAgainstEnumeration(t *testing.T) {
	for seed := range uint64(500) {
		rng := rand.New(rand.NewPCG(seed, 3))
		c := caseOf(t, drawn(rng, 1, 9), whim(t, seed))
		if _, plans := lawfulChoices(c); plans > 2000 {
			continue
		}
		pr := compile(c, c.MemberLaw())
		w := pricer{p: pr.p}
		for _, k := range pr.cores {
			for range 10 {
				priced := make([]int64, k.end-k.own)
				least := -rng.Int64N(40_000_000)
				for n := range priced {
					priced[n] = least + rng.Int64N(50_000_000)
				}
				for a := k.own + 1; a < k.end; a++ {
					if !slices.ContainsFunc(k.members, func(atoms []int32) bool { return slices.Contains(atoms, a) }) {
						priced[a-k.own] = 1 << 40 // one like it stands for it
					}
				}
				priced[0] = rng.Int64N(80_000_000) - 60_000_000
				want := cheapestOfAll(pr, &k, priced)
				for _, x := range []core{k, {agent: k.agent, own: k.own, end: k.end, plain: k.plain, members: k.members}, {agent: k.agent, own: k.own, end: k.end, members: k.members}} {
					got, walk, ok := w.cheapest(&x, priced, nil)
					if !ok || got != want {
						t.Fatalf("seed %d, core %+v at %v: %d (%v, %v), enumerated %d", seed, x, priced, got, walk, ok, want)
					}
				}
			}
		}
	}
}

// Every operator leaves the state as it found it, and what it proposes is recounted.
func TestOperators(t *testing.T) {
	for seed, county := range []*model.County{gen.Builtin(), sketch(11), sketch(12), sketch(16)} {
		c := caseOf(t, county, whim(t, uint64(seed)))
		pr := compile(c, c.MemberLaw())
		s := program.NewState(pr.p)
		d := newDraft(pr, s)
		rng := rand.New(rand.NewPCG(uint64(seed), 4))
		for k := range d.taking {
			d.taking[k] = rng.Int32N(3)
		}
		made := map[string]int{}
		for range 2500 {
			for _, op := range d.operators() {
				before := s.Clone()
				m := op.Propose(s, rng, nil)
				if !reflect.DeepEqual(before.Walks, s.Walks) || before.Cost() != s.Cost() || before.Broken() != s.Broken() {
					t.Fatalf("county %d: %s does not leave the state as it found it", seed, op.Name)
				}
				undo := search.Apply(s, m, nil)
				if search.Value(s, breach) < search.Value(before, breach)+20000 {
					made[op.Name] += len(m)
				} else {
					search.Apply(s, undo, nil)
				}
			}
			if err := s.Audit(); err != nil {
				t.Fatalf("county %d: %v", seed, err)
			}
		}
		for _, op := range d.operators() {
			if seed == 0 && made[op.Name] == 0 {
				t.Errorf("%s proposes nothing that does: %v", op.Name, made)
			}
		}
	}
}

func TestSearchIsAudited(t *testing.T) {
	for seed := range uint64(20) {
		c := caseOf(t, tiny(seed), whim(t, seed))
		s := begin(compile(c, c.MemberLaw()), solver.Options{Seed: seed})
		s.audit = true
		for range 3 {
			if err := s.round(context.Background()); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
	}
}

func TestACancelledSolveReturnsItsPlan(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := caseOf(t, gen.Builtin(), policy(t, "name: x\nextends: base\n"))
	r, err := Solve(ctx, c, solver.Options{Gap: 1e-9})
	if err != nil || !r.HasPlan || r.Status != solver.Stopped || r.Bound > r.Cost {
		t.Errorf("%+v %v", r, err)
	}
}

func TestNothingToGroup(t *testing.T) {
	lonely := sketch(1)
	for i := range lonely.Sections {
		lonely.Sections[i].Standing, lonely.Sections[i].New = model.CoreStanding, false
	}
	weak := sketch(1)
	for i := range weak.Sections {
		weak.Sections[i].Standing = model.Weak
	}
	for _, county := range []*model.County{{Code: "990000", Year: 2026}, lonely, weak} {
		county.Pairs = nil
		r := judged(t, caseOf(t, county, policy(t, "name: x\nextends: base\n")), solver.Options{})
		if r.Status != solver.Optimal || len(r.Plan.Members) > 0 {
			t.Errorf("%+v", r)
		}
	}
}

// Three groups are asked for where two cores could lead.
func TestImpossibleMusts(t *testing.T) {
	county := sketch(12)
	cores := 0
	for i := range county.Sections {
		if county.Sections[i].Core() {
			if cores++; cores > 2 {
				county.Sections[i].Standing = model.Weak
			}
		}
	}
	county.Pairs = nil
	c := caseOf(t, county, policy(t, "name: x\nextends: base\nclauses:\n  group-count: {mode: must, min: 3}\n"))
	r := judged(t, c, solver.Options{})
	if r.Status != solver.Infeasible || r.HasPlan || !reflect.DeepEqual(r.Conflict, []string{"group-count"}) {
		t.Errorf("%v, conflict %v", r.Status, r.Conflict)
	}
}
