package answer

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/verify"
)

// proven says what is proven of all plans of a kind, those that meet a demand on a teacher: by the certificate of the plan or, where that
// does not prove them dearer, by that of a plan solved again with the demand as law, if it may be; then what that plan is, too.
func (d *desk) proven(kind string, demand verify.Demand[model.Stay]) (string, Line, error) {
	least, possible := d.moves.Least(demand)
	if !possible {
		return d.least(0, false, kind), Line{}, nil
	}
	first := Line{AtLeast: &least}
	d.left = d.left || least <= 0 && d.Again == nil
	if least > 0 || d.Again == nil {
		return d.least(least, true, kind), first, nil
	}
	result, err := d.Again(d.moves.Demanding(demand))
	switch {
	case err != nil:
		return "", Line{}, err
	case !result.HasPlan:
		return d.least(least, true, kind) + d.say("again-none"), first, nil
	}
	again, err := d.moves.Again(demand, result.Plan, result.Certificate)
	if err != nil {
		return "", Line{}, err
	}
	text, l := d.anew(&again.Found, demand.Agent)
	l.AtLeast = &again.Least
	return d.least(again.Least, true, kind) + text, l, nil
}

// anew says what a plan solved again is: what it makes of one teacher, and how many others are posted otherwise.
func (d *desk) anew(t *explain.Trial[model.Stay], teacher int) (string, Line) {
	_, l := d.found(t)
	hers := *t
	hers.Turns = slices.DeleteFunc(slices.Clone(t.Turns), func(turn explain.Turn[model.Stay]) bool { return turn.Agent != teacher })
	return d.say("again", "Turns", d.turns(&hers), "N", len(t.Turns)-len(hers.Turns), "Toll", d.toll(d.moves.Toll(t)), "Dearer", d.dearer(t.Cost)), l
}
