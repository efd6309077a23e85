package verify

import (
	"cmp"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Most posts of a county are not worth their price to a teacher: with any of them her walk costs more than without. Charges
// are never negative, so what span and place of an atom cost bounds its price from below, and an atom is passed over that
// even with the cheapest others beside it makes no walk cheaper than one that is known. The least is the same.

// offer is a section and what the cheapest post there costs those who teach a subject, in thousandths: the price of its place.
type offer struct {
	section model.SectionID
	least   int64
}

// chance is a span that is open to an agent, and where it may lead.
type chance[A any] struct {
	span   A
	common int64     // thousandths: the least of all its atoms cost but for their places
	offers [][]offer // by subject of hers, the cheapest first
}

// least bounds from below what an atom of the span costs.
func (k *chance[A]) least() int64 {
	least := never
	for _, offers := range k.offers {
		least = min(least, k.common+offers[0].least)
	}
	return least
}

// stays is the universe of stays. Asked by a pricer it leaves out what is worth nothing to the agent.
func stays(c *rule.Case) universe[model.Stay] {
	return func(agent int, x *pricer[model.Stay], old []model.Stay) []model.Stay {
		all, t := old[:0], model.TeacherID(agent)
		add := func(a model.Stay) { all = append(all, a) }
		if x == nil {
			c.Stays(t, nil, add)
			return all
		}
		x.chances = x.chances[:0]
		c.Spans(t, func(span model.Stay) {
			switch {
			case !x.open(span):
			case x.most == never:
				c.StaysIn(span, nil, add)
			default:
				x.chances = append(x.chances, chance[model.Stay]{span, x.common + placeless(x, span), offersOf(c, x, span)})
			}
		})
		for i := range x.chances {
			seek(c, x, i, add)
		}
		return all
	}
}

// seek visits the stays of chance i that may make a cheaper walk than those found, the likeliest first.
func seek(c *rule.Case, x *pricer[model.Stay], i int, visit func(model.Stay)) {
	k, at, others := &x.chances[i], make([]model.SectionID, 1), int64(0)
	for j := range x.chances {
		if other := &x.chances[j]; x.j.follows(k.span, other.span) || x.j.follows(other.span, k.span) {
			others += min(0, other.least())
		}
	}
	try := func(a model.Stay) {
		if cost, ok := x.atomCost(a); ok && cost+others < x.most {
			x.bid(a, cost)
			visit(a)
		}
	}
	for _, offers := range k.offers {
		for _, o := range offers {
			if k.common+o.least+others >= x.most {
				break
			}
			at[0] = o.section
			c.StaysIn(k.span, at, try)
		}
	}
}

// placeless bounds from below what families that are counted atom by atom make of a span, in thousandths.
func placeless(x *pricer[model.Stay], span model.Stay) int64 {
	least := never
	for _, span.Kind = range kinds {
		sum := x.floor
		for i := range x.whole {
			if !x.whole[i].far {
				sum += x.priceEnd(&x.whole[i], span)
			}
		}
		least = min(least, sum)
	}
	return least
}

// kinds are those of the atoms of a rotation.
var kinds = []model.Kind{model.Full, model.Trainee, model.FirstPost}

// offersOf returns the sections of a county for every subject of an agent, the cheapest first.
func offersOf(c *rule.Case, x *pricer[model.Stay], span model.Stay) [][]offer {
	p, at := &c.County.Teachers[span.Teacher], rule.WithoutTeacher(span)
	var all [][]offer
	for k, subject := range []model.Subject{p.Subject, p.Subject2} {
		if k > 0 && (subject == model.NoSubject || subject == p.Subject) {
			break
		}
		if at.Subject = subject; x.offers[at] == nil {
			x.offers[at] = offersAt(c, x, at)
		}
		all = append(all, x.offers[at])
	}
	return all
}

// offersAt prices the posts of a span and a subject, of every kind wherever there may be one.
func offersAt(c *rule.Case, x *pricer[model.Stay], at model.Stay) []offer {
	all := make([]offer, len(c.County.Sections))
	for s := range all {
		at.Section, all[s] = model.SectionID(s), offer{model.SectionID(s), never}
		for _, at.Kind = range kinds {
			all[s].least = min(all[s].least, x.arrival(at))
		}
	}
	slices.SortFunc(all, func(a, b offer) int { return cmp.Or(cmp.Compare(a.least, b.least), cmp.Compare(a.section, b.section)) })
	return all
}
