package mutate

import (
	"strings"
	"time"
)

// kind is what the values of a column are.
type kind uint8

const (
	text    kind = iota
	ident        // an id of its own row
	ref          // the id or name of a school, or the id of a teacher
	refs         // several
	count        // a whole number
	degrees      // a decimal number
	first        // a month, meant as its first day
	last         // a month, meant as its last day
	word         // one of a few words
	subject      // a word, of which an unknown one is only doubtful
	county       // a code of 6 digits
)

// field is one column of the plain layout.
type field struct {
	key, head string
	kind      kind
	blank     string // what a blank cell means
	must      bool   // a blank cell is a fault
	also      string // other headers of the same column
}

// layout is how the tables are written to begin with.
var layout = map[string][]field{
	"schools": {
		{key: "school_id", head: "学校标识码", kind: ident, must: true, also: "学校代码 学校编码 机构代码 学校(机构)标识码 school_id"},
		{key: "name", head: "学校名称", must: true, also: "校名 单位名称 学校(机构)名称 name"},
		{key: "county", head: "行政区划代码", kind: county, also: "学校地址代码"},
		{key: "town", head: "乡镇", also: "街道 学区 片区"},
		{key: "stage", head: "学段", kind: word, must: true, also: "办学层次 stage"},
		{key: "urban_rural", head: "驻地城乡类型", kind: word, also: "所在地城乡类型 城乡类型"},
		{key: "standing", head: "学校类别", kind: word, blank: "ordinary", also: "standing"},
		{key: "new", head: "是否新建校", kind: word, blank: "no"},
		{key: "lng", head: "经度", kind: degrees, also: "lng"},
		{key: "lat", head: "纬度", kind: degrees, also: "lat"},
		{key: "crs", head: "坐标系", kind: word, also: "crs"},
		{key: "pupils", head: "学生数", kind: count, must: true, also: "学生人数 在校生数 pupils"},
		{key: "classes", head: "班级数", kind: count, must: true, also: "班级总数 教学班数 classes"},
		{key: "posts", head: "编制数", kind: count, also: "核定编制"},
		{key: "senior_posts", head: "高级岗位数", kind: count, also: "senior_posts"},
		{key: "affiliation", head: "主管部门", kind: word, also: "隶属关系"},
		{key: "ownership", head: "举办者", kind: word, blank: "public", also: "办学性质 公办/民办"},
		{key: "housing", head: "教师周转房", kind: word, blank: "no", also: "housing"},
	},
	"teachers": {
		{key: "teacher_id", head: "教职工号", kind: ident, must: true, also: "工号 人员编号 教师编号"},
		{key: "name", head: "姓名", also: "name"},
		{key: "sex", head: "性别", kind: word},
		{key: "birth", head: "出生年月", kind: first, also: "出生日期"},
		{key: "school_id", head: "所在学校", kind: ref, must: true, also: "校名 工作单位 任职单位名称"},
		{key: "relation_school", head: "编制单位", kind: ref, also: "编制单位(用工单位) 人事关系所在单位"},
		{key: "stage", head: "任教学段", kind: word, also: "学段"},
		{key: "subject", head: "任教学科", kind: subject, also: "主教学科 主要任教学科 教授科目"},
		{key: "subject2", head: "第二学科", kind: subject},
		{key: "certificate", head: "教师资格学段", kind: word, also: "教师资格学段/认证学段"},
		{key: "title", head: "职称", kind: word, blank: "none", also: "现任专业技术职务 最高职称"},
		{key: "backbone", head: "骨干级别", kind: word, blank: "none"},
		{key: "position", head: "行政职务", kind: word, blank: "teacher", also: "职务 校级/中层"},
		{key: "degree", head: "最高学历"},
		{key: "school_since", head: "进本校年月", kind: first, also: "进入本校日期 进本校时间"},
		{key: "work_since", head: "参加工作年月", kind: first, also: "从教开始时间"},
		{key: "exempt", head: "暂缓原因", kind: word},
		{key: "promotion_year", head: "拟申报年份", kind: count},
		{key: "appraisal", head: "考核结果", kind: word},
		{key: "home_lng", head: "住址经度", kind: degrees},
		{key: "home_lat", head: "住址纬度", kind: degrees},
		{key: "wishes", head: "意向学校", kind: refs},
		{key: "spouse", head: "配偶教职工号", kind: ref},
	},
	"postings": {
		{key: "teacher_id", head: "教职工号", kind: ref, must: true, also: "工号"},
		{key: "school_id", head: "学校标识码", kind: ref, must: true, also: "交流学校 流入学校 支教学校"},
		{key: "kind", head: "交流轮岗类型", also: "交流形式"},
		{key: "from", head: "开始年月", kind: first, must: true, also: "支教开始时间"},
		{key: "to", head: "结束年月", kind: last, also: "支教结束时间"},
		{key: "result", head: "考核结果", kind: word, also: "鉴定"},
		{key: "relation_moved", head: "是否调动人事关系", kind: word, blank: "no"},
		{key: "status", head: "状态", kind: word},
	},
}

