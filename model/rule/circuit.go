package rule

import (
	"fmt"

	"github.com/rotateplan/rotate/model"
)

// Post is what a teacher delivers in a term: a subject at a section. Whoever delivers nothing has NoSubject.
type Post struct {
	Section model.SectionID
	Subject model.Subject
}

// lessonsGiven are the facts of itinerant teaching, fixed with the rotation.
type lessonsGiven struct {
	posts  [][]Post                            // by term, by teacher
	sent   [][]bool                            // by term, by teacher: on a stay of the plan
	beyond [][]int64                           // by term, by section*Subjects+subject: periods a week that its teachers could give beyond its need
	calls  [][model.Subjects][]model.SectionID // by term: the sections short of a subject, in order
	km     int64                               // longest way of a trip
	weight int64                               // metre-terms of a period and a kilometre
	spared [model.OnLeave + 1]bool
}

// WithRotation returns the same case with a rotation that is fixed, and the law of what itinerant teachers do then.
func (c *Case) WithRotation(r model.Rotation) *Case {
	d := *c
	d.lessons, d.trips = &lessonsGiven{}, nil
	for t := model.Term(0); int(t) < c.Terms; t++ {
		d.lessons.enter(c, r, t)
	}
	if k := c.clause("exemption"); k != nil && k.Mode != model.Off {
		d.lessons.spared = exempted(k.Args)
	}
	for i := range c.Policy.Clauses {
		k := &c.Policy.Clauses[i]
		if r := Find(k.Rule); r != nil && r.Trip != nil && k.Mode != model.Off {
			d.lessons.km, d.lessons.weight = c.TripTerms().Km, int64(k.Weight)
			d.trips = r.Trip(&d, k)
		}
	}
	return &d
}

// enter notes who delivers what in a term.
func (l *lessonsGiven) enter(c *Case, r model.Rotation, term model.Term) {
	posts, sent := make([]Post, len(c.County.Teachers)), make([]bool, len(c.County.Teachers))
	for i := range posts {
		t := model.TeacherID(i)
		if posts[i].Section = c.Baseline(t, term); !c.training(t, term) {
			posts[i].Subject = c.County.Teachers[i].Subject
		}
	}
	for _, s := range r.Stays {
		if s.First > term || s.Last < term {
			continue
		}
		posts[s.Teacher], sent[s.Teacher] = Post{s.Section, s.Subject}, true
		if s.Kind == model.Trainee {
			posts[s.Teacher].Subject = model.NoSubject
		}
	}
	beyond := make([]int64, len(c.County.Sections)*int(model.Subjects))
	for i := range beyond {
		s, x := model.SectionID(i/int(model.Subjects)), model.Subject(i%int(model.Subjects))
		if x != model.NoSubject {
			whole, rest, load := c.Demand(s, x, term)
			beyond[i] = -whole*load - rest
		}
	}
	for _, p := range posts {
		if p.Subject != model.NoSubject {
			beyond[c.leaf(p.Section, p.Subject)] += c.Load(c.County.Sections[p.Section].Stage, p.Subject)
		}
	}
	var calls [model.Subjects][]model.SectionID
	for i, n := range beyond {
		if n < 0 {
			x := i % int(model.Subjects)
			calls[x] = append(calls[x], model.SectionID(i/int(model.Subjects)))
		}
	}
	l.posts, l.sent, l.beyond, l.calls = append(l.posts, posts), append(l.sent, sent), append(l.beyond, beyond), append(l.calls, calls)
}

// leaf numbers the subjects of all sections.
func (c *Case) leaf(s model.SectionID, x model.Subject) int {
	return int(s)*int(model.Subjects) + int(x)
}

// PostOf returns what a teacher delivers in a term by the rotation that is fixed.
func (c *Case) PostOf(t model.TeacherID, term model.Term) Post { return c.lessons.posts[term][t] }

// Short returns the periods a week that a section lacks of a subject once the rotation is fixed.
func (c *Case) Short(s model.SectionID, x model.Subject, term model.Term) int64 {
	return max(0, -c.lessons.beyond[term][c.leaf(s, x)])
}

// Spare returns the periods a week that the teachers of a subject at a section have to spare once the rotation is fixed.
func (c *Case) Spare(s model.SectionID, x model.Subject, term model.Term) int64 {
	return max(0, c.lessons.beyond[term][c.leaf(s, x)])
}

// Lends returns the periods a week a teacher can give elsewhere in a term: a full load less her own periods where these are
// told of the post, else a full load, and no more than her post has to spare. Trainees and the exempt give none.
func (c *Case) Lends(t model.TeacherID, term model.Term) int64 {
	at, p := c.PostOf(t, term), &c.County.Teachers[t]
	if at.Subject == model.NoSubject || c.lessons.spared[p.Exempt] {
		return 0
	}
	free := c.Load(c.County.Sections[at.Section].Stage, at.Subject)
	if p.Periods >= 0 && !c.lessons.sent[term][t] && at.Section == c.postedAt(p) {
		free = max(0, free-int64(p.Periods))
	}
	return min(free, c.Spare(at.Section, at.Subject, term))
}

