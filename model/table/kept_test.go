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
		"changed, not there":        {list: [][]string{row(40, 12, "不去该校")}, original: [][]string{row(40, 9)}, want: kept(model.Locked, a, b), moves: 0},
		"not there, a line added":   {list: [][]string{row(40, 9, "不去该校"), row(40, 12)}, original: [][]string{row(40, 9)}, want: kept(model.Locked, a, b), moves: 1},
		"refused, a line added":     {list: [][]string{row(40, 9, "拒绝"), row(40, 12)}, original: [][]string{row(40, 9)}, want: kept(model.Locked, a, b), moves: 1},
		"lock taken back":           {list: [][]string{row(40, 9)}, original: [][]string{row(40, 9)}, decisions: [][]string{row(40, 9, "锁定")}, want: kept(model.Unlocked, a, nil), moves: 1},
		"refusal taken back":        {list: [][]string{row(41, 9)}, original: [][]string{row(41, 9)}, decisions: [][]string{{c.Teachers[40].ID, "", "", ""}}, want: nil, moves: 1},
		"a school taken back":       {list: [][]string{row(41, 9)}, original: [][]string{row(41, 9)}, decisions: [][]string{row(40, 9)}, want: nil, moves: 1},
		"a lock not followed":       {list: [][]string{row(40, 9)}, original: [][]string{row(40, 9)}, decisions: [][]string{row(40, 12, "锁定")}, want: kept(model.Locked, a, b), moves: 1},
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
		if x.original == nil && len(faults) == 1 && faults[0].Code == noOriginal.code && faults[0].Warn {
			faults = nil
		}
		if len(faults) > 0 || !reflect.DeepEqual(of(got.Kept, 40), x.want) || len(got.Moves.Stays) != x.moves {
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
	lapsed := []model.Lapsed{{Teacher: "T0", To: home, School: home}, {Teacher: c.Teachers[41].ID, To: "无名小学", School: "无名小学"}}
	if !reflect.DeepEqual(got.Lapsed, lapsed) {
		t.Errorf("lapsed: %+v, want %+v", got.Lapsed, lapsed)
	}
	if _, faults := ReadKept(listFile(t, text), c, true); len(faults.Bad()) != 3 {
		t.Errorf("strict: %v", faults)
	}
	if _, faults := ReadLists(listFile(t, text), c); len(faults.Bad()) != 3 {
		t.Errorf("not kept: %v", faults)
	}
}

// TestRefusalsInOtherColumns are warned of: they decide nothing.
func TestRefusalsInOtherColumns(t *testing.T) {
	c := gen.Builtin()
	list := func(remark string) string {
		return listFile(t, "教职工号,交流学校,任教学段,锁定,备注\n"+c.Teachers[40].ID+","+c.SchoolOf(9).Name+","+c.Sections[9].Stage.Chinese()+",,"+remark+"\n")
	}
	got, faults := ReadKept(list("本人不愿去"), c, false)
	if len(faults) != 1 || !faults[0].Warn || faults[0].Column != "备注" || len(got.Kept) != 1 || got.Kept[0].Lock != model.Unlocked {
		t.Errorf("%+v, %v", got.Kept, faults)
	}
	if _, judged := ReadLists(list("本人不愿去"), c); len(judged) != 1 || !judged[0].Warn || judged[0].Column != "备注" {
		t.Errorf("not kept: %v", judged)
	}
	for _, read := range []func(string) (Lists, model.Faults){
		func(path string) (Lists, model.Faults) { return ReadKept(path, c, false) },
		func(path string) (Lists, model.Faults) { return ReadLists(path, c) },
	} {
		if _, faults := read(list("双肩挑")); len(faults) > 0 {
			t.Error(faults)
		}
	}
}

// TestDecisionsWithARemark are not guessed: the brackets may say the opposite.
func TestDecisionsWithARemark(t *testing.T) {
	c := gen.Builtin()
	for _, x := range []struct {
		head, lock string
		bad        int
	}{{"锁定", "锁定（不去该校）", 1}, {"锁定（不去该校）", "是", 1}, {"锁定", "锁定（保留）", 0}, {"锁定（选填）", "锁定", 0}} {
		list := listFile(t, "教职工号,交流学校,任教学段,"+x.head+"\n"+c.Teachers[40].ID+","+c.SchoolOf(9).Name+","+c.Sections[9].Stage.Chinese()+","+x.lock+"\n")
		_, faults := ReadKept(list, c, false)
		if bad := faults.Bad(); len(bad) != x.bad || x.bad > 0 && (bad[0].Code != "remark-in-brackets" || bad[0].Column != x.head) {
			t.Errorf("%s, %s: %v", x.head, x.lock, faults)
		}
	}
}

