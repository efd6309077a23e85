package model

// The coded values of the tables. The zero value of each is "unknown" unless said otherwise. Code returns the ASCII
// code of formats.md section 1, Chinese the word written in Chinese tables.

type (
	Stage         uint8
	StageSet      uint8 // bit i set = Stage(i)
	Sex           uint8
	UrbanRural    int16 // three digits of GB/T 33782-2017 table 5; 0 unknown
	Standing      uint8 // zero value Ordinary
	Ownership     uint8 // zero value Public
	Title         uint8
	Backbone      uint8 // zero value NoBackbone; ordered by level
	Position      uint8 // zero value Staff
	Exemption     uint8 // zero value NotExempt
	Appraisal     uint8
	PostingStatus uint8 // zero value Done
	PairStatus    uint8 // zero value Existing
	GroupType     uint8 // zero value Alliance
	Kind          uint8 // of a stay; zero value Full
)

const (
	NoStage Stage = iota
	Kindergarten
	Primary
	Junior
	SeniorHigh
)

const (
	NoSex Sex = iota
	Male
	Female
)

const (
	Ordinary Standing = iota
	CoreStanding
	Weak
)

const (
	Public Ownership = iota
	Private
	Training
)

const (
	NoTitle Title = iota
	ThirdTitle
	SecondTitle
	FirstTitle
	SeniorTitle
	ProfessorTitle
)

const (
	NoBackbone Backbone = iota
	SchoolBackbone
	CountyBackbone
	CityBackbone
	ProvinceBackbone
)

const (
	Staff Position = iota
	Middle
	Vice
	Principal
)

const (
	NotExempt Exemption = iota
	Pregnancy
	Nursing
	Illness
	SpecialCourse
	ServiceTerm
	OnLeave
)

const (
	NotAppraised Appraisal = iota
	Fail
	Pass // 基本合格
	Good // 合格
	Excellent
)

const (
	Done PostingStatus = iota
	Current
	PinnedPosting
	ForbiddenPosting
)

const (
	Existing PairStatus = iota
	PinnedPair
	ForbiddenPair
)

const (
	Alliance GroupType = iota
	CloseKnit
	Trusteeship
	Collaboration
	Bundled
	Project
	Cooperation
)

const (
	Full Kind = iota
	Trainee
	FirstPost
)

type word struct{ code, chinese string }

func code(words []word, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return words[i].code
}

func chinese(words []word, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return words[i].chinese
}

var (
	stages     = []word{{"", ""}, {"kindergarten", "学前"}, {"primary", "小学"}, {"junior", "初中"}, {"senior", "高中"}}
	sexes      = []word{{"", ""}, {"m", "男"}, {"f", "女"}}
	standings  = []word{{"ordinary", "一般校"}, {"core", "核心校"}, {"weak", "薄弱校"}}
	ownerships = []word{{"public", "公办"}, {"private", "民办"}, {"training", "培训机构"}}
	titles     = []word{{"none", "未定级"}, {"third", "三级"}, {"second", "二级"}, {"first", "一级"}, {"senior", "高级"}, {"professor", "正高级"}}
	backbones  = []word{{"none", "无"}, {"school", "校级"}, {"county", "县级"}, {"city", "市级"}, {"province", "省级"}}
	positions  = []word{{"teacher", "教师"}, {"middle", "中层"}, {"vice", "副校长"}, {"principal", "校长"}}
	exemptions = []word{{"", ""}, {"pregnancy", "孕期"}, {"nursing", "哺乳期"}, {"illness", "重病"}, {"special_course", "特色课程领衔"}, {"service_term", "服务期内"}, {"leave", "离岗"}}
	appraisals = []word{{"", ""}, {"fail", "不合格"}, {"pass", "基本合格"}, {"good", "合格"}, {"excellent", "优秀"}}
	postings   = []word{{"done", "已结束"}, {"current", "进行中"}, {"pinned", "指定"}, {"forbidden", "禁止"}}
	pairings   = []word{{"existing", "现有"}, {"pinned", "指定"}, {"forbidden", "禁止"}}
	groupTypes = []word{{"alliance", "联盟型"}, {"close-knit", "紧密型"}, {"trusteeship", "托管型"}, {"collaboration", "协作型"}, {"bundled", "捆绑型"}, {"project", "项目型"}, {"cooperation", "合作型"}}
	kinds      = []word{{"full", "轮岗"}, {"trainee", "跟岗"}, {"first-post", "首站培育"}}
)

func (x Stage) Code() string            { return code(stages, int(x)) }
func (x Stage) Chinese() string         { return chinese(stages, int(x)) }
func (x Sex) Code() string              { return code(sexes, int(x)) }
func (x Sex) Chinese() string           { return chinese(sexes, int(x)) }
func (x Standing) Code() string         { return code(standings, int(x)) }
func (x Standing) Chinese() string      { return chinese(standings, int(x)) }
func (x Ownership) Code() string        { return code(ownerships, int(x)) }
func (x Ownership) Chinese() string     { return chinese(ownerships, int(x)) }
func (x Title) Code() string            { return code(titles, int(x)) }
func (x Title) Chinese() string         { return chinese(titles, int(x)) }
func (x Backbone) Code() string         { return code(backbones, int(x)) }
func (x Backbone) Chinese() string      { return chinese(backbones, int(x)) }
func (x Position) Code() string         { return code(positions, int(x)) }
func (x Position) Chinese() string      { return chinese(positions, int(x)) }
func (x Exemption) Code() string        { return code(exemptions, int(x)) }
func (x Exemption) Chinese() string     { return chinese(exemptions, int(x)) }
func (x Appraisal) Code() string        { return code(appraisals, int(x)) }
func (x Appraisal) Chinese() string     { return chinese(appraisals, int(x)) }
func (x PostingStatus) Code() string    { return code(postings, int(x)) }
func (x PostingStatus) Chinese() string { return chinese(postings, int(x)) }
func (x PairStatus) Code() string       { return code(pairings, int(x)) }
func (x PairStatus) Chinese() string    { return chinese(pairings, int(x)) }
func (x GroupType) Code() string        { return code(groupTypes, int(x)) }
func (x GroupType) Chinese() string     { return chinese(groupTypes, int(x)) }
func (x Kind) Code() string             { return code(kinds, int(x)) }
func (x Kind) Chinese() string          { return chinese(kinds, int(x)) }

// Has reports whether stage x is in the set.
func (s StageSet) Has(x Stage) bool { return s&(1<<x) != 0 }

// With returns the set with stage x added.
func (s StageSet) With(x Stage) StageSet { return s | 1<<x }
