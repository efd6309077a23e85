package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// addRetirement adds the table of retirement ages.
func (b *builder) addRetirement() {
	t := b.retirement
	line := map[model.RetirementRow]int{} // by sex, post and day of birth
	for i := range t.list {
		r := &t.list[i]
		if t.broken(i, "sex", "post", "born_from", "age_months") || r.Sex == model.NoSex {
			continue
		}
		key := model.RetirementRow{Sex: r.Sex, Post: r.Post, BornFrom: r.From}
		if first, twice := line[key]; twice {
			t.fault(i, "born_from", r.From.MonthString(), duplicate("duplicate-retirement", first))
			continue
		}
		line[key] = t.lines[i]
		key.Months = r.Months
		b.c.Retirement = append(b.c.Retirement, key)
	}
	b.checkRetirement()
}

// checkRetirement demands that a table of retirement ages holds for everybody, whenever born.
func (b *builder) checkRetirement() {
	if len(b.retirement.list) == 0 || len(b.retirement.bad) > 0 {
		return
	}
	for _, sex := range []model.Sex{model.Male, model.Female} {
		for post := model.ManagerPost; post <= model.TeacherPost; post++ {
			b.checkAges(sex, post)
		}
	}
}

var (
	noAge = complaint{code: "missing-retirement", expected: "每个性别和岗位都有一行没有出生起始年月 / for every sex and post a row without a day of birth",
		remedy: "本表整体取代内置的退休年龄：补上缺少的行 / the table replaces the built-in one as a whole: add the row that is missing"}
	mixedPosts = complaint{code: "overlapping-retirement", expected: "同一性别要么不分岗位，要么分岗位 / rows of a sex for all posts, or for each",
		remedy: "删去不分岗位的行，或把它写成各岗位的行 / remove the row for all posts, or write it for each post"}
	youngerAge = complaint{code: "falling-retirement", warn: true, expected: "不早于较早出生者的退休年龄 / an age not below that of those born before",
		remedy: "已按所写读取：请核对 / read as written: check it"}
)

// checkAges checks the rows of one sex and post in order of birth.
func (b *builder) checkAges(sex model.Sex, post model.Post) {
	t := b.retirement
	var own []int
	every, each := false, -1
	for i := range t.list {
		if r := &t.list[i]; r.Sex == sex && (r.Post == post || r.Post == model.AnyPost) {
			own = append(own, i)
			every = every || r.Post == model.AnyPost
			if r.Post == post {
				each = i
			}
		}
	}
	if every && each >= 0 {
		t.fault(each, "post", post.Chinese(), mixedPosts)
		return
	}
	if every && post != model.ManagerPost {
		return // of rows for all posts once is enough
	}
	slices.SortStableFunc(own, func(i, j int) int { return cmp.Compare(t.list[i].From, t.list[j].From) })
	if len(own) == 0 || t.list[own[0]].From > model.Day(firstYear, 1, 1) {
		t.header(t.heads["age_months"], sex.Chinese()+post.Chinese(), noAge)
	}
	for k := 1; k < len(own); k++ {
		if a, z := t.list[own[k-1]].Months, t.list[own[k]].Months; z < a {
			t.fault(own[k], "age_months", fmt.Sprintf("%d → %d", a, z), youngerAge)
		}
	}
}

// stageSubject is what a row of the curriculum or of the loads is about.
type stageSubject struct {
	stage   model.Stage
	subject model.Subject
}

// addLessons adds the curriculum.
func (b *builder) addLessons() {
	t := b.lessons
	line := map[model.LessonRow]int{} // by stage, grade and subject
	for i := range t.list {
		r := &t.list[i]
		if t.broken(i, "stage", "grade", "subject", "periods") || r.Stage == model.NoStage || r.Subject == model.NoSubject {
			continue
		}
		key := model.LessonRow{Stage: r.Stage, Grade: r.Grade, Subject: r.Subject}
		if first, twice := line[key]; twice {
			t.fault(i, "subject", r.Subject.Chinese(), duplicate("duplicate-lesson", first))
			continue
		}
		line[key] = t.lines[i]
		key.Periods = r.Periods
		b.c.Curriculum = append(b.c.Curriculum, key)
	}
	if len(t.bad) == 0 {
		b.checkGrades()
		b.checkLessons()
		b.checkTaught()
	}
}

