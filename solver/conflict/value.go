package conflict

import (
	"context"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// step is a change of a parameter that cures a conflict, or in a large county may. Towards end it may go further.
type step struct {
	change rule.Change
	from   int64 // the value as it is
	end    int64
	words  bool // values are words: there is none between two
	steady bool // what is too little is so nearer to from, too: no other clause counts by this one
}

// Tighter is what is known of the values between a clause as it was and the value told.
type Tighter struct {
	Value int64 // the farthest from the clause as it was up to which it is shown that no value makes a plan; the clause's own where that alone is
	Least bool  // that is the next to the value told, which is thus the least
	// Forces names by keys who forces it, where that is shown: the next tighter value makes no plan for each of them alone, whatever the clause asks of all
	// others, and makes one for all others.
	Forces []string
	// Unreached names by keys the sections that no core may lead and one of which would have to be led at the next tighter value.
	Unreached []string
}

// least returns the relaxation a step is, with the value nearest to the clause as it was that makes a plan as far as so many tries tell, and what is
// known of those between.
func (x *problem) least(ctx context.Context, k *step, hand witness) (*Relaxation, error) {
	s, err := x.first(ctx, k, hand)
	if s == nil || err != nil {
		return nil, err
	}
	if k.words {
		return x.relaxation(x.with(k.change), s.plan), nil
	}
	if err := x.narrow(ctx, k, s); err != nil {
		return nil, err
	}
	r := x.relaxation(x.with(k.at(s.to)), s.plan)
	r.Tighter = &Tighter{Value: k.at(s.never).Value, Least: s.least()}
	return r, x.forces(k, s, r.Tighter)
}

// first begins with a value that makes a plan: the least that cures the conflict or, where that does not go far enough, the end; nil where neither does.
func (x *problem) first(ctx context.Context, k *step, hand witness) (*gap, error) {
	s := newGap(k.far(k.end), k.steady)
	tries := []int64{k.far(k.change.Value), k.far(k.end)}
	for _, v := range slices.Compact(tries) {
		r, plan, err := x.check(ctx, x.with(k.at(v)), hand, false)
		if err != nil {
			return nil, err
		}
		if r != nil {
			s.reaches(v, plan)
			return s, x.stretch(k, s)
		}
		s.misses(v, x.refuted, x.short)
	}
	return nil, nil
}

// narrow tries values between one that is too little and one that makes a plan.
func (x *problem) narrow(ctx context.Context, k *step, s *gap) error {
	looks := lookMost
	if large(x.county) && !x.quick {
		s.part, looks = 4, lookMostLists
	}
	for range looks {
		if x.blind {
			s.part = 2
		}
		v, any := s.next()
		if !any || ctx.Err() != nil || x.tired() {
			break
		}
		r, plan, err := x.check(ctx, x.with(k.at(v)), nil, false)
		switch {
		case err != nil:
			return err
		case r == nil:
			s.misses(v, x.refuted, x.short)
		default:
			s.reaches(v, plan)
			if err := x.stretch(k, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// tired reports whether in a large county so many values of a clause have been tried that were not shown to be too little that no more are.
func (x *problem) tired() bool {
	return large(x.county) && (x.tries >= valuesMost || !x.quick && x.tries >= listsMost)
}

// stretch goes as near as the plan that a value makes obeys.
func (x *problem) stretch(k *step, s *gap) (err error) {
	if k.words {
		return nil
	}
	s.to, err = nearest(s.low, s.to, asksMost, func(v int64) (bool, error) {
		c, err := x.bound(rule.Changed(x.policy, x.with(k.at(v))))
		return err == nil && len(s.plan(c)) == 0, err
	})
	return err
}

// far is how far a value lies from the clause as it is, at the change to what lies so far. Of words one is as far as another.
func (k *step) far(v int64) int64 {
	if k.words {
		return 1
	}
	return max(v-k.from, k.from-v)
}

func (k *step) at(far int64) rule.Change {
	c := k.change
	switch {
	case k.words:
	case k.end < k.from:
		c.Value = k.from - far
	default:
		c.Value = k.from + far
	}
	return c
}

func (x *problem) step(k *model.Clause, p *rule.Param, v, end int64) step {
	return step{rule.Change{Rule: k.Rule, Param: p.Name, Value: v}, k.Args[p.Name], end, len(p.Words) > 0, !x.read(k.Rule)}
}

// read reports whether a clause decides what others in force count.
func (x *problem) read(name string) bool {
	return slices.ContainsFunc(x.policy.Clauses, func(k model.Clause) bool {
		r := rule.Find(k.Rule)
		return k.Mode != model.Off && !r.Whether && slices.Contains(r.Reads, name)
	})
}

// params returns the least changes of single parameters of a clause that cure a conflict.
func (x *problem) params(k *model.Clause, conflict []Member) ([]step, error) {
	var all []step
	for i := range rule.Find(k.Rule).Params {
		p := &rule.Find(k.Rule).Params[i]
		try := func(v int64) (bool, error) {
			c, err := x.bound(rule.Changed(x.policy, x.with(rule.Change{Rule: k.Rule, Param: p.Name, Value: v})))
			return err == nil && x.cured(c, conflict), err
		}
		for _, end := range p.Loosest(k.Args[p.Name]) {
			ok, err := try(end)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			v := end
			if len(p.Words) == 0 {
				if v, err = nearest(k.Args[p.Name], end, asksMost, try); err != nil {
					return nil, err
				}
			}
			all = append(all, x.step(k, p, v, end))
		}
	}
	return all, nil
}

// nearest returns, as far as so many steps tell, the value nearest to one that does not cure, between it and one that does, that cures too.
func nearest(from, to int64, steps int, try func(v int64) (bool, error)) (int64, error) {
	for ; steps > 0 && max(from-to, to-from) > 1; steps-- {
		v := from + (to-from)/2
		ok, err := try(v)
		if err != nil {
			return 0, err
		}
		if ok {
			to = v
		} else {
			from = v
		}
	}
	return to, nil
}

// steps returns the changes of single parameters of a clause to try.
func (x *problem) steps(k *model.Clause, conflict []Member, soft witness) ([]step, error) {
	if large(x.county) {
		return x.ways(k, soft)
	}
	return x.params(k, conflict)
}

// ways returns the changes of single parameters of a clause in a large county that may make a plan: as far as they go, those that a plan under the
// clause softened obeys, or all where it obeys none.
func (x *problem) ways(k *model.Clause, soft witness) ([]step, error) {
	var all []step
	for i := range rule.Find(k.Rule).Params {
		p := &rule.Find(k.Rule).Params[i]
		var some []step
		obeys := false
		for _, end := range p.Loosest(k.Args[p.Name]) {
			s := x.step(k, p, end, end)
			c, err := x.bound(rule.Changed(x.policy, x.with(s.change)))
			if err != nil {
				return nil, err
			}
			ok := len(soft(c)) == 0
			if ok && !obeys {
				some = nil
			}
			if ok || !obeys {
				some = append(some, s)
			}
			obeys = obeys || ok
		}
		all = append(all, some...)
	}
	return all, nil
}
