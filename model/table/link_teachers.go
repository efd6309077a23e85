package table

import (
	"fmt"
	"strconv"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

var (
	whichStage = complaint{code: "missing-stage", expected: "任教学段 / the stage she teaches",
		remedy: "学校有多个学段：请填写任教学段 / her school has several stages: fill in hers"}
	notTaught = complaint{code: "stage-not-taught", expected: "编制单位所设的学段 / a stage that her home school teaches",
		remedy: "改正任教学段，或在学校表补上该学段 / correct the stage, or add it to the school in the table of schools"}
	unknownWish = complaint{code: "unknown-wish", warn: true, expected: "本县学校的标识码 / the id of a school of the county",
		remedy: "不计此意向：请核对 / the wish is passed over: check it"}
	unknownSpouse = complaint{code: "unknown-spouse", warn: true, expected: "教师表中的教职工号 / the id of a teacher in the table",
		remedy: "按没有配偶在本县任教读取 / read as without a spouse who teaches here"}
	otherSpouse = complaint{code: "spouses-differ", warn: true, expected: "互为配偶 / each the other's spouse",
		remedy: "核对两人的“配偶教职工号” / check the ids of both"}
	ownSpouse = complaint{code: "own-spouse", expected: "另一位教师的教职工号 / the id of another teacher",
		remedy: "改正或留空 / correct it or leave it blank"}
	workBeforeBirth = complaint{code: "work-before-birth", expected: "晚于出生年月 / later than the birth",
		remedy: "核对出生年月与参加工作年月 / check both dates"}
	schoolBeforeWork = complaint{code: "school-before-work", warn: true, expected: "不早于参加工作年月 / not before she began to work",
		remedy: "核对两个日期 / check both dates"}
	oddAge = complaint{code: "doubtful-age", warn: true, expected: "学年开始时 16 至 75 岁 / between 16 and 75 years old when the year starts",
		remedy: "核对出生年月 / check the date of birth"}
	oddGrade = complaint{code: "unknown-grade", warn: true, expected: "年级，如 六年级、初三、7-9 / grades, such as 六年级, 9 or 7-9",
		remedy: "此处没读懂的年级不计入毕业年级：请核对 / what is not understood counts as no graduating grade: check it"}
	postedAbroad = complaint{code: "posted-outside", warn: true, expected: "本县的学校 / a school of the county",
		remedy: "按在编制单位读取 / read as being at her home school"}
)

// addTeacher adds the teacher of row i, unless her home school is in another county.
func (b *builder) addTeacher(i int) {
	r := &b.teachers.list[i]
	if r.ID == "" {
		return
	}
	if line, ok := b.teacherLine[r.ID]; ok {
		b.teachers.fault(i, "teacher_id", r.ID, duplicate("duplicate-teacher", line))
		return
	}
	b.teacherLine[r.ID], b.byTeacher[r.ID] = b.teachers.lines[i], model.None
	if r.Left {
		b.teachers.fault(i, "staff_status", r.ID, notInPost)
		return
	}
	at, home, ok := b.schoolsOf(i)
	if !ok {
		return
	}
	section, ok := b.homeSection(i, home)
	if !ok {
		return
	}
	b.byTeacher[r.ID] = int32(len(b.c.Teachers))
	b.teacherRow = append(b.teacherRow, i)
	b.c.Teachers = append(b.c.Teachers, model.Teacher{
		ID: r.ID, Name: r.Name, At: at, Home: section, Sex: r.Sex, Birth: r.Birth, Stage: b.c.Sections[section].Stage,
		Subject: r.Subject, Subject2: r.Second, Certificate: r.Certificate, Title: r.Title, Backbone: r.Backbone,
		Position: r.Position, Degree: r.Degree, SchoolSince: r.SchoolSince, WorkSince: r.WorkSince, Periods: r.periodsOf(),
		Class: r.Class, Grade: r.Grade, Exempt: b.exemptionOf(r), PromotionYear: r.PromotionYear, Appraisal: r.Appraisal,
		Spouse: model.None,
	})
}

// schoolsOf finds where a teacher is posted and where her relation is.
func (b *builder) schoolsOf(i int) (at, home model.SchoolID, ok bool) {
	r := &b.teachers.list[i]
	if r.School == "" {
		return model.None, model.None, false
	}
	key, ref := "relation_school", r.Relation
	if ref == "" {
		key, ref = "school_id", r.School
	}
	if b.abroad[ref] {
		b.others["teachers"]++
		return model.None, model.None, false
	}
	home, ok = find(b, b.teachers, i, key, ref)
	switch {
	case r.School == ref:
		return home, home, ok
	case b.abroad[r.School]:
		b.teachers.fault(i, "school_id", r.School, postedAbroad)
		return home, home, ok
	}
	at, found := find(b, b.teachers, i, "school_id", r.School)
	return at, home, ok && found
}

// homeSection finds the section of a teacher at her home school: of her stage, or the only one.
func (b *builder) homeSection(i int, home model.SchoolID) (model.SectionID, bool) {
	x, sections := b.teachers.list[i].Stage, b.c.Schools[home].Sections
	switch {
	case len(sections) == 0: // the school's row is at fault
		return model.None, false
	case x == model.NoStage && len(sections) == 1:
		return sections[0], true
	case x == model.NoStage:
		b.teachers.fault(i, "stage", "", whichStage)
		return model.None, false
	}
	s := b.c.SectionAt(home, x)
	if s == model.None {
		b.teachers.fault(i, "stage", x.Chinese(), notTaught)
	}
	return s, s != model.None
}

// linkTeachers settles what needs all teachers, and checks dates and places.
func (b *builder) linkTeachers() {
	for k := range b.c.Teachers {
		t, i := &b.c.Teachers[k], b.teacherRow[k]
		b.linkSpouse(k, i)
		for _, ref := range b.teachers.list[i].Wishes {
			if s, ok := b.wished(ref); ok {
				t.Wishes = append(t.Wishes, s)
			} else {
				b.teachers.fault(i, "wishes", ref, unknownWish)
			}
		}
		b.house(t, i)
		b.checkDates(t, i)
		if _, all := t.Stage.Grades(t.Grade); !all {
			b.teachers.fault(i, "grade", t.Grade, oddGrade)
		}
	}
}

func (b *builder) wished(ref string) (model.SchoolID, bool) {
	if k, ok := b.byID[ref]; ok {
		return model.SchoolID(k), true
	}
	if same := b.byName[ref]; len(same) == 1 {
		return model.SchoolID(same[0]), true
	}
	return model.None, false
}

func (b *builder) linkSpouse(k, i int) {
	ref := b.teachers.list[i].Spouse
	if ref == "" {
		return
	}
	at, ok := b.byTeacher[ref]
	switch {
	case ok && int(at) == k:
		b.teachers.fault(i, "spouse", ref, ownSpouse)
	case ok && at != model.None:
		b.c.Teachers[k].Spouse = model.TeacherID(at)
		if back := b.teachers.list[b.teacherRow[at]].Spouse; back != "" && back != b.c.Teachers[k].ID {
			b.teachers.fault(i, "spouse", ref, otherSpouse)
		}
	case !ok && !b.abroad[ref]:
		b.teachers.fault(i, "spouse", ref, unknownSpouse)
	}
}

// house sets where a teacher lives. Where her row names no datum it is that of her home school's coordinates: one
// export has one datum.
func (b *builder) house(t *model.Teacher, i int) {
	r := &b.teachers.list[i]
	var d geo.Datum
	if r.Datum != nil {
		d = *r.Datum
	} else {
		d = b.datumOf(b.schoolLine[b.c.Sections[t.Home].School])
	}
	t.Residence, t.HasResidence = place(r.Lat, r.Lng, d)
	if !t.HasResidence {
		return
	}
	if wrong := misplaced(b, r.Lat, r.Lng); wrong != nil {
		b.teachers.fault(i, "home_lat", fmt.Sprint(r.Lat, ", ", r.Lng), *wrong)
	}
}

// checkDates compares the dates of a life with one another.
func (b *builder) checkDates(t *model.Teacher, i int) {
	if t.Birth != 0 && t.WorkSince != 0 && t.WorkSince <= t.Birth {
		b.teachers.fault(i, "work_since", t.WorkSince.MonthString(), workBeforeBirth)
	}
	if t.SchoolSince != 0 && t.SchoolSince < t.WorkSince {
		b.teachers.fault(i, "school_since", t.SchoolSince.MonthString(), schoolBeforeWork)
	}
	if age := t.Birth.FullYears(model.FirstSeptember(b.Year)); t.Birth != 0 && b.Year != 0 && (age < 16 || age > 75) {
		b.teachers.fault(i, "birth", t.Birth.MonthString()+" "+strconv.Itoa(age), oddAge)
	}
}
