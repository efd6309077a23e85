//go:build unix

package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/benchmarks/measure"
)

// table is all that was measured: series of each instance, ours first.
type table struct {
	instances []instance
	series    [][]*series
	absent    []absence
}

func (t *table) rows() [][]string {
	head := slices.Concat(measure.MachineHead, []string{"instance", "nodes", "arcs", "code", "version", "status", "rounds", "optimum", "bound", "gap"}, figureNames[:])
	for _, f := range ratioFigures {
		head = append(head, "ratio_"+f.dimensionless())
	}
	rows := [][]string{head}
	for _, a := range t.absent {
		row := make([]string, len(head))
		copy(row, measure.Machine())
		row[slices.Index(head, "code")], row[slices.Index(head, "status")] = a.name, "skipped: "+a.reason
		rows = append(rows, row)
	}
	for i, in := range t.instances {
		for _, s := range t.series[i] {
			rows = append(rows, slices.Concat(measure.Machine(), in.cells(), s.cells(t.series[i][0])))
		}
	}
	return rows
}

// ratioFigures are those of which ours is held against theirs.
var ratioFigures = []figure{solve, whole, wall, cpu, peak}

// dimensionless is the name without its unit.
func (f figure) dimensionless() string {
	return strings.TrimSuffix(strings.TrimSuffix(figureNames[f], "_ms"), "_kib")
}

// cells are a row from the column code on, reference being our own series.
func (s *series) cells(reference *series) []string {
	row := []string{s.name, s.version, s.status(), strconv.Itoa(len(s.taken[solve])), s.optimum, s.bound, s.gap()}
	for f := range figures {
		row = append(row, cell(s.median(f)))
	}
	for _, f := range ratioFigures {
		if s == reference {
			row = append(row, "")
		} else {
			row = append(row, cell(reference.ratio(s, f)))
		}
	}
	return row
}

func (s *series) status() string {
	switch {
	case s.failure != "":
		return s.failure
	case s.optimum == "":
		return "nothing found"
	}
	return "solved"
}

// gap is (cost − bound) / max(1, cost), nothing where either is not known.
func (a *answer) gap() string {
	cost, err := strconv.ParseFloat(a.optimum, 64)
	bound, none := strconv.ParseFloat(a.bound, 64)
	if err != nil || none != nil {
		return ""
	}
	return strconv.FormatFloat((cost-bound)/max(1, cost), 'f', 6, 64)
}

func cell(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', 3, 64)
}

// families of instances, by the beginning of their names.
var families = []string{"cty", "ctq", "ntg"}

// summary tells the geometric means of the ratios for each family and peer, then those to the best peer of each file.
func (t *table) summary() (lines []string) {
	for _, a := range t.absent {
		lines = append(lines, fmt.Sprintf("%s skipped: %s", a.name, a.reason))
	}
	for _, family := range families {
		var of [][]*series
		for i, in := range t.instances {
			if strings.HasPrefix(in.name, family) {
				of = append(of, t.series[i])
			}
		}
		if len(of) == 0 {
			continue
		}
		for k, peer := range of[0][1:] {
			lines = append(lines, means(family, peer.name, of, func(all []*series, f figure) float64 { return all[0].ratio(all[k+1], f) }))
		}
		lines = append(lines, means(family, "best peer of each file", of, best))
	}
	return lines
}

// best is the largest ratio to any peer, NaN where none has an answer.
func best(all []*series, f figure) float64 {
	top := math.NaN()
	for _, s := range all[1:] {
		if r := all[0].ratio(s, f); !s.ours && !math.IsNaN(r) && !(r <= top) {
			top = r
		}
	}
	return top
}

// means is a line of geometric means over the instances that have the ratios.
func means(family, peer string, of [][]*series, ratio func([]*series, figure) float64) string {
	var parts []string
	for _, f := range ratioFigures {
		sum, n := 0.0, 0
		for _, all := range of {
			if r := ratio(all, f); !math.IsNaN(r) {
				sum += math.Log(r)
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %.3f of %d", f.dimensionless(), math.Exp(sum/float64(n)), n))
		}
	}
	return fmt.Sprintf("%s, %d files, ours to %s: %s", family, len(of), peer, strings.Join(parts, ", "))
}
