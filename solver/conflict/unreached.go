package conflict

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

// unreached names by keys the sections that count in a quota and that no agent may take, where the quota asks for so much that one of them would have
// to be taken: every other counts once at most. It returns nil where that is not so.
func (l *law[A]) unreached(m *Member) (keys []string) {
	q := &l.rules[m.clause].Form.Quota.Quotas[m.id]
	sum := q.Base
	for s, caps := range l.reached(m) {
		switch {
		case caps == nil:
		case len(caps.open) == 0:
			keys = append(keys, m.Rule+"/"+l.where(model.SectionID(s)))
		case len(caps.once) == 0:
			return nil
		default:
			sum++
		}
	}
	if sum >= q.Min {
		return nil
	}
	return keys
}

// caps is how what leads to a section counts in a quota.
type caps[A any] struct {
	open []A      // atoms that no ban refuses
	once []string // musts that allow one of these at most
}

// reached returns by section what leads there and counts in a quota; nil where nothing does.
func (l *law[A]) reached(m *Member) []*caps[A] {
	all := make([]*caps[A], len(l.county.Sections))
	for agent := range l.agents {
		l.each(agent, false, func(A) bool { return true }, func(a A) {
			w := l.weighs(a, m)
			if w == 0 {
				return
			}
			x := all[l.place(a)]
			if x == nil {
				x = &caps[A]{}
				all[l.place(a)] = x
			}
			if l.refuses(a) {
				return
			}
			once := l.ones(a)
			if len(x.open) > 0 {
				once = slices.DeleteFunc(x.once, func(key string) bool { return !slices.Contains(once, key) })
			}
			if x.once = once; w != 1 {
				x.once = nil
			}
			x.open = append(x.open, a)
		})
	}
	return all
}

// weighs is the weight of an atom in a quota.
func (l *law[A]) weighs(a A, m *Member) (sum int64) {
	l.rules[m.clause].Form.Quota.Count(a, func(q int, w int64) {
		if int32(q) == m.id {
			sum += w
		}
	})
	return sum
}

func (l *law[A]) refuses(a A) bool {
	for i := range l.rules {
		if ban := l.rules[i].Form.Ban; ban != nil && ban(a) {
			return true
		}
	}
	return false
}

// ones names the musts that count an atom and allow no other like it beside it.
func (l *law[A]) ones(a A) (keys []string) {
	for i := range l.rules {
		f := l.rules[i].Form.Quota
		if f == nil {
			continue
		}
		f.Count(a, func(q int, w int64) {
			if x := &f.Quotas[q]; w == 1 && x.Base == 0 && x.Max == 1 && x.Mode == model.Must {
				keys = append(keys, x.Key)
			}
		})
	}
	return keys
}
