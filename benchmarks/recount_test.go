package benchmarks_test

import (
	"math"
	"strings"
)

// Months are counted since year 0; a stay covers a term when it contains the term's October or April.
func autumn(year int) int    { return year*12 + 9 }
func spring(year int) int    { return year*12 + 15 }
func september(year int) int { return year*12 + 8 }

const forever = math.MaxInt32

// law is the numbers of the rules that this script recounts, in the words of the written law.
type law struct {
	tenure, retirement, repeat int // years
	commute                    int // metres
	minutes                    int // in place of them where the way is timed; 0 = never
	share, backbone            int // per mille of the eligible, of the movers
	donor, donorBackbone       int // per mille of baseline heads
	members, radius            int // a core's members; metres, 0 = unbounded
	terms                      int // the fewest of a stay
}

var laws = map[string]law{
	"national-2014": {tenure: 6, retirement: 5, repeat: 6, commute: 40000, share: 100, backbone: 200, donor: 150,
		donorBackbone: 250, members: 5, terms: 2},
	"yongzhou-2018": {tenure: 3, retirement: 5, repeat: 3, commute: 40000, share: 100, backbone: 200, donor: 150,
		donorBackbone: 250, members: 3, radius: 20000, terms: 1},
}

type place struct {
	lat, lng float64
	known    bool
}

type school struct {
	id      string
	posts   int // -1 unknown
	housing bool
	at      place
}

type section struct {
	school                           *school
	stage                            string
	core, weak, fresh, rural, inTown bool
	training                         bool // owned by a training institution
	pupils, classes                  int
}

func (s *section) target() bool { return !s.core && (s.weak || s.fresh || s.rural) }

// span is a stay somewhere for the months from..to, both included.
type span struct {
	section  *section
	subject  string // "" for trainees, who deliver nothing
	trainee  bool
	from, to int
}

func (s *span) covers(month int) bool { return s != nil && s.from <= month && month <= s.to }

type person struct {
	id                string
	home              *section
	male, manager     bool
	leader, firstRank bool // firstRank: title 一级 or above
	backbone          bool // county level or above
	birth, since      int
	stage             string
	subject, subject2 string
	certificate       string // stages, as written
	exempt            bool
	position, degree  string
	periods           int    // a week; below 0 not told
	spouse            string // id, as written
	residence         place
	fixed             *span // the stay that runs on 1 September of the plan year
	lastEnd           int   // last month of the latest ended stay; 0 none
	returning         bool
	moves             []*span // what the plan adds
}

func (p *person) teaches(subject string) bool {
	return subject != "" && (subject == p.subject || subject == p.subject2)
}

type county struct {
	year     int
	schools  []*school
	sections []*section
	people   []*person
	byID     map[string]*person
	pairs    []row
	groups   []group
	own      own
}

// group is one membership of a plan.
type group struct {
	core, member *section
	metres       int // as the plan says
}

// lead returns the core of the group of s, or nil.
func (c *county) lead(s *section) *section {
	for _, g := range c.groups {
		if g.member == s || g.core == s {
			return g.core
		}
	}
	return nil
}

func (c *county) section(school, stage string) *section {
	for _, s := range c.sections {
		if s.school.id == school && s.stage == stage {
			return s
		}
	}
	return nil
}

// newCounty sorts the raw rows of a county out.
func newCounty(tables map[string][]row, year int) *county {
	c := &county{year: year, byID: map[string]*person{}, pairs: tables["pairs"], own: newOwn(tables)}
	schools := map[string]*school{}
	for _, r := range tables["schools"] {
		c.addSection(r, schools)
	}
	gcj := len(tables["schools"]) > 0 && strings.HasPrefix(strings.ToUpper(tables["schools"][0]["crs"]), "GCJ")
	for _, r := range tables["teachers"] {
		c.addPerson(r, gcj)
	}
	for _, r := range tables["postings"] {
		c.addPosting(r)
	}
	return c
}

func (c *county) addSection(r row, schools map[string]*school) {
	sc := schools[r["school_id"]]
	if sc == nil {
		gcj := strings.HasPrefix(strings.ToUpper(r["crs"]), "GCJ")
		sc = &school{id: r["school_id"], posts: r.int("posts"), housing: r.yes("housing"), at: point(r, "lat", "lng", gcj)}
		schools[sc.id] = sc
		c.schools = append(c.schools, sc)
	} else if n := r.int("posts"); n >= 0 {
		sc.posts = max(sc.posts, 0) + n
	}
	standing := word(r["standing"])
	c.sections = append(c.sections, &section{school: sc, stage: word(r["stage"]), core: standing == "core",
		weak: standing == "weak", fresh: r.yes("new"), rural: strings.HasPrefix(r["urban_rural"], "2"),
		inTown: strings.HasPrefix(r["urban_rural"], "1"), pupils: r.int("pupils"), classes: r.int("classes"),
		training: word(r["ownership"]) == "training"})
}

