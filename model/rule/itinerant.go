package rule

import "github.com/rotateplan/rotate/model"

// A unit of violation of this rule is a metre-term of way or a period lacking or too many; the weight prices the ways.
var _ = define(Rule{
	Name:  "itinerant",
	Title: "走教",
	Says: "Once the list is fixed, teachers with periods to spare give them at sections short of their subject: at few places " +
		"and not far. A period lacking costs what subject-demand charges beyond full loads, a period given its way, rounded up to metres.",
	SaysZh: "名单确定后，课时有余的教师到缺该学科教师的学段部走教，校数和距离有限。仍缺的课时按学科需求中不足整岗的权重计，走教课时按路程计，逐节进一到米。",
	Source: "教师〔2014〕4号所列交流形式：乡镇中心学校教师走教 / Document 4 of 2014 lists it among the forms: itinerant teachers of the township central school (grade P); 山西：一校设岗、多校使用、巡回走教 / Shanxi: one school holds the post, many use it (grade P); 校数、公里数和权重为设计默认值 / places, km and weights: design default (grade D)",
	Mode:   model.Should,
	Weight: 20,
	Reads:  []string{"exemption", "subject-demand"},
	Params: []Param{
		{Name: "places", Default: 2, Min: 1, Max: 10, Unit: "sections", Says: "most sections of a teacher in a term", SaysZh: "每人每学期最多走教学段部数"},
		{Name: "km", Default: 15, Min: 0, Max: 1000, Unit: "km", Says: "longest way of a trip", SaysZh: "最远路程"},
	},
	Trip: func(c *Case, k *model.Clause) []Applied[model.Trip] {
		r, terms := Find(k.Rule), c.TripTerms()
		if !terms.Must && terms.Worth == 0 {
			return nil // nobody asks for the lessons
		}
		law := []Applied[model.Trip]{
			{Rule: r, Mode: k.Mode, Weight: terms.Worth, Form: c.tripQuotas()},
			{Rule: r, Mode: model.Must, Form: c.fewPlaces(terms.Places)},
			{Rule: r, Mode: model.Must, Form: c.freePeriods()},
			{Rule: r, Mode: model.Should, Weight: 1, Form: c.waysOfTrips()},
		}
		law[0].soften(k.Soften)
		law[0].settle()
		return law
	},
})

func (c *Case) fewPlaces(most int64) Form[model.Trip] {
	return Form[model.Trip]{Walk: tallyWalk(Tally[model.Trip]{
		Weight: func(model.Trip) int64 { return 1 },
		Max:    func(int) int64 { return most },
	}, c.tripAgent, most)}
}

func (c *Case) freePeriods() Form[model.Trip] {
	top := int64(0)
	for agent := range c.TripAgents() {
		top = max(top, c.Lends(c.TripAgent(agent)))
	}
	return Form[model.Trip]{Walk: tallyWalk(Tally[model.Trip]{
		Weight: func(a model.Trip) int64 { return int64(a.Periods) },
		Max:    func(agent int) int64 { return c.Lends(c.TripAgent(agent)) },
	}, c.tripAgent, top)}
}

func (c *Case) waysOfTrips() Form[model.Trip] {
	return Form[model.Trip]{Price: func(a model.Trip) int64 {
		return int64(a.Periods) * c.WayOf(c.PostOf(a.Teacher, a.Term).Section, a.Section)
	}}
}

// tripQuotas count the periods that a section receives of those it lacks, and gives of those it has to spare. Nobody may
// give what her own section needs, whatever the mode of the clause.
func (c *Case) tripQuotas() Form[model.Trip] {
	f, n := &Family[model.Trip]{}, len(c.County.Sections)*int(model.Subjects)
	at := make([]int, c.Terms*n) // by term, by leaf: its quota
	for t := model.Term(0); int(t) < c.Terms; t++ {
		for s := range c.County.Sections {
			for x := model.NoSubject + 1; x < model.Subjects; x++ {
				at[int(t)*n+c.leaf(model.SectionID(s), x)] = len(f.Quotas)
				f.Quotas = append(f.Quotas, c.tripQuota(model.SectionID(s), x, t)...)
			}
		}
	}
	f.Count = func(a model.Trip, add func(int, int64)) {
		from := c.PostOf(a.Teacher, a.Term)
		if c.Short(a.Section, a.Subject, a.Term) > 0 {
			add(at[int(a.Term)*n+c.leaf(a.Section, a.Subject)], int64(a.Periods))
		}
		if from.Subject == a.Subject && c.Spare(from.Section, a.Subject, a.Term) > 0 {
			add(at[int(a.Term)*n+c.leaf(from.Section, a.Subject)], int64(a.Periods))
		}
	}
	return Form[model.Trip]{Quota: f}
}

// tripQuota is that of a leaf: none where it neither lacks periods nor has any to spare.
func (c *Case) tripQuota(s model.SectionID, x model.Subject, t model.Term) []Quota {
	short, spare := c.Short(s, x, t), c.Spare(s, x, t)
	switch parts := []string{c.SectionKey(s), subjectPart(x), termPart(t)}; {
	case short > 0:
		return []Quota{{Key: key("itinerant", parts...), Min: short, Max: short}}
	case spare > 0:
		return []Quota{{Key: key("itinerant", append(parts, ofPart("spare"))...), Min: NoMin, Max: spare, Mode: model.Must}}
	}
	return nil
}
