package explain

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// InHerPlace tries whoever may hold the post of a stay in the place of its teacher: she stays home for one who is not sent,
// and changes posts with one who is sent to another school, where each may hold the other's. The best come first.
func (q *Inquiry) InHerPlace(a model.Stay) []Trial[model.Stay] {
	var all []Trial[model.Stay]
	rest := without(q.b.walks[a.Teacher], a)
	q.holders(a, func(b model.Stay) {
		all = append(all, q.b.try(Turn[model.Stay]{int(a.Teacher), rest}, Turn[model.Stay]{int(b.Teacher), q.put(b)}))
		for _, c := range q.b.walks[b.Teacher] {
			if d, ok := q.as(a.Teacher, c); ok && c.First == a.First && c.Last == a.Last && !q.same(a, c) {
				all = append(all, q.b.try(Turn[model.Stay]{int(a.Teacher), inserted(rest, d, rule.StaySpan)},
					Turn[model.Stay]{int(b.Teacher), q.put(b)}))
			}
		}
	})
	return ranked(all)
}

// holders visits the lawful stays of others at the post of a stay: its place, terms, kind and subject.
func (q *Inquiry) holders(a model.Stay, visit func(model.Stay)) {
	for j := range q.c.County.Teachers {
		if b, ok := q.as(model.TeacherID(j), a); ok && b.Teacher != a.Teacher {
			visit(b)
		}
	}
}

// as returns a stay as another teacher would make it, false where a must refuses it.
func (q *Inquiry) as(t model.TeacherID, a model.Stay) (model.Stay, bool) {
	p := &q.c.County.Teachers[t]
	if a.Kind == model.Trainee {
		a.Subject = p.Subject
	} else if p.Subject != a.Subject && p.Subject2 != a.Subject {
		return a, false
	}
	a.Teacher = t
	if q.b.bannedSpan(a) || q.b.banned(a) {
		return a, false
	}
	real := false
	q.c.Stays(t, []model.SectionID{a.Section}, func(b model.Stay) { real = real || a == b })
	return a, real
}

// put returns the walk of a teacher with a stay in the place of all it overlaps.
func (q *Inquiry) put(a model.Stay) []model.Stay {
	rest := slices.DeleteFunc(slices.Clone(q.b.walks[a.Teacher]), func(b model.Stay) bool { return b.First <= a.Last && a.First <= b.Last })
	return inserted(rest, a, rule.StaySpan)
}

// Elsewhere tries what else a teacher could do: any lawful stay at another school than those she is sent to, by itself, in
// the place of somebody sent there, who stays home, or in exchange with her; or she stays home. Who takes over what she
// leaves is one of relief, trials as InHerPlace finds them. The best come first.
func (q *Inquiry) Elsewhere(t model.TeacherID, relief []Trial[model.Stay]) []Trial[model.Stay] {
	now := q.b.walks[t]
	var all []Trial[model.Stay]
	enter := func(to []model.Stay, more ...Turn[model.Stay]) {
		all = append(all, q.b.try(append([]Turn[model.Stay]{{int(t), to}}, more...)...))
	}
	if len(now) > 0 {
		enter(nil)
	}
	for _, b := range q.lawful(t) {
		if slices.ContainsFunc(now, func(a model.Stay) bool { return q.same(a, b) }) {
			continue
		}
		to := q.put(b)
		enter(to)
		for _, r := range relief {
			enter(to, r.Turns[1])
		}
		for _, k := range q.sentTo(b) {
			rest := without(q.b.walks[k.Teacher], k)
			enter(to, Turn[model.Stay]{int(k.Teacher), rest})
			for _, a := range now {
				if c, ok := q.as(k.Teacher, a); ok {
					enter(to, Turn[model.Stay]{int(k.Teacher), inserted(rest, c, rule.StaySpan)})
				}
			}
		}
	}
	return ranked(all)
}

// same reports whether two stays lead to one school.
func (q *Inquiry) same(a, b model.Stay) bool {
	return q.c.County.Sections[a.Section].School == q.c.County.Sections[b.Section].School
}

// sentTo returns the planned stays of others at the post of a stay.
func (q *Inquiry) sentTo(a model.Stay) []model.Stay {
	var all []model.Stay
	for _, b := range q.plan.Stays {
		if b.Teacher != a.Teacher && b.Section == a.Section && b.Kind == a.Kind && b.First == a.First && b.Last == a.Last &&
			(b.Subject == a.Subject || a.Kind == model.Trainee) {
			all = append(all, b)
		}
	}
	return all
}

// BySchool keeps of ranked trials of a teacher the best for each school she would be sent to.
func (q *Inquiry) BySchool(trials []Trial[model.Stay]) []Trial[model.Stay] {
	var best []Trial[model.Stay]
	seen := map[model.SchoolID]bool{}
	for _, t := range trials {
		if to := t.Turns[0].To; len(to) > 0 {
			school := q.c.County.Sections[to[0].Section].School
			if !seen[school] {
				seen[school], best = true, append(best, t)
			}
		}
	}
	return best
}

// Filling tries whoever may teach a subject at a section in the first year: on top of the plan or, who is sent elsewhere,
// in the place of what is planned. One trial a teacher, the best first.
func (q *Inquiry) Filling(s model.SectionID, x model.Subject) []Trial[model.Stay] {
	var all []Trial[model.Stay]
	for j := range q.c.County.Teachers {
		t := model.TeacherID(j)
		if p := &q.c.County.Teachers[t]; p.Subject != x && p.Subject2 != x {
			continue
		}
		var hers []Trial[model.Stay]
		q.c.Stays(t, []model.SectionID{s}, func(b model.Stay) {
			if b.Kind == model.Trainee || b.Subject != x || b.First >= 2 || slices.Contains(q.b.walks[t], b) || q.b.bannedSpan(b) || q.b.banned(b) {
				return
			}
			hers = append(hers, q.b.try(Turn[model.Stay]{j, q.put(b)}))
		})
		if hers = ranked(hers); len(hers) > 0 {
			all = append(all, hers[0])
		}
	}
	return ranked(all)
}

// Keeper is a rule and the number of teachers it keeps from a post.
type Keeper struct {
	Rule     string
	Teachers int
}

// Kept returns which musts keep the teachers of a subject at other schools from a section for the year, the first of the
// policy where several do; the most first.
func (q *Inquiry) Kept(s model.SectionID, x model.Subject) []Keeper {
	var all []Keeper
	for j := range q.c.County.Teachers {
		p := &q.c.County.Teachers[j]
		if p.Subject != x && p.Subject2 != x || q.c.County.Sections[p.Home].School == q.c.County.Sections[s].School {
			continue
		}
		names := q.Refusers(model.Stay{Teacher: model.TeacherID(j), Last: 1, Section: s, Kind: model.Full, Subject: x})
		if len(names) == 0 {
			continue
		}
		k := slices.IndexFunc(all, func(k Keeper) bool { return k.Rule == names[0] })
		if k < 0 {
			k, all = len(all), append(all, Keeper{Rule: names[0]})
		}
		all[k].Teachers++
	}
	slices.SortStableFunc(all, func(a, b Keeper) int { return cmp.Compare(b.Teachers, a.Teachers) })
	return all
}

// Refusers returns the rules whose must refuses a stay by itself.
func (q *Inquiry) Refusers(a model.Stay) []string { return q.b.refusers(int(a.Teacher), a) }
