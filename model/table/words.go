package table

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// A coded value has an ASCII code and a Chinese word.
type coded interface {
	~uint8
	Code() string
	Chinese() string
}

// words is the codec of the values 0 to last of a coded type. Also names further spellings of a value.
func words[T coded](last T, also map[T]string) codec[T] {
	known, names := map[string]T{}, []string{}
	for v := T(0); v <= last; v++ {
		if v.Code() != "" {
			known[plain(v.Code())], known[plain(v.Chinese())] = v, v
			names = append(names, v.Chinese())
		}
		for _, word := range strings.Fields(also[v]) {
			known[plain(word)] = v
		}
	}
	unknown := unknownWord(names)
	return codec[T]{
		read: func(s string) (T, *complaint) {
			v, ok := look(known, s)
			if !ok {
				return 0, &unknown
			}
			return v, nil
		},
		write: func(v T) string { return v.Chinese() },
		words: names,
	}
}

func unknownWord(names []string) complaint {
	return complaint{code: "unknown-word", expected: strings.Join(names, "、") + " / one of " + strings.Join(names, ", "),
		remedy: "改成其中一个词，或留空 / use one of these words, or leave the cell blank"}
}

// look finds a word as written, or as code and word together: 1-男, 111主城区.
func look[T any](known map[string]T, s string) (T, bool) {
	if v, ok := known[s]; ok {
		return v, true
	}
	word := plain(s)
	if v, ok := known[word]; ok {
		return v, true
	}
	v, ok := known[strings.TrimLeft(word, "0123456789.、")]
	return v, ok
}

func plainSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[plain(word)] = true
	}
	return set
}

var yes, no = plainSet("是 有 1 y yes t true √ ✓ ✔ 对"), plainSet("否 无 没有 0 n no f false × ✗ 不是 非")

// yesNo is the codec of 是/否.
var yesNo = codec[bool]{
	read: func(s string) (bool, *complaint) {
		word := plain(s)
		if bare := strings.TrimLeft(word, "0123456789.、"); bare != "" { // 1-是
			word = bare
		}
		if !yes[word] && !no[word] {
			wrong := unknownWord([]string{"是", "否"})
			return false, &wrong
		}
		return yes[word], nil
	},
	write: func(v bool) string {
		if v {
			return "是"
		}
		return "否"
	},
	words: []string{"是", "否"},
}

