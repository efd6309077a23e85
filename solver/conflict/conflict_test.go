package conflict

import (
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/grouping"
	"github.com/rotateplan/rotate/solver/rotation"
)

var cases = flag.Int("conflicts", 10, "generated cases without a plan")

// TestConflicts draws counties and policies until enough of them have no plan. It lists all walks of all agents to say
// whether members can hold together, and shares no code with what found them but the law itself.
func TestConflicts(t *testing.T) {
	found, ways, loose, claims := 0, 0, 0, &shown{}
	for seed := uint64(0); found < *cases; seed++ {
		c := drawn(t, seed)
		var n int
		var ok, minimal bool
		if seed%2 == 0 {
			n, ok, minimal = ofGroups(t, seed, c, claims)
		} else {
			n, ok, minimal = ofMoves(t, seed, c, claims)
		}
		if !ok {
			continue
		}
		found++
		ways += n
		if !minimal {
			loose++
		}
	}
	t.Logf("%d cases without a plan, %d relaxations, %d conflicts not shown to be minimal; of %d values %d the least, %d forced by somebody named, %d by schools out of reach", found,
		ways, loose, claims.values, claims.least, claims.forced, claims.unreached)
	if loose*20 > found {
		t.Errorf("%d of %d conflicts are not shown to be minimal", loose, found)
	}
}

func ofGroups(t *testing.T, seed uint64, c *rule.Case, claims *shown) (ways int, ok, minimal bool) {
	l := ofGrouping(c, &hints{})
	if holdTogether(t, l, l.members()) {
		return 0, false, false
	}
	d, err := Grouping(context.Background(), c, nil, solver.Options{})
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	minimalIs(t, seed, l, d)
	for _, x := range d.Relaxations {
		milder, _ := rule.NewCase(c.County, rule.Changed(c.Policy, x.Changes), 1)
		r, err := grouping.Solve(context.Background(), milder, solver.Options{})
		if err != nil || !r.HasPlan || len(verify.Grouping(milder, r.Plan).Broken) > 0 {
			t.Errorf("seed %d: no plan with %v", seed, x.Changes)
		}
		if x.Tighter != nil {
			c, _ := rule.NewCase(c.County, rule.Changed(c.Policy, x.with(x.Tighter.Value)), 1)
			claims.noneMayLead(t, seed, c, &x)
		}
		claims.holdsOf(t, seed, x.written(c.Policy), &x, func(changes []rule.Change, name string, keep func(string) bool) (bool, bool) {
			c, _ := rule.NewCase(c.County, rule.Changed(c.Policy, changes), 1)
			return canHold(ofGrouping(c, &hints{}), name, keep)
		})
	}
	return len(d.Relaxations), true, d.Minimal
}

func ofMoves(t *testing.T, seed uint64, c *rule.Case, claims *shown) (ways int, ok, minimal bool) {
	g := c.County.Groups()
	c = c.WithGrouping(g)
	l := ofRotation(c, &hints{})
	if holdTogether(t, l, l.members()) {
		return 0, false, false
	}
	d, err := Rotation(context.Background(), c, g, nil, solver.Options{})
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	minimalIs(t, seed, l, d)
	for _, x := range d.Relaxations {
		milder, _ := rule.NewCase(c.County, rule.Changed(c.Policy, x.Changes), 1)
		milder = milder.WithGrouping(g)
		r, err := rotation.Solve(context.Background(), milder, solver.Options{})
		if err != nil || !r.HasPlan || len(verify.Rotation(milder, r.Plan).Broken) > 0 {
			t.Errorf("seed %d: no plan with %v", seed, x.Changes)
		}
		claims.holdsOf(t, seed, x.written(c.Policy), &x, func(changes []rule.Change, name string, keep func(string) bool) (bool, bool) {
			c, _ := rule.NewCase(c.County, rule.Changed(c.Policy, changes), 1)
			return canHold(ofRotation(c.WithGrouping(g), &hints{}), name, keep)
		})
	}
	return len(d.Relaxations), true, d.Minimal
}

// minimalIs demands that the conflict is one, and none after any member is left out.
func minimalIs[A comparable](t *testing.T, seed uint64, l *law[A], d *Diagnosis) {
	var keys []string
	for i := range d.Conflict {
		keys = append(keys, d.Conflict[i].Key())
	}
	if len(d.Conflict) == 0 {
		t.Errorf("seed %d: no conflict found", seed)
		return
	}
	if holdTogether(t, l, d.Conflict) {
		t.Errorf("seed %d: these can hold together: %v", seed, keys)
	}
	for i := range d.Conflict {
		if d.Minimal && !holdTogether(t, l, slices.Concat(d.Conflict[:i], d.Conflict[i+1:])) {
			t.Errorf("seed %d: %s is needless in %v", seed, keys[i], keys)
		}
	}
}