// Calls reports whether a teacher who delivers at a section may give her periods at another: of another school, no farther
// than the rule allows, at a stage she is certified for.
func (c *Case) Calls(t model.TeacherID, from, to model.SectionID) bool {
	a, b := &c.County.Sections[from], &c.County.Sections[to]
	way := c.Metres(from, to)
	return a.School != b.School && way != Unknown && way <= 1000*c.lessons.km && certified(&c.County.Teachers[t], b.Stage)
}

// TripAgents returns how many agents make trips: every teacher once a term.
func (c *Case) TripAgents() int { return c.Terms * len(c.County.Teachers) }

// TripAgent splits an agent of itinerant teaching into its teacher and its term.
func (c *Case) TripAgent(agent int) (model.TeacherID, model.Term) {
	n := len(c.County.Teachers)
	return model.TeacherID(agent % n), model.Term(agent / n)
}

func (c *Case) tripAgent(a model.Trip) int {
	return int(a.Term)*len(c.County.Teachers) + int(a.Teacher)
}

// EachTrip visits every trip of an agent under the rule, by section and periods: to sections short of what she delivers, of no more periods
// than she can give and they lack. A section for which open is false is left out; it is asked of a trip of one period, and
// nil leaves out none.
func (c *Case) EachTrip(agent int, open func(model.Trip) bool, visit func(model.Trip)) {
	t, term := c.TripAgent(agent)
	lends := c.Lends(t, term)
	if lends == 0 || c.trips == nil {
		return
	}
	at := c.PostOf(t, term)
	for _, s := range c.lessons.calls[term][at.Subject] {
		a := model.Trip{Teacher: t, Term: term, Section: s, Subject: at.Subject, Periods: 1}
		if !c.Calls(t, at.Section, s) || open != nil && !open(a) {
			continue
		}
		for ; int64(a.Periods) <= min(lends, c.Short(s, at.Subject, term)); a.Periods++ {
			visit(a)
		}
	}
}

// TripSpan is the place of a trip in its teacher's walk: sections in order, one trip to each.
func TripSpan(a model.Trip) (first, last int) { return int(a.Section), int(a.Section) }

// TripKey names a trip.
func (c *Case) TripKey(a model.Trip) string {
	return fmt.Sprintf("%s/subject=%s/teacher=%s/term=%d/periods=%d", c.SectionKey(a.Section), a.Subject.Code(),
		c.County.Teachers[a.Teacher].ID, a.Term, a.Periods)
}

// TripAgentKey names an agent of itinerant teaching.
func (c *Case) TripAgentKey(agent int) string {
	t, term := c.TripAgent(agent)
	return fmt.Sprintf("teacher=%s/term=%d", c.County.Teachers[t].ID, term)
}

// exempted says by coded reason whether the clause spares.
func exempted(arg Args) (spared [model.OnLeave + 1]bool) {
	for x := model.Pregnancy; x <= model.OnLeave; x++ {
		spared[x] = arg.Yes(x.Code())
	}
	return spared
}

// postedAt returns the section of the school where a teacher is today: of her stage, else its first.
func (c *Case) postedAt(p *model.Teacher) model.SectionID {
	if s := c.County.SectionAt(p.At, p.Stage); s != model.None {
		return s
	}
	return c.County.Schools[p.At].Sections[0]
}

// TripTerms is what the law says of all trips alike.
type TripTerms struct {
	Places int64      // most sections of a teacher in a term
	Km     int64      // longest way of a trip
	Must   bool       // every section gets the periods it lacks
	Worth  model.Cost // metre-terms a period a week costs in a term that a section lacks, unless Must
}

// TripTerms returns the terms of trips. A period lacking costs the weight of periods beyond full loads in subject-demand,
// nothing where that is off.
func (c *Case) TripTerms() TripTerms {
	k := c.clause("itinerant")
	if k == nil {
		return TripTerms{}
	}
	terms := TripTerms{Places: Args(k.Args).Int("places"), Km: Args(k.Args).Int("km"), Must: k.Mode == model.Must}
	if demand := c.clause("subject-demand"); demand != nil && demand.Mode != model.Off {
		terms.Worth = min(model.Cost(Args(demand.Args).Int("rest")), demand.Weight)
	}
	return terms
}

// WayOf returns what one period of a trip costs for its way, in metre-terms: the weight is that of a period and kilometre.
func (c *Case) WayOf(from, to model.SectionID) int64 {
	return ceil(c.lessons.weight*max(c.Metres(from, to), 0), 1000) // an unknown way is no trip, and judged as such
}
