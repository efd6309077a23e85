package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "scope",
	Title:  "交流范围",
	Says:   "Teachers move only inside their group, town or county; backbone teachers may be given a wider range.",
	SaysZh: "教师只在规定范围（集团、乡镇、县域）内交流，骨干教师可另定范围。",
	Source: "浙江省规定（2013）：骨干教师和校长在县域、一般教师就近片区 / Zhejiang rule 2013: backbone teachers county-wide, others in a nearby zone (grade P); 县域为设计默认值 / county: design default (grade D)",
	Mode:   model.Must,
	Weight: 20000,
	Params: []Param{
		Param{Name: "ordinary", Says: "range of ordinary teachers", SaysZh: "一般教师范围"}.oneOf("county", scopes...).looser(More),
		Param{Name: "backbone", Says: "range of backbone teachers", SaysZh: "骨干教师范围"}.oneOf("county", scopes...).looser(More),
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		ordinary, backbone := arg.Int("ordinary"), arg.Int("backbone")
		return Form[model.Stay]{Ban: func(a model.Stay) bool {
			p, scope := &c.County.Teachers[a.Teacher], ordinary
			if p.Backbone >= model.CountyBackbone {
				scope = backbone
			}
			return !c.inScope(scopes[scope], p.Home, a.Section)
		}}
	},
})

var scopes = []string{"group", "town", "county"}

// inScope reports whether two sections share a group or a town. A section in no group, or of a town not on file, shares
// it with nobody.
func (c *Case) inScope(scope string, a, b model.SectionID) bool {
	switch scope {
	case "group":
		return c.lead[a] != model.None && c.lead[a] == c.lead[b]
	case "town":
		town := c.County.SchoolOf(a).Town
		return town != "" && town == c.County.SchoolOf(b).Town
	}
	return true
}
