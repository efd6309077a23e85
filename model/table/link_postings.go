package table

import (
	"fmt"

	"github.com/rotateplan/rotate/model"
)

var (
	unknownTeacher = complaint{code: "unknown-teacher", expected: "教师表中的教职工号 / the id of a teacher in the table",
		remedy: "改正，或删去这一行 / correct it, or remove the row"}
	stayAbroad = complaint{code: "posted-outside", warn: true, expected: "本县的学校 / a school of the county",
		remedy: "这段经历不计 / the stay is passed over"}
	sameUnits = complaint{code: "same-units", expected: "与交流学校不同的单位 / another school than the one she goes to",
		remedy: "改正原单位或交流学校 / correct one of the two"}
	endBeforeStart = complaint{code: "end-before-start", expected: "不早于开始年月 / not before the start",
		remedy: "核对开始年月与结束年月 / check both dates"}
	doneButRunning = complaint{code: "done-but-running", warn: true, expected: "早于计划学年 / before the planned school year",
		remedy: "按已结束读取；若仍在交流，状态请填 current / read as ended; if it runs on, write current as its status"}
	notThere = complaint{code: "posted-elsewhere", warn: true, expected: "与教师表的所在学校一致 / the school where the table of teachers has her",
		remedy: "按任职经历读取：请核对教师表的所在学校与编制单位 / read by the posting: check her school and her home school in the table of teachers"}
	notRecorded = complaint{code: "missing-posting", warn: true, expected: "任职经历中状态为 current 的一行 / a row of postings whose status is current",
		remedy: "按在编制单位读取：若她正在交流，请补上这一行 / read as being at her home school: if she is away, add the row"}
	twoStays = complaint{code: "two-current-postings", warn: true, expected: "至多一段进行中的交流 / one current stay at most",
		remedy: "核对两行的状态与日期 / check status and dates of both rows"}
	sinceAfterStay = complaint{code: "since-after-stay", warn: true, expected: "不晚于本次交流的开始 / not after the start of her running stay",
		remedy: "进本校年月应是进入编制单位的年月：请核对 / the date should be that of her home school: check it"}
)

var noStay = complaint{code: "kind-none", warn: true, expected: "交流轮岗类型，或空着的学校与起止年月 / a kind of stay, or no school and dates",
	remedy: "按未交流略过这一行：若确有这段交流，请填写类型或留空 / passed over as no stay: if there was one, write its kind or leave that blank"}

// noKinds are the words for a row that tells of no stay at all.
var noKinds = plainSet("0 无 0无 none 未交流 没有")

// addPosting adds the stay of row i.
func (b *builder) addPosting(i int) {
	r := &b.postings.list[i]
	at, ok := b.byTeacher[r.Teacher]
	none := noKinds[plain(r.Kind)]
	if none && (r.School != "" || r.From != 0 || r.Until != 0 || r.Span != (span{})) {
		b.postings.fault(i, "kind", r.Kind, noStay)
	}
	switch {
	case r.Teacher == "" || none || len(b.teachers.list) == 0 || !b.teachers.has("teacher_id"):
		return
	case !ok:
		b.postings.fault(i, "teacher_id", r.Teacher, unknownTeacher)
		return
	case at == model.None: // of another county, or her own row is at fault
		return
	case r.School == "":
		b.postings.fault(i, "school_id", "", blankCell)
		return
	case b.abroad[r.School]:
		b.postings.fault(i, "school_id", r.School, stayAbroad)
		return
	}
	school, ok := find(b, b.postings, i, "school_id", r.School)
	if !ok {
		return
	}
	if from := fold(r.Origin); from != "" && (from == b.c.Schools[school].ID || from == fold(b.c.Schools[school].Name)) {
		b.postings.fault(i, "from_school", r.Origin, sameUnits)
	}
	p := model.Posting{Teacher: model.TeacherID(at), School: school, Kind: r.Kind, From: r.From, Until: r.Until, Result: r.Result, Moved: r.Moved}
	if r.Span != (span{}) && r.From == 0 {
		p.From, p.Until = r.Span.from, r.Span.until
	}
	p.Status = b.status(r.Status, &p)
	if first, twice := b.stayLine[p]; twice {
		again := duplicate("duplicate-posting", first)
		again.warn, again.remedy = true, fmt.Sprintf("两行都已读取：删去第 %d 行或本行 / both are read: remove row %[1]d or this one", first)
		b.postings.fault(i, "school_id", r.School, again)
	}
	b.stayLine[p] = b.postings.lines[i]
	b.checkStay(&p, i)
	b.postingRow = append(b.postingRow, i)
	b.c.Postings = append(b.c.Postings, p)
}