var (
	sexes     = words(model.Female, map[model.Sex]string{model.Male: "1 男性 male", model.Female: "2 女性 female", model.NoSex: "0 9 未知 未说明"})
	standings = words(model.Weak, map[model.Standing]string{
		model.Ordinary:     "一般 普通校 普通",
		model.CoreStanding: "核心 优质校 优质学校 优质 牵头校 龙头校 总校",
		model.Weak:         "薄弱 薄弱学校 相对薄弱学校"})
	backbones = words(model.ProvinceBackbone, map[model.Backbone]string{
		model.NoBackbone:       "否 非骨干 n no 0",
		model.SchoolBackbone:   "校 校级骨干 校级骨干教师",
		model.CountyBackbone:   "县 县级骨干 县级骨干教师 区级 区级骨干 区级骨干教师 县区级 区县级 县级学科带头人 区级学科带头人 是 y yes 1 √",
		model.CityBackbone:     "市 市级骨干 市级骨干教师 地市级 市级学科带头人 市级名师",
		model.ProvinceBackbone: "省 省级骨干 省级骨干教师 省级学科带头人 省级名师 国家级 国家级骨干 特级教师"})
	positions = words(model.Principal, map[model.Position]string{
		model.Staff:     "无 专任教师 普通教师 staff none",
		model.Middle:    "中层干部 中层正职 中层副职 主任 副主任 教导主任 政教主任 总务主任 德育主任 教务主任 办公室主任 校长助理",
		model.Vice:      "副职 副园长 vice-principal 副书记 副校级 校级副职",
		model.Principal: "正职 园长 书记校长 书记兼校长 校长兼书记 正校级 校级正职"})
	exemptions = words(model.OnLeave, map[model.Exemption]string{
		model.NotExempt:     "无 none 否",
		model.Pregnancy:     "怀孕 妊娠 孕期教师",
		model.Nursing:       "哺乳 产假 哺乳期教师",
		model.Illness:       "重大疾病 患重病 严重疾病 病休 大病 长病假 长期病假",
		model.SpecialCourse: "特色课程 特色课程领衔教师 特色课程带头人",
		model.ServiceTerm:   "服务期 服务期未满 特岗 公费师范生 免费师范生",
		model.OnLeave:       "离岗退养 待岗 长期请假 脱产 在外进修 借调"})
	appraisals = words(model.Excellent, map[model.Appraisal]string{
		model.NotAppraised: "无 未考核 未定等次 不定等次 none",
		model.Fail:         "不称职", model.Pass: "基本称职 基本合格等次", model.Good: "称职 良好 合格等次", model.Excellent: "优秀等次"})
	postingStatuses = words(model.ForbiddenPosting, map[model.PostingStatus]string{
		model.Done: "结束 已完成 完成 期满", model.Current: "在岗 交流中 在任 正在进行", model.PinnedPosting: "锁定 必须", model.ForbiddenPosting: "不得 排除"})
	pairStatuses = words(model.ForbiddenPair, map[model.PairStatus]string{
		model.Existing: "已有 已结对 current", model.PinnedPair: "锁定 必须", model.ForbiddenPair: "不得 排除"})
	groupTypes = words(model.Cooperation, map[model.GroupType]string{
		model.Alliance: "联盟", model.CloseKnit: "紧密", model.Trusteeship: "托管", model.Collaboration: "协作",
		model.Bundled: "捆绑", model.Project: "项目", model.Cooperation: "合作"})
	stage = words(model.SeniorHigh, map[model.Stage]string{
		model.Kindergarten: "幼儿园 学前教育", model.Primary: "小学阶段 小学部", model.Junior: "初级中学 初中阶段 初中部", model.SeniorHigh: "高级中学 普通高中 高中阶段 高中部"})
)

// titles is the codec of titles, those before 2015 mapped by stage: 小学高级 is 一级, 中学高级 is 高级.
var titles = words(model.ProfessorTitle, map[model.Title]string{
	model.NoTitle:        "无 未评 未评职称 未定职级 试用期 未聘",
	model.ThirdTitle:     "三级教师 员级 小学二级 小学二级教师 小二 小学三级 小学三级教师 小三 中学三级 中学三级教师 中三",
	model.SecondTitle:    "二级教师 助理级 小学一级 小学一级教师 小一 中学二级 中学二级教师 中二",
	model.FirstTitle:     "一级教师 中级 小学高级 小学高级教师 小高 中学一级 中学一级教师 中一",
	model.SeniorTitle:    "高级教师 副高 副高级 中学高级 中学高级教师 中高 小学中学高级 小学中学高级教师 小中高",
	model.ProfessorTitle: "正高 正高级教师 教授级"})

// areas are the classes of GB/T 33782-2017 table 5 and what people write for them.
var areas = map[string]model.UrbanRural{
	"100": 100, "110": 110, "111": 111, "112": 112, "120": 120, "121": 121, "122": 122, "123": 123, "200": 200, "210": 210, "220": 220,
	"主城区": 111, "城乡结合区": 112, "镇中心区": 121, "镇乡结合区": 122, "特殊区域": 123, "乡中心区": 210, "村庄": 220,
	"城镇": 100, "城区": 110, "城市": 110, "镇区": 120, "县镇": 120, "镇": 120, "乡村": 200, "农村": 200, "urban": 110, "town": 120, "rural": 200,
}

var areaNames = []string{"100城镇", "110城区", "111主城区", "112城乡结合区", "120镇区", "121镇中心区", "122镇乡结合区", "123特殊区域", "200乡村", "210乡中心区", "220村庄"}

// area is the codec of urban-rural classes.
var area = codec[model.UrbanRural]{
	read: func(s string) (model.UrbanRural, *complaint) {
		v, ok := look(areas, s)
		if !ok {
			wrong := unknownWord(areaNames)
			return 0, &wrong
		}
		return v, nil
	},
	write: func(v model.UrbanRural) string {
		if v == 0 {
			return ""
		}
		return strconv.Itoa(int(v))
	},
	words: areaNames,
}

