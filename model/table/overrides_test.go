package table

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// TestConvertOverrides brings the tables that stand for built-in ones through every format.
func TestConvertOverrides(t *testing.T) {
	for seed := range uint64(3) {
		c, dir := gen.County(gen.Options{Teachers: 150, Schools: 8, Seed: seed, Own: true}), t.TempDir()
		if err := WriteCounty(dir, c); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"通勤", "退休", "课程", "工作量"} {
			if _, err := os.Stat(filepath.Join(dir, name+".csv")); err != nil {
				t.Fatal(err)
			}
		}
		got := mustRead(t, dir, "")
		for what, diff := range map[string]string{"travel": cmp.Diff(c.Travel, got.Travel), "retirement": cmp.Diff(c.Retirement, got.Retirement),
			"curriculum": cmp.Diff(c.Curriculum, got.Curriculum), "load": cmp.Diff(c.Loads, got.Loads)} {
			if diff != "" {
				t.Errorf("seed %d: %s: -want +got\n%s", seed, what, diff)
			}
		}
		conserved(t, fmt.Sprint("seed ", seed), dir)
	}
}

// TestOverridesAsPeopleWriteThem reads other spellings of the same four tables.
func TestOverridesAsPeopleWriteThem(t *testing.T) {
	c, faults := Read(lay(t, map[string]string{
		"校际距离.csv":   "起点,终点,里程(米),公里数,车程（分钟）\n甲小学,乙小学,,7.25,12\nC,A,15000,15,\n",
		"法定退休年龄.csv": "性别,岗位,出生自,退休月龄\n男,不限,,720\n男,所有,1965.01.01,721\n女,干部,,660\n女,一级以上,,660\n女,其他,,600\n",
		"课程设置表.csv":  "学段,年级,科目,每周课时\n小学,,语文,7\n小学,,数学,4.3300000000000001\n初中,初一,英语,4\n初中,八年级,英语,3.5\n初中,9.0,英语,3\n",
		"课时标准.csv":   "学段,学科,周工作量\n小学,语文,14\n初中,英语,12节\n",
	}), Options{Year: 2026})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := &model.County{
		Travel: []model.TravelRow{{From: 0, To: 1, Metres: 7250, Minutes: 12}, {From: 2, To: 0, Metres: 15000, Minutes: -1}},
		Retirement: []model.RetirementRow{{Sex: model.Male, Months: 720}, {Sex: model.Male, BornFrom: model.Day(1965, 1, 1), Months: 721},
			{Sex: model.Female, Post: model.ManagerPost, Months: 660}, {Sex: model.Female, Post: model.FirstRank, Months: 660},
			{Sex: model.Female, Post: model.TeacherPost, Months: 600}},
		Curriculum: []model.LessonRow{{Stage: model.Primary, Subject: model.Chinese, Periods: 7000}, {Stage: model.Primary, Subject: model.Maths, Periods: 4330},
			{Stage: model.Junior, Grade: 7, Subject: model.Foreign, Periods: 4000}, {Stage: model.Junior, Grade: 8, Subject: model.Foreign, Periods: 3500},
			{Stage: model.Junior, Grade: 9, Subject: model.Foreign, Periods: 3000}},
		Loads: []model.LoadRow{{Stage: model.Primary, Subject: model.Chinese, Periods: 14}, {Stage: model.Junior, Subject: model.Foreign, Periods: 12}},
	}
	got := &model.County{Travel: c.Travel, Retirement: c.Retirement, Curriculum: c.Curriculum, Loads: c.Loads}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFingerprintCoversOverrides changes one figure of each table, and demands another hash; none of them leaves the hash
// as it was before there were such tables.
func TestFingerprintCoversOverrides(t *testing.T) {
	seen := map[string]string{}
	for what, change := range map[string]func(c *model.County){
		"nothing":    func(*model.County) {},
		"travel":     func(c *model.County) { c.Travel[0].Minutes += 2 },
		"retirement": func(c *model.County) { c.Retirement[0].Months++ },
		"curriculum": func(c *model.County) { c.Curriculum[0].Periods++ },
		"load":       func(c *model.County) { c.Loads[0].Periods++ },
	} {
		c := gen.County(gen.Options{Teachers: 100, Schools: 8, Own: true})
		change(c)
		sum := Fingerprint(c)
		if other, twice := seen[sum]; twice {
			t.Errorf("%s and %s have one hash", what, other)
		}
		seen[sum] = what
	}
}

func FuzzThousandths(f *testing.F) {
	for _, s := range []string{"4.33", "0", "4.3300000000000001", "1e1", "-0", "nan", "７．５节", "60.001"} {
		f.Add(s)
	}
	c := thousandths(60_000)
	f.Fuzz(func(t *testing.T, s string) {
		n, wrong := c.read(s)
		if wrong != nil {
			return
		}
		if again, wrong := c.read(c.write(n)); wrong != nil || again != n || n < 0 || n > 60_000 {
			t.Errorf("%q is %d, written %q, read %d", s, n, c.write(n), again)
		}
	})
}
