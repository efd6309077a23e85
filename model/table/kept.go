package table

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"github.com/rotateplan/rotate/model"
)

var moveLocks = words(model.Elsewhere, map[model.Lock]string{
	model.Locked: "是 保留 确定 已定 y yes", model.Refused: "不去 不派 不派出 不参加 拒绝派出", model.Elsewhere: "换校"})

// ReadKept reads the lists of a plan that is to be kept as far as the tables of today allow. A line about a teacher or a
// school that is no longer what the line says is doubtful, not wrong: it cannot be kept, or only in part.
func ReadKept(path string, county *model.County, strict bool) (Lists, model.Faults) {
	lists, faults := readLists(path, county, &ledger{year: county.Year, aged: true})
	for i := range faults {
		faults[i].Warn = faults[i].Warn && !strict
	}
	if lists.Moves != nil && len(lists.Moves.Stays) == 0 {
		faults = ofAnotherYear(faults, county.Year)
	}
	return lists, faults
}

// ofAnotherYear tells once of a list none of whose lines is of the school year planned.
func ofAnotherYear(faults model.Faults, year int) model.Faults {
	var all model.Faults
	for _, f := range faults {
		switch {
		case f.Code != noTerm.code:
			all = append(all, f)
		case !slices.ContainsFunc(all, func(f model.Fault) bool { return f.Code == otherYear.code }):
			f.Code, f.Row, f.Remedy = otherYear.code, 0, otherYear.remedy
			f.Expected = fmt.Sprintf("%d—%d 学年的名单 / a list of school year %[1]d–%[2]d", year, year+1)
			all = append(all, f)
		}
	}
	return all
}

var otherYear = complaint{code: "other-year", remedy: "检查 --year，或换成该学年的名单 / check --year, or name the list of that year"}

// entry is one row of a list of moves.
type entry struct {
	stay      model.Stay
	lock      model.Lock
	has       bool // there is a stay; not so where she goes nowhere, or where the row cannot be read
	announced bool
	row       int
}

func (x *entry) decided() bool { return x.lock != model.Unlocked }

// goes reports whether she makes the stay of the row.
func (x *entry) goes() bool {
	return x.has && x.lock != model.Refused && x.lock != model.Elsewhere
}

// unread reports whether the row says where she goes, but nowhere that is known.
func (x *entry) unread() bool { return !x.has && x.lock != model.Refused }

var (
	noOriginal = complaint{code: "no-original", warn: true, expected: "隐藏的工作表“" + AnnouncedSheet + "” / the hidden sheet " + AnnouncedSheet,
		remedy: "没有它就认不出改动、增删的行，只按“锁定”一列：请沿用原工作簿 / without it lines that were changed, added or taken out cannot be told; only the column 锁定 counts: use the workbook as it was written"}
	noLocks = complaint{code: "missing-column", expected: "表头“锁定” / the header 锁定",
		remedy: "恢复这一列的表头；没有决定就留空 / give the column its header back; leave it blank where nothing is decided"}
	aRemark = complaint{code: "unused-column", warn: true, expected: "决定写在“锁定”一列 / decisions in the column 锁定",
		remedy: "这一列不读取：有决定的，请写进“锁定”一列 / the column is not read: write what is decided in the column 锁定"}
	twoPlaces = complaint{code: "two-places", expected: "同一学期只去一处 / one school in one term",
		remedy: "删去其中一行，或改正起止时间 / remove one of the lines, or correct its dates"}
)

