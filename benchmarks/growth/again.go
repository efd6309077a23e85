//go:build unix

package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/rotateplan/rotate/benchmarks/instance"
	"github.com/rotateplan/rotate/solver/flow"
)

// chain is one instance that is changed and solved from the basis before, over and over.
type chain struct {
	*instance.Instance
	*rand.Rand
	solution *flow.Solution
	took     []float64 // ms
}

// step solves again. That no plan exists any more is an answer too.
func (c *chain) step() (err error) {
	var ms float64
	if c.solution, ms, err = timed(c.Network, c.solution.Basis); err != nil {
		return err
	}
	c.took = append(c.took, ms)
	return nil
}

// solveAgain measures both sorts of change.
func (o *options) solveAgain(kind string) ([]row, error) {
	r, err := o.cold(fmt.Sprintf("%s_%d", kind, o.again))
	if err != nil {
		return nil, err
	}
	coldMs := r.ms
	rows := []row{r, r}
	for i, sort := range []struct {
		name  string
		steps func(*chain, int) error
	}{
		{"again after 1 % of costs changed", (*chain).costs},
		{"again after one bound changed", (*chain).bounds},
	} {
		s, _, err := timed(r.Network, nil)
		if err != nil {
			return nil, err
		}
		c := chain{Instance: r.Instance, Rand: rand.New(rand.NewPCG(o.seed, 1)), solution: s}
		if err := sort.steps(&c, o.change); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", r.name, sort.name, err)
		}
		nothing := math.NaN()
		rows[i].allocated, rows[i].residentBytes = nothing, nothing
		rows[i].solved, rows[i].solves, rows[i].ms = sort.name, len(c.took), median(c.took)
		rows[i].share = rows[i].ms / coldMs
		rows[i].tell()
	}
	return rows, nil
}

// costs changes each time every hundredth cost of a choice, on average, by as much as two draws of one choice differ.
func (c *chain) costs(times int) error {
	for range times {
		for a := c.Choices.First; a < c.Choices.After; a++ {
			if c.IntN(100) == 0 {
				c.Cost[a] += c.Int64N(instance.ChoiceNoise+1) - c.Int64N(instance.ChoiceNoise+1)
			}
		}
		if err := c.step(); err != nil {
			return err
		}
	}
	return nil
}

// bounds moves each time a bound by so much that the plan breaks it by one, and then back.
func (c *chain) bounds(times int) error {
	for range times {
		a := c.Bounds.First + c.IntN(c.Bounds.After-c.Bounds.First)
		lower, upper, x := c.Lower[a], c.Upper[a], c.solution.Flow[a]
		if x > lower && (x == upper || c.IntN(2) == 0) {
			c.Upper[a] = x - 1
		} else {
			c.Lower[a], c.Upper[a] = x+1, max(upper, x+1)
		}
		err := c.step()
		c.Lower[a], c.Upper[a] = lower, upper
		if err == nil {
			err = c.step()
		}
		if err != nil {
			return err
		}
	}
	return nil
}
