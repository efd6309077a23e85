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
	Tighter  *Tighter   `json:"tighter,omitempty"` // where the last change is a number
}

// Tighter is what is known of the values between a clause as it was and the value told.
type Tighter struct {
	Value  int64    `json:"value"`               // no value up to this one, from the clause as it was, makes a plan: proven
	Least  bool     `json:"least"`               // it is the next to the value told, of which no smaller change works
	Forces []string `json:"forced_by,omitempty"` // keys: for each of these alone that value makes no plan, for all others it makes one

	Unreached []string `json:"unreached,omitempty"` // keys: no core may lead these, one of which would have to be led at that value
}

// Relaxing puts a relaxation into words.
func Relaxing(county *model.County, was *model.Policy, changes []rule.Change, cost model.Cost, x *Tighter, v say.Voice) Relaxation {
	var texts []string
	for i := range changes {
		texts = append(texts, changes[i].Text())
	}
	sentence := v.Say("relax.sentence", "Changes", Changes(county, was, changes, v), "Cost", Grouped(int64(cost)))
	if x != nil {
		sentence += tighterSays(county, was, &changes[len(changes)-1], x, v)
	}
	return Relaxation{Change: strings.Join(texts, "; "), Cost: cost, Sentence: sentence, Tighter: x}
}

// tighterSays tells whether a smaller change would do, and who forces this one.
func tighterSays(county *model.County, was *model.Policy, told *rule.Change, x *Tighter, v say.Voice) string {
	words := []any{"Param", told.Param, "Tight", x.Value, "Told", told.Value}
	switch {
	case !x.Least && x.Value == written(was, told):
		return v.Say("relax.least-open", words...)
	case !x.Least:
		return v.Say("relax.least-found", words...)
	}
	return v.Say("relax.least", words...) + placesSay(county, "relax.forced", x.Forces, words, v) +
		placesSay(county, "relax.unreached", x.Unreached, words, v)
}

// placesMost is how many are named in a sentence; diagnosis.json names all.
const placesMost = 8

// placesSay says something of some places, if there are any.
func placesSay(county *model.County, id string, keys []string, words []any, v say.Voice) string {
	if len(keys) == 0 {
		return ""
	}
	var who []string
	for _, key := range keys[:min(len(keys), placesMost)] {
		who = append(who, Place(county, key, v))
	}
	text := strings.Join(who, v.Say("relax.places-and"))
	if more := len(keys) - len(who); more > 0 {
		text = v.Say("relax.places-more", "Who", text, "N", more)
	}
	return v.Say(id, append(words, "Who", text, "N", len(keys))...)
}

// written is the value of a parameter in a policy.
func written(p *model.Policy, x *rule.Change) int64 {
	for i := range p.Clauses {
		if p.Clauses[i].Rule == x.Rule {
			return p.Clauses[i].Args[x.Param]
		}
	}
	return 0
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
	says := p.Says
	if v.Lang == "zh" {
		says = p.SaysZh
	}
	return v.Say("relax.param", "Title", title, "Name", x.Rule, "Param", x.Param, "Says", says, "Old", p.Text(written(was, x)), "New", p.Text(x.Value))
}
