package verify

import (
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// universe lists the atoms of an agent, bans not yet applied, in the memory of old or anew. It may be called from several
// goroutines. Where x is not nil, which has turned to the agent, it may leave out what is of no use to a cheapest walk.
type universe[A comparable] func(agent int, x *pricer[A], old []A) []A

// GroupingBound returns the bound a certificate proves for the groupings of a case.
func GroupingBound(c *rule.Case, cert model.Certificate) (model.Cost, error) {
	return memberJudge(c).bound(len(c.County.Sections), memberships(c), cert)
}

// RotationBound returns the bound a certificate proves for the rotations of a case under its grouping.
func RotationBound(c *rule.Case, cert model.Certificate) (model.Cost, error) {
	return stayJudge(c).bound(len(c.County.Teachers), stays(c), cert)
}

func memberships(c *rule.Case) universe[model.Membership] {
	return func(agent int, x *pricer[model.Membership], old []model.Membership) []model.Membership {
		var open func(model.Membership) bool
		if x != nil {
			open = x.open
		}
		all := old[:0]
		c.EachMembership(model.SectionID(agent), open, func(m model.Membership) { all = append(all, m) })
		return all
	}
}

// CircuitBound returns the bound a certificate proves for the circuits of a case under its rotation.
func CircuitBound(c *rule.Case, cert model.Certificate) (model.Cost, error) {
	return tripJudge(c).bound(c.TripAgents(), trips(c), cert)
}

// trips is the universe of trips. Prices of trips are so much a period, and walks only limit them: where she may stay away, a section
// to which one period is worth nothing to the agent is left out when a pricer asks.
func trips(c *rule.Case) universe[model.Trip] {
	return func(agent int, x *pricer[model.Trip], old []model.Trip) []model.Trip {
		all := old[:0]
		var open func(model.Trip) bool
		if x != nil && x.idle(agent) {
			open = x.pays
		}
		c.EachTrip(agent, open, func(a model.Trip) { all = append(all, a) })
		return all
	}
}

// bound evaluates a certificate: it is the least of its leaves that have plans.
func (j *judge[A]) bound(agents int, u universe[A], cert model.Certificate) (least model.Cost, err error) {
	found, empty := false, error(nil)
	err = j.leaves(agents, u, cert, func(j *judge[A], agents int, u universe[A], prices []model.QuotaPrice) error {
		p, err := j.priced(prices)
		if err != nil {
			return err
		}
		switch b, err := p.total(agents, u); {
		case isVoid(err):
			empty = err
		case err != nil:
			return err
		case !found || b < least:
			least, found = b, true
		}
		return nil
	})
	if err == nil && !found {
		err = empty
	}
	return least, err
}

// leaves visits the lists of prices of a certificate, each with the law and the universe of its plans. Of an atom that nobody has a
// branch says nothing.
func (j *judge[A]) leaves(agents int, u universe[A], cert model.Certificate, visit func(*judge[A], int, universe[A], []model.QuotaPrice) error) error {
	named := map[string]holding[A]{}
	mentioned(&cert, named)
	if len(named) > 0 {
		j.find(agents, u, named)
	}
	var walk func(j *judge[A], u universe[A], cert *model.Certificate) error
	walk = func(j *judge[A], u universe[A], cert *model.Certificate) error {
		b := cert.Branch
		switch {
		case b == nil:
			with, err := j.cutting(agents, u, cert.Cuts)
			if err != nil {
				return err
			}
			return visit(with, agents, u, cert.Prices)
		case b.Quota != "":
			few, many, err := j.counted(b)
			if err != nil {
				return err
			}
			if err := walk(few, u, &b.Without); err != nil {
				return err
			}
			return walk(many, u, &b.With)
		}
		var held []holding[A]
		for _, name := range b.Atoms {
			if h := named[name]; h.found {
				held = append(held, h)
			}
		}
		if err := walk(j, left(u, held), &b.Without); err != nil {
			return err
		}
		return walk(j.taking(held), u, &b.With)
	}
	return walk(j, u, &cert)
}

// void says that an agent has no lawful walk: there is no plan to bound, and in a branch the other leaf decides.
type void struct{ who string }

func (v void) Error() string { return v.who + " has no lawful walk" }

func isVoid(err error) bool { return errors.As(err, new(void)) }

// holding is an atom that a branch names, and whose it is.
type holding[A comparable] struct {
	found bool
	agent int
	atom  A
}

// mentioned enters the atoms that a tree names.
func mentioned[A comparable](cert *model.Certificate, named map[string]holding[A]) {
	if b := cert.Branch; b != nil {
		for _, name := range b.Atoms {
			named[name] = holding[A]{}
		}
		mentioned(&b.Without, named)
		mentioned(&b.With, named)
	}
}

// find looks for the atoms named.
func (j *judge[A]) find(agents int, u universe[A], named map[string]holding[A]) {
	var atoms []A
	for agent := range agents {
		atoms = u(agent, nil, atoms)
		for _, a := range atoms {
			if _, ok := named[j.name(a)]; ok {
				named[j.name(a)] = holding[A]{true, agent, a}
			}
		}
	}
}

// left is a universe without some atoms.
func left[A comparable](u universe[A], held []holding[A]) universe[A] {
	return func(agent int, x *pricer[A], old []A) []A {
		if !slices.ContainsFunc(held, func(h holding[A]) bool { return h.agent == agent }) {
			return u(agent, x, old)
		}
		return slices.DeleteFunc(u(agent, nil, old), func(a A) bool {
			return slices.ContainsFunc(held, func(h holding[A]) bool { return h.atom == a })
		})
	}
}

// taking is a judge by whose law one of some atoms must be taken. It is the same judge where they are not all of one agent: plans
// with one of them are among all plans.
func (j *judge[A]) taking(held []holding[A]) *judge[A] {
	if len(held) == 0 || slices.ContainsFunc(held, func(h holding[A]) bool { return h.agent != held[0].agent }) {
		return j
	}
	one := func(a A) bool { return slices.ContainsFunc(held, func(h holding[A]) bool { return h.atom == a }) }
	with := *j
	with.law = append(slices.Clip(j.law), demanded(rule.Form[A]{Walk: once(held[0].agent, one)}))
	return &with
}

// once is the walk of an agent that holds at least one of some atoms. States: 0 none yet, 1 one or more, or another agent.
func once[A any](who int, of func(A) bool) *rule.Walk[A] {
	return &rule.Walk[A]{
		States: 2,
		Start: func(agent int) int {
			if agent == who {
				return 0
			}
			return 1
		},
		Next: func(state int, a A) (int, int64) {
			if of(a) {
				return 1, 0
			}
			return state, 0
		},
		End: func(state int) int64 { return int64(1 - state) },
	}
}

// pricing is a law with prices on its quotas, in thousandths.
type pricing[A comparable] struct {
	j        *judge[A]
	constant big.Int
	net      [][]int64 // by family, by quota: upper − lower
	families []*rule.Family[A]
}

const thousand = 1000

// dearest is the largest price believed, 17 thousand million metre-terms a unit: with it the cost of one agent's walk
// stays far from the end of 64 bits, whatever a certificate says. Sums over agents and quotas are exact.
const dearest = 1 << 44

// priced enters a list of prices, refusing those that prove nothing.
func (j *judge[A]) priced(prices []model.QuotaPrice) (*pricing[A], error) {
	p := &pricing[A]{j: j}
	at := map[string][2]int{}
	for i := range j.law {
		f := j.law[i].Form.Quota
		if f == nil {
			continue
		}
		for q := range f.Quotas {
			if _, twice := at[f.Quotas[q].Key]; twice {
				return nil, fmt.Errorf("two quotas are named %s", f.Quotas[q].Key)
			}
			at[f.Quotas[q].Key] = [2]int{len(p.families), q}
		}
		p.families, p.net = append(p.families, f), append(p.net, make([]int64, len(f.Quotas)))
	}
	known := map[string]model.QuotaPrice{}
	for _, x := range prices {
		k, ok := at[x.Quota]
		if _, twice := known[x.Quota]; !ok || twice {
			return nil, fmt.Errorf("price of %s: no such quota, or priced twice", x.Quota)
		}
		known[x.Quota] = x
		if err := p.enter(&p.families[k[0]].Quotas[k[1]], x, &p.net[k[0]][k[1]]); err != nil {
			return nil, err
		}
	}
	return p, j.afford(known)
}

// enter adds the constant part of one price and notes its net value.
func (p *pricing[A]) enter(q *rule.Quota, x model.QuotaPrice, net *int64) error {
	top := int64(dearest)
	if q.Mode == model.Should {
		top = min(top, int64(q.Weight)*thousand/q.Unit)
	}
	switch {
	case x.Lower < 0 || x.Upper < 0 || x.Lower > top || x.Upper > top:
		return fmt.Errorf("price of %s: %d, %d outside 0..%d", x.Quota, x.Lower, x.Upper, top)
	case x.Lower > 0 && q.Min == rule.NoMin || x.Upper > 0 && q.Max == rule.NoMax:
		return fmt.Errorf("price of %s: on an open side", x.Quota)
	}
	if x.Lower > 0 {
		p.constant.Add(&p.constant, product(x.Lower, q.Min-q.Base))
	}
	if x.Upper > 0 {
		p.constant.Sub(&p.constant, product(x.Upper, q.Max-q.Base))
	}
	*net = x.Upper - x.Lower
	return nil
}

// shards is how many runs the agents are cut into to be priced at once.
const shards = 64

// total sums the cheapest walks and rounds the bound up to whole metre-terms: costs are integers.
func (p *pricing[A]) total(agents int, u universe[A]) (model.Cost, error) {
	sum, err := p.exact(agents, u)
	if err != nil {
		return 0, err
	}
	return rounded(sum)
}

// exact is the bound in thousandths. The shards' sums, which are exact, are added in order; of several agents without a
// lawful walk the first is named.
func (p *pricing[A]) exact(agents int, u universe[A]) (*big.Int, error) {
	var sums [shards]*big.Int
	var errs [shards]error
	var all sync.WaitGroup
	var next atomic.Int32
	for range min(shards, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			x := newPricer(p)
			for s := int(next.Add(1)) - 1; s < shards; s = int(next.Add(1)) - 1 {
				sums[s], errs[s] = x.sum(agents*s/shards, agents*(s+1)/shards, u)
			}
		})
	}
	all.Wait()
	sum := new(big.Int).Set(&p.constant)
	for s := range shards {
		if errs[s] != nil {
			return nil, errs[s]
		}
		sum.Add(sum, sums[s])
	}
	return sum, nil
}

// rounded rounds thousandths up to whole metre-terms.
func rounded(sum *big.Int) (model.Cost, error) {
	whole := new(big.Int).Neg(sum)
	whole.Div(whole, big.NewInt(thousand)).Neg(whole) // Div rounds down: negated, up
	if !whole.IsInt64() {
		return 0, fmt.Errorf("the prices add up to %v, beyond any cost", whole)
	}
	return model.Cost(whole.Int64()), nil
}

// sum adds up the cheapest walks of the agents first .. end-1.
func (x *pricer[A]) sum(first, end int, u universe[A]) (*big.Int, error) {
	sum := new(big.Int)
	for agent := first; agent < end; agent++ {
		x.begin(agent)
		x.atoms = u(agent, x, x.atoms)
		best, ok := x.cheapest(agent, x.atoms)
		if !ok {
			return nil, void{x.j.who(agent)}
		}
		sum.Add(sum, big.NewInt(best))
	}
	return sum, nil
}

func product(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }
