package rule

import (
	"fmt"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// key joins the parts of a quota key: the rule's name, then key=value parts in the order group, school, stage, subject,
// pair, class, year, term, of.
func key(rule string, parts ...string) string {
	return strings.Join(append([]string{rule}, parts...), "/")
}

func (c *Case) schoolPart(s model.SchoolID) string { return "school=" + c.County.Schools[s].ID }

// groupPart names a group by the section that leads it.
func (c *Case) groupPart(core model.SectionID) string {
	x := &c.County.Sections[core]
	return fmt.Sprintf("group=%s/stage=%s", c.County.Schools[x.School].ID, x.Stage.Code())
}

func subjectPart(x model.Subject) string { return "subject=" + x.Code() }

func (c *Case) yearPart(year int) string { return fmt.Sprintf("year=%d", c.County.Year+year) }

func termPart(t model.Term) string { return fmt.Sprintf("term=%d", t) }

// ofPart tells apart several quotas at one place: what they count.
func ofPart(what string) string { return "of=" + what }
