package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Envy is a post that a teacher wished for and another holds.
type Envy struct {
	Teacher model.TeacherID
	Rank    int        // of its school among her wishes, from 0
	Held    model.Stay // by the other
	Rule    string     // that gives the reason: broken or, else, most of what is dearer if the two changed places; "" none does
	Cost    model.Cost // by which the plan would be dearer then, where nothing is broken
}

// Broken reports whether a must would be broken.
func (e *Envy) Broken() bool { return e.Rule != "" && e.Cost == 0 }

// Equal reports whether the rules rank the two alike.
func (e *Envy) Equal() bool { return e.Rule == "" && e.Cost == 0 }

// WithoutReason reports whether the rules rank the other lower.
func (e *Envy) WithoutReason() bool { return e.Rule == "" && e.Cost < 0 }

// Envies returns who is passed over for which post of the first year, in order of teacher, of her wishes and of the list.
func (x *Rotation) Envies() []Envy {
	var all []Envy
	for t := range x.c.County.Teachers {
		all = append(all, x.PassedOver(model.TeacherID(t))...)
	}
	return all
}

// PassedOver returns for which posts of the first year a teacher is passed over, in order of her wishes and of the list.
func (x *Rotation) PassedOver(t model.TeacherID) (all []Envy) {
	wishes := x.c.County.Teachers[t].Wishes
	if got, granted := x.Granted(t); granted {
		wishes = wishes[:got]
	}
	for rank, school := range wishes {
		if slices.Index(wishes, school) < rank {
			continue // wished for twice
		}
		for _, a := range x.held[school] {
			if b, ok := x.as(t, a); ok {
				all = append(all, x.envy(rank, a, b))
			}
		}
	}
	return all
}

// Granted returns the best of a teacher's wishes that the plan grants in the first year, its rank from 0, and whether it grants any.
func (x *Rotation) Granted(t model.TeacherID) (rank int, any bool) {
	rank = slices.IndexFunc(x.c.County.Teachers[t].Wishes, func(s model.SchoolID) bool {
		return slices.ContainsFunc(x.b.walks[t], func(a model.Stay) bool { return a.First < 2 && x.c.County.Sections[a.Section].School == s })
	})
	return rank, rank >= 0
}

// envy tries two teachers in each other's places: one makes stay b where the other made a.
func (x *Rotation) envy(rank int, a, b model.Stay) Envy {
	e, t := Envy{Teacher: b.Teacher, Rank: rank, Held: a}, x.exchanged(a, b)
	if !t.Lawful() || t.Cost > 0 {
		e.Rule = t.Effects[0].Rule
	}
	if t.Lawful() {
		e.Cost = t.Cost
	}
	return e
}

// exchanged tries stay b in the place of stay a. The holder of a takes over what b overlaps, where that is one stay of the
// same terms which she may make; else she is home in those terms.
func (x *Rotation) exchanged(a, b model.Stay) Trial[model.Stay] {
	to := without(x.b.walks[a.Teacher], a)
	k := slices.IndexFunc(x.b.walks[b.Teacher], func(c model.Stay) bool { return c.First == b.First && c.Last == b.Last })
	if k >= 0 {
		if c, ok := x.as(a.Teacher, x.b.walks[b.Teacher][k]); ok {
			to = inserted(to, c, rule.StaySpan)
		}
	}
	return x.b.try(Turn[model.Stay]{int(b.Teacher), x.put(b)}, Turn[model.Stay]{int(a.Teacher), to})
}
