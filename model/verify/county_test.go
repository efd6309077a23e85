package verify

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
)

func caseOf(t testing.TB, county *model.County, policy string) *rule.Case {
	t.Helper()
	p, faults := rule.LoadPolicy(policy)
	if p == nil {
		t.Fatal(faults)
	}
	c, err := rule.NewCase(county, p, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// banned reports whether a must bans a membership by itself.
func banned(c *rule.Case, m model.Membership) bool {
	return slices.ContainsFunc(c.MemberLaw(), func(p rule.Applied[model.Membership]) bool {
		return p.Mode == model.Must && p.Form.Ban != nil && p.Form.Ban(m)
	})
}

// bestGrouping tries every grouping in which nobody joins twice.
func bestGrouping(c *rule.Case) (best model.Cost, found bool) {
	choices := make([][]model.Membership, len(c.County.Sections))
	for i := range c.County.Sections {
		if !c.County.Sections[i].Core() {
			continue
		}
		for _, m := range c.Memberships(model.SectionID(i)) {
			if !rule.Opens(m) && !banned(c, m) {
				choices[m.Section] = append(choices[m.Section], m)
			}
		}
	}
	var try func(s int, g []model.Membership)
	try = func(s int, g []model.Membership) {
		if s == len(choices) {
			if a := Grouping(c, model.Grouping{Members: g}); len(a.Broken) == 0 && (!found || a.Cost < best) {
				best, found = a.Cost, true
			}
			return
		}
		try(s+1, g)
		for _, m := range choices[s] {
			try(s+1, append(g[:len(g):len(g)], m))
		}
	}
	try(0, nil)
	return best, found
}

// somePrices draws prices of the quotas of an account.
func somePrices(quotas []QuotaLine, rng *rand.Rand) []model.QuotaPrice {
	var prices []model.QuotaPrice
	for i := range quotas {
		q := &quotas[i]
		top := int64(80_000 * thousand)
		if q.Mode == model.Should {
			top = int64(q.Weight) * thousand / q.Unit
		}
		x := model.QuotaPrice{Quota: q.Key}
		if q.Min != rule.NoMin && rng.IntN(2) == 0 {
			x.Lower = rng.Int64N(top + 1)
		}
		if q.Max != rule.NoMax && rng.IntN(2) == 0 {
			x.Upper = rng.Int64N(top + 1)
		}
		prices = append(prices, x)
	}
	return prices
}

func TestGroupingBoundIsBelowTheBest(t *testing.T) {
	for seed := range uint64(200) {
		c, rng := caseOf(t, gen.Tiny(seed), [...]string{"national-2014", "yongzhou-2018"}[seed%2]), rand.New(rand.NewPCG(seed, 64))
		best, found := bestGrouping(c)
		if !found {
			continue
		}
		quotas := Grouping(c, model.Grouping{}).Quotas
		for range 20 {
			cert := model.Certificate{Prices: somePrices(quotas, rng)}
			if b, err := GroupingBound(c, cert); err != nil || b > best {
				t.Fatalf("seed %d: proven %d, best %d: %v", seed, b, best, err)
			}
		}
	}
}

// Whatever the prices, no lawful rotation costs less than they prove. (That the best does not either is held against
// enumeration beside the solver.)
func TestRotationBoundIsBelowLawfulPlans(t *testing.T) {
	lawful := 0
	for seed := range uint64(200) {
		c, rng := caseOf(t, gen.Tiny(seed), "yongzhou-2018"), rand.New(rand.NewPCG(seed, 65))
		least, quotas := model.Cost(-1), []QuotaLine(nil)
		for range 30 {
			a := Rotation(c, wander(c, rng))
			quotas = a.Quotas
			if len(a.Broken) == 0 && (least < 0 || a.Cost < least) {
				least = a.Cost
			}
		}
		if least < 0 {
			continue
		}
		lawful++
		for range 10 {
			if b, err := RotationBound(c, model.Certificate{Prices: somePrices(quotas, rng)}); err != nil || b > least {
				t.Fatalf("seed %d: proven %d, a plan costs %d: %v", seed, b, least, err)
			}
		}
	}
	if lawful < 20 {
		t.Errorf("%d counties with a lawful plan: the test has lost its teeth", lawful)
	}
}

// What is read once for many stays is what reading each by itself finds.
func TestHoistedPricesAreThoseOfEachStay(t *testing.T) {
	for seed := range uint64(3) {
		c := caseOf(t, gen.County(gen.Options{Schools: 12, Teachers: 120, Seed: seed}), []string{"yongzhou-2018", "national-2014", "base"}[seed])
		p, err := stayJudge(c).priced(somePrices(Rotation(c, model.Rotation{}).Quotas, rand.New(rand.NewPCG(seed, 67))))
		if err != nil {
			t.Fatal(err)
		}
		lawful, x := 0, newPricer(p)
		for agent := range c.County.Teachers {
			x.begin(agent)
			for _, a := range stays(c)(agent, nil, nil) {
				want, ok := alone(p, a)
				got, kept := x.atomCost(a)
				if ok != kept || ok && got != want {
					t.Fatalf("seed %d: %s is priced %d (%v), by itself %d (%v)", seed, c.StayKey(a), got, kept, want, ok)
				}
				if ok {
					lawful++
				}
			}
		}
		if lawful == 0 {
			t.Fatalf("seed %d: no lawful stay, the case shows nothing", seed)
		}
	}
}

// Of the stays that are passed over none is part of a walk cheaper than all the others.
func TestWhatIsPassedOverIsWorthNothing(t *testing.T) {
	offered, all, cheaper := 0, 0, 0
	for seed := range uint64(12) {
		c := caseOf(t, gen.County(gen.Options{Schools: 8, Teachers: 60, Seed: seed}), []string{"yongzhou-2018", "national-2014", "base"}[seed%3])
		c, err := rule.NewCase(c.County, c.Policy, 1+int(seed)%4)
		if err != nil {
			t.Fatal(err)
		}
		p, err := stayJudge(c).priced(somePrices(Rotation(c, model.Rotation{}).Quotas, rand.New(rand.NewPCG(seed, 68))))
		if err != nil {
			t.Fatal(err)
		}
		x := newPricer(p)
		for agent := range c.County.Teachers {
			x.begin(agent)
			empty := x.most
			some, every := stays(c)(agent, x, nil), stays(c)(agent, nil, nil)
			got, ok := x.cheapest(agent, some)
			x.most = never
			if want, lawful := x.cheapest(agent, every); got != want || ok != lawful {
				t.Fatalf("seed %d: teacher %d: %d of %d stays give %d (%v), all of them %d (%v)", seed, agent, len(some), len(every), got, ok, want, lawful)
			}
			offered, all = offered+len(some), all+len(every)
			if got < empty {
				cheaper++
			}
		}
	}
	if offered > all/2 || cheaper < 50 {
		t.Errorf("%d of %d stays are offered, %d walks are worth while: the test has lost its teeth", offered, all, cheaper)
	}
}

// alone reads rule by rule what one stay costs, in thousandths; false where a must refuses it whatever else is chosen.
func alone(p *pricing[model.Stay], a model.Stay) (total int64, ok bool) {
	for i := range p.j.law {
		r := &p.j.law[i]
		units := atomUnits(&r.Form, a)
		if w := r.Form.Walk; w != nil && w.States == 1 && r.Mode == model.Must {
			_, units = w.Next(0, a)
		}
		cost, lawful := r.Charge(units)
		if !lawful {
			return 0, false
		}
		total += int64(cost) * thousand
	}
	for i, f := range p.families {
		f.Count(a, func(q int, w int64) { total += w * p.net[i][q] })
	}
	return total, true
}

// However many processors share the agents of a county, its bound is the sum over them one after the other.
func TestThreadsDoNotMatter(t *testing.T) {
	c := caseOf(t, gen.County(gen.Options{Schools: 12, Teachers: 120}), "yongzhou-2018")
	cert := model.Certificate{Prices: somePrices(Rotation(c, model.Rotation{}).Quotas, rand.New(rand.NewPCG(1, 66)))}
	p, err := stayJudge(c).priced(cert.Prices)
	if err != nil {
		t.Fatal(err)
	}
	sum := p.constant.Int64()
	x := newPricer(p)
	for agent := range c.County.Teachers {
		x.begin(agent)
		best, _ := x.cheapest(agent, stays(c)(agent, x, nil))
		sum += best
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, threads := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(threads)
		if b, err := RotationBound(c, cert); err != nil || b != model.Cost(math.Ceil(float64(sum)/thousand)) {
			t.Errorf("on %d threads %d is proven, %d thousandths are the sum: %v", threads, b, sum, err)
		}
	}
}

// wander draws a rotation of a few stays.
func wander(c *rule.Case, rng *rand.Rand) model.Rotation {
	var r model.Rotation
	for range rng.IntN(4) {
		var atoms []model.Stay
		t := model.TeacherID(rng.IntN(len(c.County.Teachers)))
		if !c.Eligible(t, 0) || slices.ContainsFunc(r.Stays, func(s model.Stay) bool { return s.Teacher == t }) {
			continue
		}
		c.Stays(t, nil, func(s model.Stay) { atoms = append(atoms, s) })
		if len(atoms) > 0 {
			r.Stays = append(r.Stays, atoms[rng.IntN(len(atoms))])
		}
	}
	r.Sort()
	return r
}

// Stays that overlap, stays that are no atoms of the case and stays out of order are all seen for what they are.
func TestForeignStays(t *testing.T) {
	county := gen.Builtin()
	c := caseOf(t, county, "base")
	var teacher model.TeacherID
	for !c.Eligible(teacher, 0) {
		teacher++
	}
	var atoms []model.Stay
	c.Stays(teacher, nil, func(s model.Stay) {
		if s.Subject == county.Teachers[teacher].Subject && s.Kind == model.Full {
			atoms = append(atoms, s)
		}
	})
	autumn, spring, year := first(atoms, 0, 0), first(atoms, 1, 1), first(atoms, 0, 1)
	home, beyond, unsure := year, year, year
	home.Section, beyond.Last, unsure.Subject = county.Teachers[teacher].Home, 2, model.NoSubject
	for _, x := range []struct {
		name  string
		stays []model.Stay
		want  int
	}{
		{"none", nil, 0}, {"a year", []model.Stay{year}, 0}, {"two terms", []model.Stay{autumn, spring}, 0},
		{"out of order", []model.Stay{spring, autumn}, 0}, {"twice", []model.Stay{year, year}, 1},
		{"overlapping", []model.Stay{year, spring}, 1}, {"three at once", []model.Stay{autumn, autumn, year}, 2},
		{"at home", []model.Stay{home}, 1}, {"beyond the horizon", []model.Stay{beyond}, 1}, {"no subject", []model.Stay{unsure}, 1},
	} {
		got := 0
		for _, f := range Rotation(c, model.Rotation{Stays: x.stays}).Broken {
			if f.Rule == "walk" {
				got++
			}
		}
		if got != x.want {
			t.Errorf("%s: %d findings, want %d", x.name, got, x.want)
		}
	}
}

func first(atoms []model.Stay, from, to model.Term) model.Stay {
	return atoms[slices.IndexFunc(atoms, func(s model.Stay) bool { return s.First == from && s.Last == to })]
}