// codes are the meanings of the words in the tables to begin with.
var codes = pairs(`男 m 女 f 小学 primary 初中 junior 一般校 ordinary 薄弱校 weak 优质校 core 未定级 none 二级 second 一级 first 高级 senior
	无 none 校级 school 县级 county 市级 city 省级 province 教师 teacher 中层 middle 副校长 vice 校长 principal 重病 illness 孕期 pregnancy
	哺乳期 nursing 合格 good 基本合格 pass 不合格 fail 优秀 excellent 县 county 教育部门 public 是 yes 否 no GCJ-02 gcj02 WGS-84 wgs84
	语文 chinese 数学 maths 英语 foreign 道德与法治 morality 历史 history 地理 geography 物理 physics 化学 chemistry 生物 biology
	科学 science 体育 pe 音乐 music 美术 art 综合实践 practice`)

// spellings are other words for the same.
var spellings = map[string]string{
	"男": "男性 1 m １ 1-男", "女": "女性 2 f F", "小学": "primary 小学阶段 小學", "初中": "junior 初级中学", "优质校": "核心校 core 龙头校",
	"薄弱校": "weak 薄弱 薄弱學校", "一般校": "ordinary 普通校", "一级": "一级教师 first 小学高级", "高级": "高级教师 副高 senior 中学高级",
	"二级": "second 二级教师 小一", "县级": "county 县级骨干 区级", "市级": "city", "教师": "teacher 专任教师", "校长": "principal 书记校长",
	"中层": "教导主任 middle", "英语": "外语 foreign 英文", "道德与法治": "道法 morality 思想品德", "体育": "pe 体育与健康 体育课", "数学": "maths 數學",
	"语文": "chinese 語文", "合格": "good 称职", "优秀": "excellent 優秀", "是": "有 yes √ 1", "否": "no 0 没有 ×", "220": "村庄 220村庄 ２２０",
	"111": "主城区 111主城区", "121": "镇中心区", "done": "已结束 DONE", "current": "进行中 Current", "重病": "illness", "孕期": "pregnancy 怀孕",
	"GCJ-02": "gcj02 ＧＣＪ－０２", "WGS-84": "wgs84", "县": "county 县级", "教育部门": "公办 public", "未定级": "未评 none",
}

func pairs(list string) map[string]string {
	words, m := strings.Fields(list), map[string]string{}
	for i := 0; i < len(words); i += 2 {
		m[words[i]] = words[i+1]
	}
	return m
}

// meaning is what a text in the plain layout means.
func (f *field) meaning(s string) string {
	switch f.kind {
	case first, last:
		day, err := time.Parse("2006-01", s)
		if err != nil {
			return f.blank
		}
		if f.kind == last {
			day = day.AddDate(0, 1, -1)
		}
		return day.Format(time.DateOnly)
	case word, subject:
		if s == "" {
			return f.blank
		}
		if code, ok := codes[s]; ok {
			return code
		}
	}
	return s
}
