package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "reciprocity",
	Title: "对等交流",
	Says: "In every school year a core sends to each of its members as many people as come from there, trainees counted, but for a " +
		"tolerance.",
	SaysZh: "每学年核心校派往各成员校的人数与该成员校派到核心校的人数（含跟岗）之差不超过允许值。",
	Source: "明政办〔2017〕118号 四（一）3“成员学校派出相应人员到总校交流任职任教”；永政办函〔2018〕35号 五2（联盟型：分校选派人员跟班） / Sanming 2017 no. 118, four (1) 3, " +
		"members send corresponding people to the head school; Yongzhou 2018 no. 35, five 2, branches send trainees (grade S for both ways; " +
		"one to one, the tolerance and the weight are design defaults, grade D)",
	Mode:   model.Should,
	Weight: 3000,
	Params: []Param{{Name: "tolerance", Default: 1, Min: 0, Max: 1000, Looser: More, Unit: "teachers",
		Says: "largest difference either way", SaysZh: "允许相差人数"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		tolerance := arg.Int("tolerance")
		f := &Family[model.Stay]{Single: true}
		runs := make([]Run, len(c.lead)) // by section: of the pairs it is in
		at := c.eachGroupOrPair(false, func(parts []string) int {
			for y := range c.Years() {
				f.Quotas = append(f.Quotas, Quota{Key: key("reciprocity", append(parts, c.yearPart(y))...), Min: -tolerance, Max: tolerance})
			}
			return len(f.Quotas) - c.Years()
		})
		for s, first := range at {
			if first != model.None {
				runs[s].reach(first, first+c.Years())
				runs[c.lead[s]].reach(first, first+c.Years())
			}
		}
		f.Of = func(agent int) Run { return runs[c.County.Teachers[agent].Home] }
		f.Count = func(a model.Stay, add func(int, int64)) {
			home, year := c.County.Teachers[a.Teacher].Home, int(a.First)/2
			if first := at[a.Section]; first != model.None && c.lead[a.Section] == home {
				add(first+year, +1)
			}
			if first := at[home]; first != model.None && c.lead[home] == a.Section {
				add(first+year, -1)
			}
		}
		return Form[model.Stay]{Quota: f}
	},
})
