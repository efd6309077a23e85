package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "dispatch",
	Title: "派出要求",
	Says: "In every school year a core sends to each of its members, or to all of them together, at least so many school leaders, so many " +
		"middle leaders and a number of backbone teachers within bounds, counted apart: one person may be of several kinds.",
	SaysZh: "每学年核心校向每个成员校（或向全部成员校合计）派出校级领导、中层领导均不少于规定人数，派出骨干教师人数在规定范围内；三项分别计算，一人可兼属几项。",
	Source: "明政办〔2017〕118号 四（一）3“总校至少派出校级、中层领导各1名，市级骨干教师2~3名到成员学校任职任教” / Sanming 2017 no. 118, four (1) 3, " +
		"at least one school leader, one middle leader and two or three city-level backbone teachers (grade S; per member or per group is left open, " +
		"and the level is as elsewhere in the law unless set: design default, grade D)",
	Mode:   model.Off,
	Weight: 20000,
	Params: []Param{
		{Name: "leaders", Default: 1, Max: 100, Looser: Less, Unit: "teachers", Says: "least number of principals and vice principals", SaysZh: "校长、副校长最少人数"},
		{Name: "middle", Default: 1, Max: 100, Looser: Less, Unit: "teachers", Says: "least number of middle leaders", SaysZh: "中层领导最少人数"},
		{Name: "backbone_min", Default: 2, Max: 100, Looser: Less, Unit: "teachers", Says: "least number of backbone teachers", SaysZh: "骨干教师最少人数"},
		{Name: "backbone_max", Default: 3, Max: 100, Looser: More, Unit: "teachers", Says: "largest number of backbone teachers", SaysZh: "骨干教师最多人数"},
		Param{Name: "level", Says: "who counts as backbone: this level or above", SaysZh: "骨干教师最低级别"}.
			oneOf("county", "school", "county", "city", "province"),
		Param{Name: "per", Says: "to each member, or to all members of the group together", SaysZh: "按每个成员校，或按集团合计"}.
			oneOf("member", "member", "group"),
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		level := model.SchoolBackbone + model.Backbone(arg.Int("level"))
		d := dispatch{c: c, perGroup: arg.Int("per") == 1, kinds: []dispatched{
			{"leaders", arg.Int("leaders"), NoMax, func(p *model.Teacher) bool { return p.Position.Leader() }},
			{"middle", arg.Int("middle"), NoMax, func(p *model.Teacher) bool { return p.Position == model.Middle }},
			{"backbone", arg.Int("backbone_min"), arg.Int("backbone_max"), func(p *model.Teacher) bool { return p.Backbone >= level }},
		}}
		return Form[model.Stay]{Quota: d.family()}
	},
})

// dispatched is one kind of people of whom a core sends min..max.
type dispatched struct {
	of       string
	min, max int64
	is       func(p *model.Teacher) bool
}

// dispatch counts the movers from cores to their members, kind by kind.
type dispatch struct {
	c        *Case
	perGroup bool
	kinds    []dispatched
}

func (d *dispatch) family() *Family[model.Stay] {
	f := &Family[model.Stay]{}
	at := d.c.eachGroupOrPair(d.perGroup, func(parts []string) int {
		first := len(f.Quotas)
		for y := range d.c.Years() {
			for _, k := range d.kinds {
				f.Quotas = append(f.Quotas, Quota{Min: k.min, Max: k.max,
					Key: key("dispatch", append(parts[:len(parts):len(parts)], d.c.yearPart(y), ofPart(k.of))...)})
			}
		}
		return first
	})
	f.Count = func(a model.Stay, add func(int, int64)) {
		p := &d.c.County.Teachers[a.Teacher]
		first := at[a.Section]
		if first == model.None || a.Kind == model.Trainee || d.c.lead[a.Section] != p.Home {
			return
		}
		for n, k := range d.kinds {
			if k.is(p) {
				add(first+int(a.First)/2*len(d.kinds)+n, 1)
			}
		}
	}
	return f
}
