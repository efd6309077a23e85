package rule

import (
	"maps"
	"slices"

	"github.com/rotateplan/rotate/model"
)

var _ = define(Rule{
	Name:   "couple",
	Title:  "夫妻随调",
	Says:   "In every term nobody is posted farther than the given distance from where the spouse teaches; a way that is not known is not too far.",
	SaysZh: "每学期派往学校与配偶任教学校的距离不超过规定公里数；距离不明的不计。",
	Source: "照顾家庭是教师不愿交流的主要原因（33 县 6220 名教师的调查） / the care of the own family is the main obstacle to rotation, survey of 6,220 teachers in 33 counties " +
		"(grade P); 距离与权重为设计默认值 / distance and weight: design default (grade D)",
	Mode:   model.Should,
	Weight: 5000,
	Params: []Param{{Name: "km", Default: 10, Min: 0, Max: 1000, Looser: More, Unit: "km", Says: "longest way between the posts of a couple", SaysZh: "夫妻任教学校最远距离"}},
	Reads:  append(slices.Clone(eligibility), "first-post"),
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		return Form[model.Stay]{Quota: newCouples(c, 1000*arg.Int("km")).family()}
	},
})

// couples bounds [b teaches at school p] + [a is posted too far from p] by one, for both spouses a of every couple, every
// school p and every term. That comes to [a is posted at s] + [b teaches too far from s] <= 1 summed over all posts s: either
// way a posting costs one unit where the two are too far apart. Where one of the two cannot move, p is where b is at baseline.
//
// Most posts of a are too far from all schools of a town. For these [b is posted in the town] + [a is posted too far from all of
// it] <= 1 says what the bounds of its schools would say one by one; those count her other posts.
type couples struct {
	c       *Case
	metres  int64
	anybody bool     // even those move who are not eligible
	spots   []spot   // towns of several schools, then schools
	ways    []ways   // by school
	sides   [][]side // by teacher
	runs    []Run    // by teacher: the quotas of her sides
	quotas  []Quota
}

// spot is where b may be: a town or a school.
type spot struct {
	schools []model.SchoolID
	of      []string // end of its keys
}

// ways are the spots about a school.
type ways struct {
	in     []int // those that hold it, itself last
	beyond []int // those too far from it, but the schools of such towns
}

// side is a couple of which a teacher is a or b, as she counts in one term.
type side struct {
	term   model.Term
	posted bool           // she is a
	at     model.SchoolID // where b is at baseline
	home   int            // its quota
	first  int            // quota of the first spot
	both   bool           // both can move; else there is no quota but that of at
}

func newCouples(c *Case, metres int64) *couples {
	x := &couples{c: c, metres: metres, anybody: c.candidatesAreSoft(), sides: make([][]side, len(c.County.Teachers)),
		runs: make([]Run, len(c.County.Teachers))}
	var alone []spot
	towns := map[string][]model.SchoolID{}
	for i := range c.County.Schools {
		s, town := model.SchoolID(i), c.County.Schools[i].Town
		towns[town] = append(towns[town], s)
		alone = append(alone, spot{schools: []model.SchoolID{s}})
	}
	delete(towns, "")
	for _, town := range slices.Sorted(maps.Keys(towns)) {
		if len(towns[town]) > 1 {
			x.spots = append(x.spots, spot{towns[town], []string{ofPart("town")}})
		}
	}
	x.spots = append(x.spots, alone...)
	for i := range c.County.Schools {
		x.ways = append(x.ways, x.waysOf(model.SchoolID(i)))
	}
	return x
}

func (x *couples) waysOf(s model.SchoolID) (w ways) {
	told := make([]bool, len(x.c.County.Schools)) // by a town
	for i, spot := range x.spots {
		if slices.Contains(spot.schools, s) {
			w.in = append(w.in, i)
		}
		if slices.ContainsFunc(spot.schools, func(p model.SchoolID) bool { return told[p] || !x.far(s, p) }) {
			continue
		}
		w.beyond = append(w.beyond, i)
		for _, p := range spot.schools {
			told[p] = true
		}
	}
	return w
}

