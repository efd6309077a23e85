package table

import "github.com/rotateplan/rotate/model"

// travelRow is one row of the table of ways between schools.
type travelRow struct {
	From, To        string // ids or names
	Metres, Minutes int
	Kilometres      int // thousandths: metres
}

func blankTravel() travelRow {
	return travelRow{Metres: unknown, Minutes: unknown, Kilometres: unknown}
}

// The longest way of a travel table: farther apart no two schools of a county are.
const (
	mostMetres  = 2_000_000
	mostMinutes = 1_440
)

var travelColumns = []Column[travelRow]{
	column("from", Required, ident, func(r *travelRow) *string { return &r.From },
		"起点学校标识码", "起点学校", "起点", "出发学校", "出发地", "从"),
	column("to", Required, ident, func(r *travelRow) *string { return &r.To },
		"终点学校标识码", "终点学校", "终点", "到达学校", "目的地", "到"),
	column("metres", Optional, whole(0, mostMetres, unknown), func(r *travelRow) *int { return &r.Metres },
		"路程（米）", "距离", "里程", "通勤距离", "米数", "meters").in("米"),
	column("minutes", Optional, whole(0, mostMinutes, unknown), func(r *travelRow) *int { return &r.Minutes },
		"用时（分钟）", "时间", "时长", "车程", "通勤时间", "分钟数").in("分钟"),
	column("km", Optional, thousandths(mostMetres), func(r *travelRow) *int { return &r.Kilometres },
		"公里数", "公里", "千米数", "kilometres", "kilometers").in("公里").readOnly(),
}

// retirementRow is one row of the table of retirement ages.
type retirementRow struct {
	Sex    model.Sex
	Post   model.Post
	From   model.Date
	Months int
}

var posts = words(model.TeacherPost, map[model.Post]string{
	model.AnyPost:     "全部 所有 不限 any all",
	model.ManagerPost: "管理岗 管理岗位 管理人员 干部",
	model.FirstRank:   "一级以上 一级及以上职称 中级及以上",
	model.TeacherPost: "教师岗 教师岗位 其他 其他教师"})

var retirementColumns = []Column[retirementRow]{
	column("sex", Required, sexes, func(r *retirementRow) *model.Sex { return &r.Sex }, "性别"),
	column("post", Optional, posts, func(r *retirementRow) *model.Post { return &r.Post }, "岗位", "岗位类别", "人员类别"),
	column("born_from", Optional, date(false), func(r *retirementRow) *model.Date { return &r.From },
		"出生起始年月", "出生自", "出生年月"),
	column("age_months", Required, whole(40*12, 75*12, unknown), func(r *retirementRow) *int { return &r.Months },
		"退休年龄（月）", "退休月龄", "法定退休年龄").in("月"),
}

// lessonRow is one row of the curriculum.
type lessonRow struct {
	Stage   model.Stage
	Grade   int
	Subject model.Subject
	Periods int // thousandths
}

var curriculumColumns = []Column[lessonRow]{
	column("stage", Required, stage, func(r *lessonRow) *model.Stage { return &r.Stage }, "学段"),
	column("grade", Optional, grades, func(r *lessonRow) *int { return &r.Grade }, "年级"),
	column("subject", Required, taught, func(r *lessonRow) *model.Subject { return &r.Subject }, "学科", "科目", "课程", "课程名称"),
	column("periods", Required, thousandths(60_000), func(r *lessonRow) *int { return &r.Periods },
		"周课时", "每周课时", "周课时数", "周节数", "课时").in("节/周·班"),
}

// loadRow is one row of the table of loads.
type loadRow struct {
	Stage   model.Stage
	Subject model.Subject
	Periods int
}

// mostLoad keeps the common denominator of all loads within 64 bits.
const mostLoad = 30

var loadColumns = []Column[loadRow]{
	column("stage", Required, stage, func(r *loadRow) *model.Stage { return &r.Stage }, "学段"),
	column("subject", Required, taught, func(r *loadRow) *model.Subject { return &r.Subject }, "学科", "科目", "任教学科"),
	column("periods", Required, whole(1, mostLoad, unknown), func(r *loadRow) *int { return &r.Periods },
		"标准周课时", "周课时", "每周课时", "周工作量", "满工作量", "课时").in("节/周·人"),
}

var untaught = complaint{code: "unknown-subject", expected: "学科名称，如 语文、外语、道德与法治 / the name of a subject",
	remedy: "改成通用名称，或删去这一行 / use the usual name, or remove the row"}

// taught is the codec of subjects in tables where a row without one says nothing.
var taught = codec[model.Subject]{
	read: func(s string) (model.Subject, *complaint) {
		x, wrong := subject.read(s)
		if x == model.NoSubject {
			return x, &untaught
		}
		return x, wrong
	},
	write: subject.write,
	words: subject.words,
}
