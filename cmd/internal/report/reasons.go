package report

import (
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// does says what a stay does for a rule that would be kept worse without it.
var does = map[string]string{
	"exchange-share":  "计入全县应完成的交流比例",
	"school-share":    "计入派出学校应完成的交流比例",
	"backbone-share":  "计入应完成的骨干教师交流比例",
	"head-count":      "使学校、集团的教师人数保持平衡",
	"staff-ceiling":   "缓解派出学校超编",
	"donor-cap":       "使在外教师比例不超过上限",
	"leader-posts":    "使学校领导职数保持不变",
	"first-post":      "新招聘教师到首站任教",
	"principal-term":  "任职年限已满，应当交流",
	"service-cycle":   "轮到在周期内去帮扶对象任教",
	"promotion":       "满足晋升职称所需的任教经历",
	"pinned-postings": "已由任职经历表指定",
	"locks":           "已由人工决定",
	"announced":       "沿用已公布的名单",
}

// because puts the reasons of a stay into words.
func because(a model.Stay, names []string) string {
	all := make([]string, len(names))
	for i, name := range names {
		switch says, ok := does[name]; {
		case name == "subject-demand":
			all[i] = "补足派往学校的" + a.Subject.Chinese() + "缺口"
		case ok:
			all[i] = says
		default:
			all[i] = "为遵守“" + rule.Find(name).Title + "”"
		}
	}
	return strings.Join(all, "；")
}
