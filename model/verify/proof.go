package verify

import (
	"errors"
	"math/big"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Proof is a certificate read once to be asked many times what it proves of the plans that obey a little more than the law:
// that do without some atoms of an agent, or hold one of some others. An agent's cheapest walk is all that such a demand
// changes in the bound, so an answer costs two walks and no search. It may be asked from several goroutines.
type Proof[A comparable] struct{ leaves []leaf[A] }

// leaf is one list of prices of a certificate, and the plans it bounds.
type leaf[A comparable] struct {
	*pricing[A]
	atoms  universe[A]
	prices map[string]model.QuotaPrice
	sum    *big.Int // the bound in thousandths
}

// Demand is what is asked of the walk of one agent.
type Demand[A comparable] struct {
	Agent int
	Never func(A) bool // no such atom; nil forbids nothing
	Once  func(A) bool // at least one such atom; nil asks for none
}

// ErrNoPlan says that a certificate proves that there is no plan.
var ErrNoPlan = errors.New("there is no such plan")

// ProveGrouping reads the certificate of a grouping.
func ProveGrouping(c *rule.Case, cert model.Certificate) (*Proof[model.Membership], error) {
	return newProof(memberJudge(c), len(c.County.Sections), memberships(c), cert)
}

// ProveRotation reads the certificate of a rotation under the grouping of the case.
func ProveRotation(c *rule.Case, cert model.Certificate) (*Proof[model.Stay], error) {
	return newProof(stayJudge(c), len(c.County.Teachers), stays(c), cert)
}

// ProveCircuit reads the certificate of circuits under the rotation of the case.
func ProveCircuit(c *rule.Case, cert model.Certificate) (*Proof[model.Trip], error) {
	return newProof(tripJudge(c), c.TripAgents(), trips(c), cert)
}

func newProof[A comparable](j *judge[A], agents int, u universe[A], cert model.Certificate) (*Proof[A], error) {
	p := &Proof[A]{}
	if err := j.leaves(agents, u, cert, p.read); err != nil {
		return nil, err
	}
	return p, nil
}

// read enters a leaf, unless it has no plans.
func (p *Proof[A]) read(j *judge[A], agents int, u universe[A], prices []model.QuotaPrice) error {
	l := leaf[A]{atoms: u, prices: map[string]model.QuotaPrice{}}
	for _, x := range prices {
		l.prices[x.Quota] = x
	}
	var err error
	if l.pricing, err = j.priced(prices); err != nil {
		return err
	}
	switch l.sum, err = l.exact(agents, u); {
	case isVoid(err):
		return nil
	case err != nil:
		return err
	}
	p.leaves = append(p.leaves, l)
	return nil
}

// Bound returns a cost that no plan goes below that meets the demands, each of another agent. Its error is ErrNoPlan where
// no plan meets them.
func (p *Proof[A]) Bound(demands ...Demand[A]) (model.Cost, error) {
	return p.least(func(l *leaf[A]) (*big.Int, bool) {
		sum := new(big.Int).Set(l.sum)
		for i := range demands {
			more, ok := l.more(&demands[i])
			if !ok {
				return nil, false
			}
			sum.Add(sum, big.NewInt(more))
		}
		return sum, true
	})
}

// Wider is a quota whose least count is so many weights less, and whose greatest so many more.
type Wider struct {
	Quota      string
	Less, More int64
}

// Relaxed returns a cost that no plan goes below under a law in which quotas are wider.
func (p *Proof[A]) Relaxed(wider ...Wider) (model.Cost, error) {
	return p.least(func(l *leaf[A]) (*big.Int, bool) {
		sum := new(big.Int).Set(l.sum)
		for _, w := range wider {
			x := l.prices[w.Quota]
			sum.Sub(sum, product(x.Lower, w.Less)).Sub(sum, product(x.Upper, w.More))
			for _, r := range l.j.rounds {
				if r.of.Key == w.Quota {
					wider := w.More
					if r.lower {
						wider = w.Less
					}
					sum.Sub(sum, product(l.prices[r.key].Upper, r.bound(wider)))
				}
			}
		}
		return sum, true
	})
}

// least returns the least bound of the leaves, those left out that have no plan.
func (p *Proof[A]) least(of func(*leaf[A]) (*big.Int, bool)) (model.Cost, error) {
	var least *big.Int
	for i := range p.leaves {
		if sum, ok := of(&p.leaves[i]); ok && (least == nil || sum.Cmp(least) < 0) {
			least = sum
		}
	}
	if least == nil {
		return 0, ErrNoPlan
	}
	return rounded(least)
}

// more returns by how many thousandths a demand makes the cheapest walk of its agent dearer, false where she has none.
func (l *leaf[A]) more(d *Demand[A]) (int64, bool) {
	plain, ok := l.cheapest(d.Agent)
	if !ok {
		return 0, false
	}
	asked := l.pricing.under(d)
	walk, ok := (&leaf[A]{pricing: asked, atoms: l.atoms}).cheapest(d.Agent)
	return walk - plain, ok
}

// cheapest reads every atom: a demand may ask for one that no cheapest walk would use.
func (l *leaf[A]) cheapest(agent int) (int64, bool) {
	x := newPricer(l.pricing)
	x.begin(agent)
	return x.cheapest(agent, l.atoms(agent, nil, nil))
}

// under returns the same prices under a law that holds a demand too.
func (p *pricing[A]) under(d *Demand[A]) *pricing[A] {
	j, out := *p.j, *p
	j.law = append(slices.Clip(j.law), d.Law()...)
	out.j = &j
	return &out
}

// Law is a demand as law, for its agent: of others Never is not to be asked.
func (d *Demand[A]) Law() (law []rule.Applied[A]) {
	if d.Never != nil {
		law = append(law, demanded(rule.Form[A]{Ban: d.Never}))
	}
	if d.Once != nil {
		law = append(law, demanded(rule.Form[A]{Walk: once(d.Agent, d.Once)}))
	}
	return law
}

// demand is the name of rules that are not the law's.
const demand = "demand"

func demanded[A any](f rule.Form[A]) rule.Applied[A] {
	return rule.Applied[A]{Rule: &rule.Rule{Name: demand}, Mode: model.Must, Form: f}
}
