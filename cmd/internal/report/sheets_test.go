package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

func TestTraineesStandLastAndAreCounted(t *testing.T) {
	d := digested(samplePlan(t))
	for _, s := range []book.Sheet{d.public(), d.internal()} {
		if last := fmt.Sprint(s.Rows[len(s.Rows)-1]); !strings.Contains(last, "跟岗") || s.Rows[2][0] != 3 {
			t.Errorf("%s ends with %s", s.Title, last)
		}
		if !strings.Contains(s.Title, "教师校长交流轮岗人员名单（共 3 人次：轮岗 2，跟岗 1）") {
			t.Error(s.Title)
		}
	}
}

// A first post of one who is not eligible is no mover, but told apart in title and totals and counted in heads.
func TestFirstPostsAreTold(t *testing.T) {
	p := samplePlan(t)
	p.Rotation.Stays[0].Kind = model.FirstPost
	sent := &p.Case.County.Teachers[0]
	sent.SchoolSince = model.FirstSeptember(p.Case.County.Year)
	c, err := rule.NewCase(p.Case.County, p.Case.Policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	p.Case = c.WithGrouping(p.Grouping)
	d := digested(p)
	if got := d.public(); !strings.Contains(got.Title, "（共 3 人次：轮岗 1，首站培育 1，跟岗 1）") || !strings.Contains(fmt.Sprint(got.Rows), "首站培育") {
		t.Errorf("%s: %v", got.Title, got.Rows)
	}
	if n := d.doc.Totals; n.FirstPosts != 1 || n.Movers != 1 || n.Trainees != 1 {
		t.Errorf("totals %+v", n)
	}
	if notes := fmt.Sprint(d.schoolTable().Notes); !strings.Contains(notes, "首站培育 1 人") {
		t.Error(notes)
	}
}

func TestTitleOfACountyWithoutNameOrLeaders(t *testing.T) {
	p := samplePlan(t)
	p.Case.County.Name = ""
	p.Rotation.Stays = p.Rotation.Stays[:1]
	if got := digested(p).public().Title; got != "本县2026—2027学年教师交流轮岗人员名单" {
		t.Error(got)
	}
}

// TestReturnTableHasBothBases: four are eligible, three of them at the core and the town school; the second mover starts
// in spring of the first year.
func TestReturnTableHasBothBases(t *testing.T) {
	d := digested(samplePlan(t))
	row, eligible, out := d.returnTable().Rows[0], 0, 0
	for _, x := range d.sections() {
		if d.sends(x.id) {
			eligible, out = eligible+x.eligible, out+x.out
		}
	}
	if row[1] != eligible || row[3] != out || row[6] != part(out, eligible) || row[5] == row[6] {
		t.Errorf("%v of %d eligible and %d movers", row, eligible, out)
	}
	if got := d.requiredHead(); got != "应交流人数(城镇、优质学校：符合条件人数×10%，小数进一)" {
		t.Error(got)
	}
}

func TestReasonsAreSentences(t *testing.T) {
	got := because(model.Stay{Subject: model.Music}, []string{"subject-demand", "staff-ceiling", "stay-length"})
	if got != "补足派往学校的音乐缺口；缓解派出学校超编；为遵守“交流期限”" {
		t.Error(got)
	}
	if got := wording.Because(model.Stay{Subject: model.Music}, "subject-demand", say.In("en")); got != "relieves the shortage of music at the school she goes to" {
		t.Error(got)
	}
}

func TestGroupsAloneMakeNoExchangeList(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	if err := Write(dir, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	p := samplePlan(t)
	p.Rotation, p.Moves = model.Rotation{}, Verdict{}
	if err := Write(dir, p); err != nil {
		t.Fatal(err)
	}
	for _, name := range exchangeFiles {
		if _, err := os.Stat(filepath.Join(dir, name)); !os.IsNotExist(err) {
			t.Errorf("%s is there: %v", name, err)
		}
	}
	f, err := excelize.OpenFile(filepath.Join(dir, "plan.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), " "); got != "集团组建表 规则执行情况 数据核对" {
		t.Error(got)
	}
}

func TestTheCheckSheetHoldsEverySum(t *testing.T) {
	text := fmt.Sprint(digested(samplePlan(t)).checkTable().Rows)
	for _, w := range []string{"[小学 学生 1200 ]", "[合计 教师 8 ", "[坐标 有坐标的学校 4 离中心最远的是远山小学", "[在外教师 期满返回 1 ]"} {
		if !strings.Contains(text, w) {
			t.Errorf("no %s in %s", w, text)
		}
	}
}
