package explain

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// InHerPlace tries whoever may hold the post of a stay in the place of its teacher. She stays home for one who is not sent;
// changes posts with one who is sent to another school, where each may hold the other's; or takes over the post of a
// colleague of that one's section, who stays home. The best come first.
func (q *Inquiry) InHerPlace(a model.Stay) []Trial[model.Stay] {
	var all []Trial[model.Stay]
	rest := without(q.b.walks[a.Teacher], a)
	q.holders(a, func(b model.Stay) {
		she, other := Turn[model.Stay]{int(a.Teacher), rest}, Turn[model.Stay]{int(b.Teacher), q.put(b)}
		all = append(all, q.b.try(she, other))
		for _, c := range q.sent[q.c.County.Teachers[b.Teacher].Home] {
			d, ok := q.as(a.Teacher, c)
			if !ok || c.Teacher == a.Teacher || c.First != a.First || c.Last != a.Last || q.same(a, c) {
				continue
			}
			she.To = inserted(rest, d, rule.StaySpan)
			if c.Teacher == b.Teacher {
				all = append(all, q.b.try(she, other))
				continue
			}
			all = append(all, q.b.try(she, other, Turn[model.Stay]{int(c.Teacher), without(q.b.walks[c.Teacher], c)}))
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
func (x *Rotation) as(t model.TeacherID, a model.Stay) (model.Stay, bool) {
	p := &x.c.County.Teachers[t]
	if a.Kind == model.Trainee {
		a.Subject = p.Subject
	} else if p.Subject != a.Subject && p.Subject2 != a.Subject {
		return a, false
	}
	a.Teacher = t
	if x.b.bannedSpan(a) || len(x.Refusers(a)) > 0 {
		return a, false
	}
	real := false
	x.c.Stays(t, []model.SectionID{a.Section}, func(b model.Stay) { real = real || a == b })
	return a, real
}

// put returns the walk of a teacher with a stay in the place of all it overlaps.
func (x *Rotation) put(a model.Stay) []model.Stay {
	rest := slices.DeleteFunc(slices.Clone(x.b.walks[a.Teacher]), func(b model.Stay) bool { return b.First <= a.Last && a.First <= b.Last })
	return inserted(rest, a, rule.StaySpan)
}

// Elsewhere tries what else a teacher could do: any lawful stay at another school than those she is sent to, by itself, with
// somebody sent there or from her section staying home or taking over her post; or she stays home. Trials as InHerPlace finds
// them tell who takes over what she leaves, and where else she could go. The best come first.
func (q *Inquiry) Elsewhere(t model.TeacherID, instead []Trial[model.Stay]) []Trial[model.Stay] {
	now := q.b.walks[t]
	var all []Trial[model.Stay]
	enter := func(to []model.Stay, more ...Turn[model.Stay]) {
		all = append(all, q.b.try(append([]Turn[model.Stay]{{int(t), to}}, more...)...))
	}
	for _, x := range instead {
		if len(x.Turns[0].To) > 0 {
			all = append(all, x)
		}
	}
	if len(now) > 0 {
		enter(nil)
	}
	for _, b := range q.lawful(t) {
		if slices.ContainsFunc(now, func(a model.Stay) bool { return q.same(a, b) }) || len(q.Refusers(b)) > 0 {
			continue
		}
		to := q.put(b)
		enter(to)
		for _, x := range instead[:min(len(instead), few)] {
			enter(to, x.Turns[1])
		}
		for _, k := range q.yielding(b) {
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

// few is how many successors are tried with every other post of a teacher.
const few = 3

// same reports whether two stays lead to one school.
func (q *Inquiry) same(a, b model.Stay) bool {
	return q.c.County.Sections[a.Section].School == q.c.County.Sections[b.Section].School
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

// Filling tries whoever may teach a subject at a section for the first year and is not sent there: on top of the plan or,
// who is sent elsewhere, in the place of what is planned; where that breaks a must, also with somebody of her section who is
// sent, or somebody sent to that one, staying home for it. One trial a teacher, the best first.
func (q *Inquiry) Filling(s model.SectionID, x model.Subject) []Trial[model.Stay] {
	var all []Trial[model.Stay]
	for j := range q.c.County.Teachers {
		t := model.TeacherID(j)
		a, ok := q.as(t, model.Stay{Last: 1, Section: s, Kind: model.Full, Subject: x})
		if !ok || slices.ContainsFunc(q.b.walks[t], func(b model.Stay) bool { return q.same(a, b) }) {
			continue
		}
		turn := Turn[model.Stay]{j, q.put(a)}
		hers := []Trial[model.Stay]{q.b.try(turn)}
		if !hers[0].Lawful() {
			for _, k := range q.yielding(a) {
				hers = append(hers, q.b.try(turn, Turn[model.Stay]{int(k.Teacher), without(q.b.walks[k.Teacher], k)}))
			}
		}
		all = append(all, ranked(hers)[0])
	}
	return ranked(all)
}

// yielding returns the planned stays of others that leave the section of a stay's teacher, or come to the section of the stay.
func (q *Inquiry) yielding(a model.Stay) []model.Stay {
	var all []model.Stay
	home := q.c.County.Teachers[a.Teacher].Home
	for _, k := range q.plan.Stays {
		if k.Teacher != a.Teacher && (k.Section == a.Section || q.c.County.Teachers[k.Teacher].Home == home) {
			all = append(all, k)
		}
	}
	return all
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
func (x *Rotation) Refusers(a model.Stay) []string { return x.b.refusers(int(a.Teacher), a) }

// Unfit returns the rules that keep a teacher from being a candidate for the first year, must or should, and those whose must
// refuses her every stay.
func (q *Inquiry) Unfit(t model.TeacherID) []string {
	var names []string
	probe := model.Stay{Teacher: t, Last: 1, Section: model.None}
	for i := range q.b.law {
		f := &q.b.law[i].Form
		if !q.b.law[i].Rule.Candidate {
			continue
		}
		if f.Ban != nil && f.Ban(probe) || f.Walk != nil && unitsOf(f.Walk, int(t), probe) > 0 {
			names = append(names, q.b.law[i].Rule.Name)
		}
	}
	for _, name := range q.Closed(t) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
