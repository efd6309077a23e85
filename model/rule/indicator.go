package rule

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// Indicator is a resource per 100 pupils of the national evaluation of balance (教督〔2017〕6号) that teachers take along when
// they move. A teacher counts at a section of a stage where Person holds of her there and Subject of what she teaches there.
type Indicator struct {
	Name    string
	Person  func(p *model.Teacher, stage model.Stage) bool
	Subject func(x model.Subject) bool
}

// Counts reports whether a teacher counts at a section of a stage with her first subject.
func (k *Indicator) Counts(p *model.Teacher, stage model.Stage) bool {
	return k.Person(p, stage) && k.Subject(p.Subject)
}

// Indicators are all of them: backbone teachers of county level and above, teachers above the required degree, and teachers
// of physical education and arts.
var Indicators = []Indicator{
	{"backbone", func(p *model.Teacher, _ model.Stage) bool { return p.Backbone >= model.CountyBackbone }, anySubject},
	{"degree", aboveRequired, anySubject},
	{"pe-arts", func(*model.Teacher, model.Stage) bool { return true }, func(x model.Subject) bool {
		return slices.Contains([]model.Subject{model.PE, model.Music, model.Art, model.Arts}, x)
	}},
}

func anySubject(model.Subject) bool { return true }

// aboveRequired reports whether a teacher's degree is above what the law asks for (教师法 1993, article 11): a normal
// school's diploma in primary schools, an associate degree in junior ones.
func aboveRequired(p *model.Teacher, stage model.Stage) bool {
	for _, word := range []string{"博士", "硕士", "研究生", "本科", "学士"} {
		if strings.Contains(p.Degree, word) {
			return true
		}
	}
	return stage == model.Primary && strings.Contains(p.Degree, "专科")
}
