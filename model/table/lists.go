package table

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// Lists are the lists of a plan that a file holds: as written by the program, or made by hand. One that is not there is nil.
type Lists struct {
	Groups *model.Grouping
	Moves  *model.Rotation
	Kept   []model.Kept // by teacher: what the moves were when they were announced, and what has been decided since
	Lapsed []model.Lapsed
}

// moveRow is one row of an exchange list.
type moveRow struct {
	Teacher, Name    string // id, and name where it is given
	From, To         string // ids
	FromName, ToName string // of schools
	Stage            model.Stage
	Subject          model.Subject
	Kind             *model.Kind // nil where the cell is blank
	Start, End       model.Date
	Span             span // both ends in one cell
	Relation         bool // whether her personnel relation is to move
	Lock             model.Lock
	Announced        *bool // nil where the cell is blank
}

var moveKinds = words(model.FirstPost, map[model.Kind]string{
	model.Full: "交流 交流轮岗 支教 全职", model.Trainee: "跟岗学习 跟岗培训", model.FirstPost: "首站"})

var moveColumns = []Column[moveRow]{
	column("teacher_id", Required, ident, func(r *moveRow) *string { return &r.Teacher }, "教职工号", "工号", "人员编号", "教师编号"),
	column("name", Optional, text, func(r *moveRow) *string { return &r.Name }, "姓名", "教师姓名"),
	column("from", Optional, ident, func(r *moveRow) *string { return &r.From }, "现任教学校标识码", "派出学校标识码"),
	column("from_name", Optional, ident, func(r *moveRow) *string { return &r.FromName }, "现任教学校", "派出学校"),
	column("to", Optional, ident, func(r *moveRow) *string { return &r.To }, "交流学校标识码", "流入学校标识码", "接收学校标识码"),
	column("to_name", Optional, ident, func(r *moveRow) *string { return &r.ToName }, "交流学校", "流入学校", "接收学校"),
	column("stage", Optional, stage, func(r *moveRow) *model.Stage { return &r.Stage }, "任教学段", "学段"),
	column("subject", Optional, taught, func(r *moveRow) *model.Subject { return &r.Subject }, "任教学科", "学科"),
	column("kind", Optional, given(moveKinds), func(r *moveRow) **model.Kind { return &r.Kind }, "交流形式", "交流轮岗类型"),
	column("start", Optional, date(false), func(r *moveRow) *model.Date { return &r.Start }, stacked("开始年月 交流开始", spanHeadings, "开始 起 自 起始 开始年月 开始时间")...),
	column("end", Optional, date(true), func(r *moveRow) *model.Date { return &r.End }, stacked("结束年月 交流结束", spanHeadings, "结束 止 至 终止 结束年月 结束时间")...),
	column("span", Optional, spans, func(r *moveRow) *span { return &r.Span }, "交流起止时间", "交流时间").readOnly(),
	column("relation_moved", Optional, yesNo, func(r *moveRow) *bool { return &r.Relation }, "是否调动人事关系"),
	column("lock", Optional, moveLocks, func(r *moveRow) *model.Lock { return &r.Lock }, "锁定").decides(),
	column("announced", Optional, given(yesNo), func(r *moveRow) **bool { return &r.Announced }, "已公布"),
}

