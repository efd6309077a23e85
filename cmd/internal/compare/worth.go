package compare

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
)

// worth is what the costs of two plans of one problem say of each other.
type worth struct {
	Word       string     `json:"word"`
	Difference model.Cost `json:"difference"`        // after less before; 0 where costs cannot be compared
	Clauses    []string   `json:"clauses,omitempty"` // by which only one of them is charged
}

// Words of a worth. Costs compare where one version charges the same tables and year by the same clauses; what else the
// policies allow or ban does not matter. The interval [bound, cost] of groups holds the least cost that the policy allows;
// that of a list, or of a whole plan, only the least on the plan's own groups. On different groups it says nothing of what
// the policies allow.
const (
	sameCost      = "same"
	overlap       = "overlap"       // the intervals meet: not distinguishable
	apart         = "apart"         // they do not: nor are the least costs equal, of the policies or on the same groups
	ownGroups     = "own-groups"    // they do not, on different groups: no better list on either's groups turns the order
	contradiction = "contradiction" // they do not, of one question: one of the bounds is false
	noInterval    = "no-interval"   // a plan without a bound, or none
	otherData     = "other-data"
	otherYear     = "other-year"
	otherVersion  = "other-version" // of the program, whose rules may count otherwise
	otherCharges  = "other-charges"
	otherKept     = "other-kept" // other lists are kept, and what departs from them is charged
)

// weigh compares the costs of both problems and of the whole.
func (x *Change) weigh() {
	a, b := x.Before.Plan, x.After.Plan
	p, q := &a.Policy, &b.Policy
	groups := unlike(p, q, p.Charges.Grouping, q.Charges.Grouping)
	moves := unlike(p, q, p.Charges.Rotation, q.Charges.Rotation)
	if kept(a) != kept(b) {
		moves = worth{Word: otherKept}
	}
	both := worth{Word: groups.Word, Clauses: append(groups.Clauses[:len(groups.Clauses):len(groups.Clauses)], moves.Clauses...)}
	if groups.Word == "" {
		both.Word = moves.Word
	}
	regrouped := x.regrouped()
	x.Grouping = compared(a, b, grouping, groups, false)
	x.Rotation = compared(a, b, rotation, moves, regrouped)
	x.Whole = compared(a, b, wholePlan, both, regrouped)
}

// regrouped reports whether two plans stand on different groups.
func (x *Change) regrouped() bool { return len(x.Members)+len(x.Opened)+len(x.Closed) > 0 }

// compared says what the costs of a problem say, unless the policies forbid; regrouped, that its lists stand on other
// groups.
func compared(d, e *report.Document, of func(*report.Document) *report.Outcome, policies worth, regrouped bool) worth {
	before, after := of(d), of(e)
	difference := after.Cost - before.Cost
	meet := max(before.Bound, after.Bound) <= min(before.Cost, after.Cost)
	switch {
	case d.Data.SHA256 != e.Data.SHA256:
		return worth{Word: otherData}
	case d.Year != e.Year || d.Horizon != e.Horizon:
		return worth{Word: otherYear}
	case d.Version != e.Version:
		return worth{Word: otherVersion}
	case policies.Word != "":
		return policies
	case !before.Proven() || !after.Proven():
		return worth{Word: noInterval}
	case !meet && regrouped:
		return worth{Word: ownGroups, Difference: difference}
	case !meet && d.Policy.SHA256 == e.Policy.SHA256:
		return worth{Word: contradiction, Difference: difference}
	case !meet:
		return worth{Word: apart, Difference: difference}
	case before.Cost == after.Cost:
		return worth{Word: sameCost}
	}
	return worth{Word: overlap, Difference: difference}
}

// kept is the hash of the list that a plan keeps; "" none.
func kept(d *report.Document) string {
	if d.Keep == nil {
		return ""
	}
	return d.Keep.SHA256
}

// unlike finds whether plans of two policies are charged by other clauses, and the rules of those. A plan that does not
// say what charges it is like none but those of its own policy.
func unlike(p, q *report.PolicyDoc, a, b []string) worth {
	switch {
	case p.SHA256 == q.SHA256, a != nil && slices.Equal(a, b):
		return worth{}
	case a == nil || b == nil:
		return worth{Word: otherCharges}
	}
	var names []string
	for _, name := range append(charging(without(a, b)), charging(without(b, a))...) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return worth{Word: otherCharges, Clauses: names}
}

// charging returns the rules of clauses as rule.Charges writes them.
func charging(clauses []string) (names []string) {
	for _, k := range clauses {
		name, _, _ := strings.Cut(k, ":")
		names = append(names, name)
	}
	return names
}
