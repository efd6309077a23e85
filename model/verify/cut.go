package verify

import (
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// cut is an inequality that every plan keeps, though mixtures of plans may not. With v units outside a side of a quota, s left inside it,
// and h for no atom of an agent who takes one at most,
//
//	±Σ w·x + s = ±bound + U·v,    Σ x + h = 1,
//
// and all of these are integers that are not negative. So many Ds of each add up to Σ d·z = b, and
//
//	G(d) = (D − r)·⌊d/D⌋ + max(0, d mod D − r),   r = b mod D,   Σ G(d)·z <= G(b)
//
// because G(d) + G(e) <= G(d + e) (Gomory 1960; Nemhauser and Wolsey 1990). In it s and h are put in terms of x and v again.
type cut struct {
	over, rest int64
	right      int64
	takes      map[int]int64 // by agent: how many Ds of Σ x + h = 1
	sides      []side
}

// side is a side of a quota in a cut.
type side struct {
	of    *rule.Quota
	lower bool
	times int64 // of D
	left  int64 // of s in the cut
}

// most of what a cut is made of: nothing overflows.
const (
	mostOver  = 1 << 16
	mostSides = 1 << 16
	mostBound = 1 << 26
)

// round rounds so many Ds: it is G.
func (x *cut) round(d int64) int64 {
	n := floor(d, x.over)
	return n*(x.over-x.rest) + max(0, d-n*x.over-x.rest)
}

// counted says how often a cut counts a quota.
type counted struct {
	cut         int
	times, left int64 // with the sign of the side
}

// cutting returns the judge by whose law the cuts of a certificate hold too.
func (j *judge[A]) cutting(agents int, u universe[A], cuts []model.Cut) (*judge[A], error) {
	if len(cuts) == 0 {
		return j, nil
	}
	single, err := j.single(agents, u, cuts)
	if err != nil {
		return nil, err
	}
	with := *j
	f := &rule.Family[A]{}
	all, in := make([]cut, len(cuts)), map[*rule.Family[A]][][]counted{}
	with.rounds = slices.Clip(j.rounds)
	for n := range cuts {
		x := &all[n]
		if err := j.derive(&cuts[n], single, x, func(g *rule.Family[A], quota int, c counted) {
			if in[g] == nil {
				in[g] = make([][]counted, len(g.Quotas))
			}
			c.cut = n
			in[g][quota] = append(in[g][quota], c)
		}); err != nil {
			return nil, fmt.Errorf("cut %s: %w", cuts[n].Key, err)
		}
		f.Quotas = append(f.Quotas, rule.Quota{Key: cuts[n].Key, Min: rule.NoMin, Max: x.right, Unit: 1, Mode: model.Must})
		for _, s := range x.sides {
			outside := x.round(-s.times*s.of.Unit) + s.left*s.of.Unit
			with.rounds = append(with.rounds, round{key: cuts[n].Key, of: s.of, lower: s.lower, units: max(0, -outside),
				bound: func(wider int64) int64 { return (s.times - s.left) * wider }})
		}
	}
	f.Count = j.crossing(all, in)
	with.law = append(slices.Clip(j.law), demanded(rule.Form[A]{Quota: f}))
	return &with, nil
}

// crossing counts an atom in cuts. in says which quotas count how often in which of them.
func (j *judge[A]) crossing(all []cut, in map[*rule.Family[A]][][]counted) func(a A, add func(int, int64)) {
	var families []*rule.Family[A]
	for i := range j.law {
		if f := j.law[i].Form.Quota; f != nil && in[f] != nil {
			families = append(families, f)
		}
	}
	return func(a A, add func(int, int64)) {
		var sums []counted // Σ times·w, Σ left·w of the cuts it counts in
		for _, f := range families {
			of := in[f]
			f.Count(a, func(quota int, w int64) {
				for _, c := range of[quota] {
					at := slices.IndexFunc(sums, func(s counted) bool { return s.cut == c.cut })
					if at < 0 {
						at, sums = len(sums), append(sums, counted{cut: c.cut})
					}
					sums[at].times += c.times * w
					sums[at].left += c.left * w
				}
			})
		}
		for _, s := range sums {
			x := &all[s.cut]
			take := int64(0)
			if len(x.takes) > 0 {
				take = x.takes[j.agent(a)]
			}
			if w := x.round(s.times+take) - s.left - x.round(take); w != 0 {
				add(s.cut, w)
			}
		}
	}
}

// derive reads a cut.
func (j *judge[A]) derive(c *model.Cut, single map[string]int, x *cut, count func(*rule.Family[A], int, counted)) error {
	if c.Over < 2 || c.Over > mostOver || len(c.Quotas)+len(c.Agents) > mostSides {
		return fmt.Errorf("over %d, of %d quotas and %d agents", c.Over, len(c.Quotas), len(c.Agents))
	}
	x.over, x.takes = c.Over, map[int]int64{}
	sum := int64(0)
	var add []func()
	for _, part := range c.Quotas {
		f, n := j.quota(part.Quota)
		if f == nil {
			return fmt.Errorf("no quota is named %s", part.Quota)
		}
		q := &f.Quotas[n]
		for _, s := range []struct {
			times, sign, bound int64
			open               bool
		}{{part.Upper, 1, q.Max - q.Base, q.Max == rule.NoMax}, {part.Lower, -1, q.Min - q.Base, q.Min == rule.NoMin}} {
			switch {
			case s.times == 0:
				continue
			case s.times < 0 || s.times >= c.Over || s.open || s.bound < -mostBound || s.bound > mostBound || q.Unit > mostBound:
				return fmt.Errorf("%d times a side of %s", s.times, part.Quota)
			}
			sum += s.sign * s.times * s.bound
			add = append(add, func() {
				left := x.round(s.times)
				x.sides = append(x.sides, side{q, s.sign < 0, s.times, left})
				x.right -= s.sign * left * s.bound
				count(f, n, counted{times: s.sign * s.times, left: s.sign * left})
			})
		}
	}
	for _, a := range c.Agents {
		agent, ok := single[a.Agent]
		if _, twice := x.takes[agent]; !ok || twice || a.Times <= 0 || a.Times >= c.Over {
			return fmt.Errorf("%d times %s", a.Times, a.Agent)
		}
		x.takes[agent] = a.Times
		sum += a.Times
	}
	x.rest = sum - floor(sum, x.over)*x.over
	x.right = x.round(sum)
	for _, do := range add {
		do()
	}
	for _, a := range c.Agents {
		x.right -= x.round(a.Times)
	}
	return nil
}

// single finds the agents named by cuts and refuses those with a lawful walk of two atoms.
func (j *judge[A]) single(agents int, u universe[A], cuts []model.Cut) (map[string]int, error) {
	named, single := map[string]bool{}, map[string]int{}
	for _, c := range cuts {
		for _, a := range c.Agents {
			named[a.Agent] = true
		}
	}
	if len(named) == 0 {
		return single, nil
	}
	if j.agent == nil {
		return nil, fmt.Errorf("cuts may not name agents here")
	}
	double := *j
	double.law = append(slices.Clip(j.law), demanded(rule.Form[A]{Walk: twice[A]()}))
	x := newPricer(&pricing[A]{j: &double})
	for agent := range agents {
		name := j.who(agent)
		if !named[name] {
			continue
		}
		x.begin(agent)
		if _, ok := x.cheapest(agent, u(agent, nil, nil)); ok {
			return nil, fmt.Errorf("%s may take two atoms", name)
		}
		single[name] = agent
	}
	return single, nil
}

// twice is a walk of two atoms or more: states are how many there were.
func twice[A any]() *rule.Walk[A] {
	return &rule.Walk[A]{
		States: 3,
		Start:  func(int) int { return 0 },
		Next:   func(state int, _ A) (int, int64) { return min(state+1, 2), 0 },
		End:    func(state int) int64 { return int64(2 - state) },
	}
}
