package table

import (
	"math"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// unknown is the number in a blank cell.
const unknown = -1

// most is the largest count of people or classes that is not a slip of the hand.
const most = 1_000_000

// schoolRow is one row of the table of schools: a school, or one section of it.
type schoolRow struct {
	ID, Name, County, Town string
	Kind, Stages           model.StageSet // by type, and as written
	Area                   model.UrbanRural
	Standing               model.Standing
	IsCore, IsWeak, New    bool
	SmallRural             bool // 乡村小规模学校
	Founded                model.Date
	Lat, Lng               float64    // degrees; NaN unknown
	Point                  [2]float64 // longitude and latitude in one cell
	Datum                  *geo.Datum // nil unknown
	Pupils, Classes        int
	PupilsOf, ClassesOf    [model.SeniorHigh + 1]int // by stage
	Posts, SeniorPosts     int
	Affiliation, Central   string
	Ownership              model.Ownership
	Housing                bool
	Quality                int
}

func blankSchool() schoolRow {
	r := schoolRow{Lat: math.NaN(), Lng: math.NaN(), Pupils: unknown, Classes: unknown, Posts: unknown, SeniorPosts: unknown, Quality: unknown}
	for x := range r.PupilsOf {
		r.PupilsOf[x], r.ClassesOf[x] = unknown, unknown
	}
	return r
}

var count = whole(0, most, unknown)

var schoolColumns = []Column[schoolRow]{
	column("school_id", Required, ident, func(r *schoolRow) *string { return &r.ID },
		"学校标识码", "学校代码", "学校编码", "机构代码", "标识码", "学校编号"),
	column("name", Required, text, func(r *schoolRow) *string { return &r.Name },
		"学校名称", "校名", "单位名称", "所在学校", "学校"),
	column("county", Optional, county, func(r *schoolRow) *string { return &r.County },
		"行政区划代码", "学校地址代码", "区县代码", "区划代码", "统计用区划代码"),
	column("town", Optional, text, func(r *schoolRow) *string { return &r.Town },
		"乡镇", "街道", "乡镇街道", "学区", "片区", "片镇", "区域"),
	column("type", Optional, schoolType, func(r *schoolRow) *model.StageSet { return &r.Kind },
		"办学类型", "学校类型", "学校办别", "学校类别").readOnly(),
	column("stage", Optional, stageSet, func(r *schoolRow) *model.StageSet { return &r.Stages },
		"学段", "办学层次"),
	column("urban_rural", Expected, area, func(r *schoolRow) *model.UrbanRural { return &r.Area },
		"驻地城乡类型", "学校驻地城乡类型", "所在地城乡类型", "城乡分类代码", "城乡类型", "驻地城乡类型代码", "所在地"),
	column("standing", Optional, standings, func(r *schoolRow) *model.Standing { return &r.Standing },
		"学校类别"),
	column("is_core", Optional, yesNo, func(r *schoolRow) *bool { return &r.IsCore },
		"是否优质校", "是否核心校").readOnly(),
	column("is_weak", Optional, yesNo, func(r *schoolRow) *bool { return &r.IsWeak },
		"是否薄弱校").readOnly(),
	column("new", Optional, yesNo, func(r *schoolRow) *bool { return &r.New },
		"是否新建校"),
	column("is_small_rural", Optional, yesNo, func(r *schoolRow) *bool { return &r.SmallRural },
		"是否乡村小规模学校", "乡村小规模学校").readOnly(),
	column("founded", Optional, year, func(r *schoolRow) *model.Date { return &r.Founded },
		"建校年月", "建校时间", "创办时间"),
	column("lng", Optional, degrees, func(r *schoolRow) *float64 { return &r.Lng }, "经度", "lon", "longitude").in("°"),
	column("lat", Optional, degrees, func(r *schoolRow) *float64 { return &r.Lat }, "纬度", "latitude").in("°"),
	column("point", Optional, point, func(r *schoolRow) *[2]float64 { return &r.Point }, "坐标", "经纬度").readOnly(),
	column("crs", Optional, datum, func(r *schoolRow) **geo.Datum { return &r.Datum }, "坐标系"),
	column("pupils", Optional, count, func(r *schoolRow) *int { return &r.Pupils },
		"学生数", "学生人数", "在校生数", "学生总数", "在校学生数").number(),
	column("classes", Optional, count, func(r *schoolRow) *int { return &r.Classes },
		"班级数", "班级总数", "教学班数").number(),
	ofStage("pupils", model.Kindergarten, "幼儿", "幼儿园学生", "学前学生"),
	ofStage("pupils", model.Primary, "小学学生", "小学在校生"),
	ofStage("pupils", model.Junior, "初中学生", "初中在校生"),
	ofStage("pupils", model.SeniorHigh, "高中学生", "高中在校生"),
	ofStage("classes", model.Kindergarten, "幼儿园班级", "学前班级"),
	ofStage("classes", model.Primary, "小学班级", "小学教学班"),
	ofStage("classes", model.Junior, "初中班级", "初中教学班"),
	ofStage("classes", model.SeniorHigh, "高中班级", "高中教学班"),
	column("posts", Optional, count, func(r *schoolRow) *int { return &r.Posts },
		"编制数", "核定编制", "核定编制数").whole(),
	column("senior_posts", Optional, count, func(r *schoolRow) *int { return &r.SeniorPosts },
		"高级岗位数", "高级岗位职数").whole(),
	column("affiliation", Optional, affiliation, func(r *schoolRow) *string { return &r.Affiliation },
		"主管部门", "隶属关系", "属地管理教育行政部门", "主管教育行政部门"),
	column("ownership", Optional, ownership, func(r *schoolRow) *model.Ownership { return &r.Ownership },
		"举办者", "办学性质", "公办/民办", "学校办别"),
	column("central_school", Optional, ident, func(r *schoolRow) *string { return &r.Central },
		"中心校", "主校", "总校", "中心校标识码", "隶属集团", "所属教育集团"),
	column("housing", Optional, yesNo, func(r *schoolRow) *bool { return &r.Housing },
		"教师周转房", "周转房", "是否有教师周转房"),
	column("quality", Optional, whole(0, 100, unknown), func(r *schoolRow) *int { return &r.Quality },
		"办学质量"),
}

// ofStage is the column of pupils or classes of one stage of schools that have several in one row.
func ofStage(key string, x model.Stage, stems ...string) Column[schoolRow] {
	var headers []string
	for _, s := range stems {
		headers = append(headers, s+"数", s+"人数", s+"总数")
	}
	return column(key+"_"+x.Code(), Optional, count, func(r *schoolRow) *int {
		if key == "pupils" {
			return &r.PupilsOf[x]
		}
		return &r.ClassesOf[x]
	}, headers...).readOnly().number()
}