// schoolTypes are the classes of GB/T 33782-2017 table 4 by the stages they teach, after the word for each.
var schoolTypes = func() map[string]model.StageSet {
	const k, p, j, s = 1 << model.Kindergarten, 1 << model.Primary, 1 << model.Junior, 1 << model.SeniorHigh
	types := map[string]model.StageSet{}
	for _, t := range []struct {
		words  string
		stages model.StageSet
	}{
		{"111 幼儿园", k}, {"119 附设幼儿班", k},
		{"211 小学", p}, {"218 小学教学点 教学点", p}, {"219 附设小学班", p},
		{"311 初级中学 初中", j}, {"319 附设普通初中班 附设初中班", j},
		{"312 九年一贯制学校 九年一贯制", p | j}, {"341 完全中学 完中", j | s},
		{"342 高级中学 高中 普通高中", s}, {"345 十二年一贯制学校 十二年一贯制", p | j | s},
	} {
		for _, word := range strings.Fields(t.words) {
			types[word] = t.stages
		}
	}
	return types
}()

// schoolType is the codec of school types, as the stages they teach.
var schoolType = codec[model.StageSet]{read: func(s string) (model.StageSet, *complaint) {
	v, ok := look(schoolTypes, s)
	if !ok {
		wrong := unknownWord([]string{"211小学", "218教学点", "311初级中学", "312九年一贯制", "341完全中学", "342高级中学", "345十二年一贯制", "111幼儿园"})
		return 0, &wrong
	}
	return v, nil
}}

// stageSet is the codec of lists of stages; a type of school stands for the stages it teaches.
var stageSet = codec[model.StageSet]{
	read: func(s string) (model.StageSet, *complaint) {
		var set model.StageSet
		for _, part := range parts(s) {
			if v, ok := look(schoolTypes, part); ok {
				set |= v
				continue
			}
			v, wrong := stage.read(part)
			if wrong != nil {
				return 0, wrong
			}
			set = set.With(v)
		}
		return set, nil
	},
	write: func(set model.StageSet) string {
		var list []string
		for x := model.Kindergarten; x <= model.SeniorHigh; x++ {
			if set.Has(x) {
				list = append(list, x.Chinese())
			}
		}
		return strings.Join(list, "、")
	},
	words: stage.words,
}

// ownership is the codec of who runs a school, in which real exports name many kinds of authority.
var ownership = codec[model.Ownership]{
	read: func(s string) (model.Ownership, *complaint) {
		word := plain(s)
		has := func(marks ...string) bool {
			return slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(word, m) })
		}
		switch {
		case has("培训", "training"):
			return model.Training, nil
		case has("民", "私", "个人", "社会组织", "中外合作", "private"):
			return model.Private, nil
		case has("教育", "公", "政府", "部门", "企业", "集体", "public"):
			return model.Public, nil
		}
		wrong := unknownWord([]string{"公办", "民办", "培训机构", "教育部门"})
		return model.Public, &wrong
	},
	write: func(v model.Ownership) string { return v.Chinese() },
	words: []string{model.Public.Chinese(), model.Private.Chinese(), model.Training.Chinese()},
}

// levels are the levels of government; any other text is kept as written.
var levels = map[string]string{
	"省": "province", "省级": "province", "省属": "province", "市": "city", "市级": "city", "市属": "city", "地市": "city",
	"县": "county", "县级": "county", "县属": "county", "区": "county", "区级": "county", "区属": "county", "区县": "county", "县区": "county",
	"乡": "town", "镇": "town", "乡镇": "town", "乡级": "town", "乡镇级": "town",
	"province": "province", "city": "city", "county": "county", "town": "town",
}

// affiliation is the codec of the authority above a school.
var affiliation = codec[string]{
	read: func(s string) (string, *complaint) {
		if v, ok := look(levels, s); ok {
			return v, nil
		}
		return s, nil
	},
	write: text.write,
}
