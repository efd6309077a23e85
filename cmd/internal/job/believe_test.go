package job

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
)

func TestClaimsAreHeldAgainstTheJudge(t *testing.T) {
	honest := solver.Result[model.Rotation]{Status: solver.WithinGap, HasPlan: true, Cost: 100, Bound: 90}
	for _, x := range []struct {
		name   string
		lie    func(*solver.Result[model.Rotation], *verify.Account)
		proven model.Cost
		want   string
	}{
		{"the truth", func(*solver.Result[model.Rotation], *verify.Account) {}, 90, ""},
		{"less than the certificate proves", func(r *solver.Result[model.Rotation], _ *verify.Account) { r.Bound = 80 }, 90, ""},
		{"a bound too high by one", func(r *solver.Result[model.Rotation], _ *verify.Account) { r.Bound = 91 }, 90, "proves 90"},
		{"a cost too low", func(r *solver.Result[model.Rotation], _ *verify.Account) { r.Cost = 99 }, 90, "recount finds 100"},
		{"a broken must", func(_ *solver.Result[model.Rotation], a *verify.Account) {
			a.Broken = []verify.Finding{{Rule: "tenure", Where: "teacher=1", Units: 1}}
		}, 90, "breaks tenure"},
		{"an optimum unproven", func(r *solver.Result[model.Rotation], _ *verify.Account) { r.Status = solver.Optimal }, 90, "optimal"},
		{"a bound above a lawful plan", func(*solver.Result[model.Rotation], *verify.Account) {}, 101, "more than the cost"},
	} {
		r, account := honest, verify.Account{Cost: 100}
		x.lie(&r, &account)
		err := believe("rotation", &r, &account, x.proven, nil)
		switch {
		case x.want == "" && (err != nil || r.Bound != x.proven || r.Certificate.Bound != x.proven):
			t.Errorf("%s: %v, bound %d, want %d", x.name, err, r.Bound, x.proven)
		case x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)):
			t.Errorf("%s: %v, want %q", x.name, err, x.want)
		}
	}
}

func TestALimitBeforeAnythingIsNoError(t *testing.T) {
	r := Request{Source: input.Source{County: input.BuiltIn}, TimeLimit: time.Nanosecond}
	out, err := Run(context.Background(), r)
	if _, none := err.(*NoPlan); none {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if out.Ended != TimeLimit {
		t.Errorf("ended by %s, want %s", out.Ended, TimeLimit)
	}
	if report := out.Report(&r); report.Run.Ended != TimeLimit {
		t.Errorf("the report says %s, want %s", report.Run.Ended, TimeLimit)
	}
}

func TestWhatEndedASearchWithoutAListIsSaid(t *testing.T) {
	over, cancel := context.WithCancel(context.Background())
	cancel()
	late, end := context.WithTimeout(context.Background(), 0)
	defer end()
	for _, x := range []struct {
		ctx  context.Context
		want string
	}{{context.Background(), Budget}, {over, Interrupted}, {late, TimeLimit}} {
		o := Outcome{Input: &input.Input{}, Grouping: Part[model.Grouping]{Result: &solver.Result[model.Grouping]{Status: solver.WithinGap}}}
		if err := o.listless(x.ctx, solver.None, nil, solver.Options{}); err != nil || o.ended(x.ctx) != x.want {
			t.Errorf("%v, ended by %s, want the groups kept and %s", err, o.ended(x.ctx), x.want)
		}
		o.Grouping.Given = true
		if none, ok := o.listless(x.ctx, solver.Exhausted, nil, solver.Options{}).(*NoPlan); !ok || none.Ended != x.want {
			t.Errorf("groups as given: %v, want no plan for %s", none, x.want)
		}
	}
}
