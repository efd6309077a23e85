package itinerant

import (
	"context"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
	"github.com/rotateplan/rotate/solver/flow"
	"github.com/rotateplan/rotate/solver/program"
	"github.com/rotateplan/rotate/solver/proof"
)

// answer is a season solved.
type answer struct {
	trips  []model.Trip
	cost   int64 // metre-terms
	bound  int64 // thousandths
	prices prices
	status solver.Status // Infeasible, None without trips, Stopped where nobody goes, else Optimal or Exhausted
	calls  []int         // that cannot be met together, when Infeasible,
	donors []int         // and the donors that could help
}

// Solve plans the trips of itinerant teachers for a case under its rotation. Terms and subjects share nobody's periods, so each is
// solved by itself, and a term that is like the one before has its trips.
func Solve(ctx context.Context, c *rule.Case, o solver.Options) (*solver.Result[model.Circuit], error) {
	if o.Gap == 0 {
		o.Gap = 0.001
	}
	r := &solver.Result[model.Circuit]{Status: solver.Optimal, HasPlan: true}
	if len(c.TripLaw()) == 0 {
		return r, nil
	}
	book, bound := newPriceBook(c), int64(0)
	for x := model.NoSubject + 1; x < model.Subjects; x++ {
		var last *season
		var a *answer
		for t := model.Term(0); int(t) < c.Terms; t++ {
			s := read(c, book.law, t, x)
			if last == nil || !s.like(last) {
				var err error
				if a, err = s.solve(ctx, o); err != nil {
					return nil, err
				}
			}
			last = s
			s.enter(r, a, book)
			bound += a.bound
		}
	}
	r.Bound = model.Cost(proof.Whole(bound))
	r.Certificate = model.Certificate{Bound: r.Bound, Prices: book.prices()}
	r.Plan.Sort()
	switch {
	case !r.HasPlan:
	case r.Cost == r.Bound:
		r.Status = solver.Optimal
	case solver.Gap(r.Cost, r.Bound) <= o.Gap:
		r.Status = solver.WithinGap
	default:
		r.Status = max(r.Status, solver.Exhausted)
	}
	return r, nil
}

// like reports whether two terms have the same problem.
func (s *season) like(o *season) bool {
	return slices.Equal(s.donors, o.donors) && slices.Equal(s.calls, o.calls) && slices.Equal(s.ways, o.ways) &&
		slices.EqualFunc(s.pools, o.pools, func(a, b pool) bool {
			return a.donor == b.donor && a.lends == b.lends && slices.Equal(a.teachers, b.teachers)
		})
}

// enter adds the answer of a season, or of one like it, to a result.
func (s *season) enter(r *solver.Result[model.Circuit], a *answer, book *priceBook) {
	switch {
	case a.status == solver.Infeasible:
		r.Status, r.HasPlan = a.status, false
		r.Conflict = append(r.Conflict, book.keys(s, a.calls, a.donors)...)
		return
	case a.trips == nil && a.status == solver.None:
		r.Status, r.HasPlan = max(r.Status, solver.Exhausted), false
	case a.status == solver.Stopped:
		r.Status = max(r.Status, solver.Stopped)
	}
	for _, x := range a.trips {
		x.Term = s.term
		r.Plan.Trips = append(r.Plan.Trips, x)
	}
	r.Cost += model.Cost(a.cost)
	book.enter(s, a.prices)
}

// solve finds the cheapest flow, whose potentials make the bound, settles ties and repairs it to trips at few places.
func (s *season) solve(ctx context.Context, o solver.Options) (*answer, error) {
	n := s.network()
	x, err := flow.Solve(ctx, &n.Network, nil)
	switch {
	case err != nil:
		return nil, err
	case x.Status == flow.Infeasible:
		a := &answer{status: solver.Infeasible}
		a.calls, a.donors = s.tight(n, x.Cut)
		return a, nil
	case x.Status != flow.Optimal:
		return s.nobody(prices{make([]int64, len(s.calls)), make([]int64, len(s.donors))}), nil
	}
	a := &answer{status: solver.Optimal, prices: s.pricesOf(n, x)}
	a.bound, _ = s.bound(a.prices)
	if err := s.settle(ctx, n, x); err != nil {
		return nil, err
	}
	if x.Status != flow.Optimal {
		return s.nobody(a.prices), nil
	}
	switch ok, err := s.repair(ctx, n, x); {
	case err != nil:
		return nil, err
	case !ok && ctx.Err() != nil:
		return s.nobody(a.prices), nil
	case !ok:
		a.status = solver.None
		return a, nil
	}
	s.deal(a, x.Flow[n.ways:n.calls], o.Seed)
	enough := func(cost, bound int64) bool {
		return solver.Gap(model.Cost(cost), model.Cost(bound/program.Thousand)) <= o.Gap
	}
	if !enough(a.cost, a.bound) {
		s.climb(a, enough)
	}
	return a, nil
}

// nobody is the answer of a season that was not given the time for another: nobody goes, which is no plan where lessons must be given.
func (s *season) nobody(at prices) *answer {
	a := &answer{status: solver.Stopped, prices: at}
	for i := range s.calls {
		if a.cost += int64(s.Worth) * s.calls[i].short; s.calls[i].must && s.calls[i].short > 0 {
			a.status = solver.None
		}
	}
	a.bound, _ = s.bound(at)
	return a
}

// deal makes trips of a flow on the ways and counts what they cost.
func (s *season) deal(a *answer, flow []int64, seed uint64) {
	for i, x := range flow {
		a.cost += x * s.ways[i].cost
	}
	for k, owed := range s.owed(flow) {
		if len(owed) == 0 {
			continue
		}
		teachers := s.pools[k].drawn(s.c.County, seed)
		dealt, _ := s.pools[k].share(owed, s.Places)
		for i, hers := range dealt {
			for _, x := range hers {
				to := &s.calls[x.call]
				a.trips = append(a.trips, model.Trip{Teacher: teachers[i], Term: s.term, Section: to.Section, Subject: to.Subject, Periods: int16(x.periods)})
				a.cost -= int64(s.Worth) * x.periods
			}
		}
	}
	for i := range s.calls {
		a.cost += int64(s.Worth) * s.calls[i].short
	}
}
