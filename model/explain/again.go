package explain

import (
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// Again is what came of solving again with a demand as law.
type Again struct {
	Least model.Cost        // by which every plan that meets the demand is dearer: proven, see Inquiry.Least
	Found Trial[model.Stay] // the plan found, as turns of all who are posted otherwise, in the order of the county
}

// Demanding is the case of the plan with a demand as law, to be solved again by whoever can.
func (q *Inquiry) Demanding(d verify.Demand[model.Stay]) *rule.Case {
	if never := d.Never; never != nil {
		d.Never = func(a model.Stay) bool { return int(a.Teacher) == d.Agent && never(a) }
	}
	return q.c.Demanding(d.Law()...)
}

// Again reads the plan and the certificate of a demand solved again. The certificate proves something of the plans under a law that the
// demand is part of, which are those that meet the demand: no more than that is believed of who solved it.
func (q *Inquiry) Again(d verify.Demand[model.Stay], plan model.Rotation, cert model.Certificate) (Again, error) {
	c := q.Demanding(d)
	bound, err := verify.RotationBound(c, cert)
	if err != nil {
		return Again{}, err
	}
	if broken := verify.Rotation(c, plan).Broken; len(broken) > 0 {
		return Again{}, fmt.Errorf("solved again: %s is broken at %s", broken[0].Rule, broken[0].Where)
	}
	least := bound - q.Cost
	if first, possible := q.Least(d); possible {
		least = max(least, first)
	}
	return Again{least, q.b.try(q.turned(plan)...)}, nil
}

// turned returns the turns that make another plan of this one.
func (q *Inquiry) turned(plan model.Rotation) (all []Turn[model.Stay]) {
	walks := make([][]model.Stay, len(q.b.walks))
	for _, a := range plan.Stays {
		walks[a.Teacher] = append(walks[a.Teacher], a)
	}
	for t, walk := range walks {
		if !slices.Equal(walk, q.b.walks[t]) {
			all = append(all, Turn[model.Stay]{t, walk})
		}
	}
	return all
}
