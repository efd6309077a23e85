package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "direction",
	Title: "流向",
	Says: "Teachers move from town to rural schools, to a target, from a core to another school, or from an overstaffed " +
		"to an understaffed one; a target's teachers go to the core of their own group as trainees. First posts are free of this.",
	SaysZh: "由城镇到乡村、到帮扶对象、由核心校到其他学校、由超员到缺员学校流动；帮扶对象教师可到本集团核心校跟岗。首站培育不受此限。",
	Source: "教师〔2014〕4号：城镇到乡村、优质到薄弱；安徽省意见；天津市2015：超编到缺编 / Document 4 of 2014: town to rural, strong to weak; Anhui opinion; Tianjin 2015: over- to understaffed (grade P); 永政办函〔2018〕35号：成员校跟班 / Yongzhou 2018: members' trainees at the core (grade S)",
	Mode:   model.Must,
	Weight: 20000,
	Reads:  []string{"first-post"},
	Params: []Param{
		toggle("town_to_rural", true, "from town to rural schools", "城镇到乡村").looser(More),
		toggle("any_to_target", true, "from anywhere to a target", "到帮扶对象").looser(More),
		toggle("core_to_noncore", true, "from a core to other schools", "核心校到非核心校").looser(More),
		toggle("over_to_under", true, "from an overstaffed to an understaffed school that is no core", "超员校到缺员校（非核心校）").looser(More),
		toggle("trainee", true, "trainees from a target to the core of its group", "帮扶对象到本集团核心校跟岗").looser(More),
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		d := directions{c: c, surplus: c.surplus(), townToRural: arg.Yes("town_to_rural"),
			anyToTarget: arg.Yes("any_to_target"), coreToNoncore: arg.Yes("core_to_noncore"),
			overToUnder: arg.Yes("over_to_under"), trainee: arg.Yes("trainee")}
		return Form[model.Stay]{Ban: func(a model.Stay) bool { return !d.allow(a) }}
	},
})

// directions are the ways people may go.
type directions struct {
	c                                                             *Case
	surplus                                                       [][]int64 // see Case.surplus
	townToRural, anyToTarget, coreToNoncore, overToUnder, trainee bool
}

func (d *directions) allow(a model.Stay) bool {
	if d.c.firstPost(a) {
		return true
	}
	county, home := d.c.County, d.c.County.Teachers[a.Teacher].Home
	if a.Kind == model.Trainee {
		return d.trainee && county.Target(home) && d.c.lead[home] == a.Section
	}
	fromCore, toCore := county.Sections[home].Core(), county.Sections[a.Section].Core()
	surplus := d.surplus[a.First]
	return d.townToRural && county.SchoolOf(home).InTown() && county.SchoolOf(a.Section).Rural() ||
		d.anyToTarget && county.Target(a.Section) ||
		d.coreToNoncore && fromCore && !toCore ||
		d.overToUnder && !toCore && surplus[home] > 0 && surplus[a.Section] < 0
}

// surplus returns, by term and section, the heads at baseline above the standard; 0 where there is no standard.
func (c *Case) surplus() [][]int64 {
	all := make([][]int64, c.Terms)
	for t := range all {
		all[t] = make([]int64, len(c.County.Sections))
		for s := range all[t] {
			if standard, known := c.Standard(model.SectionID(s)); known {
				all[t][s] = int64(c.heads[t][s]) - standard
			}
		}
	}
	return all
}