func (x *couples) family() *Family[model.Stay] {
	for t := range x.c.County.Teachers {
		a, b := model.TeacherID(t), x.c.County.Teachers[t].Spouse
		if b == model.None || b < a && x.c.County.Teachers[b].Spouse == a {
			continue // the row of each names the other: once is enough
		}
		from := len(x.quotas)
		for term := range model.Term(x.c.Terms) {
			x.enter(a, b, term)
			x.enter(b, a, term)
		}
		x.runs[a].reach(from, len(x.quotas))
		x.runs[b].reach(from, len(x.quotas))
	}
	return &Family[model.Stay]{Quotas: x.quotas, Count: x.count, Of: func(agent int) Run { return x.runs[agent] }}
}

// enter adds the quotas of a teacher a, her spouse b and a term.
func (x *couples) enter(a, b model.TeacherID, t model.Term) {
	pair := "pair=" + x.c.County.Teachers[a].ID + "+" + x.c.County.Teachers[b].ID
	open := func(s *spot) {
		parts := append([]string{x.c.schoolPart(s.schools[0]), pair, termPart(t)}, s.of...)
		x.quotas = append(x.quotas, Quota{Key: key("couple", parts...), Min: NoMin, Max: 1})
	}
	y := side{term: t, at: x.school(x.c.Baseline(b, t)), first: len(x.quotas), both: x.moves(b) && (x.moves(a) || x.c.Away(a, t))}
	y.home = y.first
	if y.both {
		y.home += slices.Max(x.ways[y.at].in)
		for i := range x.spots {
			open(&x.spots[i])
		}
	} else {
		open(&spot{schools: []model.SchoolID{y.at}})
	}
	x.quotas[y.home].Base = 1
	if x.c.Away(a, t) {
		x.send(&y, x.school(x.c.Baseline(a, t)), func(q int, w int64) { x.quotas[q].Base += w })
	}
	x.sides[b] = append(x.sides[b], y)
	y.posted = true
	x.sides[a] = append(x.sides[a], y)
}

// moves reports whether a teacher may be sent anywhere within the horizon: as one of the eligible, or to her first post.
func (x *couples) moves(t model.TeacherID) bool {
	for first := x.c.freeFrom(t); int(first) < x.c.Terms; first++ {
		if x.anybody || x.c.Eligible(t, int(first)/2) || x.c.mayBegin(model.Stay{Teacher: t, First: first}) {
			return true
		}
	}
	return false
}

func (x *couples) school(s model.SectionID) model.SchoolID { return x.c.County.Sections[s].School }

// far reports whether the way from a school to another is longer than allowed.
func (x *couples) far(from, to model.SchoolID) bool {
	return int64(x.c.distance[int(from)*len(x.c.County.Schools)+int(to)]) > x.metres
}

func (x *couples) count(a model.Stay, add func(int, int64)) {
	s := x.school(a.Section)
	for i := range x.sides[a.Teacher] {
		switch y := &x.sides[a.Teacher][i]; {
		case y.term < a.First || y.term > a.Last:
		case y.posted:
			x.send(y, s, add)
		case s != y.at:
			x.follow(y, s, add)
		}
	}
}

// send counts a, posted at a school.
func (x *couples) send(y *side, s model.SchoolID, add func(int, int64)) {
	if x.far(s, y.at) {
		add(y.home, 1)
	}
	if !y.both {
		return
	}
	for _, i := range x.ways[s].beyond {
		if y.first+i != y.home {
			add(y.first+i, 1)
		}
	}
}

// follow counts b, posted at a school.
func (x *couples) follow(y *side, s model.SchoolID, add func(int, int64)) {
	add(y.home, -1)
	if y.both {
		for _, i := range x.ways[s].in {
			add(y.first+i, 1)
		}
	}
}

// candidatesAreSoft reports whether a rule that decides who is eligible is a should, so that others may move too.
func (c *Case) candidatesAreSoft() bool {
	return slices.ContainsFunc(c.Policy.Clauses, func(k model.Clause) bool {
		r := Find(k.Rule)
		return r != nil && r.Candidate && k.Mode == model.Should
	})
}
