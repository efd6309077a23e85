package program

import (
	"iter"
	"slices"
)

// Alike reports whether two agents could exchange their walks, atom by atom in order, and nothing would change: neither
// cost nor any count.
func (p *Program) Alike(i, j int) bool {
	a, b := p.First[i], p.First[j]
	n := p.First[i+1] - a
	if p.First[j+1]-b != n || !p.Walks[i].same(&p.Walks[j]) {
		return false
	}
	for k := range n {
		if p.Cost[a+k] != p.Cost[b+k] || p.From[a+k] != p.From[b+k] || p.To[a+k] != p.To[b+k] {
			return false
		}
		if !p.alike(a+k, b+k) {
			return false
		}
	}
	return !slices.ContainsFunc(p.Tally, func(t Tally) bool {
		return t.Max[i] != t.Max[j] || !slices.Equal(t.Weight[a:a+n], t.Weight[b:b+n])
	})
}

// alike reports whether two atoms count in the same rows alike.
func (p *Program) alike(a, b int32) bool {
	if p.parts[a] == p.parts[b] {
		return true
	}
	weight, stop := iter.Pull2(p.Touch(b))
	defer stop()
	for r, w := range p.Touch(a) {
		if other, theirs, ok := weight(); !ok || r != other || w != theirs {
			return false
		}
	}
	_, _, more := weight()
	return !more
}

func (a *Automaton) same(b *Automaton) bool {
	return a.States == b.States && slices.Equal(a.next, b.next) && slices.Equal(a.charge, b.charge) &&
		slices.Equal(a.end, b.end) && slices.Equal(a.kind, b.kind)
}
