package job

import (
	"fmt"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
)

// takeGroups takes the groups of a file as given, or those of the list that is kept, or those that exist today. They obey
// the policy like planned ones.
func (o *Outcome) takeGroups(file string) error {
	g, where := o.Input.County.Groups(), "pairs"
	if k := o.Input.Kept; k != nil && k.Groups != nil {
		g, where = *k.Groups, o.Input.Source.Keep
	}
	if file != "" {
		lists, faults := table.ReadLists(file, o.Input.County)
		if len(faults.Bad()) > 0 {
			return faults
		}
		if lists.Groups == nil {
			return model.Faults{input.Usage("--groups", file, "核心校与成员校的名单 / a list of cores and members", "列名为 core_id、member_id、stage / with the columns core_id, member_id, stage")}
		}
		g, where = *lists.Groups, file
	}
	account := verify.Grouping(o.Case, g)
	if len(account.Broken) > 0 {
		return unlawful(o.Input.County, where, account.Broken)
	}
	o.Grouping = Part[model.Grouping]{Given: true, Account: account,
		Result: &solver.Result[model.Grouping]{HasPlan: true, Plan: g, Cost: account.Cost}}
	return nil
}

func unlawful(county *model.County, where string, broken []verify.Finding) model.Faults {
	var faults model.Faults
	for _, b := range broken {
		zh, en := say.In("zh"), say.In("en")
		titleZh, _ := wording.RuleSays(b.Rule, zh)
		faults = append(faults, model.Fault{Code: "given-groups", File: where, Found: b.Where,
			Expected: fmt.Sprintf("符合“%s”（%s）：%s / groups that obey %[2]s: %[4]s", titleZh, b.Rule, wording.Place(county, b.Where, zh), wording.Place(county, b.Where, en)),
			Remedy:   "改正分组，或在策略中把该规则改为 should 或 off / correct the groups, or make the rule should or off in the policy"})
	}
	return faults
}
