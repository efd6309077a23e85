package table

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// TestAListThatIsKept reads what a person did to a list: in a column of its own, or by changing, adding or taking out lines.
func TestAListThatIsKept(t *testing.T) {
	c := gen.Builtin()
	head := []string{"教职工号", "流入学校", "任教学段", "锁定", "已公布"}
	to := func(who, section int) model.Stay {
		return model.Stay{Teacher: model.TeacherID(who), Section: model.SectionID(section), Last: 1, Subject: c.Teachers[who].Subject}
	}
	row := func(who, section int, more ...string) []string {
		s := model.SectionID(section)
		return append([]string{c.Teachers[who].ID, c.SchoolOf(s).Name, c.Sections[s].Stage.Chinese()}, more...)
	}
	kept := func(lock model.Lock, announced, decided []model.Stay) []model.Kept {
		return []model.Kept{{Teacher: 40, Announced: announced, Lock: lock, Decided: decided}}
	}
	a, b := []model.Stay{to(40, 9)}, []model.Stay{to(40, 12)}
	for name, x := range map[string]struct {
		list, original, decisions [][]string
		want                      []model.Kept
		moves                     int
	}{
		"as announced":              {list: [][]string{row(40, 9)}, want: kept(model.Unlocked, a, nil), moves: 1},
		"locked":                    {list: [][]string{row(40, 9, "锁定")}, want: kept(model.Locked, a, a), moves: 1},
		"refused":                   {list: [][]string{row(40, 9, "拒绝")}, want: kept(model.Refused, a, nil)},
		"another school":            {list: [][]string{row(40, 9, "不去该校")}, want: kept(model.Elsewhere, a, a)},
		"written by the program":    {list: [][]string{row(40, 9, "", "是"), row(40, 12, "锁定", "否")}, want: kept(model.Locked, a, b), moves: 2},
		"new, by the program":       {list: [][]string{row(40, 12, "锁定", "否")}, want: kept(model.Locked, nil, b), moves: 1},
		"unchanged":                 {list: [][]string{row(40, 9)}, original: [][]string{row(40, 9)}, want: kept(model.Unlocked, a, nil), moves: 1},
		"changed by hand":           {list: [][]string{row(40, 12)}, original: [][]string{row(40, 9)}, want: kept(model.Locked, a, b), moves: 1},
		"changed and locked":        {list: [][]string{row(40, 12, "是")}, original: [][]string{row(40, 9)}, want: kept(model.Locked, a, b), moves: 1},
		"taken out":                 {original: [][]string{row(40, 9)}, want: kept(model.Refused, a, nil)},
		"added by hand":             {list: [][]string{row(40, 12)}, original: [][]string{}, want: kept(model.Locked, nil, b), moves: 1},
		"marked beside":             {list: [][]string{row(40, 9, "拒绝")}, original: [][]string{row(40, 9)}, want: kept(model.Refused, a, nil)},
		"refused before":            {decisions: [][]string{{c.Teachers[40].ID, "", "", "拒绝"}}, want: kept(model.Refused, nil, nil)},
		"refused before, now sent":  {list: [][]string{row(40, 12)}, original: [][]string{}, decisions: [][]string{row(40, 9, "拒绝")}, want: kept(model.Locked, nil, b), moves: 1},
		"elsewhere before, and now": {list: [][]string{row(40, 12)}, original: [][]string{row(40, 12)}, decisions: [][]string{row(40, 9, "不去该校")}, want: kept(model.Elsewhere, b, a), moves: 1},
	} {
		path := filepath.Join(t.TempDir(), "plan.xlsx")
		sheets := []*Sheet{{File: "exchange.csv", Rows: append([][]string{head}, x.list...)}}
		for name, rows := range map[string][][]string{AnnouncedSheet: x.original, DecisionSheet: x.decisions} {
			if rows != nil {
				sheets = append(sheets, &Sheet{File: name + ".csv", Rows: append([][]string{head}, rows...)})
			}
		}
		book(t, path, sheets, false)
		got, faults := ReadKept(path, c, false)
		if len(faults) > 0 || !reflect.DeepEqual(got.Kept, x.want) || len(got.Moves.Stays) != x.moves {
			t.Errorf("%s: %+v, %d moves, %v; want %+v, %d moves", name, got.Kept, len(got.Moves.Stays), faults, x.want, x.moves)
		}
	}
}

// TestAListOlderThanItsTables keeps what still holds of it and says what does not.
func TestAListOlderThanItsTables(t *testing.T) {
	c := gen.Builtin()
	home := c.SchoolOf(c.Teachers[40].Home).Name
	there := c.Sections[9]
	text := "教职工号,现任教学校,交流学校,任教学段\nT0," + home + "," + home + ",\n" +
		c.Teachers[40].ID + "," + c.Schools[there.School].Name + "," + c.Schools[there.School].Name + "," + there.Stage.Chinese() + "\n" +
		c.Teachers[41].ID + ",,无名小学,\n"
	got, faults := ReadKept(listFile(t, text), c, false)
	if len(faults) != 3 || len(faults.Bad()) != 0 || len(got.Kept) != 1 || got.Kept[0].Teacher != 40 {
		t.Errorf("%+v, %v", got.Kept, faults)
	}
	if _, faults := ReadKept(listFile(t, text), c, true); len(faults.Bad()) != 3 {
		t.Errorf("strict: %v", faults)
	}
	if _, faults := ReadLists(listFile(t, text), c); len(faults.Bad()) != 3 {
		t.Errorf("not kept: %v", faults)
	}
}
