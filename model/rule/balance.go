package rule

import "github.com/rotateplan/rotate/model"

// indicators are indices of Indicators.
var indicators = Param{Name: "indicators", Says: "what is to be even: teachers of backbone rank (county level and above), above the required degree, of physical education and arts",
	SaysZh: "须均衡的指标：县级及以上骨干教师（backbone）、学历高于规定的教师（degree）、体育艺术教师（pe-arts）"}.
	someOf([]string{"backbone"}, "backbone", "degree", "pe-arts")

var _ = define(Rule{
	Name:  "balance",
	Title: "校际均衡",
	Says: "In spring every section of a stage has its share, by pupils, of the stage's backbone teachers (or of those of another indicator): " +
		"x of them where the share is e cost (x−e)²/e, less what the best whole number costs.",
	SaysZh: "每年春季，同学段各学段部的骨干教师（或其他指标）人数应与学生数成比例：应有 e 人、实有 x 人的，按 (x−e)²/e 计，最接近的整数不计。",
	Source: "教督〔2017〕6号 县域义务教育优质均衡发展督导评估办法：校际差异系数小学不超过0.50、初中不超过0.45 / national evaluation of 2017, no. 6: coefficients of " +
		"variation between schools of at most 0.50 primary, 0.45 junior (grade P); 权重为设计默认值 / the weight is a design default (grade D)",
	Mode:   model.Should,
	Weight: 200,
	Params: []Param{indicators},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		weight := int64(c.clause("balance").Weight)
		var families []*Family[model.Stay]
		for _, i := range indicators.Items(arg.Int(indicators.Name)) {
			for stage := model.Kindergarten; stage <= model.SeniorHigh; stage++ {
				families = append(families, balance{c, &Indicators[i], stage, weight}.family())
			}
		}
		return Form[model.Stay]{Quota: joined(families...)}
	},
})

// balance is one indicator of one stage. Each section has a ladder of quotas for every spring: those below the best whole
// number ask for so many, those above it allow no more, and each adds to the cost of the next person what it rises by.
type balance struct {
	c      *Case
	k      *Indicator
	stage  model.Stage
	weight int64 // metre-terms per unit of (x−e)²/e
}

// run is the quotas first .. end-1.
type run struct{ first, end int }

func (b balance) family() *Family[model.Stay] {
	n := len(b.c.County.Sections)
	ladders, quotas := make([]run, b.c.Years()*n), []Quota(nil)
	for y := range b.c.Years() {
		quotas = b.erect(y, ladders[y*n:(y+1)*n], quotas)
	}
	count := func(a model.Stay, s model.SectionID, w int64, add func(int, int64)) {
		for y := range b.c.Years() {
			if spring := model.Term(2*y + 1); a.First <= spring && spring <= a.Last {
				for q := ladders[y*n+int(s)].first; q < ladders[y*n+int(s)].end; q++ {
					add(q, w)
				}
			}
		}
	}
	teachers := b.c.County.Teachers
	return parted(quotas, Part[model.Stay]{
		Of: func(agent int) bool { return b.k.Person(&teachers[agent], b.stage) },
		Agent: func(a model.Stay, add func(int, int64)) {
			if p := &teachers[a.Teacher]; b.k.Subject(p.Subject) {
				count(a, p.Home, -1, add)
			}
		},
		Place: func(a model.Stay, add func(int, int64)) {
			if b.k.Subject(a.Subject) {
				count(a, a.Section, +1, add)
			}
		},
	})
}

// erect adds the ladders of a year's spring and notes them by section. The sum of all sections is that at baseline.
func (b balance) erect(year int, ladders []run, quotas []Quota) []Quota {
	county, spring := b.c.County, model.Term(2*year+1)
	count, all, pupils := make([]int64, len(ladders)), int64(0), int64(0)
	for t := range county.Teachers {
		if s := b.c.Baseline(model.TeacherID(t), spring); county.Sections[s].Stage == b.stage && b.k.Counts(&county.Teachers[t], b.stage) {
			count[s]++
			all++
		}
	}
	for s := range county.Sections {
		if county.Sections[s].Stage == b.stage {
			pupils += int64(county.Sections[s].Pupils)
		}
	}
	for s := range county.Sections {
		ladders[s].first = len(quotas)
		if x := &county.Sections[s]; x.Stage == b.stage && all*int64(x.Pupils) > 0 {
			part := key("balance", b.c.SectionKey(model.SectionID(s)), b.c.yearPart(year), ofPart(b.k.Name))
			e := fair{all * int64(x.Pupils), pupils, b.weight}
			most := max(count[s], e.best()) + int64(b.c.heads[spring][s])
			quotas = append(quotas, e.rungs(Quota{Key: part, Base: count[s]}, most)...)
		}
		ladders[s].end = len(quotas)
	}
	return quotas
}