var (
	noList = complaint{code: "no-list", expected: "列有 teacher_id（教职工号）或 core_id（核心校）的名单 / a list with the column teacher_id or core_id",
		remedy: "检查表头；公示名单不含教职工号，请用内部名单 / check the header; the public list has no ids, use the internal one"}
	secondList = complaint{code: "second-list", expected: "一份文件中同类名单只有一份 / one list of a kind in a file",
		remedy: "合并为一张工作表，或删去多余的 / join them in one sheet, or remove the other"}
	notHome = complaint{code: "not-her-school", expected: "本人所在学校 / the school she belongs to",
		remedy: "改正派出学校或教职工号 / correct the school or the id of the teacher"}
	twoSchools = complaint{code: "two-schools", expected: "同一所学校的标识码与名称 / id and name of the same school",
		remedy: "改正标识码或名称 / correct the id or the name"}
	twoPeople = complaint{code: "two-people", expected: "同一人的教职工号与姓名 / id and name of the same person",
		remedy: "改正教职工号或姓名，或清空姓名 / correct the id or the name, or clear the name"}
	ownSchool = complaint{code: "own-school", expected: "本人学校以外的学校 / a school that is not her own",
		remedy: "改正去向；不派出则在“锁定”一列写 拒绝 / correct the school; if she stays write 拒绝 in the column 锁定"}
	keptRelation = complaint{code: "relation-moved", warn: true, expected: "否：交流名单不调动人事关系 / no: an exchange list moves no personnel relation",
		remedy: "这一项不读取：人事调动请另行办理 / it is not read: move personnel relations by other means"}
	longerStay = complaint{code: "longer-than-year", warn: true, expected: "不晚于学年结束 / not after the end of the school year",
		remedy: "只按所编制的学年读取与裁判：以后的学年请另列名单 / read and judged for the year planned alone: list the later ones by themselves"}
	otherList = complaint{code: "other-list", warn: true, expected: "名为“交流轮岗人员名单”或“集团组建表”的工作表 / a sheet named 交流轮岗人员名单 or 集团组建表",
		remedy: "这张表没有读取：合并到该表，或删去 / the sheet was not read: join it to that one, or remove it"}
	noTerm = complaint{code: "no-term", expected: "所编制学年内的学期，如 2026-09 至 2027-07 / terms of the year planned, such as 2026-09 to 2027-07",
		remedy: "改正开始与结束年月 / correct the first and the last month"}
)

// ReadLists reads the lists of a plan of a county from a CSV file or a workbook. Columns it does not know are passed over.
func ReadLists(path string, county *model.County) (Lists, model.Faults) {
	return readLists(path, county, &ledger{year: county.Year})
}

func readLists(path string, county *model.County, l *ledger) (Lists, model.Faults) {
	shell := *county
	shell.Pairs = nil
	b := &builder{ledger: l, c: &shell, byID: map[string]int32{}, byName: map[string][]int32{}, byTeacher: map[string]int32{},
		abroad: map[string]bool{}, guesses: map[string]string{}}
	b.know()
	var lists Lists
	sheets := map[sheetKind]*Sheet{}
	for _, s := range openList(path, l) {
		switch kind := listKind(s); {
		case kind == noKind:
		case sheets[kind] != nil:
			l.file(s, 0, s.Name, secondList)
		default:
			sheets[kind] = s
		}
	}
	if s := sheets[groupList]; s != nil {
		lists.Groups = b.readGroups(s)
	}
	if s := sheets[moveList]; s != nil {
		lists.Moves, lists.Kept, lists.Lapsed = b.readMoves(s, sheets[announcedList], sheets[decisionList])
	}
	if lists.Groups == nil && lists.Moves == nil && len(l.faults.Bad()) == 0 {
		l.file(&Sheet{File: filepath.Base(path)}, 0, path, noList)
	}
	return lists, slices.DeleteFunc(l.sorted(), func(f model.Fault) bool {
		told := slices.Contains(listDoubts, f.Code) || l.aged && slices.Contains(outdated, f.Code)
		return f.Warn && !told || f.Code == noRows.code // a list may be empty
	})
}

// listDoubts are the warnings about a list that are told. Of columns that are not read a list has many, and no need.
var listDoubts = []string{noOriginal.code, aRemark.code, keptRelation.code, longerStay.code, otherList.code, doubtfulSubject.code,
	januaryOrOctober.code, noSpan.code, hiddenRows.code, hiddenColumns.code, passedRow.code, noLineEnd.code,
	inBrackets, yearInBrackets}

// know enters the schools and teachers of a county that is read already.
func (b *builder) know() {
	for i := range b.c.Schools {
		s := &b.c.Schools[i]
		b.byID[s.ID] = int32(i)
		b.byName[fold(s.Name)] = append(b.byName[fold(s.Name)], int32(i))
	}
	for i := range b.c.Teachers {
		b.byTeacher[b.c.Teachers[i].ID] = int32(i)
	}
}

