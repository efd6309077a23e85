package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "backbone-share",
	Title:  "骨干比例",
	Says:   "In every school year backbone teachers make up at least the given share of those who move, or move in at least that share.",
	SaysZh: "每学年交流教师中骨干教师不少于规定比例（或骨干教师按规定比例交流）。",
	Source: "教师〔2014〕4号：骨干教师不低于交流总数的20%；浙江：符合条件骨干的15%；安徽：符合条件教师的20% / Document 4 of 2014: at least 20 % of those exchanged; Zhejiang: 15 % of eligible backbone; Anhui: of the eligible (grade P)",
	Mode:   model.Must,
	Weight: 10000,
	Reads:  eligibility,
	Params: []Param{
		{Name: "share", Default: 200, Min: 0, Max: 1000, Looser: Less, Unit: "per mille", Says: "share of backbone movers", SaysZh: "骨干交流教师千分比"},
		Param{Name: "of", Says: "what it is a share of", SaysZh: "比例的分母"}.oneOf("movers", "movers", "eligible-backbone", "eligible"),
		Param{Name: "level", Says: "who counts as backbone: this level or above", SaysZh: "骨干教师最低级别"}.
			oneOf("county", "school", "county", "city", "province"),
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		level := model.SchoolBackbone + model.Backbone(arg.Int("level"))
		backbone := func(t model.TeacherID) bool { return c.County.Teachers[t].Backbone >= level }
		x := share{rule: "backbone-share", perMille: arg.Int("share"), of: anybody, counts: backbone}.together(anybody)
		switch arg.Int("of") {
		case 0:
			return Form[model.Stay]{Quota: x.ofMovers(c)}
		case 1:
			x.of = backbone
		}
		return Form[model.Stay]{Quota: x.minima(c)}
	},
})

// ofMovers builds one quota a year on 1000·b − s·m >= 0, b of the m movers being counted ones, in lowest terms.
func (x *share) ofMovers(c *Case) *Family[model.Stay] {
	g := gcd(1000, x.perMille)
	f := &Family[model.Stay]{Placeless: true}
	for y := range c.Years() {
		f.Quotas = append(f.Quotas, Quota{Key: key(x.rule, c.yearPart(y)), Max: NoMax, Unit: 1000 / g})
	}
	f.Count = func(a model.Stay, add func(int, int64)) {
		year, counts := c.Mover(a)
		if !counts {
			return
		}
		weight := -x.perMille / g
		if x.counts(a.Teacher) {
			weight += 1000 / g
		}
		add(year, weight)
	}
	return f
}
