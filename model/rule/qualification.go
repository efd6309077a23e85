package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

var _ = define(Rule{
	Name:   "qualification",
	Title:  "任教资格",
	Says:   "A teacher is posted for a subject of hers and at a stage she is certified for.",
	SaysZh: "派出岗位的学科须为本人学科，学段须在教师资格范围内。",
	Source: "教非所学问题的调查报道 / reports on teaching outside one's training (grade P); 第二学科为设计默认值 / second subject: design default (grade D)",
	Mode:   model.Must,
	Weight: 50000,
	Params: []Param{toggle("second", true, "the second subject counts", "第二学科有效")},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		second := arg.Yes("second")
		return Form[model.Stay]{Ban: func(a model.Stay) bool {
			p := &c.County.Teachers[a.Teacher]
			hers := a.Subject == p.Subject || second && a.Subject == p.Subject2
			return a.Subject == model.NoSubject || !hers || !certified(p, c.County.Sections[a.Section].Stage)
		}}
	},
})

// certified reports whether a teacher may teach at a stage: without a certificate on file, at her own.
func certified(p *model.Teacher, stage model.Stage) bool {
	if p.Certificate == 0 {
		return stage == p.Stage
	}
	return p.Certificate.Has(stage)
}

// Able returns how many teachers could deliver a subject at a stage under any plan: those whose subject it is, the second
// one included, if they are certified for the stage or teach at it as it is, or wherever certificates are no must.
func (c *Case) Able(stage model.Stage, x model.Subject) int64 {
	free := !slices.ContainsFunc(c.stays, func(r Applied[model.Stay]) bool {
		return r.Rule.Name == "qualification" && r.Mode == model.Must
	})
	n := int64(0)
	for i := range c.County.Teachers {
		p := &c.County.Teachers[i]
		if p.Subject != x && p.Subject2 != x {
			continue
		}
		if free || certified(p, stage) || c.stageOf(p.Home) == stage || c.stageOf(c.presence[0][i]) == stage {
			n++
		}
	}
	return n
}

func (c *Case) stageOf(s model.SectionID) model.Stage {
	if s == model.None {
		return model.NoStage
	}
	return c.County.Sections[s].Stage
}
