package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

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
