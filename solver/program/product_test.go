package program

import (
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// TestWalksOfManyStates follows a walk that counts atoms far beyond sixteen bits: no state is taken for another.
func TestWalksOfManyStates(t *testing.T) {
	const states = 1<<15 + 100
	count := &rule.Walk[thing]{States: states, Start: func(int) int { return 0 },
		Next: func(state int, _ thing) (int, int64) { return min(state+1, states-1), int64(state % 7) },
		End:  func(int) int64 { return 0 }}
	p, _ := Compile(Source[thing]{Agents: 1, Span: func(a thing) (int, int) { return a.first, a.last },
		Each: func(_ int, _ func(thing) bool, visit func(thing)) { visit(thing{}) },
		Law:  []rule.Applied[thing]{{Rule: &rule.Rule{}, Mode: model.Should, Weight: 1, Form: rule.Form[thing]{Walk: count}}}})
	a, state := &p.Walks[0], 0
	if a.States != states {
		t.Fatalf("%d states of %d", a.States, states)
	}
	for n := range states - 1 {
		next, charge, ok := a.Step(state, 0)
		if !ok || next != n+1 || charge != int64(n%7) {
			t.Fatalf("from state %d to %d at %d (%v)", n, next, charge, ok)
		}
		state = next
	}
}
