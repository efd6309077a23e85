package compare

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// world is a county of four groupings and two policies whose least costs are known.
type world struct {
	groups  [4]model.Cost    // of each grouping
	allowed [2][]int         // groupings that a policy allows
	lists   [2][4]model.Cost // the least of a policy on a grouping
}

func randomWorld(r *rand.Rand) *world {
	w := &world{}
	for k := range w.groups {
		w.groups[k] = model.Cost(r.IntN(40))
	}
	for p := range w.allowed {
		w.allowed[p] = r.Perm(4)[:1+r.IntN(4)]
		for k := range w.lists[p] {
			w.lists[p][k] = model.Cost(r.IntN(40))
		}
	}
	return w
}

// leastGroups is the least cost of groups that a policy allows.
func (w *world) leastGroups(policy int) model.Cost {
	least := w.groups[w.allowed[policy][0]]
	for _, k := range w.allowed[policy] {
		least = min(least, w.groups[k])
	}
	return least
}

// plan is one that some search under a policy may end with: bounds below the least costs, a list at or above its.
func (w *world) plan(r *rand.Rand, policy, k int) *Side {
	charges := rule.Charges{Grouping: []string{"coverage: {}"}, Rotation: []string{"travel: {}"}}
	d := &report.Document{Version: "test", Year: 2026, Horizon: 1, County: report.CountyDoc{Code: "990009"}, Policy: report.PolicyDoc{SHA256: fmt.Sprint(policy), Charges: charges}}
	d.Grouping.Outcome = report.Outcome{Status: "gap", Bound: w.leastGroups(policy) - model.Cost(r.IntN(4)), Cost: w.groups[k]}
	d.Grouping.Groups = []report.Group{{Core: fmt.Sprint("C", k), Stage: "primary", Members: []report.Member{{School: "S", Stage: "primary", Type: "alliance"}}}}
	list := w.lists[policy][k]
	d.Rotation.Outcome = report.Outcome{Status: "gap", Bound: list - model.Cost(r.IntN(8)), Cost: list + model.Cost(r.IntN(8))}
	return &Side{Name: fmt.Sprint("plan ", policy, k), Plan: d}
}

// TestWhatIsSaidOfCostsIsTrue holds every verdict on two plans against the least costs of their policies: what is said of
// the policies is true of them, and of several plans of one policy no difference of the policy is ever told.
func TestWhatIsSaidOfCostsIsTrue(t *testing.T) {
	said := map[string]int{}
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 3))
		w := randomWorld(r)
		p, q := r.IntN(2), r.IntN(2)
		k, l := w.allowed[p][r.IntN(len(w.allowed[p]))], w.allowed[q][r.IntN(len(w.allowed[q]))]
		x := between(w.plan(r, p, k), w.plan(r, q, l))
		for problem, words := range map[string]struct {
			worth
			difference model.Cost // of the least costs: of the policies for groups, each on its groups for lists and wholes
			mayBeApart bool
		}{
			"grouping": {x.Grouping, w.leastGroups(q) - w.leastGroups(p), p != q},
			"rotation": {x.Rotation, w.lists[q][l] - w.lists[p][k], p != q && k == l},
			"whole":    {x.Whole, w.groups[l] + w.lists[q][l] - w.groups[k] - w.lists[p][k], p != q && k == l},
		} {
			said[problem+" "+words.Word]++
			if words.Word == contradiction || words.Word == apart && !words.mayBeApart || words.Word == ownGroups && (k == l || problem == "grouping") {
				t.Fatalf("seed %d: %s of policies %d, %d on groups %d, %d is called %s", seed, problem, p, q, k, l, words.Word)
			}
			if (words.Word == apart || words.Word == ownGroups) && (words.Difference < 0) != (words.difference < 0) {
				t.Fatalf("seed %d: %s differs by %d, and is said to by %d", seed, problem, words.difference, words.Difference)
			}
			mustNotSayOfPolicies(t, &x, problem, words.mayBeApart, seed)
		}
	}
	for _, word := range []string{"grouping apart", "rotation apart", "whole apart", "rotation own-groups", "whole own-groups", "rotation overlap", "whole overlap"} {
		if said[word] < 20 {
			t.Errorf("%s is tried %d times", word, said[word])
		}
	}
}

// mustNotSayOfPolicies fails where a sentence or a mark says of policies what only holds for plans in hand.
func mustNotSayOfPolicies(t *testing.T, x *Change, problem string, may bool, seed uint64) {
	t.Helper()
	if may {
		return
	}
	for _, lang := range say.Languages {
		v := say.In(lang)
		sentence := x.worth(problem, []any{"A", "A", "B", "B"}, v)
		mark := map[string]worth{"grouping": x.Grouping, "rotation": x.Rotation, "whole": x.Whole}[problem].short(v)
		if strings.Contains(sentence, "beyond doubt") || strings.Contains(sentence, "确定无疑") || slices.Contains([]string{v.Say("compare.verdict-less"), v.Say("compare.verdict-more")}, mark) {
			t.Fatalf("seed %d: %s: %s", seed, mark, sentence)
		}
	}
}