var (
	lostGrade = complaint{code: "missing-grade", expected: "该学段的所有年级，中间不缺：小学 5 至 6 个，其他 3 至 4 个 / all grades of the stage without a gap: 5 or 6 of a primary, 3 or 4 of another",
		remedy: "补上缺少的年级，或不分年级、填写平均周课时 / add the grades missing, or leave the grade blank and write the mean"}
	gradeAndMean = complaint{code: "grade-and-mean", expected: "一门学科要么分年级，要么不分 / of a subject either each grade or the mean",
		remedy: "删去不分年级的行，或删去各年级的行 / remove the row without a grade, or those with one"}
	noLessons = complaint{code: "no-lessons", warn: true, expected: "至少一节 / at least one period",
		remedy: "不开设的学科不必列出：请核对 / a subject that is not taught needs no row: check it"}
	notListed = complaint{code: "not-in-curriculum", warn: true, expected: "该学段有人任教的学科都列出 / all subjects that teachers of the stage teach",
		remedy: "本表整体取代该学段的课程：没有列出的学科按没有课时读取 / the table replaces the lessons of the stage as a whole: a subject without a row is read as not taught"}
)

// checkGrades demands that the grades of a stage, by whose number the mean is taken, are all there.
func (b *builder) checkGrades() {
	for x := model.Kindergarten; x <= model.SeniorHigh; x++ {
		var has []int
		for _, r := range b.lessons.list {
			if r.Stage == x && r.Grade > 0 && !slices.Contains(has, r.Grade) {
				has = append(has, r.Grade)
			}
		}
		slices.Sort(has)
		least, n := 3, len(has)
		if x == model.Primary {
			least = 5
		}
		if n > 0 && (n < least || n > least+1 || has[n-1]-has[0] != n-1) {
			b.lessons.header(b.lessons.heads["grade"], x.Chinese()+" "+strings.Trim(fmt.Sprint(has), "[]"), lostGrade)
		}
	}
}

// checkLessons checks every subject of a stage.
func (b *builder) checkLessons() {
	t := b.lessons
	mean, sum := map[stageSubject]bool{}, map[stageSubject]int{}
	for _, r := range t.list {
		k := stageSubject{r.Stage, r.Subject}
		mean[k] = mean[k] || r.Grade == 0
		sum[k] += r.Periods
	}
	for i, r := range t.list {
		k := stageSubject{r.Stage, r.Subject}
		switch {
		case mean[k] && r.Grade > 0:
			t.fault(i, "grade", fmt.Sprint(r.Grade), gradeAndMean)
			mean[k] = false // once is enough
		case sum[k] == 0:
			t.fault(i, "periods", "0", noLessons)
			sum[k] = 1
		}
	}
}

// checkTaught warns of subjects that somebody teaches and the curriculum of her stage lacks.
func (b *builder) checkTaught() {
	listed, stages := map[stageSubject]bool{}, map[model.Stage]bool{}
	for _, r := range b.lessons.list {
		listed[stageSubject{r.Stage, r.Subject}], stages[r.Stage] = true, true
	}
	for i := range b.c.Teachers {
		p := &b.c.Teachers[i]
		k := stageSubject{p.Stage, p.Subject}
		if stages[p.Stage] && p.Subject != model.NoSubject && !listed[k] {
			listed[k] = true
			b.lessons.header(b.lessons.heads["subject"], p.Stage.Chinese()+p.Subject.Chinese(), notListed)
		}
	}
}

// addLoads adds the table of loads.
func (b *builder) addLoads() {
	t := b.loads
	line := map[stageSubject]int{}
	for i := range t.list {
		r := &t.list[i]
		if t.broken(i, "stage", "subject", "periods") || r.Stage == model.NoStage || r.Subject == model.NoSubject {
			continue
		}
		key := stageSubject{r.Stage, r.Subject}
		if first, twice := line[key]; twice {
			t.fault(i, "subject", r.Subject.Chinese(), duplicate("duplicate-load", first))
			continue
		}
		line[key] = t.lines[i]
		b.c.Loads = append(b.c.Loads, model.LoadRow{Stage: r.Stage, Subject: r.Subject, Periods: r.Periods})
	}
}
