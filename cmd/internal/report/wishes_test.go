package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// enviedPlan is the sample with a ninth teacher, like the first in everything but that she wished for the village where the
// plan sends the first, who wished for the far one.
func enviedPlan(t *testing.T) *Plan {
	t.Helper()
	p := samplePlan(t)
	county := p.Case.County
	ninth := county.Teachers[0]
	ninth.ID, ninth.Name = "T990009000009", "教师00009"
	county.Teachers[0].Wishes = []model.SchoolID{3}
	county.Teachers = append(county.Teachers, ninth)
	c, err := rule.NewCase(county, p.Case.Policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	p.Case = c.WithGrouping(p.Grouping)
	p.Moves.Account = verify.Rotation(p.Case, p.Rotation)
	return p
}

// TestEnvyWithoutReasonIsListed: 4,000 for a school not on the list of the first would be saved if the two changed places.
func TestEnvyWithoutReasonIsListed(t *testing.T) {
	d := digested(enviedPlan(t))
	want := wishesDoc{Granted: []int{}, Elsewhere: 1, Home: 1, PassedOver: []reasoned{}, WithoutReason: []envy{{Teacher: "T990009000009", Wish: 1,
		School: "2100000002", Stage: "primary", Subject: "maths", Kind: "full", Holder: "T990009000001", Saves: 4000}}}
	if got := d.doc.Rotation.Wishes; fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if n := d.doc.Totals; n.Wished != 2 || n.Granted != 0 || n.PassedOver != 1 || n.WithoutReason != 1 {
		t.Errorf("totals %+v", n)
	}
	if w := d.doc.Rotation.Moves[0].Wish; w == nil || *w != 0 || d.doc.Rotation.Moves[1].Wish != nil {
		t.Errorf("wish %v", w)
	}
	line := "无理由落选 教师00009（T990009000009） 第1意向  4000  柳村小学 数学 轮岗：教师00001（T990009000001）"
	if rows := strings.ReplaceAll(fmt.Sprintln(d.fairness().Rows), "[", ""); !strings.Contains(rows, line) {
		t.Errorf("no line %q in %s", line, rows)
	}
	if list := fmt.Sprint(d.public()); strings.Contains(list, "意向") || strings.Contains(list, "00009") {
		t.Errorf("the public list speaks of wishes: %s", list)
	}
	for lang, text := range map[string]string{"zh": "2 人填报，0 人如愿（第一意向 0 人）；落选 1 人，其中无理由 1 人",
		"en": "0 of 2 granted (0 first); 1 passed over, 1 of them without reason"} {
		if got := Summary(d.Plan, lang); !strings.Contains(got, text) {
			t.Errorf("%s: no %q in\n%s", lang, text, got)
		}
	}
}

// TestWishesAreCountedOnce recounts who got which wish from the lists alone.
func TestWishesAreCountedOnce(t *testing.T) {
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 3))
		p := samplePlan(t)
		county := gen.County(gen.Options{Seed: seed, Schools: 8, Teachers: 80})
		c, err := rule.NewCase(county, p.Case.Policy, 1)
		if err != nil {
			t.Fatal(err)
		}
		p.Case, p.Grouping, p.Rotation = c, model.Grouping{}, model.Rotation{}
		for i := range county.Teachers {
			county.Teachers[i].Wishes = nil
			for _, s := range r.Perm(len(county.Schools))[:r.IntN(4)] {
				county.Teachers[i].Wishes = append(county.Teachers[i].Wishes, model.SchoolID(s))
			}
			if i%3 == 0 {
				p.Rotation.Stays = append(p.Rotation.Stays, model.Stay{Teacher: model.TeacherID(i), Last: 1,
					Section: model.SectionID(r.IntN(len(county.Sections))), Subject: county.Teachers[i].Subject})
			}
		}
		p.Groups.Account, p.Moves.Account = verify.Grouping(c, p.Grouping), verify.Rotation(c, p.Rotation)
		w := digested(p).doc.Rotation.Wishes
		var want [5]int // first, second, third, elsewhere, home
		for i, x := range county.Teachers {
			sent := slices.IndexFunc(p.Rotation.Stays, func(a model.Stay) bool { return int(a.Teacher) == i })
			switch {
			case len(x.Wishes) == 0 || sent < 0 && !c.Eligible(model.TeacherID(i), 0):
			case sent < 0:
				want[4]++
			default:
				rank := slices.Index(x.Wishes, county.Sections[p.Rotation.Stays[sent].Section].School)
				want[(rank+4)%4]++
			}
		}
		got := [5]int{3: w.Elsewhere, 4: w.Home}
		copy(got[:3], w.Granted)
		if got != want {
			t.Errorf("seed %d: %v, recounted %v", seed, got, want)
		}
	}
}