// listNames are the sheets of a workbook that hold a list of the plan.
var listNames = plainSet("exchange 交流轮岗人员名单 交流轮岗名单 groups 集团组建表 " + AnnouncedSheet + " " + DecisionSheet)

// ownSheets are those of a plan that look like lists and tell of the plan alone.
var ownSheets = plainSet("符合条件未派出 期满返回 继续交流 校长交流名单 学校汇总表 岗位需求与缺口 走教安排 上报表 规则执行情况 公平性 交流经历 数据核对 变更说明 变更公告")

// Sheets of a workbook beside the exchange list: the list as it was announced, whatever became of it since, and what has
// been decided about teachers, on the list or not.
const (
	AnnouncedSheet = "原名单"
	DecisionSheet  = "已定事项"
)

// openList reads the lists of a file. A workbook of one sheet, like a CSV file, may have any name.
func openList(path string, l *ledger) []*Sheet {
	if _, err := os.Stat(path); err != nil {
		l.file(&Sheet{File: filepath.Base(path)}, 0, path, unreadable)
		return nil
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".xlsm":
		return readSheets(path, sheetChoice{
			named:  func(name string) bool { return listNames[plain(name)] },
			like:   func(s *Sheet) bool { return listKind(s) != noKind && !ownSheets[plain(s.Name)] },
			alone:  true,
			passed: func(s *Sheet) { l.file(s, 0, s.Name, otherList) },
		}, l)
	}
	return openText(path, l)
}

type sheetKind uint8

const (
	noKind sheetKind = iota
	moveList
	groupList
	announcedList
	decisionList
)

// listKind tells by its header what list a sheet holds: an exchange list names teachers and where they go, a list of
// groups cores and members.
func listKind(s *Sheet) sheetKind {
	moves, pairs := byHeader(moveColumns), byHeader(pairColumns)
	for _, cells := range s.Rows[:min(len(s.Rows), 20)] {
		has := map[string]bool{}
		for _, head := range cells {
			for _, k := range moves[plain(head)] {
				has[moveColumns[k].Key] = true
			}
			for _, k := range pairs[plain(head)] {
				has[pairColumns[k].Key] = true
			}
		}
		switch {
		case has["teacher_id"] && plain(s.Name) == AnnouncedSheet:
			return announcedList
		case has["teacher_id"] && plain(s.Name) == DecisionSheet:
			return decisionList
		case has["teacher_id"] && (has["to"] || has["to_name"]):
			return moveList
		case has["core_id"] && has["member_id"]:
			return groupList
		}
	}
	return noKind
}

// noCore is written where the core would be, in the row of a target without one.
const noCore = "(未纳入集团)"

func (b *builder) readGroups(s *Sheet) *model.Grouping {
	b.pairs = readTable(s, pairColumns, blank[pairRow], b.ledger)
	for i := range b.pairs.list {
		if b.pairs.list[i].Core != noCore {
			b.addPair(i)
		}
	}
	g := &model.Grouping{}
	for _, p := range b.c.Pairs {
		g.Members = append(g.Members, model.Membership{Core: p.Core, Section: p.Member, Type: p.Type})
	}
	g.Sort()
	return g
}

// who is the teacher of row i.
func (b *builder) who(t *rows[moveRow], i int) (model.TeacherID, bool) {
	ref := t.list[i].Teacher
	id, known := b.byTeacher[ref]
	switch {
	case !known && ref != "":
		t.fault(i, "teacher_id", ref, unknownTeacher)
	case known:
		if name, says := b.c.Teachers[id].Name, t.list[i].Name; says != "" && name != "" && fold(says) != fold(name) {
			t.fault(i, "name", ref+" / "+says, twoPeople)
		}
	}
	return model.TeacherID(id), known
}

