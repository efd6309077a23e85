package explain

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Turn is an agent's walk as it might be in the place of the planned one. The agent of a rotation is a teacher, of a
// grouping a core.
type Turn[A any] struct {
	Agent int
	To    []A
}

// Trial is what would become of the plan if some turns were otherwise and all else stayed.
type Trial[A any] struct {
	Turns   []Turn[A]
	Effects []Effect   // on the rules: broken musts first, then what becomes dearer, what becomes cheaper last
	Cost    model.Cost // by which the plan would be dearer
}

// Lawful reports whether a trial breaks no must.
func (t *Trial[A]) Lawful() bool { return len(t.Effects) == 0 || t.Effects[0].Breaks <= 0 }

// try tries turns of different agents together.
func (b *books[A]) try(turns ...Turn[A]) Trial[A] {
	out := Trial[A]{Turns: turns}
	b.changes(turns, func(e effect) bool {
		out.Cost += e.cost
		out.Effects = append(out.Effects, b.named(e))
		return true
	})
	slices.SortStableFunc(out.Effects, func(x, y Effect) int {
		return cmp.Or(x.rank()-y.rank(), cmp.Compare(y.Breaks, x.Breaks), cmp.Compare(y.Cost, x.Cost))
	})
	return out
}

// ranked puts lawful trials first, the cheaper before the dearer.
func ranked[A any](trials []Trial[A]) []Trial[A] {
	slices.SortStableFunc(trials, func(x, y Trial[A]) int {
		return cmp.Or(unlawful(&x)-unlawful(&y), cmp.Compare(x.Cost, y.Cost))
	})
	return trials
}

func unlawful[A any](t *Trial[A]) int {
	if t.Lawful() {
		return 0
	}
	return 1
}

// refusers returns the rules whose must refuses an atom of an agent by itself, whatever the rest of the plan.
func (b *books[A]) refusers(agent int, a A) []string {
	var names []string
	for i := range b.law {
		p := &b.law[i]
		if p.Mode != model.Must {
			continue
		}
		units := int64(0)
		switch f := &p.Form; {
		case f.Ban != nil:
			units = atom(f, a)
		case f.Walk != nil:
			units = unitsOf(f.Walk, agent, a)
		}
		if units > 0 {
			names = append(names, p.Rule.Name)
		}
	}
	return names
}

// unitsOf returns the units of violation of the step that reads one atom alone.
func unitsOf[A any](w *rule.Walk[A], agent int, a A) int64 {
	_, n := w.Next(w.Start(agent), a)
	return n
}

// without returns a walk less one atom.
func without[A comparable](walk []A, a A) []A {
	return slices.DeleteFunc(slices.Clone(walk), func(b A) bool { return a == b })
}
