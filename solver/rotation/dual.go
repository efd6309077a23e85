package rotation

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// dual is the climb toward the best prices. It prices the coupling rows against the network; where some stays do not
// span the horizon, and so are no arcs, the prices found there are only a start, and a climb over all rows goes on from
// them. What it claims, y and bound, has always been evaluated over every atom of every agent.
type dual struct {
	q     *problem
	trees []*tree // one a span that some stay has, the whole horizon first
	b     *bounder
	e     *evaluator
	exact bool // the network could carry every stay
	climb *price.Ascent
	grad  []int64
	y     []int64 // best prices of all rows
	bound int64   // L(y) in thousandths
	kept  []bool  // by atom: an arc of the narrowed network
}

// Rounds of the dual: over the network of all arcs, over that of the cheapest before the first search, over all rows
// before the first search, and between searches; and the arcs kept for every agent and into every place.
const (
	wideRounds  = 60
	firstRounds = 1000
	seedRounds  = 300
	moreRounds  = 100
	lookRounds  = 50
	fewMissing  = 50 // an estimate off by less than a fiftieth of the way to the aim is good enough
	arcsEach    = 12
	arcsInto    = 6
)

func newDual(q *problem, threads int) *dual {
	if threads == 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	d := &dual{q: q, e: newEvaluator(q, threads), trees: nestAll(q), bound: -1 << 62, kept: make([]bool, q.p.Atoms())}
	d.exact = len(d.trees) == 1
	d.b = newBounder(d.network(func(int32) bool { return true }), nil)
	return d
}

func (d *dual) network(keep func(k int32) bool) *network {
	return build(d.q, d.trees[0], everybody(d.q.p), keep, make([]int64, len(d.q.p.Rows)))
}

// first climbs until there are prices worth searching with. Where the nested musts alone allow no plan it returns those
// that clash.
func (d *dual) first(ctx context.Context) (conflict []string, err error) {
	f, err := d.b.round(ctx, d.aim(0))
	if err != nil || f.Status == flow.Infeasible {
		return d.b.blocked(f), err
	}
	if err := d.ascend(ctx, wideRounds, 0); err != nil {
		return nil, err
	}
	if d.exact {
		return nil, d.advance(ctx, firstRounds, 0)
	}
	if err := d.ascend(ctx, seedRounds, 0); err != nil {
		return nil, err
	}
	d.e.narrow(d.b.y)
	d.climb, d.grad = d.e.climb(d.b.y)
	return nil, d.advance(ctx, firstRounds, 0)
}

// aim is the value to step toward: the cost of the best plan in thousandths, or a guess where there is none (0).
func (d *dual) aim(plan int64) int64 {
	if plan != 0 {
		return plan
	}
	value := max(d.bound, d.b.value)
	if d.climb != nil {
		_, value = d.climb.Best()
	}
	if value < -1<<60 {
		return 0
	}
	return value + max(value, -value)/50
}

// advance climbs some rounds and claims what they brought.
func (d *dual) advance(ctx context.Context, rounds int, plan int64) error {
	if !d.exact {
		return d.polish(ctx, rounds, plan)
	}
	if err := d.ascend(ctx, rounds, plan); err != nil {
		return err
	}
	value, err := d.e.evaluate(d.b.y, make([]int64, len(d.q.p.Rows)))
	if err == nil && value > d.bound {
		d.y, d.bound = d.b.y, value
	}
	if err == nil && value < d.b.value { // arcs left out would have been used: take them in and go on from here
		d.narrow(d.b.y)
	}
	return err
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
	if d.b.wide && d.b.y != nil {
		d.narrow(d.b.y)
	}
	return nil
}

// narrow rebuilds the network on the arcs that are cheapest at y, overall and into every place, and on those it has kept
// before, and goes on from those prices. (Places without arcs would have potentials that mean nothing.)
func (d *dual) narrow(y []int64) {
	c := newCandidates(d.q, y, unlawful, arcsEach*len(d.b.w.agents))
	t := d.trees[0]
	into := make([][]int32, len(t.places)+1)
	for k := range d.q.stays {
		if t.fits[k] {
			into[t.to[k]+1] = append(into[t.to[k]+1], int32(k))
		}
		d.kept[k] = c.kept[k] || d.kept[k]
	}
	for _, atoms := range into {
		slices.SortFunc(atoms, func(a, b int32) int {
			return cmp.Or(cmp.Compare(c.reduce[a], c.reduce[b]), cmp.Compare(a, b))
		})
		for _, k := range atoms[:min(len(atoms), arcsInto)] {
			d.kept[k] = true
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
			if rounds-n > moreRounds {
				d.e.forget()
			}
			if err := d.look(plan); err != nil {
				return err
			}
		}
	}
	return d.look(plan)
}

// look evaluates the best prices of the climb over every atom.
func (d *dual) look(plan int64) error {
	y, hoped := d.climb.Best()
	value, err := d.e.evaluate(y, d.grad)
	if err != nil || value == d.bound {
		return err
	}
	if value > d.bound {
		d.y, d.bound = slices.Clone(y), value
	}
	d.e.narrow(y)
	if (hoped-value)*fewMissing > d.aim(plan)-value {
		d.climb, d.grad = d.e.climb(y)
	}
	return nil
}

// relaxed is the plan of the last flow.
func (d *dual) relaxed() *program.State {
	s := program.NewState(d.q.p)
	for _, k := range d.b.picks {
		s.Set(d.q.owner[k], []int32{k})
	}
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

// nestAll nests the places for the whole horizon, and for every other span some stay has.
func nestAll(q *problem) []*tree {
	spans := []span{{0, model.Term(q.c.Terms - 1)}}
	for k := range q.stays {
		if in := (span{q.stays[k].First, q.stays[k].Last}); !slices.Contains(spans, in) {
			spans = append(spans, in)
		}
	}
	trees := make([]*tree, len(spans))
	for i := range spans {
		trees[i] = nest(q, spans[i])
	}
	return trees
}

func everybody(p *program.Program) []int32 {
	all := make([]int32, p.Agents())
	for i := range all {
		all[i] = int32(i)
	}
	return all
}
