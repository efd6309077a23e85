package table

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// listFile writes a list in GB18030, as spreadsheet programs do, and returns its path.
func listFile(t *testing.T, text string) string {
	t.Helper()
	data, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "名单.csv")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAListMadeByHand(t *testing.T) {
	c := gen.Builtin()
	who, to := &c.Teachers[40], &c.Schools[9]
	head := "示例县交流轮岗名单,,,,\n教职工号,现任教学校,交流（流入）学校,任教学段,交流形式,交流起止时间\n"
	home, stage := c.SchoolOf(who.Home).Name, c.Sections[to.Sections[0]].Stage
	want := model.Stay{Teacher: 40, First: 0, Last: 1, Section: to.Sections[0], Subject: who.Subject}
	for _, x := range []struct{ row, fault string }{
		{who.ID + "," + home + "," + to.Name + "," + stage.Chinese() + ",轮岗,2026年9月至2027年7月", ""},
		{who.ID + ",," + to.ID + "," + stage.Chinese() + ",,2026.09-2027.07", ""},
		{"T0," + home + "," + to.Name + "," + stage.Chinese() + ",轮岗,2026-09至2027-07", "unknown-teacher"},
		{who.ID + "," + to.Name + "," + to.Name + "," + stage.Chinese() + ",轮岗,2026-09至2027-07", "not-her-school"},
		{who.ID + "," + home + ",无名小学," + stage.Chinese() + ",轮岗,2026-09至2027-07", "unknown-school"},
		{who.ID + "," + home + ",," + stage.Chinese() + ",轮岗,2026-09至2027-07", "missing-value"},
		{who.ID + "," + home + "," + to.Name + ",高中,轮岗,2026-09至2027-07", "unknown-section"},
		{who.ID + "," + home + "," + to.Name + "," + stage.Chinese() + ",轮岗,2020-09至2021-07", "no-term"},
		{who.ID + "," + home + "," + to.Name + "," + stage.Chinese() + ",散步,2026-09至2027-07", "unknown-word"},
	} {
		lists, faults := ReadLists(listFile(t, head+x.row+"\n"), c)
		switch {
		case x.fault != "" && (len(faults) == 0 || faults[0].Code != x.fault || faults[0].Row != 3):
			t.Errorf("%s: %v, want %s in row 3", x.row, faults, x.fault)
		case x.fault == "" && (len(faults) > 0 || lists.Groups != nil || len(lists.Moves.Stays) != 1 || lists.Moves.Stays[0] != want):
			t.Errorf("%s: %+v %v, want %+v", x.row, lists.Moves, faults, want)
		}
	}
}

// Whoever goes from a target to a core goes to learn, unless the list says otherwise.
func TestAListWithoutKinds(t *testing.T) {
	c := gen.Builtin()
	at := func(is func(model.SectionID) bool) (s model.SectionID) {
		for !is(s) {
			s++
		}
		return s
	}
	core := at(func(s model.SectionID) bool { return c.Sections[s].Core() })
	target := at(func(s model.SectionID) bool { return c.Target(s) && c.Sections[s].Stage == c.Sections[core].Stage })
	learner, other := teacherOf(c, target), teacherOf(c, core)
	for _, x := range []struct {
		who, to, kind string
		want          model.Kind
	}{
		{learner, c.SchoolOf(core).ID, "", model.Trainee},
		{learner, c.SchoolOf(core).ID, "交流", model.Full},
		{other, c.SchoolOf(target).ID, "", model.Full},
	} {
		lists, faults := ReadLists(listFile(t, "教职工号,交流学校标识码,交流形式\n"+x.who+","+x.to+","+x.kind+"\n"), c)
		if len(faults) > 0 || len(lists.Moves.Stays) != 1 || lists.Moves.Stays[0].Kind != x.want {
			t.Errorf("%+v: %+v %v", x, lists.Moves, faults)
		}
	}
}

// teacherOf returns the id of the first teacher of a section.
func teacherOf(c *model.County, s model.SectionID) string {
	for i := range c.Teachers {
		if c.Teachers[i].Home == s {
			return c.Teachers[i].ID
		}
	}
	return ""
}

