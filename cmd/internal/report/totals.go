package report

import "github.com/rotateplan/rotate/model"

// firstYear reports whether a stay starts in the first year of the plan.
func firstYear(s model.Stay) bool { return s.First < 2 }

// mover reports whether a stay counts among the movers of the first year.
func (d *digest) mover(s model.Stay) bool {
	year, counts := d.c.Mover(s)
	return year == 0 && counts
}

func backbone(t *model.Teacher) bool { return t.Backbone >= model.CountyBackbone }

// MeanTravel is the travel of one of the stays that the totals count, rounded.
func (n *Totals) MeanTravel() model.Metres {
	stays := int64(max(n.Movers+n.Trainees+n.FirstPosts, 1))
	return (n.TravelMetres + stays/2) / stays
}

func (d *digest) totals() Totals {
	var n Totals
	for i := range d.c.County.Teachers {
		if d.c.Eligible(model.TeacherID(i), 0) {
			n.Eligible++
		}
	}
	for _, s := range d.Rotation.Stays {
		switch {
		case d.mover(s):
			n.Movers++
			if backbone(d.teacher(s)) {
				n.BackboneMovers++
			}
		case firstYear(s) && s.Kind == model.Trainee:
			n.Trainees++
		case firstYear(s) && s.Kind == model.FirstPost:
			n.FirstPosts++
		default:
			continue
		}
		n.TravelMetres += d.c.ExtraTravel(s.Teacher, s.Section)
	}
	d.coverage(&n)
	d.shortages(&n)
	return n
}

func (d *digest) coverage(n *Totals) {
	for _, s := range d.c.ToPlace() {
		n.Targets++
		if d.c.Lead(s) != model.None {
			n.CoveredTargets++
		}
	}
}

// post is one subject of one section in autumn: need and load in periods per week, deliverers in teachers.
type post struct {
	section       model.SectionID
	subject       model.Subject
	need, load    int64
	before, after int64
	given         int64 // periods of itinerant teachers
}

func (p *post) missingBefore() int64 { return max(0, p.need-p.before*p.load) }
func (p *post) missingAfter() int64  { return max(0, p.need-p.after*p.load) }
func (p *post) left() int64          { return max(0, p.missingAfter()-p.given) }

// teachers is how many full loads the need makes, the last one begun.
func (p *post) teachers() int64 { return (p.need + p.load - 1) / max(p.load, 1) }

// posts returns the subjects of every section that are needed or delivered there.
func (d *digest) posts() []post {
	change := map[[2]int]int64{}
	for _, s := range d.Rotation.Stays {
		if s.First > 0 {
			continue
		}
		t := d.teacher(s)
		change[[2]int{int(t.Home), int(t.Subject)}]--
		if s.Kind != model.Trainee {
			change[[2]int{int(s.Section), int(s.Subject)}]++
		}
	}
	given := map[[2]int]int64{}
	for _, a := range d.Circuit.Trips {
		if a.Term == 0 {
			given[[2]int{int(a.Section), int(a.Subject)}] += int64(a.Periods)
		}
	}
	var posts []post
	for i := range d.c.County.Sections {
		for x := model.NoSubject + 1; x < model.Subjects; x++ {
			s := model.SectionID(i)
			whole, rest, load := d.c.Demand(s, x, 0)
			now := int64(d.c.Delivering(s, x, 0))
			p := post{section: s, subject: x, need: whole*load + rest, load: load, before: now, after: now + change[[2]int{i, int(x)}], given: given[[2]int{i, int(x)}]}
			if p.need != 0 || p.before != 0 || p.after != 0 {
				posts = append(posts, p)
			}
		}
	}
	return posts
}

func (d *digest) shortages(n *Totals) {
	type field struct {
		stage   model.Stage
		subject model.Subject
	}
	need, load := map[field]int64{}, map[field]int64{} // over the county
	for _, p := range d.posts() {
		n.ShortageBefore += p.missingBefore()
		n.ShortageAfter += p.missingAfter()
		n.ShortageItinerant += p.missingAfter() - p.left()
		at := field{d.stage(p.section), p.subject}
		need[at] += p.need
		load[at] = p.load
	}
	for at := range need { // a sum: order does not matter
		n.ShortageIncurable += max(0, need[at]-d.c.Able(at.stage, at.subject)*load[at])
	}
}
