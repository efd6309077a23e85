package branch

import (
	"github.com/rotateplan/rotate/solver/program"
)

// layout lays a problem out as a linear program. Its lists are kept from one problem to the next for their memory.
type layout struct {
	p      *program.Program
	local  []int32 // by row of the program: 1 + its number among those touched, 0 where it is none
	net    []int64 // by row of the program: workspace, zero between walks
	rows   []int32 // touched, in order of first touch
	low    []int64 // by number: the least all agents together can add to the count
	high   []int64 // by number: the most
	least  []int64 // by number: the least the agent at hand can add
	most   []int64
	first  []int32 // by choice: its first option
	start  []int32 // entries of option x are start[x] .. start[x+1]-1
	number []int32
	weight []int64
	cost   []float64 // by option
	lines  []line
}

// line is a row with a price of its own: an equation.
type line struct {
	number int32
	slack  float64   // what the count now misses to the most it may be
	last   float64   // length of the last piece
	length []float64 // of the other pieces, top down
	cost   []float64 // of these
	top    float64   // largest entry
}

func newLayout(p *program.Program) *layout {
	return &layout{p: p, local: make([]int32, len(p.Rows)), net: make([]int64, len(p.Rows))}
}

// lay writes the problem of choices for agents of s to b.
func (l *layout) lay(s *program.State, choices []Choice, b *simplex) {
	l.reset()
	for n := range choices {
		l.enter(s, &choices[n])
	}
	l.start = append(l.start, int32(len(l.number)))
	l.first = append(l.first, int32(len(l.cost)))
	slopes := make([]float64, len(l.rows))
	for n, r := range l.rows {
		slopes[n] = l.read(int32(n), &l.p.Rows[r], s.Count[r])
	}
	for x := range l.cost {
		for e := l.start[x]; e < l.start[x+1]; e++ {
			l.cost[x] += float64(slopes[l.number[e]] * float64(l.weight[e]))
		}
	}
	l.write(b)
}

func (l *layout) reset() {
	for _, r := range l.rows {
		l.local[r] = 0
	}
	l.rows, l.low, l.high, l.least, l.most = l.rows[:0], l.low[:0], l.high[:0], l.least[:0], l.most[:0]
	l.first, l.start, l.number, l.weight = l.first[:0], l.start[:0], l.number[:0], l.weight[:0]
	l.cost, l.lines = l.cost[:0], l.lines[:0]
}

// enter enters the options of one agent.
func (l *layout) enter(s *program.State, c *Choice) {
	l.first = append(l.first, int32(len(l.cost)))
	now := l.p.FullWalkCost(int(c.Agent), s.Walks[c.Agent])
	if now >= program.Infinite {
		now = breach
	}
	begin := len(l.number)
	for _, walk := range c.Walks {
		l.start = append(l.start, int32(len(l.number)))
		l.cost = append(l.cost, float64(l.p.FullWalkCost(int(c.Agent), walk)-now))
		from := len(l.number)
		l.count(walk, +1)
		l.count(s.Walks[c.Agent], -1)
		l.weigh(from)
	}
	for _, n := range l.number[begin:] {
		l.low[n], l.high[n] = l.low[n]+l.least[n], l.high[n]+l.most[n]
		l.least[n], l.most[n] = 0, 0
	}
}

// count adds a walk to net and notes the rows it touches.
func (l *layout) count(walk []int32, sign int64) {
	for _, k := range walk {
		for r, w := range l.p.Touch(k) {
			if l.local[r] == 0 {
				l.rows = append(l.rows, r)
				l.local[r] = int32(len(l.rows))
				l.low, l.high, l.least, l.most = append(l.low, 0), append(l.high, 0), append(l.least, 0), append(l.most, 0)
			}
			l.net[r] += sign * w
			l.number = append(l.number, l.local[r]-1)
		}
	}
}

// weigh turns the rows noted from an entry on into entries: each once, with its net weight, if it has one.
func (l *layout) weigh(from int) {
	noted := l.number[from:]
	l.number = l.number[:from]
	for _, n := range noted {
		r := l.rows[n]
		w := l.net[r]
		if w == 0 {
			continue
		}
		l.net[r] = 0
		l.number, l.weight = append(l.number, n), append(l.weight, w)
		l.least[n], l.most[n] = min(l.least[n], w), max(l.most[n], w)
	}
}

