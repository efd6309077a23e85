package rotation

import (
	"cmp"
	"context"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// dual is the climb toward the best prices. It prices the rows outside against the network; where stays of several spans
// are folded into that, the prices found there are nearly the best, and a climb over all rows goes on from them. What it
// claims, y and bound, has always been evaluated over every atom of every agent.
type dual struct {
	q     *problem
	fold  *fold // of the network
	b     *bounder
	e     *evaluator
	exact bool // the network can carry every stay as it is
	climb *price.Ascent
	grad  []int64
	y     []int64 // best prices of all rows
	bound int64   // L(y) in thousandths
	kept  []bool  // by atom: an arc of the narrowed network
}

// Rounds of the dual over the network of all arcs, and over all rows between looks at all atoms; the arcs kept for every
// agent and into every place.
const (
	wideRounds = 12
	lookRounds = 50
	fewMissing = 50 // an estimate off by less than a fiftieth of the way to the aim is good enough
	arcsEach   = 12
	arcsInto   = 6
)

func newDual(q *problem, threads int) *dual {
	d := &dual{q: q, e: newEvaluator(q, threads), bound: -1 << 62, kept: make([]bool, q.p.Atoms())}
	trees := nestAll(q, threads)
	d.exact = len(trees) == 1
	if !d.exact {
		trees = tiles(trees)
	}
	d.fold = newFold(q, trees)
	d.b = newBounder(d.network(func(int32) bool { return true }), nil)
	return d
}

func (d *dual) network(keep func(rep int32) bool) *network {
	w := build(d.fold, everybody(d.q.p), keep, make([]int64, len(d.q.p.Rows)))
	w.linkPlaces(true)
	return w
}

// first climbs until there are prices worth searching with. Where the nested musts alone allow no plan it returns those
// that clash.
func (d *dual) first(ctx context.Context) (conflict []string, err error) {
	f, err := d.b.round(ctx, d.aim(0))
	if err != nil {
		return nil, err
	}
	if d.exact && f.Status == flow.Infeasible {
		return d.b.blocked(f), nil
	}
	if _, err := d.claim(make([]int64, len(d.q.p.Rows))); err != nil {
		return nil, err
	}
	if err := d.ascend(ctx, wideRounds, 0); err != nil {
		return nil, err
	}
	return nil, d.chase(ctx, 0, 0)
}

// aim is the value to step toward: the cost of the best plan in thousandths, or a guess where there is none (0).
func (d *dual) aim(plan int64) int64 {
	value := max(d.bound, d.b.value)
	if d.climb != nil {
		_, value = d.climb.Best()
	}
	if value < -1<<60 {
		return plan
	}
	guess := value + max(value, -value)/50
	if plan != 0 {
		return min(plan, guess)
	}
	return guess
}

// advance climbs some rounds and claims what they brought: on the network until that has settled, then, if it is only
// nearly the law, over all rows.
func (d *dual) advance(ctx context.Context, rounds int, plan int64) error {
	if d.exact || !d.b.climb.Settled() {
		return d.chase(ctx, rounds, plan)
	}
	if d.climb == nil {
		d.e.narrow(d.y)
		d.climb, d.grad = d.e.climb(d.y)
	}
	return d.polish(ctx, rounds, plan)
}

// chase climbs on the network and evaluates where it came.
func (d *dual) chase(ctx context.Context, rounds int, plan int64) error {
	if err := d.ascend(ctx, rounds, plan); err != nil {
		return err
	}
	value, err := d.claim(d.b.y)
	if err == nil && value < d.b.value { // arcs left out would have been used: take them in and go on from here
		d.narrow(d.b.y)
	}
	return err
}

// claim evaluates prices over every atom and keeps them if they prove more than any before.
func (d *dual) claim(y []int64) (value int64, err error) {
	value, err = d.e.evaluate(y, make([]int64, len(d.q.p.Rows)))
	if err == nil && value > d.bound {
		d.y, d.bound = y, value
	}
	return value, err
}

// settled reports whether more rounds would bring next to nothing.
func (d *dual) settled() bool {
	if d.exact {
		return d.b.climb.Settled()
	}
	return d.climb != nil && d.climb.Settled()
}

// ascend climbs on the network, which is narrowed to the cheapest arcs once there are prices to tell them by.
func (d *dual) ascend(ctx context.Context, rounds int, plan int64) error {
	for range rounds {
		if d.b.climb.Settled() || ctx.Err() != nil {
			break
		}
		f, err := d.b.round(ctx, d.aim(plan))
		if err != nil {
			return err
		}
		if f.Status != flow.Optimal {
			break
		}
	}
	if d.b.wide && ctx.Err() == nil {
		d.narrow(d.b.y)
	}
	return nil
}

// narrow rebuilds the network on the arcs that are cheapest at y, overall and into every place, and on those it has kept
// before, and goes on from those prices. (Places without arcs would have potentials that mean nothing.)
func (d *dual) narrow(y []int64) {
	c := newCandidates(d.q, y, unlawful, arcsEach*len(d.b.w.agents))
	into := make([][]int32, len(d.fold.rows)+1)
	for k, rep := range d.fold.rep {
		if rep == unfolded {
			continue
		}
		into[d.fold.to[rep]+1] = append(into[d.fold.to[rep]+1], int32(k))
		d.kept[rep] = c.kept[k] || d.kept[rep]
	}
	for _, atoms := range into {
		slices.SortFunc(atoms, func(a, b int32) int {
			return cmp.Or(cmp.Compare(c.reduce[a], c.reduce[b]), cmp.Compare(a, b))
		})
		for _, k := range atoms[:min(len(atoms), arcsInto)] {
			d.kept[d.fold.rep[k]] = true
		}
	}
	picks := d.b.picks
	d.b = newBounder(d.network(func(k int32) bool { return d.kept[k] }), y)
	d.b.wide, d.b.y, d.b.picks = false, y, picks
}

// polish climbs over all rows on the cheapest atoms of every agent, and now and then looks at all: what it finds there
// is the claim, and where an atom left out would have been used, it is taken in and the climb goes on from the claim.
func (d *dual) polish(ctx context.Context, rounds int, plan int64) error {
	d.e.forget()
	for n := 0; n < rounds && !d.climb.Settled() && ctx.Err() == nil; n++ {
		if err := d.e.polish(d.climb, d.grad, d.aim(plan)); err != nil {
			return err
		}
		if n%lookRounds == lookRounds-1 {
			if err := d.look(plan); err != nil {
				return err
			}
		}
	}
	return d.look(plan)
}

// look claims the best prices of the climb.
func (d *dual) look(plan int64) error {
	y, hoped := d.climb.Best()
	was := d.bound
	value, err := d.claim(slices.Clone(y))
	if err != nil || value == was {
		return err
	}
	d.e.narrow(y)
	if (hoped-value)*fewMissing > d.aim(plan)-value {
		d.climb, d.grad = d.e.climb(y)
	}
	return nil
}

// relaxed is the plan of the last flow. Its cost is near the bound, and it is nearly lawful.
func (d *dual) relaxed() *program.State {
	s := program.NewState(d.q.p)
	d.fold.unfold(s, d.b.picks, func(i, k int32) { s.Set(i, []int32{k}) })
	return s
}

// clash reports whether the bound is above what any plan could cost, so that there is none, and then the keys of the
// musts that drive it up, dearest first.
func (d *dual) clash() []string {
	if d.bound <= d.q.top {
		return nil
	}
	prices := d.q.p.Certificate(d.y, 0).Prices
	slices.SortStableFunc(prices, func(a, b model.QuotaPrice) int { return cmp.Compare(b.Lower+b.Upper, a.Lower+a.Upper) })
	var keys []string
	for _, x := range prices[:min(len(prices), clashMost)] {
		keys = append(keys, x.Quota)
	}
	return keys
}

const clashMost = 12

// nestAll nests the places for every span some stay has.
func nestAll(q *problem, threads int) []*tree {
	var spans []span
	for k := range q.stays {
		if in := (span{q.stays[k].First, q.stays[k].Last}); !slices.Contains(spans, in) {
			spans = append(spans, in)
		}
	}
	if len(spans) == 0 {
		spans = append(spans, span{0, model.Term(q.c.Terms - 1)})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last)) })
	trees := make([]*tree, len(spans))
	abreast(threads, len(spans), func(i int) { trees[i] = nest(q, spans[i]) })
	return trees
}

func everybody(p *program.Program) []int32 {
	all := make([]int32, p.Agents())
	for i := range all {
		all[i] = int32(i)
	}
	return all
}