// status is the status written; else a stay is current if the teacher is there, away from home, and it has not ended
// before the year in which the plan starts.
func (b *builder) status(written *model.PostingStatus, p *model.Posting) model.PostingStatus {
	t := &b.c.Teachers[p.Teacher]
	switch {
	case written != nil:
		return *written
	case t.At == p.School && p.School != b.homeOf(p.Teacher) && (p.Until == 0 || p.Until.Year() >= b.Year):
		return model.Current
	}
	return model.Done
}

func (b *builder) homeOf(t model.TeacherID) model.SchoolID {
	return b.c.Sections[b.c.Teachers[t].Home].School
}

// checkStay checks the dates of a stay by themselves.
func (b *builder) checkStay(p *model.Posting, i int) {
	started := p.Status == model.Done || p.Status == model.Current
	switch {
	case started && p.From == 0:
		b.postings.fault(i, "from", "", blankCell)
	case p.Status == model.Done && p.Until == 0:
		b.postings.fault(i, "to", "", blankCell)
	case p.Until != 0 && p.Until < p.From:
		b.postings.fault(i, "to", p.Until.MonthString(), endBeforeStart)
	case p.Status == model.Done && b.Year != 0 && p.Until >= model.FirstSeptember(b.Year):
		b.postings.fault(i, "to", p.Until.MonthString(), doneButRunning)
	}
}

// checkAway compares the current stays with where the table of teachers has people.
func (b *builder) checkAway() {
	current := map[model.TeacherID]int{} // by teacher: her current posting
	for k := range b.c.Postings {
		p := &b.c.Postings[k]
		if p.Status != model.Current {
			continue
		}
		i, t := b.postingRow[k], &b.c.Teachers[p.Teacher]
		if _, ok := current[p.Teacher]; ok {
			b.postings.fault(i, "status", p.Status.Chinese(), twoStays)
		}
		current[p.Teacher] = k
		if t.At != p.School {
			b.postings.fault(i, "school_id", b.c.Schools[p.School].ID, notThere)
		}
		if t.SchoolSince > p.From {
			b.teachers.fault(b.teacherRow[p.Teacher], "school_since", t.SchoolSince.MonthString(), sinceAfterStay)
		}
	}
	for k := range b.c.Teachers {
		id := model.TeacherID(k)
		if _, ok := current[id]; !ok && b.c.Teachers[k].At != b.homeOf(id) {
			b.teachers.fault(b.teacherRow[k], "relation_school", b.c.Schools[b.homeOf(id)].ID, notRecorded)
		}
	}
}

// contradiction is the fault of a row that cannot hold together with an earlier one.
func contradiction(code string, line int) complaint {
	return complaint{code: code, expected: fmt.Sprintf("与第 %d 行不矛盾 / no contradiction to row %[1]d", line),
		remedy: fmt.Sprintf("第 %d 行与本行只能保留一行 / keep row %[1]d or this one", line)}
}

// checkPins faults stays and pairs that are pinned or forbidden against one another.
func (b *builder) checkPins() {
	b.checkPinnedStays()
	b.checkPinnedPairs()
}

// checkPinnedStays compares the pinned and forbidden stays of each teacher, of which there are few.
func (b *builder) checkPinnedStays() {
	earlier := map[model.TeacherID][]int{}
	for k := range b.c.Postings {
		p := &b.c.Postings[k]
		if p.Status != model.PinnedPosting && p.Status != model.ForbiddenPosting {
			continue
		}
		for _, j := range earlier[p.Teacher] {
			o := &b.c.Postings[j]
			line := b.postings.lines[b.postingRow[j]]
			switch {
			case !overlap(o, p):
			case o.Status == model.PinnedPosting && p.Status == model.PinnedPosting && o.School != p.School:
				b.postings.fault(b.postingRow[k], "school_id", b.c.Schools[p.School].ID, contradiction("pinned-to-two-schools", line))
			case o.Status != p.Status && o.School == p.School:
				b.postings.fault(b.postingRow[k], "status", p.Status.Chinese(), contradiction("pinned-and-forbidden", line))
			}
		}
		earlier[p.Teacher] = append(earlier[p.Teacher], k)
	}
}

// overlap reports whether two stays share a day; without dates they may.
func overlap(a, b *model.Posting) bool {
	return (a.Until == 0 || b.From <= a.Until) && (b.Until == 0 || a.From <= b.Until)
}
