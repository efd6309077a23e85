package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

// loadTable is the load of a full post in periods per week.
type loadTable [model.SeniorHigh + 1][model.Subjects]int64

// Load returns the load of a full posting in periods per week: the standard one unless the county sets another.
func (c *Case) Load(stage model.Stage, x model.Subject) int64 { return c.loads[stage][x] }

// setLoads fills the table of loads: the county's rows over the standard, entry by entry.
func (c *Case) setLoads() {
	for stage := range c.loads {
		for x := range c.loads[stage] {
			c.loads[stage][x] = standardLoad(model.Stage(stage), model.Subject(x))
		}
	}
	for _, row := range c.County.Loads {
		c.loads[row.Stage][row.Subject] = int64(row.Periods)
	}
}

// mean is the lessons of a subject in a class: sum/parts periods per week. Parts is 0 where it is not taught.
type mean struct{ sum, parts int64 }

// timetable is the lessons of every stage by subject, nil where no curriculum tells them.
type timetable [model.SeniorHigh + 1]*[model.Subjects]mean

// timetable returns the lessons of every stage. The county's curriculum stands for the built-in one in the stages it lists.
func (c *Case) timetable() timetable {
	var all timetable
	for _, row := range curriculum {
		if all[row.stage] == nil {
			all[row.stage] = &[model.Subjects]mean{}
		}
		for _, periods := range row.grades {
			all[row.stage][row.subject].sum += periods
		}
		all[row.stage][row.subject].parts = int64(len(row.grades))
	}
	var own timetable
	for _, row := range c.County.Curriculum {
		if own[row.Stage] == nil {
			own[row.Stage] = &[model.Subjects]mean{}
			all[row.Stage] = own[row.Stage]
		}
		x := &own[row.Stage][row.Subject]
		x.sum += int64(row.Periods)
		x.parts = 1000
		if row.Grade > 0 {
			x.parts = 1000 * c.grades(row.Stage)
		}
	}
	return all
}

// grades returns how many grades of a stage the county's curriculum lists.
func (c *Case) grades(stage model.Stage) int64 {
	var has []int
	for _, row := range c.County.Curriculum {
		if row.Stage == stage && row.Grade > 0 && !slices.Contains(has, row.Grade) {
			has = append(has, row.Grade)
		}
	}
	return int64(len(has))
}

// unknownNeed marks a need that neither the bureau's table nor a curriculum tells.
const unknownNeed = -1

// reckonNeeds fills the need of every section in every subject: the bureau's rows, else classes by curriculum.
func (c *Case) reckonNeeds() {
	c.needs = make([]int64, len(c.County.Sections)*int(model.Subjects))
	listed := make([]bool, len(c.County.Sections))
	for _, row := range c.County.Needs {
		listed[row.Section] = true
	}
	all := c.timetable()
	for s := range c.County.Sections {
		section := &c.County.Sections[s]
		needs := c.needs[s*int(model.Subjects):][:model.Subjects]
		switch lessons := all[section.Stage]; {
		case lessons != nil:
			teach(needs, section.Classes, lessons)
		case !listed[s]:
			for x := range needs {
				needs[x] = unknownNeed
			}
		}
	}
	for _, row := range c.County.Needs {
		c.needs[int(row.Section)*int(model.Subjects)+int(row.Subject)] = int64(row.Periods)
	}
}

// teach enters the lessons of a section: ⌈classes × periods over all grades ÷ number of grades⌉.
func teach(needs []int64, classes int, lessons *[model.Subjects]mean) {
	for x, k := range lessons {
		if k.parts > 0 {
			needs[x] = ceil(int64(classes)*k.sum, k.parts)
		}
	}
}
