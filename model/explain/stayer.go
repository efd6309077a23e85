package explain

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Stayer is the answer to why a teacher is not sent away.
type Stayer struct {
	Answer
	Refused     []Refusal  // of NoLawfulPost: the sections each rule keeps her from, the most first
	Best        model.Stay // of NotNeeded and WithinGap: the cheapest one more
	Saves, Pays model.Cost // of Best: what it saves, and what it charges for that
	Instead     *Instead   // in the place of a colleague who is sent; nil: nobody of her section is

	x *Rotation
}

// Refusal is a rule and the number of sections it keeps a teacher from. Where several do, the first of the policy counts.
type Refusal struct {
	Rule     string
	Sections int
}

// Instead is what the plan would be with a teacher in the place of a colleague of her section who stays home for her.
type Instead struct {
	Colleague model.TeacherID
	Stay      model.Stay // hers: the same terms and school, a subject of hers
	Rule      string     // that it would break; "" none
	Cost      model.Cost // by which it would be dearer
	Equals    int        // how many were alike and drawn by lot; 0: the two are not alike
}

// WhyNot answers why a teacher the plan leaves at home is not sent away in the first year.
func (x *Rotation) WhyNot(t model.TeacherID) Stayer {
	tried, s := begin(x.b), Stayer{x: x}
	s.Best = x.cheapest(t, tried)
	if !tried.open && tried.commonest(2) == "" { // nothing of hers gets as far as what couples people
		s.Refused = x.refusals(x.refusers(t, tried))
	}
	s.Answer, s.Saves, s.Pays = tried.answer(NoLawfulPost), tried.saves, tried.pays
	if s.Code != NoLawfulPost {
		s.Refused, s.Instead = nil, x.instead(t)
	}
	return s
}

// firstSpans visits the spans of a teacher that start in the first year and end before what she does later, each with the rule that refuses
// all its stays.
func (x *Rotation) firstSpans(t model.TeacherID, visit func(span model.Stay, gate int)) {
	later := slices.IndexFunc(x.b.walks[t], func(a model.Stay) bool { return a.First >= 2 })
	x.c.Spans(t, func(span model.Stay) {
		if span.First < 2 && (later < 0 || span.Last < x.b.walks[t][later].First) {
			visit(span, x.b.gate(int(t), inserted(x.b.walks[t], span, rule.StaySpan)))
		}
	})
}

// cheapest tries every stay of a teacher that no must refuses by itself, and returns the cheapest that no quota does.
func (x *Rotation) cheapest(t model.TeacherID, tried *trials[model.Stay]) (best model.Stay) {
	x.one.begin(t)
	x.firstSpans(t, func(span model.Stay, gate int) {
		if gate != none {
			return
		}
		x.one.open(span)
		x.c.StaysIn(span, nil, func(a model.Stay) {
			if x.one.try(a, tried) {
				best = a
			}
		})
	})
	return best
}

// refusers returns by section the rule that keeps a teacher from it, or −1.
func (x *Rotation) refusers(t model.TeacherID, tried *trials[model.Stay]) []int {
	refusers := slices.Repeat([]int{-1}, len(x.c.County.Sections))
	x.firstSpans(t, func(span model.Stay, gate int) {
		x.c.StaysIn(span, nil, func(a model.Stay) {
			refuser := tried.refuse(a, gate)
			if refuser == none {
				refuser, _ = tried.try(int(t), inserted(x.b.walks[t], a, rule.StaySpan))
			}
			if refusers[a.Section] < 0 {
				refusers[a.Section] = refuser
			}
		})
	})
	return refusers
}

func (x *Rotation) refusals(refusers []int) []Refusal {
	count := make([]int, len(x.b.law))
	for _, k := range refusers {
		if k >= 0 {
			count[k]++
		}
	}
	var all []Refusal
	for k, n := range count {
		if n > 0 {
			all = append(all, Refusal{x.b.law[k].Rule.Name, n})
		}
	}
	slices.SortStableFunc(all, func(a, b Refusal) int { return cmp.Compare(b.Sections, a.Sections) })
	return all
}

