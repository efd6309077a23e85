package conflict

import (
	"context"
	"math"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// step is a change of a parameter that cures a conflict, or in a large county may. Towards end it may go further.
type step struct {
	change rule.Change
	from   int64 // the value as it is
	end    int64
	words  bool // values are words: there is none between two
}

// least returns the relaxation a step is or, where it does not go far enough for a plan, the least that does, as far as so many solves tell.
func (x *problem) least(ctx context.Context, k *step, hand witness) (*Relaxation, error) {
	if large(x.county) {
		return x.near(ctx, k, hand)
	}
	best, _, err := x.check(ctx, x.with(k.change), hand, false)
	if best != nil || err != nil || k.end == k.change.Value {
		return best, err
	}
	best, hand, err = x.check(ctx, x.with(k.to(k.end)), hand, false)
	if best == nil || err != nil {
		return nil, err
	}
	to, err := x.stretch(k, k.change.Value, k.end, hand)
	if err != nil {
		return nil, err
	}
	best = x.relaxation(x.with(k.to(to)), hand)
	_, err = nearest(k.change.Value, to, solvesMost, func(v int64) (bool, error) {
		r, plan, err := x.check(ctx, x.with(k.to(v)), hand, false)
		if r != nil {
			best, hand = r, plan
		}
		return r != nil, err
	})
	return best, err
}

// near returns the relaxation to a value near the least that makes a plan: what the plan at hand obeys, brought nearer again and again to what
// is shown to be too little, until that was not shown so often enough.
func (x *problem) near(ctx context.Context, k *step, hand witness) (*Relaxation, error) {
	best, plan, err := x.check(ctx, x.with(k.to(k.end)), hand, false)
	if best == nil || err != nil || k.words {
		return best, err
	}
	s := gap{from: k.from, to: k.end}
	if s.to, err = x.stretch(k, s.from, s.to, plan); err != nil {
		return nil, err
	}
	v := k.from // to see how short it is
	for range lookMost {
		if ctx.Err() != nil || max(s.from-s.to, s.to-s.from) <= 1 || x.tries >= valuesMost {
			break
		}
		r, better, err := x.check(ctx, x.with(k.to(v)), nil, false)
		if err != nil {
			return nil, err
		}
		if r == nil {
			s.fails(v, x.short)
		} else if s.to, err = x.stretch(k, s.from, v, better); err != nil {
			return nil, err
		} else {
			plan = better
		}
		v = s.next()
	}
	return x.relaxation(x.with(k.to(s.to)), plan), nil
}

// gap lies between a value that does not do and one that does. The last values shown not to do fell short by so much.
type gap struct {
	from, to     int64
	last, before int64
	short, more  int64
	straight     bool // the value tried last was where a straight line led
}

func (s *gap) fails(v, short int64) {
	s.from = v
	if short > 0 {
		s.before, s.more = s.last, s.short
		s.last, s.short = v, short
	}
}

// next is the value to try: where nothing is short any more if that shrinks as it did between the last two, and halfway in turn.
func (s *gap) next() int64 {
	if s.straight = !s.straight && s.short > 0 && s.more > s.short; !s.straight {
		return s.from + (s.to-s.from)/2
	}
	v := float64(s.last) + math.Round(float64(s.short)/float64(s.more-s.short)*float64(s.last-s.before))
	return int64(min(max(v, float64(min(s.from, s.to)+1)), float64(max(s.from, s.to)-1)))
}

// stretch returns the value nearest to one that a plan does not obey, between it and one that it does, that it obeys too.
func (x *problem) stretch(k *step, from, to int64, plan witness) (int64, error) {
	return nearest(from, to, asksMost, func(v int64) (bool, error) {
		c, err := x.bound(rule.Changed(x.policy, x.with(k.to(v))))
		return err == nil && len(plan(c)) == 0, err
	})
}

// to is the change to another value.
func (k *step) to(v int64) rule.Change {
	c := k.change
	c.Value = v
	return c
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
			all = append(all, step{rule.Change{Rule: k.Rule, Param: p.Name, Value: v}, k.Args[p.Name], end, len(p.Words) > 0})
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
			s := step{rule.Change{Rule: k.Rule, Param: p.Name, Value: end}, k.Args[p.Name], end, len(p.Words) > 0}
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
