package table

import "github.com/rotateplan/rotate/model"

// postingRow is one row of the table of postings.
type postingRow struct {
	Teacher, School string // ids; the school may be a name
	Origin          string // the school she comes from, id or name
	Kind            string
	From, Until     model.Date
	Span            span // both ends in one cell
	Result          model.Appraisal
	Moved           bool
	Status          *model.PostingStatus // nil where the cell is blank
}

// spanHeadings stand above the two ends of a stay.
const spanHeadings = "交流起止时间 交流时间 交流期限 起止时间 起止年月 支教时间 支教起止时间 任职时间"

var postingColumns = []Column[postingRow]{
	column("teacher_id", Required, ident, func(r *postingRow) *string { return &r.Teacher },
		"教职工号", "工号", "人员编号", "教师编号"),
	column("school_id", Optional, ident, func(r *postingRow) *string { return &r.School },
		"学校标识码", "交流轮岗单位名称", "交流学校", "流入学校", "受援学校", "支教学校", "支教单位", "支教学校/单位", "任职单位名称", "任职学校", "学校"),
	column("from_school", Optional, ident, func(r *postingRow) *string { return &r.Origin },
		"原单位名称", "派出学校", "原任教学校", "流出学校", "原单位").readOnly(),
	column("kind", Optional, text, func(r *postingRow) *string { return &r.Kind },
		"交流轮岗类型", "交流形式", "交流方式"),
	column("from", Optional, date(false), func(r *postingRow) *model.Date { return &r.From },
		stacked("开始年月 支教开始时间 任职开始年月 开始时间 交流开始时间", spanHeadings, "开始 起 自 起始 开始年月 开始时间")...),
	column("to", Optional, date(true), func(r *postingRow) *model.Date { return &r.Until },
		stacked("结束年月 支教结束时间 任职结束年月 结束时间 交流结束时间", spanHeadings, "结束 止 至 终止 结束年月 结束时间")...),
	column("span", Optional, spans, func(r *postingRow) *span { return &r.Span },
		"交流起止时间", "交流时间", "交流期限").readOnly(),
	column("result", Optional, appraisals, func(r *postingRow) *model.Appraisal { return &r.Result },
		"考核结果", "鉴定"),
	column("relation_moved", Optional, yesNo, func(r *postingRow) *bool { return &r.Moved },
		"是否调动人事关系"),
	column("status", Optional, given(postingStatuses), func(r *postingRow) **model.PostingStatus { return &r.Status },
		"状态"),
}

// pairRow is one row of the table of pairs.
type pairRow struct {
	Core, Member string      // ids or names
	CoreStage    model.Stage // where it is not the member's
	Stage        model.Stage
	Type         *model.GroupType // nil where none is written
	Status       model.PairStatus
	Since        model.Date
}

var pairColumns = []Column[pairRow]{
	column("core_id", Required, ident, func(r *pairRow) *string { return &r.Core },
		"核心校标识码", "核心校", "牵头校", "牵头学校", "龙头校", "优质校"),
	column("member_id", Required, ident, func(r *pairRow) *string { return &r.Member },
		"成员校标识码", "成员校", "成员学校", "薄弱校", "被帮扶学校"),
	column("stage", Optional, stage, func(r *pairRow) *model.Stage { return &r.Stage }, "学段"),
	column("core_stage", Optional, stage, func(r *pairRow) *model.Stage { return &r.CoreStage }, "核心校学段", "牵头校学段"),
	column("type", Optional, given(groupTypes), func(r *pairRow) **model.GroupType { return &r.Type },
		"办学模式", "集团类型", "组建模式", "类型"),
	column("status", Optional, pairStatuses, func(r *pairRow) *model.PairStatus { return &r.Status }, "状态"),
	column("since", Optional, date(false), func(r *pairRow) *model.Date { return &r.Since },
		"起始年月", "结对年月", "开始年月", "组建年月"),
}

// demandRow is one row of the table of demand.
type demandRow struct {
	School  string // id or name
	Stage   model.Stage
	Subject model.Subject
	Periods int
}

var demandColumns = []Column[demandRow]{
	column("school_id", Required, ident, func(r *demandRow) *string { return &r.School },
		"学校标识码", "学校", "学校名称", "所在学校"),
	column("stage", Optional, stage, func(r *demandRow) *model.Stage { return &r.Stage }, "学段"),
	column("subject", Required, taught, func(r *demandRow) *model.Subject { return &r.Subject }, "学科", "任教学科"),
	column("periods", Required, whole(0, 100_000, unknown), func(r *demandRow) *int { return &r.Periods },
		"周课时", "课时/周", "需求课时", "每周课时", "周课时数").in("节/周").number(),
}

// given is the codec of values whose absence means something else than the zero value.
func given[T any](c codec[T]) codec[*T] {
	return codec[*T]{
		read: func(s string) (*T, *complaint) {
			v, wrong := c.read(s)
			return &v, wrong
		},
		write: func(v *T) string {
			if v == nil {
				return ""
			}
			return c.write(*v)
		},
		words: c.words,
	}
}