// instead finds the colleague in whose place a teacher could best go: one she was drawn against, else the one who leaves
// the plan cheapest.
func (x *Rotation) instead(t model.TeacherID) *Instead {
	var best *Instead
	for _, a := range x.sent[x.c.County.Teachers[t].Home] {
		x.c.Stays(t, []model.SectionID{a.Section}, func(b model.Stay) {
			if b.First != a.First || b.Last != a.Last || b.Kind != a.Kind || best != nil && best.Equals > 0 {
				return
			}
			one := x.replaced(a, b)
			if one.Rule == "" && one.Cost == 0 && x.Alike(a.Teacher, t) {
				one.Equals = len(x.Equals(a.Teacher))
			}
			if best == nil || one.Rule == "" && (best.Rule != "" || one.Cost < best.Cost) || one.Equals > 0 {
				best = &one
			}
		})
	}
	return best
}

// replaced tries stay b in the place of stay a of a colleague.
func (x *Rotation) replaced(a, b model.Stay) Instead {
	out := Instead{Colleague: a.Teacher, Stay: b}
	home := Turn[model.Stay]{int(a.Teacher), without(x.b.walks[a.Teacher], a)}
	x.b.changes([]Turn[model.Stay]{home, {int(b.Teacher), x.put(b)}}, func(e effect) bool {
		if out.Cost += e.cost; e.breaks > 0 {
			out.Rule, out.Cost = x.b.law[e.rule].Rule.Name, 0
		}
		return out.Rule == ""
	})
	return out
}

// Equals returns the teachers who are like one who is sent, herself included, in the order of the county.
func (x *Rotation) Equals(t model.TeacherID) []model.TeacherID {
	var class []model.TeacherID
	for _, j := range x.staff[x.c.County.Teachers[t].Home] {
		if j == t || x.Alike(t, j) {
			class = append(class, j)
		}
	}
	return class
}

// Alike reports whether two teachers could exchange what the plan asks of them and nothing would change: they are offered
// the same stays, and no rule tells one from the other, be she at home or on any one of them.
func (x *Rotation) Alike(i, j model.TeacherID) bool {
	p, q := &x.c.County.Teachers[i], &x.c.County.Teachers[j]
	if p.Home != q.Home || p.Subject != q.Subject || p.Subject2 != q.Subject2 || !x.alikeOn(i, j, nil, nil) {
		return false
	}
	a := x.lawful(i)
	theirs := slices.Clone(a)
	for k := range a {
		if theirs[k].Teacher = j; !x.alikeOn(i, j, a[k:k+1], theirs[k:k+1]) {
			return false
		}
	}
	return slices.Equal(theirs, x.lawful(j)) // asked last: to look them up takes longest
}

// lawful returns the stays of a teacher that no must bans. They are looked up once.
func (x *Rotation) lawful(t model.TeacherID) []model.Stay {
	if x.offers[t] != nil {
		return x.offers[t]
	}
	all, near := []model.Stay{}, x.c.Reach(t)
	x.c.Spans(t, func(span model.Stay) {
		if x.b.bannedSpan(span) {
			return
		}
		x.c.StaysIn(span, near, func(a model.Stay) {
			if !x.b.banned(a) {
				all = append(all, a)
			}
		})
	})
	x.offers[t] = all
	return all
}

// alikeOn reports whether the law makes the same of a walk of one teacher and of that of another: it charges as much, and
// both count in the same quotas.
func (x *Rotation) alikeOn(i, j model.TeacherID, a, b []model.Stay) bool {
	breaks, cost := int64(0), model.Cost(0)
	for k := range x.b.law {
		p := &x.b.law[k]
		switch f := &p.Form; {
		case f.Quota != nil:
			if !slices.Equal(counted(f.Quota, a), counted(f.Quota, b)) {
				return false
			}
			continue
		default:
			n, c := price(p, ofAgent(f, int(i), a)-ofAgent(f, int(j), b))
			breaks, cost = breaks+n, cost+c
		}
	}
	return breaks == 0 && cost == 0
}

// counted returns quota and weight of all that a walk counts in, in the order of the family.
func counted(f *rule.Family[model.Stay], walk []model.Stay) []int64 {
	var all []int64
	for _, a := range walk {
		f.Count(a, func(q int, w int64) { all = append(all, int64(q), w) })
	}
	return all
}
