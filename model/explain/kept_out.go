package explain

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// KeptOut are the stays of the first year that one must alone refuses.
type KeptOut struct {
	Only    []model.Stay // of teachers to whom no other stay is open; of a rule that reads spans one a span
	Filling []model.Stay // that would fill a full post that stands empty
}

// teachers counts the teachers of stays, which are in order of teacher.
func teachers(stays []model.Stay) (n int) {
	for i, a := range stays {
		if i == 0 || stays[i-1].Teacher != a.Teacher {
			n++
		}
	}
	return n
}

// KeptOut returns what a must that reads single stays keeps out by itself; nothing where the rule is none.
func (q *Inquiry) KeptOut(name string) (out KeptOut) {
	empty := map[Post]bool{}
	for _, p := range q.Empty() {
		empty[p] = true
	}
	once := slices.ContainsFunc(q.b.law, func(p rule.Applied[model.Stay]) bool { return p.Rule.Name == name && p.Form.Spanwise })
	for t := range q.c.County.Teachers {
		free, before := false, len(out.Only)
		q.c.Spans(model.TeacherID(t), func(span model.Stay) {
			if span.First >= 2 || others(q.spanwise(t, span), name) {
				return
			}
			q.c.StaysIn(span, nil, func(a model.Stay) {
				fills := a.Kind != model.Trainee && empty[Post{a.Section, a.Subject}]
				if free && !fills {
					return
				}
				names := q.Refusers(a)
				if others(names, name) {
					return
				}
				if free = free || len(names) == 0; len(names) == 0 {
					return
				}
				if fills {
					out.Filling = append(out.Filling, a)
				}
				if n := len(out.Only); !once || n == before || out.Only[n-1].First != a.First || out.Only[n-1].Last != a.Last {
					out.Only = append(out.Only, a)
				}
			})
		})
		if free {
			out.Only = out.Only[:before]
		}
	}
	return out
}

// Post is a subject at a section.
type Post struct {
	Section model.SectionID
	Subject model.Subject
}

// Empty returns where full posts stand empty in the first autumn.
func (q *Inquiry) Empty() (all []Post) {
	for s := range q.c.County.Sections {
		for x := model.NoSubject + 1; x < model.Subjects; x++ {
			if load := q.c.Load(q.c.County.Sections[s].Stage, x); load > 0 && q.Untaught(model.SectionID(s), x) >= load {
				all = append(all, Post{model.SectionID(s), x})
			}
		}
	}
	return all
}
