package rule

import (
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
	Mode:   model.Off,
	Weight: 5000,
	Params: []Param{{Name: "km", Default: 10, Min: 0, Max: 1000, Unit: "km", Says: "longest way between the posts of a couple", SaysZh: "夫妻任教学校最远距离"}},
	Reads:  append(slices.Clone(eligibility), "first-post"),
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		x := couples{c: c, metres: 1000 * arg.Int("km"), anybody: c.candidatesAreSoft(), sides: make([][]side, len(c.County.Teachers))}
		return Form[model.Stay]{Quota: x.family()}
	},
})

// couples bounds [b teaches at school p] + [a is posted too far from p] by one, for both spouses a of every couple, every
// school p and every term. That comes to [a is posted at s] + [b teaches too far from s] <= 1 summed over all posts s: either
// way a posting costs one unit where the two are too far apart. Where one of the two cannot move, p is where b is at baseline.
type couples struct {
	c       *Case
	metres  int64
	anybody bool     // even those move who are not eligible
	sides   [][]side // by teacher
	quotas  []Quota
}

// side is a couple of which a teacher is a or b, as she counts in one term.
type side struct {
	term   model.Term
	posted bool             // she is a
	first  int              // of the quotas,
	places []model.SchoolID // which are of these schools, the first of them where b is at baseline
}

func (x *couples) family() *Family[model.Stay] {
	for t := range x.c.County.Teachers {
		a, b := model.TeacherID(t), x.c.County.Teachers[t].Spouse
		if b == model.None || b < a && x.c.County.Teachers[b].Spouse == a {
			continue // the row of each names the other: once is enough
		}
		for term := range model.Term(x.c.Terms) {
			x.enter(a, b, term)
			x.enter(b, a, term)
		}
	}
	return &Family[model.Stay]{Quotas: x.quotas, Count: x.count, Of: func(agent int) bool { return len(x.sides[agent]) > 0 }}
}

// enter adds the quotas of a teacher a, her spouse b and a term.
func (x *couples) enter(a, b model.TeacherID, t model.Term) {
	places := []model.SchoolID{x.school(x.c.Baseline(b, t))}
	if x.moves(b) && (x.moves(a) || x.c.Away(a, t)) {
		for i := range x.c.County.Schools {
			if s := model.SchoolID(i); s != places[0] {
				places = append(places, s)
			}
		}
	}
	teachers := x.c.County.Teachers
	pair := "pair=" + teachers[a].ID + "+" + teachers[b].ID
	first := len(x.quotas)
	for n, p := range places {
		q := Quota{Key: key("couple", x.c.schoolPart(p), pair, termPart(t)), Min: NoMin, Max: 1}
		if n == 0 {
			q.Base = 1
		}
		if x.c.Away(a, t) {
			q.Base += x.far(x.school(x.c.Baseline(a, t)), p)
		}
		x.quotas = append(x.quotas, q)
	}
	x.sides[a] = append(x.sides[a], side{t, true, first, places})
	x.sides[b] = append(x.sides[b], side{t, false, first, places})
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

// far returns 1 where the way from a school to another is longer than allowed, else 0.
func (x *couples) far(from, to model.SchoolID) int64 {
	if int64(x.c.distance[int(from)*len(x.c.County.Schools)+int(to)]) > x.metres {
		return 1
	}
	return 0
}

func (x *couples) count(a model.Stay, add func(int, int64)) {
	at := x.school(a.Section)
	for i := range x.sides[a.Teacher] {
		side := &x.sides[a.Teacher][i]
		if side.term < a.First || side.term > a.Last {
			continue
		}
		if !side.posted {
			add(side.first, -1)
		}
		for n, p := range side.places {
			switch {
			case side.posted && x.far(at, p) > 0, !side.posted && p == at:
				add(side.first+n, 1)
			}
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