// TestDoubtsAboutAListAreTold: what is read otherwise than written is never passed over, whoever reads the list.
func TestDoubtsAboutAListAreTold(t *testing.T) {
	c := gen.Builtin()
	head := "教职工号,交流学校,任教学段,任教学科,交流起止时间,是否调动人事关系\n" + c.Teachers[40].ID + "," + c.SchoolOf(9).Name + "," + c.Sections[9].Stage.Chinese() + ","
	for row, code := range map[string]string{
		"语文,2026-09至2027-07,否":    "",
		"奥数,2026-09至2027-07,否":    "unknown-subject",
		"语文、数学,2026-09至2027-07,否": "doubtful-subject",
		"语文,2026-09至2036-07,否":    "longer-than-year",
		"语文,2026-09至2027-07,是":    "relation-moved",
	} {
		_, faults := ReadLists(listFile(t, head+row+"\n"), c)
		if code == "" && len(faults) > 0 || code != "" && (len(faults) != 1 || faults[0].Code != code || faults[0].Row != 2) {
			t.Errorf("%s: %v, want %s", row, faults, code)
		}
	}
}

// TestSheetsBesideAList are read where they are the list, and told of where they look like another one.
func TestSheetsBesideAList(t *testing.T) {
	c := gen.Builtin()
	list := [][]string{{"教职工号", "交流学校", "任教学段"}, {c.Teachers[40].ID, c.SchoolOf(9).Name, c.Sections[9].Stage.Chinese()}}
	for _, x := range []struct {
		names []string
		rows  [][][]string
		code  string
	}{
		{[]string{"名单", "Sheet2"}, [][][]string{list, nil}, ""},
		{[]string{"交流轮岗人员名单", "第二片区"}, [][][]string{list, list}, "other-list"},
		{[]string{"交流轮岗人员名单", "期满返回"}, [][][]string{list, list}, ""},
	} {
		path, sheets := filepath.Join(t.TempDir(), "名单.xlsx"), []*Sheet{}
		for i, name := range x.names {
			sheets = append(sheets, &Sheet{File: name + ".csv", Rows: x.rows[i]})
		}
		book(t, path, sheets, false)
		lists, faults := ReadLists(path, c)
		if lists.Moves == nil || len(lists.Moves.Stays) != 1 || x.code == "" && len(faults) > 0 || x.code != "" && (len(faults) != 1 || faults[0].Code != x.code) {
			t.Errorf("%v: %+v %v, want %s", x.names, lists.Moves, faults, x.code)
		}
	}
}

// TestSchoolsOfOneNameInAList are told apart by the id behind the name.
func TestSchoolsOfOneNameInAList(t *testing.T) {
	c := gen.Builtin()
	c.Schools[1].Name = c.Schools[0].Name
	s, to := c.Schools[1].Sections[0], &c.Schools[1]
	row := func(name string) string {
		return "教职工号,交流学校,任教学段\n" + c.Teachers[40].ID + "," + name + "," + c.Sections[s].Stage.Chinese() + "\n"
	}
	for name, read := range map[string]bool{to.Name: false, to.Name + "（" + to.ID + "）": true, to.Name + "(" + to.ID + ")": true, to.Name + "（东）": false} {
		lists, faults := ReadLists(listFile(t, row(name)), c)
		if ok := len(faults) == 0 && lists.Moves.Stays[0].Section == s; ok != read {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

func TestTwoListsOfAKind(t *testing.T) {
	c := gen.Builtin()
	moves := [][]string{{"teacher_id", "to", "start", "end"}}
	groups := [][]string{{"core_id", "member_id"}}
	for _, x := range []struct {
		name   string
		second [][]string
		fault  bool
	}{{"two of moves", moves, true}, {"one of each", groups, false}} {
		path := filepath.Join(t.TempDir(), "book.xlsx")
		book(t, path, []*Sheet{{File: "exchange.csv", Rows: moves}, {File: "交流轮岗名单.csv", Rows: x.second}}, false)
		_, faults := ReadLists(path, c)
		if got := len(faults) == 1 && faults[0].Code == secondList.code; got != x.fault || !got && len(faults) > 0 {
			t.Errorf("%s: %v", x.name, faults)
		}
	}
}

func TestAFileWithoutAList(t *testing.T) {
	for name, text := range map[string]string{"no header": "甲,乙\n1,2\n", "the public list": "姓名,现任教学校,交流学校\n教师00001,甲,乙\n"} {
		if _, faults := ReadLists(listFile(t, text), gen.Builtin()); len(faults) != 1 || faults[0].Code != noList.code {
			t.Errorf("%s: %v, want %s", name, faults, noList.code)
		}
	}
}
