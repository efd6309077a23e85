package model

// Subject is a school subject of the canonical list (policy-sources.md C1); NoSubject when none is known.
type Subject uint8

const (
	NoSubject Subject = iota
	Chinese
	Maths
	Foreign
	Morality
	History
	Geography
	Physics
	Chemistry
	Biology
	Science
	PE
	Music
	Art
	Arts
	Computing
	Labour
	Practice
	Psychology
	Technology
	MinorLanguage
	Subjects // number of subjects, NoSubject counted
)

var subjects = []word{
	{"", ""}, {"chinese", "语文"}, {"maths", "数学"}, {"foreign", "外语"}, {"morality", "道德与法治"},
	{"history", "历史"}, {"geography", "地理"}, {"physics", "物理"}, {"chemistry", "化学"}, {"biology", "生物"},
	{"science", "科学"}, {"pe", "体育"}, {"music", "音乐"}, {"art", "美术"}, {"arts", "艺术"},
	{"computing", "信息科技"}, {"labour", "劳动"}, {"practice", "综合实践"}, {"psychology", "心理健康"},
	{"technology", "通用技术"}, {"minor-language", "小语种"},
}

func (x Subject) Code() string    { return code(subjects, int(x)) }
func (x Subject) Chinese() string { return chinese(subjects, int(x)) }