// stay is the stay of row i of a teacher. What a row leaves open is taken from her: stage and subject; and the kind from where she goes.
func (b *builder) stay(t *rows[moveRow], i int, id model.TeacherID) (model.Stay, bool) {
	r, p := &t.list[i], &b.c.Teachers[id]
	a := model.Stay{Teacher: id, Subject: p.Subject}
	if r.Subject != model.NoSubject {
		a.Subject = r.Subject
	}
	b.checkHome(t, i, p)
	var there, then bool
	a.Section, there = b.destination(t, i, p)
	if there && b.c.Sections[a.Section].School == b.c.Sections[p.Home].School {
		t.fault(i, "to", t.list[i].To+t.list[i].ToName, ownSchool)
		there = false
	}
	a.First, a.Last, then = b.terms(t, i)
	switch {
	case r.Kind != nil:
		a.Kind = *r.Kind
	case there && b.c.Target(p.Home) && b.c.Sections[a.Section].Core(): // who goes to learn (rules.md, Words: trainee)
		a.Kind = model.Trainee
	}
	return a, there && then
}

// checkHome compares the school that row i says she leaves with hers.
func (b *builder) checkHome(t *rows[moveRow], i int, p *model.Teacher) {
	key, ref := "from", t.list[i].From
	if ref == "" {
		key, ref = "from_name", t.list[i].FromName
	}
	if ref == "" {
		return
	}
	if from, ok := find(b, t, i, key, ref); ok && from != b.c.Sections[p.Home].School {
		t.fault(i, key, ref, notHome)
	} else if ok {
		b.checkName(t, i, "from_name", t.list[i].FromName, from)
	}
}

// checkName reports whether the name beside a school's id is hers or left open.
func (b *builder) checkName(t *rows[moveRow], i int, key, name string, school model.SchoolID) bool {
	s := &b.c.Schools[school]
	ok := name == "" || fold(name) == fold(s.Name) || name == s.ID || idWithin(name) == s.ID
	if !ok {
		t.fault(i, key, s.ID+" / "+name, twoSchools)
	}
	return ok || b.aged // it has another name now
}

// destination is the section that row i names.
func (b *builder) destination(t *rows[moveRow], i int, p *model.Teacher) (model.SectionID, bool) {
	r := &t.list[i]
	key, ref := "to", r.To
	if ref == "" {
		key, ref = "to_name", r.ToName
	}
	if ref == "" {
		t.fault(i, "to", "", blankCell)
		return model.None, false
	}
	school, ok := find(b, t, i, key, ref)
	if !ok || !b.checkName(t, i, "to_name", r.ToName, school) {
		return model.None, false
	}
	x := r.Stage
	if x == model.NoStage {
		x = p.Stage
	}
	s := b.c.SectionAt(school, x)
	if s == model.None && r.Stage == model.NoStage && len(b.c.Schools[school].Sections) == 1 {
		s = b.c.Schools[school].Sections[0]
	}
	if s == model.None {
		t.fault(i, "stage", x.Chinese(), unknownSection)
	}
	return s, s != model.None
}

// listTerms are the terms of the school year for which a list is made.
const listTerms = 2

// terms are the first and last term that row i covers: whose October or April it contains. A row without dates covers the
// school year; one that lasts longer counts for that year.
func (b *builder) terms(t *rows[moveRow], i int) (first, last model.Term, ok bool) {
	r := &t.list[i]
	if r.Start == 0 && r.End == 0 {
		r.Start, r.End = r.Span.from, r.Span.until
	}
	if r.Start == 0 && r.End == 0 && !t.broken(i, "start", "end", "span") {
		return 0, 1, true
	}
	for n := model.Term(0); n < listTerms; n++ {
		y, month := b.c.Year+int(n)/2, 10
		if n%2 == 1 {
			y, month = y+1, 4
		}
		if r.Start > model.Day(y, month, 1) || r.End < model.Day(y, month, model.DaysIn(y, month)) {
			continue
		}
		if !ok {
			first = n
		}
		last, ok = n, true
	}
	key := "start"
	if !t.has(key) && t.has("span") {
		key = "span"
	}
	switch ok = ok && r.Start >= model.FirstSeptember(b.c.Year); {
	case !ok:
		t.fault(i, key, r.Start.MonthString()+" – "+r.End.MonthString(), noTerm)
	case r.End >= model.FirstSeptember(b.c.Year+1):
		t.fault(i, key, r.Start.MonthString()+" – "+r.End.MonthString(), longerStay)
	}
	return first, last, ok
}
