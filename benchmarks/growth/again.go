//go:build unix

package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"time"

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

// step changes the network and solves it again. That no plan exists any more is an answer too.
func (c *chain) step(changes []flow.ArcChange) error {
	runtime.GC()
	start := time.Now()
	if err := c.solution.Resolve(context.Background(), c.Network, flow.Change{Arcs: changes}); err != nil {
		return err
	}
	c.took = append(c.took, time.Since(start).Seconds()*1000)
	return flow.Check(c.Network, c.solution)
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
		var changes []flow.ArcChange
		for a := c.Choices.First; a < c.Choices.After; a++ {
			if c.IntN(100) == 0 {
				x := c.arc(a)
				x.Cost += c.Int64N(instance.ChoiceNoise+1) - c.Int64N(instance.ChoiceNoise+1)
				changes = append(changes, x)
			}
		}
		if err := c.step(changes); err != nil {
			return err
		}
	}
	return nil
}

// bounds moves each time a bound by so much that the plan breaks it by one, and then back.
func (c *chain) bounds(times int) error {
	for range times {
		a := c.Bounds.First + c.IntN(c.Bounds.After-c.Bounds.First)
		old, x := c.arc(a), c.solution.Flow[a]
		moved := old
		if x > old.Lower && (x == old.Upper || c.IntN(2) == 0) {
			moved.Upper = x - 1
		} else {
			moved.Lower, moved.Upper = x+1, max(old.Upper, x+1)
		}
		for _, change := range []flow.ArcChange{moved, old} {
			if err := c.step([]flow.ArcChange{change}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *chain) arc(a int) flow.ArcChange {
	return flow.ArcChange{Arc: int32(a), Lower: c.Lower[a], Upper: c.Upper[a], Cost: c.Cost[a]}
}
