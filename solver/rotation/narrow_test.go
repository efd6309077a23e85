package rotation

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/proof"
)

// Whoever may not stay home and has many stays left, though decisions shut her cheapest, has a walk to climb on.
func TestNarrowLeavesWhatIsNotShut(t *testing.T) {
	p, faults := rule.ParsePolicy("policy.yaml", []byte("clauses:\n  principal-term: {mode: must, years: 1, defer: 1}\n  tenure: {years: 1}\n"))
	if p == nil {
		t.Fatal(faults)
	}
	tried := 0
	for seed := range uint64(20) {
		c, err := rule.NewCase(gen.Tiny(seed), p, 3)
		if err != nil {
			t.Fatal(err)
		}
		q := compile(c.WithGrouping(model.Grouping{}))
		e, y := newEvaluator(q, 1), make([]int64, len(q.p.Rows))
		for i := range q.empty {
			atoms := slices.DeleteFunc(q.atomsOf(int32(i)), func(k int32) bool { return q.alone[k] >= unlawful })
			if !q.few[i] || q.empty[i] < unlawful || len(atoms) <= fewAtoms {
				continue
			}
			tried++
			dearest := slices.MaxFunc(atoms, func(a, b int32) int { return int(q.alone[a] - q.alone[b]) })
			atoms = slices.DeleteFunc(atoms, func(k int32) bool { return q.alone[k] == q.alone[dearest] })
			q.decide([]proof.Decision{{Agent: int32(i), Atoms: atoms}})
			e.narrow(y)
			s := e.shares[slices.IndexFunc(e.shares, func(s *share) bool { return s.first <= i && i < s.last })]
			e.look(y)
			if _, ok := s.cheapest(i, true); !ok {
				t.Errorf("seed %d: %s has no walk among the few kept, and %v of all", seed, c.County.Teachers[i].ID, q.atomsOf(int32(i)))
			}
			q.decide(nil)
		}
	}
	if tried == 0 {
		t.Fatal("nobody to try it on")
	}
}

// An estimate prices the atoms kept, and those wanted that are not among them, as an evaluation does.
func TestAtomsLookedAtHaveTheirPrices(t *testing.T) {
	p, faults := rule.ParsePolicy("policy.yaml", []byte("clauses:\n  tenure: {years: 1}\n"))
	if p == nil {
		t.Fatal(faults)
	}
	outside := 0
	for seed := range uint64(60) {
		c, err := rule.NewCase(gen.Tiny(seed), p, 3)
		if err != nil {
			t.Fatal(err)
		}
		q, rng := compile(c.WithGrouping(model.Grouping{})), rand.New(rand.NewPCG(seed, 72))
		q.wanted = map[int32][]int32{}
		for i := range int32(q.p.Agents()) {
			hers := slices.DeleteFunc(q.atomsOf(i), func(k int32) bool { return q.alone[k] >= unlawful })
			if len(hers) > fewAtoms && q.few[i] {
				q.wanted[i] = []int32{hers[rng.IntN(len(hers))]}
			}
		}
		e, y := newEvaluator(q, 1), make([]int64, len(q.p.Rows))
		e.narrow(y)
		for r := range y {
			y[r] = clamp(&q.p.Rows[r], rng.Int64N(2_000_000)-1_000_000)
		}
		if _, err := e.estimate(y, make([]int64, len(y))); err != nil {
			continue
		}
		all := q.p.Charges(y, nil)
		for _, s := range e.shares {
			for n, kept := range s.kept {
				wanted := q.wanted[int32(s.first+n)]
				for _, k := range append(slices.Clone(kept), wanted...) {
					if got, want := q.p.AtomCharge(k, e.charges), q.p.AtomCharge(k, all); got != want {
						t.Fatalf("seed %d: atom %d is charged %d for %d", seed, k, got, want)
					}
				}
				if len(wanted) > 0 && !slices.Contains(kept, wanted[0]) {
					outside++
				}
			}
		}
	}
	if outside == 0 {
		t.Fatal("nothing wanted that is not kept")
	}
}
