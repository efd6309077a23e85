package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "low-appraisal",
	Title: "防止末位派出",
	Says: "In every school year teachers appraised 基本合格 or 不合格 make up no larger share of the movers than of the eligible, rounded up to " +
		"a whole mover: with E eligible, L of them appraised so, and m movers, l of them so, E·l − L·m is less than E.",
	SaysZh: "每学年交流教师中考核基本合格、不合格者所占比例不高于其在符合交流条件者中的比例（按人数向上取整），避免以末位排名定人选。",
	Source: "据山西县管校聘竞岗剩余人员去向的争议 / after the disputes in Shanxi over whom the competition for posts leaves over (grade P for the problem); 上限和权重为设计默认值 / limit and weight: design default (grade D)",
	Mode:   model.Should,
	Weight: 2000,
	Reads:  eligibility,
	Stay: func(c *Case, _ Args) Form[model.Stay] {
		return Form[model.Stay]{Quota: c.lowAppraisals()}
	},
})

func (c *Case) low(t model.TeacherID) bool {
	a := c.County.Teachers[t].Appraisal
	return a == model.Fail || a == model.Pass
}

// lowAppraisals builds one quota on E·l − L·m <= E − 1 for each year in which some of the eligible are appraised low, in lowest
// terms. Its unit is E: one mover too many.
func (c *Case) lowAppraisals() *Family[model.Stay] {
	together := share{}.together(anybody)
	together.of = anybody
	all := together.eligible(c)
	together.of = c.low
	low := together.eligible(c)
	f := &Family[model.Stay]{Placeless: true}
	at := make([]int, c.Years())
	for y := range at {
		if at[y] = model.None; low[y] > 0 {
			at[y] = len(f.Quotas)
			unit := all[y] / gcd(all[y], low[y])
			f.Quotas = append(f.Quotas, Quota{Key: key("low-appraisal", c.yearPart(y)), Min: NoMin, Max: unit - 1, Unit: unit})
		}
	}
	f.Count = func(a model.Stay, add func(int, int64)) {
		year, counts := c.Mover(a)
		if !counts || at[year] == model.None {
			return
		}
		g := gcd(all[year], low[year])
		weight := -low[year] / g
		if c.low(a.Teacher) {
			weight += all[year] / g
		}
		add(at[year], weight)
	}
	return f
}
