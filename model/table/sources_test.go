package table

import (
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// These are the headers of real exports, by the field meant; a dash before a field says that it is not read. They stand in
// the lists of national data standards and of the teacher system's fields.
var (
	schoolSources = `
school_id: 学校标识码 学校(机构)标识码 学校代码 学校编码 机构代码
name: 学校名称 学校(机构)名称 校名 单位名称 所在学校
-: 学校简称 简称
type: 办学类型 学校类型 学校类别 学校办别
stage: 学段 办学层次
urban_rural: 驻地城乡类型 学校驻地城乡类型 所在地城乡类型 城乡分类代码 城乡类型 所在地
county: 行政区划代码 学校地址代码 统计用区划代码
town: 乡镇 街道 学区 片区 片镇 区域
-: 学校地址 详细地址
lng: 经度
lat: 纬度
point: 坐标
ownership: 举办者 办学性质 公办/民办 学校办别
affiliation: 主管部门 隶属关系 属地管理教育行政部门 主管教育行政部门
central_school: 中心校 主校 总校 隶属集团 所属教育集团
founded: 建校年月 建校时间 创办时间
classes: 班级数 班级总数 教学班数
pupils: 学生数 学生人数 在校生数
pupils_primary: 小学学生人数
pupils_junior: 初中学生人数
-: 最大班额 每班46人以上班级个数 每班…人班级个数
-: 教职工数 专任教师数 专任教师总人数 在编人数 空编数
posts: 编制数 核定编制
is_core: 是否优质校
is_weak: 是否薄弱校
new: 是否新建校
is_small_rural: 是否乡村小规模学校
-: 教学点
-: 县级及以上骨干教师数 高于规定学历教师数 体育专任教师人数 音乐专任教师人数 美术专任教师人数 体育/音乐/美术专任教师人数
-: 体育/音乐/美术交流轮岗/兼职/走教教师人数 体育交流轮岗教师人数 音乐兼职教师人数 美术走教教师人数
senior_posts: 高级岗位数
-: 中级岗位数 初级岗位数 校级领导职数 校区个数 校长
standing: 学校类别
`
	teacherSources = `
teacher_id: 教职工号 工号 人员编号 教师编号
name: 姓名
-: 曾用名 身份证件号 身份证号 身份证号码 身份证
sex: 性别
birth: 出生日期 出生年月
-: 年龄
school_id: 所在学校 校名 工作单位 单位名称 任职单位名称
relation_school: 编制单位(用工单位) 人事关系所在单位
-: 是否在编 编制类型 编制状态 入编时间 用人形式 签订合同情况
work_since: 参加工作年月 从教开始时间
school_since: 进本校年月 进入本校日期 进本校时间
-: 教职工类别 现任岗位类别 岗位分类 是否专任教师 是否教学岗
-: 现任岗位等级 专业技术岗位等级 所聘岗位等级 专业技术岗位
title: 现任专业技术职务 职称 现职称 最高职称
-: 职称聘用时间 行政职级 任职开始年月
position: 行政职务 职务 校级/中层
stage: 任教学段 学段
subject: 主教学科 主要任教学科 任教课程 教授科目 任教课程1
subject2: 任教课程2
periods1: 任教节数1
periods2: 任教节数2
periods: 平均每周课堂教学课时数 周课时 课时 任教节数
grade: 任教年级
class: 任教班级
-: 兼任工作 班主任年限 班主任年级
certificate: 教师资格学段/认证学段 教师资格学段 认证学段
-: 认证学科 资格证种类 资格取得学科 教师资格证号码
degree: 最高学历
-: 第一学历 所学专业 是否全日制师范类专业毕业
backbone: 是否县级及以上骨干教师 骨干教师
-: 是否特级教师 荣誉称号 教育人才类别 学科带头人
special_course: 是否承担特色课程领衔教师
-: 名师工作室负责人 是否心理健康教育教师
-: 是否属于免费(公费)师范生 是否参加基层服务项目 服务期剩余时间 特岗
service_until: 服务期截止日期
staff_status: 人员状态
-: 健康状况 婚姻状况 子女 配偶单位 住址 家庭住址
pregnant: 孕期/哺乳期
nursing: 哺乳期
appraisal: 考核结果
-: 考核年度 近5年培训学时
`
	postingSources = `
kind: 交流轮岗类型 交流形式 交流方式
relation_moved: 是否调动人事关系
from: 开始年月 支教开始时间 任职开始年月
to: 结束年月 支教结束时间 任职结束年月
span: 交流时间 交流起止时间 交流期限
from_school: 原单位名称 派出学校 原任教学校 流出学校
school_id: 交流轮岗单位名称 交流学校 流入学校 受援学校 支教学校 支教单位 支教学校/单位 任职单位名称
result: 考核结果 鉴定
-: 任职岗位 单位性质类别 是否农村 证明人
`
)

func TestHeadersOfRealExports(t *testing.T) {
	testSources(t, schoolSources, schoolColumns)
	testSources(t, teacherSources, teacherColumns)
	testSources(t, postingSources, postingColumns)
}

// testSources demands that each header is one of the field meant, or known and not read, also as national exports mark it.
func testSources[R any](t *testing.T, sources string, columns []Column[R]) {
	t.Helper()
	known := byHeader(columns)
	for line := range strings.Lines(strings.TrimSpace(sources)) {
		field, headers, _ := strings.Cut(strings.TrimSpace(line), ":")
		for _, head := range strings.Fields(headers) {
			for _, mark := range []string{"", "（必填）", "(选填，见代码表)"} {
				word := plain("*" + head + mark)
				_, tells := telling[word]
				passed := isIdle(word) || tells
				is := slices.ContainsFunc(known[word], func(k int) bool { return columns[k].Key == field })
				if field == "-" && (!passed || known[word] != nil) || field != "-" && !is {
					t.Errorf("%s: want %s, known %v, idle %v", head+mark, field, known[word], passed)
				}
				for _, k := range known[word] {
					if wrong := columns[k].remarkOn("*" + head + mark); wrong != nil && columns[k].Key == field {
						t.Errorf("%s: %+v", head+mark, *wrong)
					}
				}
			}
		}
	}
}

// TestReasonsToStay reads them from the columns in which exports have them.
func TestReasonsToStay(t *testing.T) {
	for _, c := range []struct {
		columns, cells string
		want           model.Exemption
	}{
		{"人员状态", "1-在本单位任职", model.NotExempt}, {"人员状态", "交流轮岗", model.NotExempt}, {"人员状态", "借调", model.OnLeave},
		{"人员状态", "产假", model.Nursing}, {"人员状态", "病休", model.Illness}, {"人员状态", "待岗", model.OnLeave}, {"人员状态", "05-离岗退养", model.OnLeave},
		{"孕期/哺乳期", "是", model.Pregnancy}, {"孕期/哺乳期", "哺乳期", model.Nursing}, {"孕期/哺乳期", "否", model.NotExempt}, {"哺乳期", "是", model.Nursing},
		{"是否承担特色课程领衔教师", "1-是", model.SpecialCourse}, {"是否承担特色课程领衔教师", "0-否", model.NotExempt},
		{"服务期截止日期", "2026-08", model.NotExempt}, {"服务期截止日期", "2026-09", model.ServiceTerm}, {"服务期截止日期", "2028年8月31日", model.ServiceTerm},
		{"暂缓原因,人员状态,孕期", "重病,借调,是", model.Illness}, {"暂缓原因,人员状态,孕期", ",借调,是", model.Pregnancy},
	} {
		dir := lay(t, map[string]string{"teachers.csv": "teacher_id,school_id,sex,birth,stage,subject,title,backbone,position,school_since," + c.columns +
			"\nT1,A,f,1980-05,primary,chinese,first,none,teacher,2010-09," + c.cells + "\n"})
		if got := mustRead(t, dir, "").Teachers[0].Exempt; got != c.want {
			t.Errorf("%s %s: %v, want %v", c.columns, c.cells, got, c.want)
		}
		for _, as := range []Format{CSV, Workbook, Parquet} {
			if got := mustRead(t, copied(t, dir, as), "").Teachers[0].Exempt; got != c.want {
				t.Errorf("%s %s: %v as %s, want %v", c.columns, c.cells, got, as, c.want)
			}
		}
	}
}

// TestPeriodsOfTwoSubjects adds them where no column has the sum.
func TestPeriodsOfTwoSubjects(t *testing.T) {
	for cells, want := range map[string]int{"8,6,": 14, "8,,": 8, ",,": unknown, "8,6,15": 15} {
		c := mustRead(t, lay(t, map[string]string{"teachers.csv": "teacher_id,school_id,sex,birth,stage,任教课程1,任教课程2,title,backbone,position,school_since,任教节数1,任教节数2,周课时" +
			"\nT1,A,f,1980-05,primary,01-语文,道法,first,none,teacher,2010-09," + cells + "\n"}), "")
		if p := c.Teachers[0]; p.Periods != want || p.Subject != model.Chinese || p.Subject2 != model.Morality {
			t.Errorf("%s: %+v", cells, p)
		}
	}
}