// of is what is kept of one teacher.
func of(all []model.Kept, who model.TeacherID) []model.Kept {
	var mine []model.Kept
	for _, k := range all {
		if k.Teacher == who {
			mine = append(mine, k)
		}
	}
	return mine
}

// TestSlipsInAListThatIsKept are none of the decisions they would make: they are faults.
func TestSlipsInAListThatIsKept(t *testing.T) {
	c := gen.Builtin()
	who := &c.Teachers[40]
	there, other := c.SchoolOf(9), c.SchoolOf(12)
	stage := c.Sections[9].Stage.Chinese()
	head := []string{"教职工号", "姓名", "交流学校标识码", "交流学校", "任教学段", "交流起止时间", "锁定"}
	announced := []string{who.ID, who.Name, there.ID, there.Name, stage, "2026-09至2027-07"}
	for name, x := range map[string]struct {
		rows  [][]string
		fault string
	}{
		"another name":            {[][]string{{who.ID, "某人", there.ID, there.Name, stage}}, "two-people"},
		"an id nobody has":        {[][]string{{"T0", who.Name, there.ID, there.Name, stage}}, "unknown-teacher"},
		"a school there is not":   {[][]string{{who.ID, who.Name, "", "无名小学", stage}}, "unknown-school"},
		"the name changed alone":  {[][]string{{who.ID, who.Name, there.ID, other.Name, stage}}, "two-schools"},
		"her own school":          {[][]string{{who.ID, who.Name, c.SchoolOf(who.Home).ID, "", c.Sections[who.Home].Stage.Chinese()}}, "own-school"},
		"two schools at once":     {[][]string{announced, {who.ID, who.Name, other.ID, "", c.Sections[12].Stage.Chinese()}}, "two-places"},
		"the same line twice":     {[][]string{announced, announced}, "two-places"},
		"the column of locks out": {[][]string{announced}, "missing-column"},
	} {
		first := head
		if name == "the column of locks out" {
			first = head[:6]
		}
		path := filepath.Join(t.TempDir(), "plan.xlsx")
		book(t, path, []*Sheet{{File: "exchange.csv", Rows: append([][]string{first}, x.rows...)},
			{File: AnnouncedSheet + ".csv", Rows: [][]string{head, announced}}}, false)
		if _, faults := ReadKept(path, c, false); len(faults.Bad()) == 0 || faults.Bad()[0].Code != x.fault {
			t.Errorf("%s: %v, want %s", name, faults, x.fault)
		}
	}
}

// TestAListForThreeYears counts for the one that is planned, which is told.
func TestAListForThreeYears(t *testing.T) {
	c := gen.Builtin()
	text := "教职工号,交流学校标识码,任教学段,交流起止时间\n" + c.Teachers[40].ID + "," + c.SchoolOf(9).ID + "," + c.Sections[9].Stage.Chinese() + ",2026-09至2029-07\n"
	got, faults := ReadLists(listFile(t, text), c)
	if len(faults) != 1 || faults[0].Code != longerStay.code || !faults[0].Warn || len(got.Moves.Stays) != 1 || got.Moves.Stays[0].First != 0 || got.Moves.Stays[0].Last != 1 {
		t.Errorf("%+v, %v", got.Moves, faults)
	}
}

// TestAListOfAnotherYear is told to be one, not line by line.
func TestAListOfAnotherYear(t *testing.T) {
	c := gen.Builtin()
	text := "教职工号,交流学校标识码,任教学段,交流起止时间\n"
	for i := range 3 {
		text += c.Teachers[40+i].ID + "," + c.SchoolOf(9).ID + "," + c.Sections[9].Stage.Chinese() + ",2019-09至2020-07\n"
	}
	if _, faults := ReadKept(listFile(t, text), c, false); len(faults) != 1 || faults[0].Code != otherYear.code || faults[0].Found != "2019-09 – 2020-07" {
		t.Errorf("%v", faults)
	}
}
