package job

import (
	"context"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// twins is a county in which many teachers of a school differ in nothing but their ids.
func twins() *model.County {
	county := gen.County(gen.Options{Schools: 12, Teachers: 160, Seed: 5})
	county.Postings = nil
	first := map[model.SectionID]model.TeacherID{}
	for i := range county.Teachers {
		p := &county.Teachers[i]
		if like, ok := first[p.Home]; ok && i%3 > 0 {
			id := p.ID
			*p = county.Teachers[like]
			p.ID = id
		} else if p.Position == model.Staff {
			first[p.Home] = model.TeacherID(i)
		}
		p.Spouse = model.None
	}
	return county
}

// TestLotsAreExplained holds what the search drew from against what the explanation finds: who was alike, whose lots were
// smaller, and what those who stay are told.
func TestLotsAreExplained(t *testing.T) {
	county := twins()
	policy, bad := rule.LoadPolicy("national-2014")
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	lost := 0
	for _, seed := range []uint64{0, 1, 2} {
		in := &input.Input{Source: input.Source{Year: county.Year}, County: county, Policy: policy}
		out, err := Plan(context.Background(), Request{Solver: solver.Options{Seed: seed, Effort: 3, Gap: 0.001}}, in)
		if err != nil {
			t.Fatal(err)
		}
		x, sent := explain.OfRotation(out.Case, out.Rotation.Plan), map[model.TeacherID]bool{}
		for _, s := range out.Rotation.Plan.Stays {
			sent[s.Teacher] = true
		}
		for n, s := range out.Rotation.Plan.Stays {
			class := x.Equals(s.Teacher)
			if len(class) != out.Rotation.Equals[n] {
				t.Errorf("seed %d: %s is one of %d, drawn from %d", seed, county.Teachers[s.Teacher].ID, len(class), out.Rotation.Equals[n])
			}
			for _, other := range class {
				if sent[other] {
					continue
				}
				lost++
				if lot(seed, county, other) < lot(seed, county, s.Teacher) {
					t.Errorf("seed %d: %s stays with a smaller lot than %s", seed, county.Teachers[other].ID, county.Teachers[s.Teacher].ID)
				}
				if why := x.WhyNot(other); why.Instead == nil || why.Instead.Equals != len(class) {
					t.Errorf("seed %d: %s lost a draw and is told: %s", seed, county.Teachers[other].ID, why.Sentence("zh"))
				}
			}
		}
	}
	if lost == 0 {
		t.Error("nobody lost a draw")
	}
}

func lot(seed uint64, county *model.County, t model.TeacherID) uint64 {
	return model.Lot(seed, county.Year, county.Teachers[t].ID)
}
