package rule

import (
	"testing"

	"github.com/rotateplan/rotate/model"
)

func TestChangesLeaveThePolicyAsItWas(t *testing.T) {
	p, _ := LoadPolicy("national-2014")
	was := p.SHA256
	q := Changed(p, []Change{{Rule: "exchange-share", Param: "share", Value: 50}, {Rule: "head-count"}, {Rule: "donor-cap", Quota: "donor-cap/x"}})
	if q == nil {
		t.Fatal("a change of a rule that is not there")
	}
	if findClause(p, "exchange-share").Args["share"] != 100 || fingerprint(p) != was {
		t.Error("a change of another policy changed this one")
	}
	if k := findClause(q, "exchange-share"); k.Args["share"] != 50 || findClause(q, "head-count").Mode != model.Should || q.SHA256 == was {
		t.Errorf("not changed: %+v", k)
	}
	if Changed(p, []Change{{Rule: "exchange-share", Param: "none"}}) != nil || Changed(p, []Change{{Rule: "none"}}) != nil {
		t.Error("a change of what is not there")
	}
}

func TestOneQuotaSoftened(t *testing.T) {
	text := "clauses:\n  coverage: {mode: must, all: 1000, weak: 1000, relax: never, soften: coverage/of=all}\n"
	p, faults := ParsePolicy("soft.yaml", []byte(text))
	if p == nil {
		t.Fatal(faults)
	}
	if !findClause(p, "coverage").Firm {
		t.Error("relax: never was not heard")
	}
	f := Find("coverage")
	c := &Case{County: &model.County{}, Policy: p}
	law := applied(c, func(r *Rule) func(*Case, Args) Form[model.Membership] {
		if r != f {
			return nil
		}
		return r.Member
	})
	for _, q := range law[0].Form.Quota.Quotas {
		want := model.Must
		if q.Key == "coverage/of=all" {
			want = model.Should
		}
		if q.Mode != want {
			t.Errorf("%s is %v, want %v", q.Key, q.Mode, want)
		}
	}
}
