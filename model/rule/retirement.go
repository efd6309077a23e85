package rule

import "github.com/rotateplan/rotate/model"

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
	m := born + 12*line.years + delay
	return model.Day(m/12, m%12+1, int(p.Birth)%100)
}