// read turns a row into a slope that all options pay and, if that is not all of it, an equation. Counts beyond musts are
// open only so far as the plan is there already.
func (l *layout) read(n int32, row *program.Row, count int64) (slope float64) {
	low, high := count+l.low[n], count+l.high[n]
	lo, hi := max(low, min(row.Lo, count)), min(high, max(row.Hi, count))
	piece := len(row.Points) // the one below hi
	for piece > 0 && row.Points[piece-1] >= hi {
		piece--
	}
	if lo < hi {
		slope = steep(row.Slopes[piece])
	}
	x := line{number: n, slack: float64(hi - count)}
	end := hi
	for ; piece >= 0; piece-- {
		begin := lo
		if piece > 0 {
			begin = max(lo, row.Points[piece-1])
		}
		if end == hi {
			x.last = float64(end - begin)
		} else if begin < end {
			x.length = append(x.length, float64(end-begin))
			x.cost = append(x.cost, slope-steep(row.Slopes[piece]))
		}
		if end = begin; end == lo {
			break
		}
	}
	if low < lo || high > hi || len(x.length) > 0 {
		l.lines = append(l.lines, x)
	}
	return slope
}

// write writes the equations: one for each agent of several options, then one for each line, scaled so that their
// entries are within one.
func (l *layout) write(b *simplex) {
	at, columns := 0, len(l.cost)
	for i := range l.lines {
		columns += len(l.lines[i].length)
	}
	for c := range len(l.first) - 1 {
		if l.several(c) {
			at++
		}
	}
	b.reset(at+len(l.lines), columns)
	copy(b.cost, l.cost)
	equation := make([]int32, len(l.rows))
	for i := range l.lines {
		equation[l.lines[i].number] = int32(at + i + 1)
		l.lines[i].top = 1
	}
	l.scale(equation, at)
	l.options(b, equation, at)
	l.pieces(b, at)
	b.begin()
}

// several reports whether a choice has several options.
func (l *layout) several(c int) bool { return l.first[c+1]-l.first[c] > 1 }

// options writes the columns of the options. An agent takes one at most.
func (l *layout) options(b *simplex, equation []int32, at int) {
	agent := int32(0)
	for c := range len(l.first) - 1 {
		for x := l.first[c]; x < l.first[c+1]; x++ {
			if l.several(c) {
				b.columns.add(agent, 1)
			}
			for e := l.start[x]; e < l.start[x+1]; e++ {
				if i := equation[l.number[e]]; i > 0 {
					b.columns.add(i-1, float64(l.weight[e])/l.lines[int(i)-1-at].top)
				}
			}
			b.columns.end()
		}
		if l.several(c) {
			b.right[agent] = 1
			agent++
		}
	}
}

func (l *layout) scale(equation []int32, at int) {
	for e, n := range l.number {
		if i := equation[n]; i > 0 {
			x := &l.lines[int(i)-1-at]
			x.top = max(x.top, float64(max(l.weight[e], -l.weight[e])))
		}
	}
}

// pieces writes the pieces of the lines, whose rows begin at a row.
func (l *layout) pieces(b *simplex, at int) {
	v := len(l.cost)
	for i := range l.lines {
		x := &l.lines[i]
		for j, length := range x.length {
			b.columns.add(int32(at+i), 1)
			b.columns.end()
			b.cost[v], b.hi[v] = float64(x.cost[j]*x.top), length/x.top
			v++
		}
		b.right[at+i], b.hi[b.n+at+i] = x.slack/x.top, x.last/x.top
	}
}

// now returns the objective of the plan as it is.
func (l *layout) now() float64 {
	z := 0.0
	for i := range l.lines {
		x := &l.lines[i]
		left := x.slack - x.last
		for j := 0; j < len(x.length) && left > 0; j++ {
			part := min(left, x.length[j])
			z += float64(part * x.cost[j])
			left -= part
		}
	}
	return z
}

// breach is what a unit costs by which the plan breaks a must, in metre-terms: more than mending it does.
const breach = 10_000_000

// steep turns a slope of a row into metre-terms.
func steep(x int64) float64 {
	half := program.Infinite / 2
	if x < 0 {
		half = -half
	}
	musts := (x + half) / program.Infinite
	return float64(x-musts*program.Infinite)/program.Thousand + float64(musts*breach)
}
