package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "town-central",
	Title:  "中心校托管",
	Says:   "A rural section that joins another core than the central school of its town counts one, where that school has a core section of its stage.",
	SaysZh: "乡村学校未由本乡镇中心校带领计一次（该中心校同学段为核心校时）。",
	Source: "永政办函〔2018〕35号 五1“采取乡镇中心校托管村、片小的方式”；县级方案样本（全县）亦同 / Yongzhou 2018, five 1, and county template l: the central school of a town takes on its village schools (grade S; the weight is a design default, grade D)",
	Mode:   model.Should,
	Weight: 3000,
	Member: func(c *Case, _ Args) Form[model.Membership] {
		central := make([]model.SchoolID, len(c.County.Sections)) // by section: the school that ought to lead it, or None
		for i := range central {
			central[i] = c.townCentral(model.SectionID(i))
		}
		return Form[model.Membership]{Spanwise: true, Price: func(m model.Membership) int64 {
			if Opens(m) || central[m.Section] == model.None || central[m.Section] == c.County.Sections[m.Core].School {
				return 0
			}
			return 1
		}}
	},
})

// townCentral returns the central school of a rural section's town where it is another school and may lead the section,
// else None.
func (c *Case) townCentral(s model.SectionID) model.SchoolID {
	school := c.County.SchoolOf(s)
	if !school.Rural() || school.Central == model.None || school.Central == c.County.Sections[s].School {
		return model.None
	}
	lead := c.County.SectionAt(school.Central, c.County.Sections[s].Stage)
	if lead == model.None || !c.County.Sections[lead].Core() {
		return model.None
	}
	return school.Central
}