// readMoves reads an exchange list, and what it says of the list announced before it. Original is the list as announced,
// nil where the list itself is what was announced; decisions are lines about teachers who need not be on either.
func (b *builder) readMoves(s, original, decisions *Sheet) (*model.Rotation, []model.Kept, []model.Lapsed) {
	kept := b.aged
	defer func() { b.aged = kept }()
	first := b.entries(original, func(*moveRow) bool { return kept })
	as := map[[4]string]bool{}
	for i := range first.list {
		as[first.list[i].says()] = true
	}
	now := b.entries(s, func(r *moveRow) bool { return kept && (original == nil || as[r.says()]) })
	also := b.entries(decisions, func(*moveRow) bool { return kept })
	if kept {
		b.checkList(&now, original != nil)
	}
	now.remarks()
	r, all := &model.Rotation{}, []model.Kept(nil)
	for i := range b.c.Teachers {
		id := model.TeacherID(i)
		mine := now.of[id]
		for _, x := range mine {
			if x.goes() {
				r.Stays = append(r.Stays, x.stay)
			}
		}
		if original != nil {
			mine = compared(mine, first.of[id])
		}
		k := keptOf(id, append(mine, remembered(also.of[id], mine)...))
		if len(k.Announced) > 0 || k.Lock != model.Unlocked {
			all = append(all, k)
		}
	}
	r.Sort()
	if original != nil {
		return r, all, first.lapsed
	}
	return r, all, now.lapsed
}

// moveLines are the rows of a list of moves.
type moveLines struct {
	*rows[moveRow]
	of     map[model.TeacherID][]entry
	lapsed []model.Lapsed // of those announced, in order
}

// says is what a row says of whom it names and where she goes, as written.
func (r *moveRow) says() [4]string { return [4]string{r.Teacher, r.Name, r.To, r.ToName} }

// entries reads the rows of a list of moves, by teacher. Aged says of a row whether it was right when it was written.
// Without a sheet there are none.
func (b *builder) entries(s *Sheet, aged func(*moveRow) bool) moveLines {
	t := moveLines{readTable(s, moveColumns, blank[moveRow], b.ledger), map[model.TeacherID][]entry{}, nil}
	for i := range t.list {
		r := &t.list[i]
		b.aged = aged(r)
		if r.Relation {
			t.fault(i, "relation_moved", "是", keptRelation)
		}
		if t.sheet.Name == DecisionSheet && r.Lock == model.Unlocked && r.To+r.ToName == "" {
			continue // a refusal taken back
		}
		who, known := b.who(t.rows, i)
		x := entry{lock: r.Lock, announced: r.Announced == nil || *r.Announced, row: i}
		goes := r.To != "" || r.ToName != ""
		if known && (goes || r.Lock != model.Refused) {
			x.stay, x.has = b.stay(t.rows, i, who)
		}
		if goes && !x.has && x.announced && r.Teacher != "" {
			t.lapsed = append(t.lapsed, r.lapsed())
		}
		if known {
			t.of[who] = append(t.of[who], x)
		}
	}
	slices.SortFunc(t.lapsed, func(a, b model.Lapsed) int { return a.Compare(&b) })
	return t
}

// lapsed is the row as one that can no longer be kept.
func (r *moveRow) lapsed() model.Lapsed {
	if r.Start == 0 && r.End == 0 {
		r.Start, r.End = r.Span.from, r.Span.until
	}
	kind := model.Full
	if r.Kind != nil {
		kind = *r.Kind
	}
	return model.Lapsed{Teacher: r.Teacher, Name: r.Name, To: cmp.Or(r.To, r.ToName), School: r.ToName, Stage: r.Stage, Subject: r.Subject, Kind: kind,
		Start: r.Start.MonthString(), End: r.End.MonthString()}
}

// checkList finds what makes a list that people have written in doubtful as a whole, and teachers who are to be at two places.
func (b *builder) checkList(t *moveLines, original bool) {
	switch {
	case original && !t.has("lock"):
		t.header("锁定", "", noLocks)
	case !original && t.has("lock") && t.sheet.Name != "":
		t.header(t.heads["lock"], "", noOriginal)
	}
	for id := range model.TeacherID(len(b.c.Teachers)) {
		for k, x := range t.of[id] {
			for _, y := range t.of[id][:k] {
				if x.goes() && y.goes() && x.announced == y.announced && x.stay.First <= y.stay.Last && y.stay.First <= x.stay.Last {
					t.fault(x.row, "teacher_id", t.list[x.row].Teacher, twoPlaces)
				}
			}
		}
	}
}

