package judge

import (
	"fmt"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// Sentence tells a finding to people: the rule, where, what was counted and what it allows, what the rule says.
func (f *Finding) Sentence(county *model.County, v say.Voice) string {
	title, says := wording.RuleSays(f.Rule, v)
	values := []any{"Name", f.Rule, "Title", title, "Says", says, "Place", wording.Place(county, f.Where, v), "Units", f.Units,
		"Where", f.Where, "Found", f.Found, "Wanted", f.Wanted}
	switch {
	case f.Quota != nil:
		return v.Say("judge.quota", append(values, "Achieved", f.Quota.Achieved, "Allowed", Allowed(f.Quota, v))...)
	case f.Units == 0:
		return v.Say("judge.claim", values...)
	}
	return v.Say("judge.atom", values...)
}

// Allowed writes the bounds of a quota.
func Allowed(q *verify.QuotaLine, v say.Voice) string {
	switch {
	case q.Min == rule.NoMin:
		return v.Say("judge.at-most", "N", q.Max)
	case q.Max == rule.NoMax:
		return v.Say("judge.at-least", "N", q.Min)
	case q.Min == q.Max:
		return fmt.Sprint(q.Min)
	}
	return fmt.Sprintf("%d–%d", q.Min, q.Max)
}
