package compare

import (
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
)

// figure is one number of a plan that comparisons show. A plan may lack it.
type figure struct {
	key  string
	unit string // "m", "periods", "metre-terms", "ppm", or "" for a number of schools, groups or people
	of   func(d *report.Document) (n int64, has bool)

	floor bool // rounded down: a bound
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
	costOf("rotation_cost", rotation), boundOf("rotation_bound", rotation), gapOf("rotation_gap", rotation),
	costOf("whole_cost", wholePlan), boundOf("whole_bound", wholePlan), gapOf("whole_gap", wholePlan))

var totalFigures = []figure{
	count("groups", "", func(d *report.Document) (int64, bool) { return int64(len(d.Grouping.Groups)), true }),
	count("members", "", func(d *report.Document) (int64, bool) { return int64(len(links(d))), true }),
	count("targets", "", func(d *report.Document) (int64, bool) { return int64(d.Totals.Targets), true }),
	count("covered_targets", "", func(d *report.Document) (int64, bool) { return int64(d.Totals.CoveredTargets), true }),
	count("uncovered", "", func(d *report.Document) (int64, bool) { return int64(d.Totals.Targets - d.Totals.CoveredTargets), true }),
	count("largest_group", "", func(d *report.Document) (int64, bool) {
		return largest(d, func(g *report.Group) int64 { return int64(len(g.Members)) })
	}),
	count("longest_link_metres", metres, func(d *report.Document) (int64, bool) { return largest(d, reach) }),
	ofMoves("eligible", "", func(n *report.Totals) int64 { return int64(n.Eligible) }),
	ofMoves("movers", "", func(n *report.Totals) int64 { return int64(n.Movers) }),
	ofMoves("backbone_movers", "", func(n *report.Totals) int64 { return int64(n.BackboneMovers) }),
	ofMoves("trainees", "", func(n *report.Totals) int64 { return int64(n.Trainees) }),
	ofMoves("travel_metres", metres, func(n *report.Totals) int64 { return n.TravelMetres }),
	ofMoves("travel_mean_metres", metres, func(n *report.Totals) int64 { return n.MeanTravel() }),
	ofMoves("shortage_before", periods, func(n *report.Totals) int64 { return n.ShortageBefore }),
	ofMoves("shortage_after", periods, func(n *report.Totals) int64 { return n.ShortageAfter }),
	ofMoves("shortage_incurable", periods, func(n *report.Totals) int64 { return n.ShortageIncurable }),
}

func count(key, unit string, of func(d *report.Document) (int64, bool)) figure {
	return figure{key: key, unit: unit, of: of}
}

func grouping(d *report.Document) *report.Outcome { return &d.Grouping.Outcome }
func rotation(d *report.Document) *report.Outcome { return &d.Rotation.Outcome }

// wholePlan adds up groups and list. Its bound is that of all plans on these groups: their cost and the bound of the list.
// Plans on other groups may cost less.
func wholePlan(d *report.Document) *report.Outcome {
	g, r := grouping(d), rotation(d)
	sum := &report.Outcome{Status: r.Status, Cost: g.Cost + r.Cost, Bound: g.Cost + r.Bound}
	if r.Planned() && !g.Proven() {
		sum.Status = g.Status
	}
	return sum
}

// largest is the largest number of any group.
func largest(d *report.Document, of func(g *report.Group) int64) (n int64, has bool) {
	for i := range d.Grouping.Groups {
		n = max(n, of(&d.Grouping.Groups[i]))
	}
	return n, len(d.Grouping.Groups) > 0
}

// reach is the longest way from core to member.
func reach(g *report.Group) (longest model.Metres) {
	for i := range g.Members {
		longest = max(longest, g.Members[i].Metres)
	}
	return longest
}

// ofMoves is a total of the exchange list, which a plan of groups alone has not.
func ofMoves(key, unit string, of func(n *report.Totals) int64) figure {
	return count(key, unit, func(d *report.Document) (int64, bool) { return of(&d.Totals), d.Rotation.Planned() })
}

func costOf(key string, of func(*report.Document) *report.Outcome) figure {
	return count(key, metreTerms, func(d *report.Document) (int64, bool) { o := of(d); return int64(o.Cost), o.Planned() })
}

func boundOf(key string, of func(*report.Document) *report.Outcome) figure {
	f := count(key, metreTerms, func(d *report.Document) (int64, bool) { o := of(d); return int64(o.Bound), o.Proven() })
	f.floor = true
	return f
}

// gapOf rounds up.
func gapOf(key string, of func(*report.Document) *report.Outcome) figure {
	return count(key, millionths, func(d *report.Document) (int64, bool) {
		o := of(d)
		whole := max(1, o.Cost)
		return int64((o.Cost-o.Bound)/whole*1_000_000 + ((o.Cost-o.Bound)%whole*1_000_000+whole-1)/whole), o.Proven()
	})
}
