package rule

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// pension is a line of the retirement table: the age, and how it rises for those born from a month on: by one month for
// every step months, begun ones counted, up to most.
type pension struct {
	years, from, step, most int
}

var (
	pensionMen     = pension{60, months(1965, 1), 4, 36}
	pensionWomen55 = pension{55, months(1970, 1), 4, 36} // managers, and titles of 一级 and above
	pensionWomen50 = pension{50, months(1975, 1), 2, 60}
)

func months(year, month int) int { return model.Day(year, month, 1).Months() }

// retires returns the day on which a teacher of known sex and birth reaches retirement.
func retires(p *model.Teacher) model.Date {
	line := pensionWomen50
	switch {
	case p.Sex == model.Male:
		line = pensionMen
	case p.Position.Manager() || p.Title >= model.FirstTitle:
		line = pensionWomen55
	}
	born, delay := p.Birth.Months(), 0
	if born >= line.from {
		delay = min((born-line.from)/line.step+1, line.most)
	}
	return after(p.Birth, 12*line.years+delay)
}

// after returns the same day of a month so many months later.
func after(d model.Date, months int) model.Date {
	m := d.Months() + months
	return model.Day(m/12, m%12+1, int(d)%100)
}

// retirements returns by teacher the day on which she reaches retirement; 0, long ago, where her sex or birth is unknown.
func (c *Case) retirements() []model.Date {
	due, retires := make([]model.Date, len(c.County.Teachers)), c.retirement()
	for t := range due {
		if p := &c.County.Teachers[t]; p.Birth != 0 && p.Sex != model.NoSex {
			due[t] = retires(p)
		}
	}
	return due
}

// retirement returns what tells the day on which a teacher of known sex and birth reaches retirement: the county's own
// table where it has one, else the built-in lines.
func (c *Case) retirement() func(p *model.Teacher) model.Date {
	if len(c.County.Retirement) == 0 {
		return retires
	}
	var lines [model.Female + 1][model.TeacherPost + 1][]model.RetirementRow
	for _, r := range c.County.Retirement {
		for post := model.ManagerPost; post <= model.TeacherPost; post++ {
			if r.Post == post || r.Post == model.AnyPost {
				lines[r.Sex][post] = append(lines[r.Sex][post], r)
			}
		}
	}
	for _, posts := range lines {
		for _, line := range posts {
			slices.SortFunc(line, func(a, b model.RetirementRow) int { return cmp.Compare(a.BornFrom, b.BornFrom) })
		}
	}
	return func(p *model.Teacher) model.Date {
		line := lines[p.Sex][p.Post()]
		i, _ := slices.BinarySearchFunc(line, p.Birth, func(r model.RetirementRow, birth model.Date) int {
			return cmp.Compare(r.BornFrom, birth+1)
		})
		if i == 0 {
			return 0 // a table with a gap, which no reader lets pass: taken as retired
		}
		return after(p.Birth, line[i-1].Months)
	}
}
