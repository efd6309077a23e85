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
	whole  *problem         // of all plans
	q      *problem         // of those that decisions leave
	law    *program.Program // of all plans, with the rows of the stairs
	stairs []*program.Stair
	fold   *fold // of the network
	b      *bounder
	e      *evaluator
	exact  bool // the network can carry every stay as it is
	climb  *price.Ascent
	grad   []int64
	y      []int64 // best prices of all rows
	bound  int64   // L(y) in thousandths
	kept   []bool  // by atom: an arc of the network
	answers
}

const (
	firstRounds = 500 // at most, before there is a plan
	hopeExact   = 0.1 // of the gap asked for is hoped for when that ends,
	hopeNearly  = 5   // and where the network is only nearly the law
	pricedMost  = 16  // rounds on the network between looks at the arcs left out,
	pricedAgain = 1000
	lookRounds  = 50 // and over all rows
	fewMissing  = 50 // an estimate off by less than a fiftieth of the way to the aim is good enough
)

func newDual(whole *problem, threads int) *dual {
	own := *whole
	q := &own
	law, stairs := whole.p.Stairs()
	q.p = law
	d := &dual{whole: whole, q: q, law: law, stairs: stairs, e: newEvaluator(q, threads), bound: -1 << 62, kept: make([]bool, q.p.Atoms())}
	trees := nestAll(q, threads)
	d.exact = len(trees) == 1
	if !d.exact {
		trees = tiles(trees)
	}
	d.fold = newFold(q, trees)
	d.keepCheapest()
	d.b = newBounder(d.network())
	return d
}

// first climbs until there are prices worth searching with: until what remains to be hoped for is a small part of the gap asked
// for, from which a first plan may be as good as that; or, where the network is only nearly the law so that search has to mend
// what it does not know, a few times the gap. Where the nested musts alone allow no plan it returns those that clash.
func (d *dual) first(ctx context.Context, gap float64) (conflict []string, err error) {
	if _, err := d.claim(make([]int64, len(d.q.p.Rows))); err != nil {
		return nil, err
	}
	f, err := d.chase(ctx, firstRounds, 0, d.near(gap))
	if err == nil && d.exact && f != nil && f.Status == flow.Infeasible {
		conflict = d.b.blocked(f)
	}
	return conflict, err
}

// near tells when little enough remains to be hoped for, beside the gap asked for.
func (d *dual) near(gap float64) func() bool {
	hope := gap * hopeNearly
	if d.exact {
		hope = gap * hopeExact
	}
	return func() bool { return float64(d.b.climb.Hope()) < hope*float64(d.b.value) }
}

// ripen climbs on before the first plan where the network is only nearly the law: what that begins with, and where a search
// looks, hang on the prices of all rows.
func (d *dual) ripen(ctx context.Context, plan int64) error {
	if _, err := d.chase(ctx, ripeArcs/max(len(d.b.w.arcs), 1)-d.noted, plan, func() bool { return false }); err != nil {
		return err
	}
	d.e.narrow(d.y)
	d.climbAll(d.y)
	return d.polish(ctx, ripeRounds, plan)
}

// ripeArcs is how many arcs are priced on the network before there is a plan, and ripeRounds how often all rows after that.
const (
	ripeArcs   = 20_000_000
	ripeRounds = 150
)

// aim is the value to step toward from one: the cost of the best plan in thousandths, or a guess where there is none (0).
func aim(plan, value int64) int64 {
	guess := value + max(value, -value)/50
	if plan != 0 {
		return min(plan, guess)
	}
	return guess
}

// advance climbs some rounds and claims what they brought: on the network, or if it is only nearly the law over all rows
// once it has settled or that has begun.
func (d *dual) advance(ctx context.Context, rounds int, plan int64) error {
	if d.exact || d.climb == nil && !d.b.climb.Settled() {
		_, err := d.chase(ctx, rounds, plan, func() bool { return false })
		return err
	}
	if d.climb == nil {
		d.e.narrow(d.y)
		d.climbAll(d.y)
	}
	return d.polish(ctx, rounds, plan)
}

// climbAll begins a climb over all rows.
func (d *dual) climbAll(y []int64) {
	d.climb, d.grad = d.e.climb(y)
	d.noted = 0
}

// chase climbs on the network and evaluates where it came, until it has settled, is near enough or dearer than any plan. It returns
// the last flow.
func (d *dual) chase(ctx context.Context, rounds int, plan int64, near func() bool) (*flow.Solution, error) {
	var f *flow.Solution
	wait, next := 1, 1
	for n := 1; n <= rounds && !d.b.climb.Settled() && ctx.Err() == nil; n++ {
		var err error
		if f, err = d.b.round(ctx, plan); err != nil {
			return nil, err
		}
		if f.Status != flow.Optimal {
			if ctx.Err() != nil || !d.widen() {
				return f, nil
			}
			continue
		}
		d.note(d.b.picks)
		last := n == rounds || d.b.climb.Settled() || near() || d.b.value > d.q.top
		if n < next && !last {
			continue
		}
		more := d.take()
		if last && more == 0 {
			break
		}
		if wait = min(2*wait, pricedMost); more*pricedAgain > len(d.b.w.arcs) {
			wait = 1
		}
		next = n + wait
	}
	_, err := d.claim(d.b.y)
	return f, err
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

// polish climbs over all rows on the cheapest atoms of every agent, and now and then looks at all: what it finds there
// is the claim, and where an atom left out would have been used, it is taken in and the climb goes on from the claim.
func (d *dual) polish(ctx context.Context, rounds int, plan int64) error {
	for n := 0; n < rounds && !d.climb.Settled() && ctx.Err() == nil; n++ {
		if err := d.e.polish(d.climb, d.grad, plan); err != nil {
			return err
		}
		d.note(d.e.picks())
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
	if (hoped-value)*fewMissing > aim(plan, value)-value {
		d.climbAll(y)
	}
	return nil
}

// mixture returns how much of the relaxation takes each atom.
func (d *dual) mixture() []float64 {
	climb := d.climb
	if climb == nil {
		climb = d.b.climb
	}
	return d.shares(climb, d.q.p.Atoms())
}

// relaxed is the plan of the last flow. Its cost is near the bound, and it is nearly lawful.
func (d *dual) relaxed() *program.State {
	s := program.NewState(d.whole.p)
	d.fold.unfold(s, d.b.picks, func(i, k int32) { s.Set(i, []int32{k}) })
	return s
}

// dearest returns the keys of the quotas with the highest prices.
func dearest(p *program.Program, y []int64) []string {
	prices := p.Certificate(y, 0).Prices
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
