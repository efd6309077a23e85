package rule

import (
	"fmt"

	"github.com/rotateplan/rotate/model"
)

// fair is a share e = people/pupils and the weight of (x−e)²/e.
type fair struct{ people, pupils, weight int64 }

// dearest is the largest rise of one person, in metre-terms: a share of next to nothing would rise without end.
const dearest = 1000 * MaxWeight

// rise returns what person x+1 costs more than none, in metre-terms, rounded: weight·(2(x−e)+1)/e.
func (e fair) rise(x int64) int64 {
	of := e.weight * ((2*x+1)*e.pupils - 2*e.people)
	half := e.people / 2
	if of < 0 {
		half = -half
	}
	return min((of+half)/e.people, dearest)
}

// best returns the number of people from which on one more costs.
func (e fair) best() int64 {
	x := e.people / e.pupils
	for ; x > 0 && e.rise(x-1) >= 0; x-- {
	}
	for ; e.rise(x) < 0; x++ {
	}
	return x
}

// rungs returns the quotas of a ladder, up to most people: beyond, each costs as much as the last.
func (e fair) rungs(q Quota, most int64) (all []Quota) {
	best, part := e.best(), q.Key
	for x := best; x > 0; x-- {
		if w := -e.rise(x-1) - max(-e.rise(x), 0); w > 0 {
			q.Key, q.Min, q.Max, q.Weight = fmt.Sprintf("%s/least=%d", part, x), x, NoMax, model.Cost(w)
			all = append(all, q)
		}
	}
	for x := best; x <= most; x++ {
		if w := e.rise(x) - max(e.rise(x-1), 0); w > 0 {
			q.Key, q.Min, q.Max, q.Weight = fmt.Sprintf("%s/most=%d", part, x), NoMin, x, model.Cost(w)
			all = append(all, q)
		}
	}
	return all
}
