package answer

import (
	"strings"

	"github.com/rotateplan/rotate/model"
)

// wishes says which of her wishes a teacher gets, and why others hold the posts she wished for.
func (d *desk) wishes(t model.TeacherID) {
	var schools []string
	for _, s := range d.c.County.Teachers[t].Wishes {
		schools = append(schools, d.c.County.Schools[s].Name)
	}
	if len(schools) == 0 {
		return
	}
	rank, _ := d.moves.Granted(t)
	d.tell("wishes", d.say("wished", "Schools", strings.Join(schools, d.say("comma")), "Rank", rank+1), Line{})
	passed := d.moves.PassedOver(t)
	if len(passed) == 0 && rank != 0 {
		d.tell("wishes", d.say("not-passed-over"), Line{})
	}
	for _, e := range passed {
		holder, school := d.c.County.Teachers[e.Held.Teacher].ID, d.c.County.SchoolOf(e.Held.Section).ID
		l := Line{Teachers: []string{holder}, Schools: []string{school}, Found: &e.Cost}
		if e.Broken() {
			l.Found, l.Breaks = nil, []string{e.Rule}
		}
		rule := ""
		if e.Rule != "" {
			rule, l = d.title(e.Rule), d.under(e.Rule, l)
		}
		d.tell("wishes", d.say("passed-over", "Post", d.sectionName(e.Held.Section), "Subject", d.subject(e.Held.Subject), "Name", d.name(e.Held.Teacher),
			"Rule", rule, "Broken", e.Broken(), "Equal", e.Equal(), "Worth", d.worth(max(e.Cost, -e.Cost), e.Cost < 0)), l)
	}
}
