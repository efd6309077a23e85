package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:      "exemption",
	Title:     "暂缓交流",
	Says:      "Teachers with a coded reason to be spared stay: pregnancy, nursing, serious illness, leading a special course, a term of service, leave.",
	SaysZh:    "孕期、哺乳期、重病、特色课程领衔、服务期内、离岗的教师暂缓交流。",
	Source:    "县级交流方案通例 / county plan template: pregnancy, nursing, illness, lead of a special course (grade P); 服务期内、离岗为设计默认值 / service term and leave: design default (grade D)",
	Candidate: true,
	Mode:      model.Must,
	Weight:    50000,
	Params: []Param{
		toggle(model.Pregnancy.Code(), true, "spare the pregnant", "孕期暂缓").looser(Less),
		toggle(model.Nursing.Code(), true, "spare nursing mothers", "哺乳期暂缓").looser(Less),
		toggle(model.Illness.Code(), true, "spare the seriously ill", "重病暂缓").looser(Less),
		toggle(model.SpecialCourse.Code(), true, "spare leads of special courses", "特色课程领衔暂缓").looser(Less),
		toggle(model.ServiceTerm.Code(), true, "spare those within a term of service", "服务期内暂缓").looser(Less),
		toggle(model.OnLeave.Code(), true, "spare those on leave", "离岗暂缓").looser(Less),
	},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		spared := exempted(arg)
		return Form[model.Stay]{Spanwise: true, Ban: func(a model.Stay) bool { return spared[c.County.Teachers[a.Teacher].Exempt] }}
	},
})
