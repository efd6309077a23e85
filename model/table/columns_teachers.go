package table

import (
	"math"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// teacherRow is one row of the table of teachers.
type teacherRow struct {
	ID, Name         string
	School, Relation string // ids or names, as written
	Sex              model.Sex
	Birth            model.Date
	Stage            model.Stage
	Subject, Second  model.Subject
	Certificate      model.StageSet
	Title            model.Title
	Backbone         model.Backbone
	Position         model.Position
	Degree           string
	SchoolSince      model.Date
	WorkSince        model.Date
	Periods          int
	PeriodsOf        [2]int // of the first and the second subject
	Class, Grade     string
	Exempt           model.Exemption
	Reasons          [4]model.Exemption // of further columns: pregnancy, nursing, special course, status
	Left             bool               // no longer in post
	ServiceUntil     model.Date         // last day of a service term
	PromotionYear    int
	Appraisal        model.Appraisal
	Spouse           string
	Lat, Lng         float64    // degrees; NaN unknown
	Datum            *geo.Datum // nil unknown
	Wishes           []string
}

func blankTeacher() teacherRow {
	return teacherRow{Lat: math.NaN(), Lng: math.NaN(), Periods: unknown, PeriodsOf: [2]int{unknown, unknown}}
}

var teacherColumns = []Column[teacherRow]{
	column("teacher_id", Required, ident, func(r *teacherRow) *string { return &r.ID },
		"教职工号", "工号", "人员编号", "教师编号"),
	column("name", Optional, text, func(r *teacherRow) *string { return &r.Name }, "姓名", "教师姓名"),
	column("sex", Expected, sexes, func(r *teacherRow) *model.Sex { return &r.Sex }, "性别"),
	column("birth", Due, date(false), func(r *teacherRow) *model.Date { return &r.Birth },
		"出生年月", "出生日期"),
	column("school_id", Required, ident, func(r *teacherRow) *string { return &r.School },
		"所在学校", "校名", "工作单位", "单位名称", "任职单位名称", "学校标识码", "所在学校标识码", "学校名称"),
	column("relation_school", Optional, ident, func(r *teacherRow) *string { return &r.Relation },
		"编制单位", "人事关系所在单位", "人事关系所在学校", "用工单位"),
	column("stage", Optional, stage, func(r *teacherRow) *model.Stage { return &r.Stage }, "任教学段", "学段"),
	column("subject", Due, subject, func(r *teacherRow) *model.Subject { return &r.Subject },
		"任教学科", "主教学科", "主要任教学科", "任教课程", "教授科目", "任教课程1", "学科"),
	column("subject2", Optional, subject, func(r *teacherRow) *model.Subject { return &r.Second },
		"第二学科", "任教课程2", "兼教学科", "任教学科2"),
	column("certificate", Optional, stageSet, func(r *teacherRow) *model.StageSet { return &r.Certificate },
		stacked("教师资格学段 认证学段 教师资格学段/认证学段", "教师资格证 教师资格证书 资格证 资格证书 教师资格", "学段 任教学段 认证学段")...),
	column("title", Expected, titles, func(r *teacherRow) *model.Title { return &r.Title },
		"职称", "现任专业技术职务", "现职称", "最高职称"),
	column("backbone", Usual, backbones, func(r *teacherRow) *model.Backbone { return &r.Backbone },
		"骨干级别", "骨干类别", "骨干教师", "是否县级及以上骨干教师"),
	column("position", Asked, positions, func(r *teacherRow) *model.Position { return &r.Position },
		"行政职务", "职务", "校级/中层"),
	column("degree", Optional, text, func(r *teacherRow) *string { return &r.Degree }, "最高学历", "学历"),
	column("school_since", Due, date(false), func(r *teacherRow) *model.Date { return &r.SchoolSince },
		"进本校年月", "进入本校日期", "进本校时间", "进入本校年月"),
	column("work_since", Optional, date(false), func(r *teacherRow) *model.Date { return &r.WorkSince },
		"参加工作年月", "从教开始时间", "参加工作时间"),
	column("periods", Optional, whole(0, 60, unknown), func(r *teacherRow) *int { return &r.Periods },
		"周课时", "平均每周课堂教学课时数", "课时", "周课时数", "任教节数").in("节/周").number(),
	column("periods1", Optional, whole(0, 60, unknown), func(r *teacherRow) *int { return &r.PeriodsOf[0] }, "任教节数1").number().readOnly(),
	column("periods2", Optional, whole(0, 60, unknown), func(r *teacherRow) *int { return &r.PeriodsOf[1] }, "任教节数2").number().readOnly(),
	column("class", Optional, text, func(r *teacherRow) *string { return &r.Class }, "任教班级", "班级"),
	column("grade", Optional, text, func(r *teacherRow) *string { return &r.Grade }, "任教年级", "年级"),
	column("exempt", Optional, exemptions, func(r *teacherRow) *model.Exemption { return &r.Exempt },
		"暂缓原因", "暂缓交流原因"),
	column("service_until", Optional, date(true), func(r *teacherRow) *model.Date { return &r.ServiceUntil },
		"服务期截止日期", "服务期截止年月", "服务期满日期").rare(),
	column("pregnant", Optional, whether(model.Pregnancy), func(r *teacherRow) *model.Exemption { return &r.Reasons[0] },
		"孕期/哺乳期", "是否孕期或哺乳期", "孕期", "是否孕期").readOnly(),
	column("nursing", Optional, whether(model.Nursing), func(r *teacherRow) *model.Exemption { return &r.Reasons[1] },
		"哺乳期", "是否哺乳期").readOnly(),
	column("special_course", Optional, whether(model.SpecialCourse), func(r *teacherRow) *model.Exemption { return &r.Reasons[2] },
		"是否承担特色课程领衔教师", "是否特色课程领衔教师", "特色课程领衔教师").readOnly(),
	{Key: "staff_status", Headers: []string{"人员状态", "教职工状态", "在职状态"}, Set: setStatus},
	column("promotion_year", Optional, whole(firstYear, lastYear, 0), func(r *teacherRow) *int { return &r.PromotionYear },
		"拟申报年份", "拟晋升年份"),
	column("appraisal", Optional, appraisals, func(r *teacherRow) *model.Appraisal { return &r.Appraisal },
		"考核结果", "年度考核结果"),
	column("home_lng", Optional, degrees, func(r *teacherRow) *float64 { return &r.Lng }, "住址经度").in("°"),
	column("home_lat", Optional, degrees, func(r *teacherRow) *float64 { return &r.Lat }, "住址纬度").in("°"),
	column("crs", Optional, datum, func(r *teacherRow) **geo.Datum { return &r.Datum }, "坐标系"),
	column("wishes", Optional, idents, func(r *teacherRow) *[]string { return &r.Wishes },
		"意向学校", "志愿学校", "意向交流学校"),
	column("spouse", Optional, ident, func(r *teacherRow) *string { return &r.Spouse }, "配偶教职工号", "配偶工号"),
}
