package flow

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// maxNodes keeps a problem line from asking for more memory than a machine has.
const maxNodes = 1 << 24

// manyArcs is how many arcs room is made for before any is read: what a problem line announces need not come.
const manyArcs = 1 << 20

// ReadDIMACS reads the min-cost-flow format of the First DIMACS Challenge: c lines are comments, "p min NODES ARCS" comes first, then "n NODE SUPPLY" and
// "a FROM TO LOWER UPPER COST" with nodes from 1. Lower bounds are not negative. A negative upper bound is no bound. An error names
// the line.
func ReadDIMACS(r io.Reader) (*Network, error) {
	var d dimacs
	lines := bufio.NewScanner(r)
	for line := 1; lines.Scan(); line++ {
		if err := d.line(lines.Bytes()); err != nil {
			return nil, fmt.Errorf("flow: line %d: %w", line, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("flow: %w", err)
	}
	if d.net == nil {
		return nil, errors.New("flow: no problem line")
	}
	if len(d.net.From) != d.arcs {
		return nil, fmt.Errorf("flow: %d arcs announced, %d found", d.arcs, len(d.net.From))
	}
	return d.net, nil
}

// dimacs is a reader between two lines.
type dimacs struct {
	net  *Network
	arcs int // announced
}

func (d *dimacs) line(text []byte) error {
	text = bytes.TrimSpace(text)
	if len(text) == 0 || text[0] == 'c' {
		return nil
	}
	kind, rest, _ := bytes.Cut(text, []byte(" "))
	if len(kind) == 1 && kind[0] != 'p' && d.net == nil {
		return errors.New("problem line expected first")
	}
	switch string(kind) {
	case "p":
		return d.problem(rest)
	case "n":
		return d.node(rest)
	case "a":
		return d.arc(rest)
	}
	return fmt.Errorf("unknown line %q", kind)
}

func (d *dimacs) problem(rest []byte) error {
	if d.net != nil {
		return errors.New("second problem line")
	}
	kind, rest, _ := bytes.Cut(bytes.TrimSpace(rest), []byte(" "))
	if string(kind) != "min" {
		return fmt.Errorf("problem %q is not min", kind)
	}
	var f [2]int64
	if err := numbers(rest, f[:]); err != nil {
		return err
	}
	if f[0] < 0 || f[0] > maxNodes || f[1] < 0 || f[1] >= math.MaxInt32-maxNodes {
		return fmt.Errorf("%d nodes and %d arcs, at most %d and %d", f[0], f[1], maxNodes, math.MaxInt32-maxNodes-1)
	}
	d.net, d.arcs = &Network{Supply: make([]int64, f[0])}, int(f[1])
	d.net.grow(min(d.arcs, manyArcs))
	return nil
}

func (d *dimacs) node(rest []byte) error {
	var f [2]int64
	if err := numbers(rest, f[:]); err != nil {
		return err
	}
	if err := d.known(f[0]); err != nil {
		return err
	}
	d.net.Supply[f[0]-1] = f[1]
	return nil
}

func (d *dimacs) arc(rest []byte) error {
	var f [5]int64
	if err := numbers(rest, f[:]); err != nil {
		return err
	}
	if err := errors.Join(d.known(f[0]), d.known(f[1])); err != nil {
		return err
	}
	if f[3] < 0 {
		f[3] = Unbounded
	}
	if f[2] < 0 || f[2] > f[3] {
		return fmt.Errorf("bounds %d..%d", f[2], f[3])
	}
	if len(d.net.From) == d.arcs {
		return fmt.Errorf("more than the %d arcs announced", d.arcs)
	}
	d.net.AddArc(int32(f[0]-1), int32(f[1]-1), f[2], f[3], f[4])
	return nil
}

// grow makes room for more arcs.
func (n *Network) grow(arcs int) {
	n.From, n.To = slices.Grow(n.From, arcs), slices.Grow(n.To, arcs)
	n.Lower, n.Upper, n.Cost = slices.Grow(n.Lower, arcs), slices.Grow(n.Upper, arcs), slices.Grow(n.Cost, arcs)
}

func (d *dimacs) known(node int64) error {
	if node < 1 || node > int64(len(d.net.Supply)) {
		return fmt.Errorf("node %d, but nodes are 1..%d", node, len(d.net.Supply))
	}
	return nil
}

// numbers fills f from as many fields of text, separated by blanks.
func numbers(text []byte, f []int64) error {
	for i := range f {
		start := 0
		for start < len(text) && blank(text[start]) {
			start++
		}
		end := start
		for end < len(text) && !blank(text[end]) {
			end++
		}
		x, err := number(text[start:end])
		if err != nil {
			return fmt.Errorf("field %d of %d: %w", i+1, len(f), err)
		}
		f[i], text = x, text[end:]
	}
	if rest := bytes.TrimSpace(text); len(rest) > 0 {
		return fmt.Errorf("%q after the last field", rest)
	}
	return nil
}

func blank(c byte) bool { return c == ' ' || c == '\t' }

// number is strconv.ParseInt, which it leaves to it whatever is not a plain number of up to 18 digits.
func number(field []byte) (int64, error) {
	digits, sign := field, int64(1)
	if len(field) > 0 && field[0] == '-' {
		digits, sign = field[1:], -1
	}
	x := int64(0)
	for _, c := range digits {
		x = 10*x + int64(c-'0')
		if c < '0' || c > '9' {
			return strconv.ParseInt(string(field), 10, 64)
		}
	}
	if len(digits) == 0 || len(digits) > 18 {
		return strconv.ParseInt(string(field), 10, 64)
	}
	return sign * x, nil
}

// WriteDIMACS writes what [ReadDIMACS] reads. Negative lower bounds are an error: the format has none.
func WriteDIMACS(w io.Writer, n *Network) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "p min %d %d\n", len(n.Supply), len(n.From))
	for i, b := range n.Supply {
		if b != 0 {
			fmt.Fprintf(out, "n %d %d\n", i+1, b)
		}
	}
	for a, upper := range n.Upper {
		if n.Lower[a] < 0 {
			return fmt.Errorf("flow: arc %d has lower bound %d", a, n.Lower[a])
		}
		if upper >= Unbounded {
			upper = -1
		}
		fmt.Fprintf(out, "a %d %d %d %d %d\n", n.From[a]+1, n.To[a]+1, n.Lower[a], upper, n.Cost[a])
	}
	return out.Flush()
}
