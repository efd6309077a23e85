package conflict

import "maps"

// hints are prices, by the key of the quota: those that showed last that some members cannot hold together. Often they show
// it of others, too.
type hints struct{ of map[string]int64 }

func (h *hints) clone() *hints { return &hints{maps.Clone(h.of)} }

// hinted reports whether prices at hand show that there is no plan.
func (t *tree) hinted() (answer, bool) {
	q := t.e.q
	y, any := make([]int64, len(t.e.p.Rows)), false
	for _, r := range q.some {
		for i := range q.rows[r].sides {
			if v, ok := t.e.hints.of[q.rows[r].sides[i].of.Key()]; ok {
				y[r] = min(max(v, q.lo[r]), q.hi[r])
				any = true
				break
			}
		}
	}
	if !any {
		return answer{}, false
	}
	value, _ := t.evaluate(y)
	t.picks = t.picks[:0]
	return answer{verdict: never, priced: t.blame(y), short: value}, value > 0
}

// shown is the answer that prices show.
func (t *tree) shown(y []int64, value int64) answer {
	q := t.e.q
	t.e.hints.of = map[string]int64{}
	for _, r := range q.some {
		for i := range q.rows[r].sides {
			if y[r] != 0 {
				t.e.hints.of[q.rows[r].sides[i].of.Key()] = y[r]
			}
		}
	}
	return answer{verdict: never, priced: t.blame(y), short: value}
}
