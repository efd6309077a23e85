package answer

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
)

// name is how people call a teacher: her name and id.
func (d *desk) name(t model.TeacherID) string {
	p := &d.c.County.Teachers[t]
	if p.Name == "" {
		return p.ID
	}
	return fmt.Sprintf("%s (%s)", p.Name, p.ID)
}

func (d *desk) schoolName(s model.SectionID) string {
	x := d.c.County.SchoolOf(s)
	return fmt.Sprintf("%s (%s)", x.Name, x.ID)
}

// sectionName names a school, and which of its stages where it has several.
func (d *desk) sectionName(s model.SectionID) string {
	if len(d.c.County.SchoolOf(s).Sections) == 1 {
		return d.schoolName(s)
	}
	return d.say("section", "School", d.schoolName(s), "Stage", d.stage(d.c.County.Sections[s].Stage))
}

// worded is a code of the tables.
type worded interface {
	Code() string
	Chinese() string
}

func (d *desk) word(x worded) string {
	if d.voice.Lang == "zh" {
		return x.Chinese()
	}
	return x.Code()
}

func (d *desk) stage(x model.Stage) string     { return d.word(x) }
func (d *desk) subject(x model.Subject) string { return d.word(x) }

// title names a rule as policies do, in Chinese with its title before.
func (d *desk) title(name string) string {
	title, _ := wording.RuleSays(name, d.voice)
	if title == name {
		return name
	}
	return title + " " + name
}

// km writes metres as kilometres with one decimal.
func km(m int64) string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	tenths := (m + 50) / 100
	return sign + strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10)
}

// worth puts a cost >= 0 into words: as kilometres for a term and, where lessons have a price, as periods that nobody
// teaches. A bound is rounded down where it is a least cost, else up, so that what is said of it stays true.
func (d *desk) worth(cost model.Cost, least bool) string {
	if least {
		return d.worthIn(cost, down)
	}
	return d.worthIn(cost, up)
}

// charge puts a cost >= 0 into words that is no bound but what it is.
func (d *desk) charge(cost model.Cost) string { return d.worthIn(cost, nearest) }

func (d *desk) worthIn(cost model.Cost, r rounding) string {
	periods := ""
	if w := d.periodWeight(); w > 0 && !d.schools {
		periods = decimal(int64(cost)*10, int64(w), r)
	}
	return d.say("worth", "Km", decimal(int64(cost), 100, r), "Periods", periods)
}

// rounding is how tenths are rounded.
type rounding int

const (
	down rounding = iota
	nearest
	up
)

// decimal writes n/of tenths, n >= 0.
func decimal(n, of int64, r rounding) string {
	tenths := (n + [...]int64{down: 0, nearest: of / 2, up: of - 1}[r]) / of
	return strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10)
}

// periodWeight is what a period of a full load that nobody teaches costs in a term; 0 where it costs nothing.
func (d *desk) periodWeight() model.Cost {
	for i := range d.c.Policy.Clauses {
		if k := &d.c.Policy.Clauses[i]; k.Rule == "subject-demand" && k.Mode == model.Should {
			return k.Weight
		}
	}
	return 0
}

// dearer says by how much something found is dearer than the plan, or cheaper.
func (d *desk) dearer(cost model.Cost) string {
	switch {
	case cost > 0:
		return d.say("dearer", "Worth", d.worth(cost, false))
	case cost < 0:
		return d.say("cheaper", "Worth", d.worth(-cost, true))
	}
	return d.say("same-cost")
}

// least says what is proven of all plans of a kind: that each is dearer by at least so much.
func (d *desk) least(cost model.Cost, possible bool, kind string) string {
	switch {
	case !possible:
		return d.say("least-none", "Kind", kind)
	case cost > 0:
		return d.say("least", "Kind", kind, "Worth", d.worth(cost, true))
	case cost == 0:
		return d.say("least-same", "Kind", kind)
	}
	return d.say("least-unproven", "Kind", kind, "Worth", d.worth(-cost, false))
}

// toll says what a change means in people, kilometres and periods.
func (d *desk) toll(n explain.Toll) string {
	var all []string
	for _, x := range []struct {
		id string
		n  int64
	}{{"people", int64(n.People)}, {"km", n.Metres}, {"periods", n.Periods}} {
		if x.n == 0 {
			continue
		}
		size, id := max(x.n, -x.n), "toll-"+x.id+"-more"
		if x.n < 0 {
			id = "toll-" + x.id + "-less"
		}
		text := strconv.FormatInt(size, 10)
		if x.id == "km" {
			text = km(size)
		}
		all = append(all, d.say(id, "N", text, "One", size == 1))
	}
	if len(all) == 0 {
		return d.say("toll-none")
	}
	return strings.Join(all, d.say("and"))
}

// turns says who does what in a trial.
func (d *desk) turns(t *explain.Trial[model.Stay]) string {
	var all []string
	for _, turn := range t.Turns {
		who := model.TeacherID(turn.Agent)
		if len(turn.To) == 0 {
			all = append(all, d.say("turn-home", "Name", d.name(who), "School", d.schoolName(d.c.County.Teachers[who].Home)))
			continue
		}
		for _, a := range turn.To {
			all = append(all, d.say("turn-goes", "Name", d.name(who), "School", d.sectionName(a.Section), "Subject", d.subject(a.Subject),
				"Kind", d.word(a.Kind), "Full", a.Kind == model.Full, "Half", a.First == a.Last))
		}
	}
	return strings.Join(all, d.say("and"))
}

// breaks names the musts that a trial would break, and where.
func (d *desk) breaks(effects []explain.Effect) (text string, names []string) {
	var all []string
	for _, e := range effects {
		if e.Breaks <= 0 {
			continue
		}
		names = append(names, e.Rule)
		place := ""
		if e.Quota != "" {
			place = wording.Place(d.c.County, e.Quota, d.voice)
		}
		all = append(all, d.say("breaks-one", "Rule", d.title(e.Rule), "Place", place))
	}
	return strings.Join(all, d.say("and")), names
}

// found says what becomes of the plan by a trial, in words and figures.
func (d *desk) found(t *explain.Trial[model.Stay]) (string, Line) {
	n, figures := d.moves.Toll(t), Line{Found: &t.Cost}
	metres := int64(n.Metres)
	figures.People, figures.Metres, figures.Periods = &n.People, &metres, &n.Periods
	for _, turn := range t.Turns {
		figures.Teachers = append(figures.Teachers, d.c.County.Teachers[turn.Agent].ID)
		for _, a := range turn.To {
			figures.Schools = append(figures.Schools, d.c.County.SchoolOf(a.Section).ID)
		}
	}
	if !t.Lawful() {
		text, names := d.breaks(t.Effects)
		figures.Found, figures.Breaks = nil, names
		return d.say("found-unlawful", "Turns", d.turns(t), "Breaks", text), figures
	}
	return d.say("found", "Turns", d.turns(t), "Toll", d.toll(n), "Dearer", d.dearer(t.Cost)), figures
}
