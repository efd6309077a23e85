package job

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// Where itinerant teachers must give all that is lacking and cannot, there is no plan; softened there is one, that breaks the
// clause by what was said.
func TestTripsThatMustBeMade(t *testing.T) {
	county := gen.County(gen.Options{Schools: 12, Teachers: 160, Seed: 5})
	policy, faults := rule.ParsePolicy("must.yaml", []byte("extends: national-2014\nclauses:\n  itinerant: {mode: must, km: 40}\n"))
	if policy == nil {
		t.Fatal(faults)
	}
	in := &input.Input{Source: input.Source{Year: county.Year}, County: county, Policy: policy}
	request := Request{Solver: solver.Options{Effort: 1, Gap: 0.01}}
	_, err := Plan(context.Background(), request, in)
	var none *Infeasible
	if !errors.As(err, &none) || none.Problem != "itinerant" || len(none.Relaxations) != 1 {
		t.Fatalf("%v, want no circuit, and one way out", err)
	}
	for _, key := range none.Conflict {
		if !strings.HasPrefix(key, "itinerant/") {
			t.Errorf("the conflict names %s", key)
		}
	}
	request.Relax = true
	out, err := Plan(context.Background(), request, in)
	if err != nil || len(out.Relaxed) != 1 {
		t.Fatalf("%v, want the clause softened", err)
	}
	lacking := model.Cost(0)
	for _, q := range out.Circuit.Account.Quotas {
		lacking += q.Cost
	}
	if lacking != none.Relaxations[0].Cost || lacking == 0 {
		t.Errorf("periods lacking cost %d, foretold were %d", lacking, none.Relaxations[0].Cost)
	}
}
