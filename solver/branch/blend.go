package branch

import "math"

// Band is what a count is to lie in: Lo..Hi, each of which may be infinite.
type Band struct{ Lo, Hi float64 }

// Crew is agents of whom each takes one of some walks or, if they may be idle, none.
type Crew struct {
	Agents int
	Idle   bool
	Walks  []Column
	Shut   []bool // by walk: nobody takes it; nil where none is
}

// Column is what a walk counts: Weights[n] in band Rows[n], which come once each.
type Column struct {
	Rows    []int32
	Weights []int64
}

// Blend shares walks out among the agents of crews, not in whole agents, so that counts lie outside their bands by as
// little as can be in all. Price[r] is what it would cost to have one more counted in band r, which is not more than one;
// it is negative where one more would help.
type Blend struct {
	Share   [][]float64 // by crew, by walk: agents who take it
	Price   []float64   // by band
	Outside float64
}

// wide is the length of a bound that never binds. A trifle is what walks cost, some more than others, so that not all bases
// are equally good.
const (
	wide   = 1e9
	trifle = 1e-7
)

// Blends solves a linear program time and again while its crews get more walks.
type Blends struct {
	simplex
	of    [][]int32 // by crew, by walk: its variable
	walks []walkOf  // by variable, less those that say how far a count lies outside
}

// walkOf is a walk of a crew.
type walkOf struct{ crew, walk int32 }

// Solve returns false where rounding or so many pivots end the search. It begins with the basis of the program solved last,
// which had as many crews and bands and of walks none that are not there now, in the same places.
func (b *Blends) Solve(crews []Crew, bands []Band, pivots int) (*Blend, bool) {
	b.lay(crews, bands)
	if !b.restore(math.Inf(1), pivots) {
		return nil, false
	}
	x := &Blend{Share: b.shares(crews)}
	top := tops(crews, bands)
	for r := range bands {
		x.Outside += float64(top[r] * (b.x[2*r] + b.x[2*r+1]))
		y := b.d[b.n+len(crews)+r] / top[r]
		if math.IsInf(bands[r].Hi, 1) {
			y = -y
		}
		x.Price = append(x.Price, y)
	}
	return x, true
}

func (b *Blends) shares(crews []Crew) [][]float64 {
	all := make([][]float64, len(crews))
	for c := range crews {
		for _, v := range b.of[c] {
			all[c] = append(all[c], min(max(b.x[v], 0), b.hi[v]))
		}
	}
	return all
}

// Dive returns shares in whole agents near those last found: time and again the one nearest to the next whole number becomes
// that or, if less lies outside then, the one before. After so many pivots in all, or where neither will do, it ends with shares
// some of which are not whole.
func (b *Blends) Dive(crews []Crew, pivots int) [][]float64 {
	end := b.pivots + pivots
	restore := func() bool { return b.restore(math.Inf(1), end-b.pivots) }
	for range b.walks {
		v := b.torn()
		if v < 0 {
			break
		}
		lo, hi, z := b.lo[v], b.hi[v], b.z
		down := math.Floor(b.x[v])
		b.bound(v, down+1, hi)
		up := math.Inf(1)
		if restore() {
			up = b.z
		}
		if up < z+half {
			continue
		}
		b.bound(v, lo, down)
		if restore() && b.z <= up {
			continue
		}
		b.bound(v, down+1, hi)
		if !restore() {
			break
		}
	}
	return b.shares(crews)
}

// torn returns the walk whose share is nearest to the next whole number of those that are not whole, or -1.
func (b *Blends) torn() int32 {
	best, at := whole, int32(-1)
	for v := int32(b.n - len(b.walks)); int(v) < b.n; v++ {
		if part := b.x[v] - math.Floor(b.x[v]); part > best && part < 1-whole && b.lo[v] < b.hi[v] {
			best, at = part, v
		}
	}
	return at
}

// lay writes an equation for each crew, then one for each band, measured from its upper end or, where that is infinite,
// negated from its lower, and scaled so that walks count at most one. What lies outside comes before the walks.
func (b *Blends) lay(crews []Crew, bands []Band) {
	basis, old := b.basis()
	b.enter(crews, 2*len(bands))
	m, n := len(crews)+len(bands), 2*len(bands)+len(b.walks)
	b.reset(m, n)
	top := tops(crews, bands)
	for r, x := range bands {
		i := len(crews) + r
		for e, sign := range []float64{1, -1} {
			b.columns.add(int32(i), sign)
			b.columns.end()
			b.cost[2*r+e], b.hi[2*r+e] = top[r], wide
		}
		b.right[i], b.hi[n+i] = x.Hi/top[r], min((x.Hi-x.Lo)/top[r], wide)
		if math.IsInf(x.Hi, 1) {
			b.right[i], b.hi[n+i] = -x.Lo/top[r], wide
		}
	}
	for v, of := range b.walks {
		w := &crews[of.crew].Walks[of.walk]
		b.columns.add(of.crew, 1)
		for e, r := range w.Rows {
			a := float64(w.Weights[e]) / top[r]
			if math.IsInf(bands[r].Hi, 1) {
				a = -a
			}
			b.columns.add(int32(len(crews))+r, a)
		}
		b.columns.end()
		b.cost[2*len(bands)+v], b.hi[2*len(bands)+v] = trifle*float64(101+v*37%101), crews[of.crew].takers(of.walk)
	}
	for c := range crews {
		b.right[c], b.hi[n+c] = float64(crews[c].Agents), 0
		if crews[c].Idle {
			b.hi[n+c] = float64(crews[c].Agents)
		}
	}
	b.resume(basis, old)
	b.begin()
}

// takers is how many agents may take a walk.
func (c *Crew) takers(walk int32) float64 {
	if c.Shut != nil && c.Shut[walk] {
		return 0
	}
	return float64(c.Agents)
}

// enter gives new walks variables, from one on.
func (b *Blends) enter(crews []Crew, from int) {
	if b.of == nil {
		b.of = make([][]int32, len(crews))
	}
	for c := range crews {
		for w := len(b.of[c]); w < len(crews[c].Walks); w++ {
			b.of[c] = append(b.of[c], int32(from+len(b.walks)))
			b.walks = append(b.walks, walkOf{int32(c), int32(w)})
		}
	}
}

// basis returns that of the program at hand, and the number of its variables that are not logical.
func (b *Blends) basis() ([]int32, int) { return append([]int32(nil), b.basic...), b.n }

// resume takes over a basis of a program with fewer walks.
func (b *Blends) resume(basis []int32, old int) {
	if len(basis) != b.m {
		return
	}
	for i, v := range basis {
		if int(v) >= old {
			v += int32(b.n - old)
		}
		b.basic[i] = v
	}
	b.seat()
}

// tops are the largest weights of bands, at least one.
func tops(crews []Crew, bands []Band) []float64 {
	top := make([]float64, len(bands))
	for r := range top {
		top[r] = 1
	}
	for c := range crews {
		for _, w := range crews[c].Walks {
			for e, r := range w.Rows {
				top[r] = max(top[r], float64(max(w.Weights[e], -w.Weights[e])))
			}
		}
	}
	return top
}
