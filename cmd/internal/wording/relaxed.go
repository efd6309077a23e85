package wording

import (
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Relaxation is one way out where there is no plan: a change of the policy under which there is one.
type Relaxation struct {
	Change   string     `json:"change"` // as policies write it
	Cost     model.Cost `json:"cost"`   // what the plan found then breaks of the clause as it was, at its own weight
	Sentence string     `json:"sentence"`
}

// Relaxing puts a relaxation into words.
func Relaxing(county *model.County, was *model.Policy, changes []rule.Change, cost model.Cost, v say.Voice) Relaxation {
	var texts []string
	for i := range changes {
		texts = append(texts, changes[i].Text())
	}
	return Relaxation{Change: strings.Join(texts, "; "), Cost: cost,
		Sentence: v.Say("relax.sentence", "Changes", Changes(county, was, changes, v), "Cost", Grouped(int64(cost)))}
}

// Changes tells changes of a policy in a row.
func Changes(county *model.County, was *model.Policy, changes []rule.Change, v say.Voice) string {
	var all []string
	for i := range changes {
		all = append(all, changeSays(county, was, &changes[i], v))
	}
	return strings.Join(all, v.Say("relax.and"))
}

func changeSays(county *model.County, was *model.Policy, x *rule.Change, v say.Voice) string {
	title, _ := RuleSays(x.Rule, v)
	switch {
	case x.Quota != "":
		return v.Say("relax.quota", "Title", title, "Name", x.Rule, "Place", Place(county, x.Quota, v))
	case x.Param == "":
		return v.Say("relax.mode", "Title", title, "Name", x.Rule)
	}
	p := rule.Find(x.Rule).Param(x.Param)
	says, old := p.Says, int64(0)
	if v.Lang == "zh" {
		says = p.SaysZh
	}
	for i := range was.Clauses {
		if was.Clauses[i].Rule == x.Rule {
			old = was.Clauses[i].Args[x.Param]
		}
	}
	return v.Say("relax.param", "Title", title, "Name", x.Rule, "Param", x.Param, "Says", says, "Old", p.Text(old), "New", p.Text(x.Value))
}
