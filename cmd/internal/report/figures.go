package report

import "github.com/rotateplan/rotate/model"

// figure is one number of a plan that comparisons show. A plan may lack it.
type figure struct {
	key  string
	unit string // "m", "periods", "metre-terms", "ppm", or "" for a number of schools, groups or people
	of   func(d *Document) (n int64, has bool)
}

// Units of figures. Only their own account can say what a difference of costs means.
const (
	metres     = "m"
	periods    = "periods"
	metreTerms = "metre-terms"
	millionths = "ppm"
)

// charges reports whether a figure is a cost, a bound or a gap.
func (f *figure) charges() bool { return f.unit == metreTerms || f.unit == millionths }

var figures = append(totalFigures,
	costOf("grouping_cost", grouping), boundOf("grouping_bound", grouping), gapOf("grouping_gap", grouping),
	costOf("rotation_cost", rotation), boundOf("rotation_bound", rotation), gapOf("rotation_gap", rotation))

var totalFigures = []figure{
	{"groups", "", func(d *Document) (int64, bool) { return int64(len(d.Grouping.Groups)), true }},
	{"members", "", func(d *Document) (int64, bool) { return int64(len(links(d))), true }},
	{"targets", "", func(d *Document) (int64, bool) { return int64(d.Totals.Targets), true }},
	{"covered_targets", "", func(d *Document) (int64, bool) { return int64(d.Totals.CoveredTargets), true }},
	ofMoves("eligible", "", func(n *totals) int64 { return int64(n.Eligible) }),
	ofMoves("movers", "", func(n *totals) int64 { return int64(n.Movers) }),
	ofMoves("backbone_movers", "", func(n *totals) int64 { return int64(n.BackboneMovers) }),
	ofMoves("trainees", "", func(n *totals) int64 { return int64(n.Trainees) }),
	ofMoves("travel_metres", metres, func(n *totals) int64 { return n.TravelMetres }),
	ofMoves("travel_mean_metres", metres, func(n *totals) int64 { return per(n.TravelMetres, n.Movers+n.Trainees) }),
	ofMoves("shortage_before", periods, func(n *totals) int64 { return n.ShortageBefore }),
	ofMoves("shortage_after", periods, func(n *totals) int64 { return n.ShortageAfter }),
	ofMoves("shortage_incurable", periods, func(n *totals) int64 { return n.ShortageIncurable }),
}

func grouping(d *Document) *outcome { return &d.Grouping.outcome }
func rotation(d *Document) *outcome { return &d.Rotation.outcome }

// ofMoves is a total of the exchange list, which a plan of groups alone has not.
func ofMoves(key, unit string, of func(n *totals) int64) figure {
	return figure{key, unit, func(d *Document) (int64, bool) { return of(&d.Totals), d.Rotation.planned() }}
}

func costOf(key string, of func(*Document) *outcome) figure {
	return figure{key, metreTerms, func(d *Document) (int64, bool) { o := of(d); return int64(o.Cost), o.planned() }}
}

func boundOf(key string, of func(*Document) *outcome) figure {
	return figure{key, metreTerms, func(d *Document) (int64, bool) { o := of(d); return int64(o.Bound), o.Proven() }}
}

// gapOf rounds up.
func gapOf(key string, of func(*Document) *outcome) figure {
	return figure{key, millionths, func(d *Document) (int64, bool) {
		o := of(d)
		whole := max(1, o.Cost)
		return int64((o.Cost-o.Bound)/whole*1_000_000 + ((o.Cost-o.Bound)%whole*1_000_000+whole-1)/whole), o.Proven()
	}}
}

func (o *outcome) planned() bool { return o.Status != Skipped }

// Proven reports whether an outcome has a bound.
func (o *outcome) Proven() bool { return o.planned() && o.Status != Given }

// worth is what the costs of two plans of one problem say of each other.
type worth struct {
	Word       string     `json:"word"`
	Difference model.Cost `json:"difference"` // after less before; 0 where costs cannot be compared
}

// Words of a worth. Costs compare only where both plans answer one question: the same tables, year, horizon, policy, and
// for an exchange list the same groups. Then both intervals [bound, cost] hold the least cost there is, so they meet.
const (
	sameCost      = "same"
	overlap       = "overlap"       // the intervals meet: not distinguishable
	contradiction = "contradiction" // they do not: one of the bounds is false
	noInterval    = "no-interval"   // a plan without a bound, or none
	otherData     = "other-data"
	otherYear     = "other-year"
	otherPolicy   = "other-policy"
	otherGroups   = "other-groups"
)

// compared says what the costs of a problem say; regrouped, that it stands on other groups.
func (d *Document) compared(e *Document, before, after *outcome, regrouped bool) worth {
	switch {
	case d.Data.SHA256 != e.Data.SHA256:
		return worth{Word: otherData}
	case d.Year != e.Year || d.Horizon != e.Horizon:
		return worth{Word: otherYear}
	case d.Policy.SHA256 != e.Policy.SHA256:
		return worth{Word: otherPolicy}
	case regrouped:
		return worth{Word: otherGroups}
	case !before.Proven() || !after.Proven():
		return worth{Word: noInterval}
	case max(before.Bound, after.Bound) > min(before.Cost, after.Cost):
		return worth{contradiction, after.Cost - before.Cost}
	case before.Cost == after.Cost:
		return worth{Word: sameCost}
	}
	return worth{overlap, after.Cost - before.Cost}
}
