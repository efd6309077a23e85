package rotation

import (
	"context"
	"fmt"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver/branch"
	"github.com/rotateplan/rotate/solver/program"
)

// Effort of cutting.
const (
	cutPivots   = 100_000 // in all, of the linear program
	cutAtoms    = 1 << 18 // there are at most
	cutsMost    = 40      // at once
	missingMost = 100_000 // a part of the cost so small may be missing where cuts are looked for
)

// cutting is a list of prices beside the tree, of the rows and of cuts.
type cutting struct {
	p     *program.Program // with the rows of the cuts
	cuts  []*program.Cut
	y     []int64
	bound int64 // thousandths: what it proves
}

// cut proves more where the relaxation of all rows is too far below the plan: the linear program of the cheapest atoms has what no climb
// has, a vertex, and the equations of that, rounded, are inequalities it breaks. It is done once.
func (s *solve) cut(ctx context.Context) error {
	if s.tight != nil || s.d.exact || s.root != nil || !s.has || s.done() || s.q.p.Atoms() > cutAtoms {
		return nil
	}
	s.tight = &cutting{bound: unproven}
	c := newColumns(s)
	r := branch.NewRelaxation(s.d.q.p, c.choices())
	var cuts []*program.Cut
	for left := cutPivots; r.Solve(ctx, left); {
		left -= r.Pivots()
		x, err := s.evaluate(r, cuts)
		if err != nil {
			return err
		}
		if x.bound > s.tight.bound {
			s.tight = x
		}
		if s.done() {
			break
		}
		if c.widen(x) > s.cost()/missingMost {
			r.Widen(c.choices())
			continue
		}
		more := s.separate(r, c.choices())
		if len(more) == 0 {
			break
		}
		cuts = append(cuts, more...)
		r.Add(more)
	}
	return nil
}

// evaluate finds what the prices of a relaxation prove. A row in which none of its atoms counts has a price that a count of none has.
func (s *solve) evaluate(r *branch.Relaxation, cuts []*program.Cut) (*cutting, error) {
	q, y := *s.d.q, append([]int64(nil), s.d.y...)
	prices := r.Prices(y)
	q.p = q.p.Cutting(cuts, prices)
	counted := r.Counted()
	for n := range y {
		row := &q.p.Rows[n]
		if !counted[n] {
			y[n] = min(max(y[n], slopeBelow(row, 0)), slopeAt(row, 0))
		}
		y[n] = clamp(row, y[n])
	}
	x := &cutting{p: q.p, cuts: cuts, y: append(y, prices...)}
	var err error
	x.bound, err = newEvaluator(&q, s.o.Threads).evaluate(x.y, make([]int64, len(x.y)))
	return x, err
}

// certificate writes down the prices and the cuts that have any.
func (x *cutting) certificate(q *problem, bound model.Cost) model.Certificate {
	c := x.p.Certificate(x.y, bound)
	for n, cut := range x.cuts {
		if x.y[len(x.y)-len(x.cuts)+n] == 0 {
			continue
		}
		out := model.Cut{Key: program.CutKey(n), Over: cut.Over}
		for _, part := range cut.Parts {
			side := model.CutQuota{Quota: x.p.Quotas[part.Quota].Key, Upper: part.Times}
			if part.Sign < 0 {
				side.Lower, side.Upper = part.Times, 0
			}
			out.Quotas = append(out.Quotas, side)
		}
		for _, a := range cut.Agents {
			out.Agents = append(out.Agents, model.CutAgent{Agent: fmt.Sprintf("teacher=%s", q.c.County.Teachers[a.Agent].ID), Times: a.Times})
		}
		c.Cuts = append(c.Cuts, out)
	}
	return c
}
