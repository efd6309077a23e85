package report

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// limits are those of the national evaluation (教督〔2017〕6号): 0.50 primary, 0.45 junior.
var limits = []struct {
	stage model.Stage
	limit float64
}{{model.Primary, 0.50}, {model.Junior, 0.45}}

// balances returns the indicators of the first year's spring, heads present. An indicator nobody holds is left out.
func (d *digest) balances() []balance {
	before, after := d.present(1, false), d.present(1, true)
	rows := []balance{}
	for _, k := range rule.Indicators {
		for _, x := range limits {
			holds := func(t *model.Teacher) bool { return k.Counts(t, x.stage) }
			b, some := d.variation(x.stage, before, holds)
			a, _ := d.variation(x.stage, after, holds)
			if some {
				rows = append(rows, balance{Indicator: k.Name, Stage: x.stage.Code(), Before: b, After: a, Limit: x.limit})
			}
		}
	}
	return rows
}

// variation returns the coefficient of variation between the sections of a stage of those who hold a property per
// pupil, weighted by pupils, and whether anybody holds it. Sections without pupils do not count.
func (d *digest) variation(stage model.Stage, present []model.SectionID, holds func(*model.Teacher) bool) (float64, bool) {
	count := make([]float64, len(d.c.County.Sections))
	for t, s := range present {
		if holds(&d.c.County.Teachers[t]) {
			count[s]++
		}
	}
	var each, pupils []float64
	for i := range d.c.County.Sections {
		if s := &d.c.County.Sections[i]; s.Stage == stage && s.Pupils > 0 {
			each, pupils = append(each, count[i]/float64(s.Pupils)), append(pupils, float64(s.Pupils))
		}
	}
	if len(each) == 0 {
		return 0, false
	}
	mean, deviation := stat.PopMeanStdDev(each, pupils)
	if mean == 0 {
		return 0, false
	}
	return sixDecimals(deviation / mean), true
}

// sixDecimals rounds off what sums in another order, or with fused products, would change: machines differ in that.
func sixDecimals(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// present returns where every teacher is in a term: at baseline, or with the stays of the plan.
func (d *digest) present(term model.Term, planned bool) []model.SectionID {
	at := make([]model.SectionID, len(d.c.County.Teachers))
	for t := range at {
		at[t] = d.c.Baseline(model.TeacherID(t), term)
	}
	if planned {
		for _, s := range d.Rotation.Stays {
			if s.First <= term && term <= s.Last {
				at[s.Teacher] = s.Section
			}
		}
	}
	return at
}

// spread sums up distances in kilometres: mean, the least that nine in ten do not exceed, and the largest.
type spread struct{ mean, p90, most float64 }

func spreadOf(metres []model.Metres) spread {
	if len(metres) == 0 {
		return spread{}
	}
	km := make([]float64, len(metres))
	for i, m := range metres {
		km[i] = float64(m) / 1000
	}
	slices.Sort(km)
	return spread{sixDecimals(stat.Mean(km, nil)), stat.Quantile(0.9, stat.Empirical, km, nil), km[len(km)-1]}
}
