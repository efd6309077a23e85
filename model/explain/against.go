package explain

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// Against returns what speaks for a teacher's doing what is planned by itself, whatever becomes of others: the shoulds that
// read her stays alone (bans, prices, walks) and charge more whichever of some stays she made in their place, each with the
// least it charges more. What loses most comes first.
func (q *Inquiry) Against(t model.TeacherID, stays []model.Stay) []Effect {
	var all []Effect
	for i := range q.b.law {
		p := &q.b.law[i]
		if p.Mode != model.Should || p.Form.Quota != nil || len(stays) == 0 {
			continue
		}
		least := model.Cost(0)
		for k, a := range stays {
			_, cost := price(p, ofAgent(&p.Form, int(t), q.put(a))-ofAgent(&p.Form, int(t), q.b.walks[t]))
			if k == 0 || cost < least {
				least = cost
			}
		}
		if least > 0 {
			all = append(all, Effect{Rule: p.Rule.Name, Cost: least})
		}
	}
	slices.SortStableFunc(all, func(a, b Effect) int { return cmp.Compare(b.Cost, a.Cost) })
	return all
}

// Going returns the stays a teacher might make for the first year that no must refuses by itself; at one school, where one is named.
func (q *Inquiry) Going(t model.TeacherID, school model.SchoolID) []model.Stay {
	return slices.DeleteFunc(slices.Clone(q.lawful(t)), func(a model.Stay) bool {
		there := q.c.County.Sections[a.Section].School
		return a.First >= 2 || school != model.None && there != school || len(q.Refusers(a)) > 0
	})
}

// Spared reports whether a must would refuse a stay were it no first post.
func (q *Inquiry) Spared(name string, a model.Stay) bool {
	if a.Kind != model.FirstPost {
		return false
	}
	a.Kind = model.Full
	return slices.Contains(q.Refusers(a), name)
}

// Closed returns the rules whose must refuses every stay of a teacher for the first year, wherever it leads: none where she is not
// home then.
func (q *Inquiry) Closed(t model.TeacherID) (names []string) {
	first := true
	q.c.Spans(t, func(span model.Stay) {
		if span.First >= 2 {
			return
		}
		refuse := q.spanwise(int(t), span)
		if first {
			names, first = refuse, false
			return
		}
		names = slices.DeleteFunc(names, func(name string) bool { return !slices.Contains(refuse, name) })
	})
	return names
}
