package gen

import "math/rand/v2"

// dice draws integers from one seeded stream. Its draws are reduced here and not by the library, so that they stay the
// same whatever the library's reduction becomes.
type dice struct{ pcg *rand.PCG }

func newDice(seed, stream uint64) dice { return dice{rand.NewPCG(seed, stream)} }

// below draws from 0..n-1; the bias of the remainder is under n/2^64.
func (d dice) below(n int) int { return int(d.pcg.Uint64() % uint64(n)) }

// between draws from lo..hi, both included.
func (d dice) between(lo, hi int) int { return lo + d.below(hi-lo+1) }

// chance is true in the given number of cases in a thousand.
func (d dice) chance(perMille int) bool { return d.below(1000) < perMille }

// pick draws an index with probability proportional to its weight.
func (d dice) pick(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := d.below(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

func shuffle[T any](d dice, list []T) {
	for i := len(list) - 1; i > 0; i-- {
		j := d.below(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}