// addPerson reads a teacher. Her address is in the datum of the schools' coordinates, the table having no column for it.
func (c *county) addPerson(r row, gcj bool) {
	home, stage := r["relation_school"], word(r["stage"])
	if home == "" {
		home = r["school_id"]
	}
	position, title, level := word(r["position"]), word(r["title"]), word(r["backbone"])
	p := &person{id: r["teacher_id"], home: c.section(home, stage), male: word(r["sex"]) == "m",
		manager: position != "teacher" && position != "", leader: position == "principal" || position == "vice",
		firstRank: title == "first" || title == "senior" || title == "professor",
		backbone:  level == "county" || level == "city" || level == "province",
		birth:     month(r["birth"], 0), since: month(r["school_since"], forever), stage: stage,
		subject: word(r["subject"]), subject2: word(r["subject2"]), certificate: r["certificate"],
		exempt: r["exempt"] != "", position: position, degree: r["degree"], periods: r.int("periods"), spouse: r["spouse"], residence: point(r, "home_lat", "home_lng", gcj)}
	c.people = append(c.people, p)
	c.byID[p.id] = p
}

func (c *county) addPosting(r row) {
	p := c.byID[r["teacher_id"]]
	from, to := month(r["from"], 0), month(r["to"], forever)
	day, status := september(c.year), word(r["status"])
	switch {
	case status == "current" && from <= day && to >= day:
		trainee := strings.Contains(r["kind"], "跟岗")
		p.fixed = &span{section: c.section(r["school_id"], p.stage), subject: p.subject, trainee: trainee, from: from, to: to}
	case status == "current" || status == "done":
		p.lastEnd = max(p.lastEnd, to)
		p.returning = p.returning || status == "current"
	}
}

// eligible reads the rules marked † and "in post, home on 1 September, not continuing" as written.
func (c *county) eligible(p *person, l law) bool {
	return p.fixed == nil && len(c.unfit(p, l)) == 0
}

func (c *county) unfit(p *person, l law) []string {
	var why []string
	day := september(c.year)
	if p.since > day-12*l.tenure {
		why = append(why, "tenure")
	}
	if c.own.retires(p)-day <= 12*l.retirement {
		why = append(why, "near-retirement")
	}
	if p.exempt {
		why = append(why, "exemption")
	}
	if p.lastEnd > 0 && p.lastEnd+1 > day-12*l.repeat {
		why = append(why, "repeat")
	}
	return why
}

// retires returns the month of retirement by the law of 2024.
func retires(p *person) int {
	late := func(from, per, most int) int {
		if p.birth < from {
			return 0
		}
		return min((p.birth-from)/per+1, most)
	}
	switch {
	case p.male:
		return p.birth + 60*12 + late(1965*12, 4, 36)
	case p.manager || p.firstRank:
		return p.birth + 55*12 + late(1970*12, 4, 36)
	}
	return p.birth + 50*12 + late(1975*12, 2, 60)
}

// where returns where p is in a month and what she delivers there; planned includes the moves of the plan.
func where(p *person, month int, planned bool) (*section, string) {
	stay := p.fixed
	if planned {
		for _, m := range p.moves {
			if m.covers(month) {
				stay = m
			}
		}
	}
	if !stay.covers(month) {
		return p.home, p.subject
	}
	if stay.trainee {
		return stay.section, ""
	}
	return stay.section, stay.subject
}

// heads counts the teachers of every section in a month.
func (c *county) heads(month int, planned bool) map[*section]int {
	n := map[*section]int{}
	for _, p := range c.people {
		s, _ := where(p, month, planned)
		n[s]++
	}
	return n
}

func (c *county) schoolHeads(month int, planned bool) map[*school]int {
	n := map[*school]int{}
	for s, k := range c.heads(month, planned) {
		n[s.school] += k
	}
	return n
}

// Periods a week: the sum over the grades of the stage (Shandong table), so a section needs ⌈classes · sum / grades⌉.
var periods = map[string]map[string]int{
	"primary": {"语文": 42, "数学": 26, "外语": 10, "道德与法治": 16, "科学": 10, "体育": 20, "音乐": 12, "美术": 12, "综合实践": 12},
	"junior": {"语文": 14, "数学": 13, "外语": 12, "道德与法治": 6, "历史": 6, "地理": 4, "生物": 6, "物理": 5, "化学": 3,
		"体育": 9, "音乐": 3, "美术": 3, "综合实践": 9},
}

var grades = map[string]int{"primary": 6, "junior": 3}

// load is the periods a week of a full post.
var load = map[string]map[string]int{
	"primary": {"语文": 15, "数学": 15, "外语": 17, "道德与法治": 17, "科学": 17, "体育": 17, "音乐": 19, "美术": 19, "综合实践": 19},
	"junior": {"语文": 11, "数学": 11, "外语": 11, "物理": 11, "化学": 11, "生物": 11, "道德与法治": 13, "历史": 13, "地理": 13,
		"体育": 15, "音乐": 15, "美术": 15, "综合实践": 15},
}

// shortage is the periods a week that nobody teaches in a month: Σ over sections and subjects max(0, need − heads · load).
// The totals of a plan are those of the autumn term of the plan year.
func (c *county) shortage(month int, planned bool) int {
	type leaf struct {
		s *section
		x string
	}
	n := map[leaf]int{}
	for _, p := range c.people {
		s, x := where(p, month, planned)
		n[leaf{s, x}]++
	}
	total := 0
	for _, s := range c.sections {
		for x := range c.own.lessons[s.stage] {
			total += max(0, c.own.need(s, x)-n[leaf{s, x}]*c.own.load(s, x))
		}
	}
	return total
}