// refusal are words that decide something of a person, whatever column they stand in.
var refusal = regexp.MustCompile(`(?i)拒绝|不去|不派|不参加|不同意|不愿|退出|换校|refus|declin`)

// remarks warns of columns that are not read and in which somebody may have written what has been decided.
func (t *moveLines) remarks() {
	for i, head := range t.sheet.Header {
		head = clean(head)
		if slices.ContainsFunc(moveColumns, func(c Column[moveRow]) bool { return t.heads[c.Key] == head && t.has(c.Key) }) {
			continue
		}
		for k, cells := range t.sheet.Rows {
			if i < len(cells) && refusal.MatchString(cells[i]) {
				t.add(model.Fault{Code: aRemark.code, File: t.sheet.File, Sheet: t.sheet.Name, Row: t.sheet.First + k, Column: head,
					Found: shorten(clean(cells[i])), Expected: aRemark.expected, Remedy: aRemark.remedy, Warn: aRemark.warn})
			}
		}
	}
}

// compared is what a list says of a teacher where the list as announced is at hand too. Lines a person has changed, added
// or taken out without a word are decided all the same.
func compared(now, first []entry) []entry {
	var mine []entry
	for _, x := range first {
		if x.has {
			x.lock, x.announced = model.Unlocked, true
			mine = append(mine, x)
		}
	}
	announced := mine
	was := func(x entry) bool {
		return slices.ContainsFunc(announced, func(y entry) bool { return x.stay == y.stay })
	}
	switch {
	case slices.ContainsFunc(now, func(x entry) bool { return x.unread() }): // which has been said
		return mine
	case len(now) == 0 && len(announced) > 0:
		return append(mine, entry{lock: model.Refused})
	}
	touched := len(now) != len(announced) || slices.ContainsFunc(now, func(x entry) bool { return x.has && !was(x) })
	for _, x := range now {
		x.announced = false
		switch { // of a line changed the school announced is ruled out, and where she goes instead is said
		case x.lock == model.Elsewhere && !was(x), x.lock == model.Unlocked && touched:
			x.lock = model.Locked
		}
		if x.decided() {
			mine = append(mine, x)
		}
	}
	return mine
}

// remembered are the earlier decisions about a teacher that still stand, where nothing new is decided in her lines. One that
// was followed stands in a line too: there its mark has been taken back.
func remembered(also, mine []entry) []entry {
	if slices.ContainsFunc(mine, func(x entry) bool { return x.decided() }) {
		return nil
	}
	var all []entry
	for _, x := range also {
		followed := x.lock == model.Locked && slices.ContainsFunc(mine, func(y entry) bool { return y.stay == x.stay })
		if x.decided() && !followed {
			x.announced = false
			all = append(all, x)
		}
	}
	return all
}

func ordered(lines []entry) []entry {
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(a, b entry) int { return int(a.stay.First) - int(b.stay.First) })
	return lines
}

// keptOf sums up the lines about a teacher. Of several decisions the one for a certain school counts, then that she stays.
func keptOf(id model.TeacherID, lines []entry) model.Kept {
	k := model.Kept{Teacher: id}
	for _, lock := range []model.Lock{model.Elsewhere, model.Refused, model.Locked} {
		if slices.ContainsFunc(lines, func(x entry) bool { return x.lock == lock }) {
			k.Lock = lock
		}
	}
	for _, x := range ordered(lines) {
		if x.has && x.announced {
			k.Announced = append(k.Announced, x.stay)
		}
		if x.has && x.lock == k.Lock && (k.Lock == model.Locked || k.Lock == model.Elsewhere) {
			k.Decided = append(k.Decided, x.stay)
		}
	}
	return k
}
