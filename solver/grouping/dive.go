package grouping

import (
	"cmp"
	"context"
	"slices"

	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/proof"
)

// Effort of a dive.
const (
	diveSteps  = 20  // at which as many cores each are decided, or more if prices agree on more
	diveTrials = 30  // of prices at each
	diveRest   = 10  // rounds from one to the next
	slow       = 100 // a round or trial that gains less than such a part of what is missing leaves little to climb
	agreed     = 0.9 // weight of a walk that is decided on at once
)

// favourite is the walk that the mixture of answers gives a core most often.
type favourite struct {
	core   int32
	walk   []int32
	weight float64
}

// dive decides on the walks that prices agree on most, climbs to better prices for the rest, and so on until every core has a walk
// (Joncour, Michel, Sadykov, Sverdlov and Vanderbeck 2010). It begins at the node, which then goes on as before.
func (s *solve) dive(ctx context.Context) {
	d, y, climb := s.dual, s.at.Prices, s.climb
	s.dived = s.work
	recent, since := slices.Clone(d.recent), d.since
	defer func() { d.recent, d.since, d.fixed = recent, since, s.at.Fixed }()
	fixed, open := slices.Clone(s.at.Fixed), slices.Repeat([]bool{true}, len(s.pr.cores))
	for left := len(open); left > 0 && ctx.Err() == nil; {
		some := d.favourites(climb.Mixture, open)
		fixed, left = d.decide(some, open, fixed), left-len(some)
		d.fix(fixed)
		climb = price.New(y, s.lo, s.hi)
		if !s.rise(ctx, climb) {
			break
		}
		y, _ = climb.Best()
	}
	s.draft.repair(d.walks, d.priced)
	s.keep()
	s.plan.Copy(s.draft.s)
}

// rise climbs until little is left. It reports false if a core has no lawful walk.
func (s *solve) rise(ctx context.Context, climb *price.Ascent) bool {
	for n := 0; n < diveTrials && ctx.Err() == nil; n++ {
		value, gradient, ok := s.dual.evaluate(climb.Trial())
		if !ok {
			return false
		}
		if climb.Report(value, gradient, s.target()); s.best.Broken() == 0 && climb.Hope() < max(s.target()-value, 0)/slow {
			break
		}
	}
	return true
}

// favourites are those of open cores, of which no two take the same section: all that weigh much, and of the others as many as a step
// asks for.
func (d *dual) favourites(mixture func(visit func(evaluation int, weight float64)), open []bool) []favourite {
	var all []favourite
	for i := range d.pr.cores {
		if open[i] {
			all = append(all, d.favourite(mixture, int32(i)))
		}
	}
	slices.SortStableFunc(all, func(a, b favourite) int { return cmp.Compare(b.weight, a.weight) })
	placed := make([]bool, len(d.pr.rivals))
	least, n := len(open)/diveSteps+1, 0
	for _, f := range all {
		clash := slices.ContainsFunc(f.walk, func(k int32) bool { m := d.pr.atoms[k]; return !rule.Opens(m) && placed[m.Section] })
		if n >= least && f.weight < agreed || clash {
			continue
		}
		for _, k := range f.walk {
			placed[d.pr.atoms[k].Section] = true
		}
		all[n] = f
		n++
	}
	return all[:n]
}

func (d *dual) favourite(mixture func(visit func(evaluation int, weight float64)), core int32) favourite {
	var seen []favourite
	best := favourite{core: core, walk: d.walks[core]}
	mixture(func(evaluation int, weight float64) {
		n := len(d.recent) - d.since + evaluation
		if n < 0 {
			return
		}
		walk := d.recent[n][core]
		at := slices.IndexFunc(seen, func(f favourite) bool { return slices.Equal(f.walk, walk) })
		if at < 0 {
			at, seen = len(seen), append(seen, favourite{core: core, walk: walk})
		}
		if seen[at].weight += weight; seen[at].weight > best.weight {
			best = seen[at]
		}
	})
	best.walk = slices.Clone(best.walk)
	return best
}

// decide appends the decisions that give cores their favourites, and others nothing that is part of them.
func (d *dual) decide(some []favourite, open []bool, fixed []proof.Decision) []proof.Decision {
	for _, f := range some {
		open[f.core] = false
		k := &d.pr.cores[f.core]
		var rest []int32
		for a := k.own; a < k.end; a++ {
			if slices.Contains(f.walk, a) {
				fixed = append(fixed, proof.Decision{Agent: f.core, Atoms: []int32{a}, In: true})
			} else {
				rest = append(rest, a)
			}
		}
		fixed = append(fixed, proof.Decision{Agent: f.core, Atoms: rest})
		for _, a := range f.walk {
			if m := d.pr.atoms[a]; !rule.Opens(m) {
				for _, r := range d.pr.rivals[m.Section] {
					if x := d.pr.at[d.pr.atoms[r].Core]; open[x] {
						fixed = append(fixed, proof.Decision{Agent: x, Atoms: []int32{r}})
					}
				}
			}
		}
	}
	return fixed
}
