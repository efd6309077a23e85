package rotation

import (
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