// drawn makes up a tiny county and a policy that asks for much.
func drawn(t *testing.T, seed uint64) *rule.Case {
	rng := rand.New(rand.NewPCG(seed, 7))
	n := func(low, high int) int { return low + rng.IntN(high-low+1) }
	mode := func() string { return [...]string{"off", "must", "must"}[rng.IntN(3)] }
	text := fmt.Sprintf("name: drawn\nextends: base\nclauses:\n"+
		"  group-size: {min: %d, max: %d}\n  coverage: {mode: must, all: %d, weak: %d}\n  group-count: {mode: %s, min: %d, max: %d}\n"+
		"  group-radius: {mode: %s, km: %d}\n  new-members: {mode: %s, max: %d}\n"+
		"  exchange-share: {mode: must, share: %d, base: %s}\n  backbone-share: {mode: must, share: %d}\n"+
		"  head-count: {school: %d, group: %d}\n  donor-cap: {heads: %d, backbone: %d}\n  commute: {mode: %s, km: %d}\n  tenure: {years: %d}\n",
		n(1, 2), n(2, 4), n(0, 10)*100, n(0, 10)*100, mode(), n(0, 3), n(3, 5),
		mode(), n(3, 20), mode(), n(0, 2),
		n(1, 10)*100, [...]string{"kind", "school", "county"}[n(0, 2)], n(0, 10)*100,
		n(0, 1), n(0, 1), n(0, 6)*50, n(0, 6)*50, mode(), n(3, 30), n(3, 7))
	p, faults := rule.ParsePolicy(filepath.Join(t.TempDir(), "drawn.yaml"), []byte(text))
	if p == nil {
		t.Fatalf("seed %d: %v\n%s", seed, faults, text)
	}
	c, err := rule.NewCase(gen.Tiny(seed), p, 1)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	return c
}

// holdTogether lists all walks of every agent, and from agent to agent all counts that can be reached.
func holdTogether[A comparable](t *testing.T, l *law[A], members []Member) bool {
	t.Helper()
	holds, all := listed(l, members)
	if !all {
		t.Skip("too many counts to list")
	}
	return holds
}

// listed reports whether members hold together, if not too many counts can be reached to list them all.
func listed[A comparable](l *law[A], members []Member) (holds, all bool) {
	x := &listing[A]{l: l, law: slices.Concat(l.always, l.under(members))}
	var bounds []rule.Quota
	for i := range x.law {
		if f := x.law[i].Form.Quota; f != nil {
			x.first = append(x.first, len(bounds))
			x.families = append(x.families, f)
			bounds = append(bounds, f.Quotas...)
		}
	}
	x.n = len(bounds)
	reached := map[string]bool{pack(make([]int64, x.n)): true}
	for agent := range l.agents {
		next, options := map[string]bool{}, x.options(agent)
		for at := range reached {
			for _, o := range options {
				sum := unpack(at)
				for q, w := range o {
					sum[q] += w
				}
				next[pack(sum)] = true
			}
		}
		if reached = next; len(reached) > 300_000 {
			return false, false
		}
	}
	for at := range reached {
		ok := true
		for q, n := range unpack(at) {
			n += bounds[q].Base
			ok = ok && bounds[q].Min <= n && n <= bounds[q].Max
		}
		if ok {
			return true, true
		}
	}
	return false, true
}

type listing[A comparable] struct {
	l        *law[A]
	law      []rule.Applied[A]
	families []*rule.Family[A]
	first    []int
	n        int
}

// options are the different counts of the lawful walks of an agent.
func (x *listing[A]) options(agent int) [][]int64 {
	var atoms []A
	x.l.each(agent, false, func(A) bool { return true }, func(a A) {
		for i := range x.law {
			if ban := x.law[i].Form.Ban; ban != nil && ban(a) {
				return
			}
		}
		atoms = append(atoms, a)
	})
	states := make([]int, len(x.law))
	for i := range x.law {
		if w := x.law[i].Form.Walk; w != nil {
			states[i] = w.Start(agent)
		}
	}
	seen := map[string]bool{}
	x.walk(atoms, 0, -1, states, make([]int64, x.n), seen)
	var all [][]int64
	for at := range seen {
		all = append(all, unpack(at))
	}
	return all
}

func (x *listing[A]) walk(atoms []A, from, last int, states []int, sum []int64, seen map[string]bool) {
	lawful := true
	for i := range x.law {
		w := x.law[i].Form.Walk
		lawful = lawful && (w == nil || w.End(states[i]) == 0)
	}
	if lawful {
		seen[pack(sum)] = true
	}
	for k := from; k < len(atoms); k++ {
		first, end := x.l.span(atoms[k])
		next, ok := slices.Clone(states), first > last
		for i := range x.law {
			if w := x.law[i].Form.Walk; w != nil && ok {
				var units int64
				next[i], units = w.Next(states[i], atoms[k])
				ok = units == 0
			}
		}
		if !ok {
			continue
		}
		more := slices.Clone(sum)
		for n, f := range x.families {
			f.Count(atoms[k], func(q int, w int64) { more[x.first[n]+q] += w })
		}
		x.walk(atoms, k+1, end, next, more, seen)
	}
}

func pack(v []int64) string {
	var b []byte
	for _, x := range v {
		b = binary.AppendVarint(b, x)
	}
	return string(b)
}

func unpack(s string) []int64 {
	var v []int64
	for b := []byte(s); len(b) > 0; {
		x, n := binary.Varint(b)
		v, b = append(v, x), b[n:]
	}
	return v
}
