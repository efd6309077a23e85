package rotation

import (
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/solver"
)

// Of equal teachers those with the smallest lots go, and each is said to be one of so many.
func TestEqualTeachersAreDrawnByLot(t *testing.T) {
	county := gen.County(gen.Options{Schools: 12, Teachers: 160, Seed: 5})
	county.Postings = nil
	first := map[model.SectionID]model.TeacherID{}
	for i := range county.Teachers {
		p := &county.Teachers[i]
		if like, ok := first[p.Home]; ok {
			id := p.ID
			*p = county.Teachers[like]
			p.ID = id
		} else if p.Position == model.Staff {
			first[p.Home] = model.TeacherID(i)
		}
		p.Spouse = model.None
	}
	c := caseOf(t, county, preset(t, "national-2014"), model.Grouping{})
	q := compile(c)
	for _, seed := range []uint64{0, 1} {
		r := judged(t, c, solver.Options{Seed: seed, Effort: 3})
		away := map[int]int{}
		for n, s := range r.Plan.Stays {
			away[int(s.Teacher)] = r.Equals[n]
		}
		drawn := 0
		for _, class := range q.alike() {
			last, stays := uint64(0), ^uint64(0)
			for _, i := range class {
				if size, ok := away[i]; ok {
					drawn++
					last = max(last, q.lot(i, seed))
					if size != len(class) {
						t.Errorf("seed %d: teacher %d is said to be one of %d, not of %d", seed, i, size, len(class))
					}
				} else {
					stays = min(stays, q.lot(i, seed))
				}
			}
			if last > stays {
				t.Errorf("seed %d: of %v somebody stays whose lot is smaller than that of somebody who goes", seed, class)
			}
		}
		if drawn == 0 {
			t.Fatalf("seed %d: nobody was drawn by lot", seed)
		}
	}
}
