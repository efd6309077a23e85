package rotation

import (
	"context"
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/price"
	"github.com/rotateplan/rotate/solver/program"
)

// Effort of cutting.
const (
	cutRounds  = 100     // of the dual, from one separation to the next
	cutPhase   = 2       // separations of a phase
	cutLittle  = 0.01    // of what the bound is short of the plan: a separation that brings less brings little,
	cutLittles = 4       // and so many in a row are enough while the search finds better plans,
	cutStalled = 10      // and when it does not
	cutHope    = 300     // the bound rises by no more than one in so much
	cutEntries = 1 << 25 // of cuts in atoms there are at most
	capPart    = 0.7     // of what is left to the weight of a quota may be charged by cuts more than is
)

// cutting is a list of prices beside the tree, of the rows and of cuts.
type cutting struct {
	p     *program.Program // with the rows of the cuts
	cuts  []*program.Cut
	y     []int64
	bound int64 // thousandths: what it proves
}

// cutter proves more where the relaxation of all rows is too far below the plan: cuts that its solution breaks get rows and prices of their
// own, and the climb goes on over all of them (relax and cut; Lucena 2005).
type cutter struct {
	q       *problem
	threads int
	cuts    []*program.Cut
	y       []int64   // prices of the rows
	charged []int64   // and of the cuts
	share   []float64 // by atom: of the relaxation
	best    *cutting
	littles int // separations in a row that brought little
}

func (s *solve) newCutter() *cutter {
	return &cutter{q: s.d.q, threads: s.o.Threads, y: s.d.y, share: s.d.mixture(), best: &cutting{bound: s.d.bound}}
}

// climb separates and climbs a few times, until so many in a row brought little. plan is the cost of the best plan in thousandths, or 0.
func (c *cutter) climb(ctx context.Context, plan int64, littles int) error {
	if hoped := c.best.bound + c.best.bound/cutHope; plan == 0 || plan > hoped {
		plan = hoped
	}
	for range cutPhase {
		if c.littles >= littles || ctx.Err() != nil {
			return nil
		}
		was := c.best.bound
		if err := c.round(ctx, plan); err != nil {
			return err
		}
		if c.littles++; float64(c.best.bound-was) > cutLittle*float64(aim(plan, was)-was) {
			c.littles = 0
		}
	}
	return nil
}

// round finds cuts, forgets those without a price, and climbs.
func (c *cutter) round(ctx context.Context, plan int64) error {
	more := c.q.separate(c.share, c.cuts)
	var cuts []*program.Cut
	var charged []int64
	size := 0
	for n, x := range c.cuts {
		if c.charged[n] > 0 {
			cuts, charged = append(cuts, x), append(charged, c.charged[n])
			size += x.Size()
		}
	}
	for _, x := range more {
		if size += x.Size(); size <= cutEntries {
			cuts, charged = append(cuts, x), append(charged, 0)
		}
	}
	c.cuts, c.charged = cuts, charged
	if err := c.ascend(ctx, plan); err != nil {
		return err
	}
	return c.claim()
}

// ascend climbs over the rows of the law and of the cuts.
func (c *cutter) ascend(ctx context.Context, plan int64) error {
	q, law, caps := *c.q, len(c.y), c.caps()
	q.p = c.q.p.Cutting(c.cuts, caps)
	e := newEvaluator(&q, c.threads)
	start := make([]int64, len(q.p.Rows))
	lo, hi, curves := make([]int64, len(start)), make([]int64, len(start)), make([]price.Curve, len(start))
	for r := range start {
		lo[r], hi[r] = q.p.Rows[r].Range()
		curves[r] = curve(q.p, []int32{int32(r)}, 1)
		if r < law {
			start[r] = min(max(c.y[r], lo[r]), hi[r])
		} else {
			hi[r] = caps[r-law]
			start[r] = min(c.charged[r-law], hi[r])
		}
	}
	e.narrow(start)
	climb, gradient, given := price.NewKnown(start, lo, hi, curves), make([]int64, len(start)), answers{}
	for n := 0; n < cutRounds && ctx.Err() == nil; n++ {
		if err := e.polish(climb, gradient, plan); err != nil {
			return err
		}
		given.note(e.picks())
	}
	y, _ := climb.Best()
	c.y, c.charged = slices.Clone(y[:law]), slices.Clone(y[law:])
	c.share = given.shares(climb, q.p.Atoms())
	return nil
}

// caps returns the highest prices of the cuts for a climb: together they may not charge more for a unit outside a quota than it costs,
// beside the price of its row.
func (c *cutter) caps() []int64 {
	quotas := c.q.p.Quotas
	spent, load := make([]int64, len(quotas)), make([]int64, len(quotas))
	for n, x := range c.cuts {
		for _, part := range x.Parts {
			spent[part.Quota] += c.charged[n]
			load[part.Quota]++
		}
	}
	caps := make([]int64, len(c.cuts))
	for n, x := range c.cuts {
		caps[n] = program.Infinite
		for _, part := range x.Parts {
			if q := &quotas[part.Quota]; !q.Must {
				left := q.Weight*program.Thousand - max(c.y[part.Row], -c.y[part.Row]) - spent[part.Quota]
				caps[n] = min(caps[n], c.charged[n]+int64(capPart*float64(max(left, 0)))/load[part.Quota])
			}
		}
	}
	return caps
}

// claim finds what the prices prove, over every atom.
func (c *cutter) claim() error {
	q, charged := *c.q, slices.Clone(c.charged)
	q.p = c.q.p.Cutting(c.cuts, charged)
	x := &cutting{p: q.p, cuts: c.cuts, y: append(slices.Clone(c.y), charged...)}
	for r := range c.y {
		x.y[r] = clamp(&q.p.Rows[r], x.y[r])
	}
	var err error
	if x.bound, err = newEvaluator(&q, c.threads).evaluate(x.y, make([]int64, len(x.y))); err == nil && x.bound > c.best.bound {
		c.best = x
	}
	return err
}

// certificate writes down the prices and the cuts that have any.
func (x *cutting) certificate(q *problem, bound model.Cost) model.Certificate {
	c := x.p.Certificate(x.y, bound)
	for n, cut := range x.cuts {
		if x.y[len(x.y)-len(x.cuts)+n] == 0 {
			continue
		}
		out := model.Cut{Key: program.CutKey(n), Over: 2}
		for _, part := range cut.Parts {
			side := model.CutQuota{Quota: x.p.Quotas[part.Quota].Key, Upper: 1}
			if part.Sign < 0 {
				side.Lower, side.Upper = 1, 0
			}
			out.Quotas = append(out.Quotas, side)
		}
		for _, i := range cut.Agents {
			out.Agents = append(out.Agents, model.CutAgent{Agent: fmt.Sprintf("teacher=%s", q.c.County.Teachers[i].ID), Times: 1})
		}
		c.Cuts = append(c.Cuts, out)
	}
	return c
}
