package gen

import "github.com/rotateplan/rotate/model"

// How many in a thousand have a finished stay behind them, and how many have one that runs into the plan year.
const (
	doneStays    = 80
	runningStays = 30
	couples      = 10
	wishing      = 90
	secondaries  = 150
)

// remember gives stays, second subjects and wishes.
func (b *builder) remember() {
	for i := range b.c.Teachers {
		p := &b.c.Teachers[i]
		hosts := b.hosts(p)
		if b.chance(secondaries) {
			p.Subject2 = b.second(p)
		}
		if len(hosts) == 0 || p.WorkSince.Year() == b.o.Year {
			continue
		}
		if b.chance(doneStays) {
			b.served(i, hosts)
		}
		if !p.Position.Leader() && p.Exempt == model.NotExempt && b.chance(runningStays) {
			b.away(i, hosts)
		}
		if b.chance(wishing) {
			b.wish(p, hosts)
		}
	}
}

// hosts returns the targets of a teacher's stage at other schools, in order.
func (b *builder) hosts(p *model.Teacher) []model.SchoolID {
	var hosts []model.SchoolID
	for s := range b.c.Sections {
		x := &b.c.Sections[s]
		if x.Stage == p.Stage && x.School != b.c.Sections[p.Home].School && b.c.Target(model.SectionID(s)) {
			hosts = append(hosts, x.School)
		}
	}
	return hosts
}

// served adds a finished stay of one school year, one to nine years ago.
func (b *builder) served(t int, hosts []model.SchoolID) {
	from := b.o.Year - b.between(2, 9)
	if b.c.Teachers[t].WorkSince.Year() > from {
		return
	}
	result := [...]model.Appraisal{model.Fail, model.Good, model.Excellent}[b.pick([]int{3, 84, 13})]
	b.c.Postings = append(b.c.Postings, model.Posting{Teacher: model.TeacherID(t), School: hosts[b.below(len(hosts))],
		Kind: "支教", From: model.FirstSeptember(from), Until: model.Day(from+1, 7, 31), Result: result, Status: model.Done})
}

// away adds a running stay that ended in July of the plan year, or ends in July of the next.
func (b *builder) away(t int, hosts []model.SchoolID) {
	p := &b.c.Teachers[t]
	from, until := b.o.Year-1, b.o.Year+b.below(2)
	if p.SchoolSince.Year() > from {
		return
	}
	p.At = hosts[b.below(len(hosts))]
	b.c.Postings = append(b.c.Postings, model.Posting{Teacher: model.TeacherID(t), School: p.At, Kind: "轮岗",
		From: model.FirstSeptember(from), Until: model.Day(until, 7, 31), Status: model.Current})
}

// wish names one to three schools, best first.
func (b *builder) wish(p *model.Teacher, hosts []model.SchoolID) {
	hosts = append([]model.SchoolID(nil), hosts...)
	shuffle(b.dice, hosts)
	p.Wishes = hosts[:min(b.between(1, 3), len(hosts))]
}

// distinguish sees to it that every core has a backbone teacher who can be sent, or small counties might have no plan.
func (b *builder) distinguish() {
	posted := make([]bool, len(b.c.Teachers))
	for i := range b.c.Postings {
		posted[b.c.Postings[i].Teacher] = true
	}
	for s := range b.c.Sections {
		if !b.c.Sections[s].Core() {
			continue
		}
		i := b.envoy(model.SectionID(s), posted)
		if i == model.None {
			continue
		}
		p := &b.c.Teachers[i]
		p.Backbone = max(p.Backbone, model.CountyBackbone)
		if p.SchoolSince.Year() > b.o.Year-longHere {
			p.SchoolSince = p.WorkSince
		}
	}
}

// longHere is the years at a school after which a teacher may be sent anywhere.
const longHere = 6

// envoy returns the first backbone teacher of a section who can be sent, else the first teacher who can be made one,
// or None: free, of middle age, long at work, and not the only one of her subject.
func (b *builder) envoy(s model.SectionID, posted []bool) model.TeacherID {
	best := model.TeacherID(model.None)
	subjects := [model.Subjects]int{}
	for i := range b.c.Teachers {
		if p := &b.c.Teachers[i]; p.Home == s {
			subjects[p.Subject]++
		}
	}
	for i := range b.c.Teachers {
		p := &b.c.Teachers[i]
		age := b.o.Year - p.Birth.Year()
		if p.Home != s || posted[i] || p.Position != model.Staff || p.Exempt != model.NotExempt || subjects[p.Subject] < 2 ||
			age < 30 || age > 43 || p.WorkSince.Year() > b.o.Year-longHere {
			continue
		}
		if p.Backbone >= model.CountyBackbone && p.SchoolSince.Year() <= b.o.Year-longHere {
			return model.TeacherID(i)
		}
		if best == model.None {
			best = model.TeacherID(i)
		}
	}
	return best
}

// marry joins a few men and women of neighbouring rows, often of one school.
func (b *builder) marry() {
	for i := 0; i+1 < len(b.c.Teachers); i += 2 {
		j := i + 1 + b.below(min(40, len(b.c.Teachers)-i-1))
		p, q := &b.c.Teachers[i], &b.c.Teachers[j]
		if b.chance(2*couples) && p.Sex != q.Sex && p.Spouse == model.None && q.Spouse == model.None {
			p.Spouse, q.Spouse = model.TeacherID(j), model.TeacherID(i)
		}
	}
}

// pair gives every second core the nearest target of its stage that nobody leads yet.
func (b *builder) pair() {
	led := make([]bool, len(b.c.Sections))
	for s := 0; s < len(b.c.Sections); s++ {
		if !b.c.Sections[s].Core() || b.chance(500) {
			continue
		}
		b.join(model.SectionID(s), led)
	}
}

// join makes the nearest target a member of a core, if there is one.
func (b *builder) join(core model.SectionID, led []bool) {
	if m := b.nearest(core, led); m != model.None {
		led[m] = true
		b.c.Pairs = append(b.c.Pairs, model.Pair{Core: core, Member: m, Type: model.Alliance,
			Status: model.Existing, Since: model.FirstSeptember(b.o.Year - b.between(1, 3))})
	}
}

// exemplify adds a row of demand that says what the curriculum says, two periods of music a class, for the first primary
// target; and a pair for the first core where none was drawn.
func (b *builder) exemplify() {
	for s := range b.c.Sections {
		x := &b.c.Sections[s]
		if len(b.c.Needs) == 0 && x.Stage == model.Primary && b.c.Target(model.SectionID(s)) {
			b.c.Needs = append(b.c.Needs, model.NeedRow{Section: model.SectionID(s), Subject: model.Music, Periods: 2 * x.Classes})
		}
		if len(b.c.Pairs) == 0 && x.Core() {
			b.join(model.SectionID(s), make([]bool, len(b.c.Sections)))
		}
	}
}

func (b *builder) nearest(core model.SectionID, led []bool) model.SectionID {
	best, least := model.SectionID(model.None), 0
	at := b.spots[b.c.Sections[core].School]
	for s := range b.c.Sections {
		x := &b.c.Sections[s]
		if led[s] || x.Stage != b.c.Sections[core].Stage || !b.c.Target(model.SectionID(s)) {
			continue
		}
		there := b.spots[x.School]
		dy, dx := there.lat-at.lat, (there.lng-at.lng)*830/1000
		if d := dx*dx + dy*dy; best == model.None || d < least {
			best, least = model.SectionID(s), d
		}
	}
	return best
}
