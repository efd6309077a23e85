package program

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// thing is an atom of a made-up law.
type thing struct{ agent, number, first, last int }

// whim makes up a law of every form in every mode over a few agents with a few atoms each.
func whim(seed uint64) Source[thing] {
	rng := rand.New(rand.NewPCG(seed, 5))
	s := Source[thing]{Agents: 1 + rng.IntN(3), Span: func(a thing) (int, int) { return a.first, a.last }}
	things := make([][]thing, s.Agents)
	for i := range things {
		for first := range 4 {
			for range rng.IntN(3) {
				things[i] = append(things[i], thing{i, len(things[i]), first, first + rng.IntN(2)})
			}
		}
	}
	s.Each = func(agent int, _ func(thing) bool, visit func(thing)) {
		for _, a := range things[agent] {
			visit(a)
		}
	}
	add := func(f rule.Form[thing]) {
		mode := [...]model.Mode{model.Should, model.Must}[rng.IntN(2)]
		s.Law = append(s.Law, rule.Applied[thing]{Rule: &rule.Rule{}, Mode: mode, Weight: model.Cost(1 + rng.IntN(9)), Form: f})
	}
	weights := func(low, high int64) func(a thing) int64 {
		salt := rng.Uint64()
		return func(a thing) int64 { return low + int64((uint64(a.agent*31+a.number*7)^salt)%uint64(high-low+1)) }
	}
	price := weights(0, 9)
	s.Law = append(s.Law, rule.Applied[thing]{Rule: &rule.Rule{}, Mode: model.Should, Weight: 1, Form: rule.Form[thing]{Price: price}})
	add(rule.Form[thing]{Walk: automaton(rng)})
	add(rule.Form[thing]{Walk: &rule.Walk[thing]{Tally: &rule.Tally[thing]{Weight: weights(0, 3), Min: rng.Int64N(3),
		Max: func(int) int64 { return 3 }}}})
	for range 3 {
		add(rule.Form[thing]{Quota: family(rng, weights(-1, 3), s.Law[len(s.Law)-1].Mode)})
	}
	return s
}

// automaton makes up a walk of three states that counts now and then a unit of violation.
func automaton(rng *rand.Rand) *rule.Walk[thing] {
	var next [3][8]int
	var units [3][9]int64
	for s := range next {
		for n := range next[s] {
			next[s][n] = rng.IntN(3)
		}
		for n := range units[s] {
			units[s][n] = int64(rng.IntN(4) / 3)
		}
	}
	return &rule.Walk[thing]{States: 3, Start: func(agent int) int { return agent % 3 },
		Next: func(state int, a thing) (int, int64) { return next[state][a.number], units[state][a.number] },
		End:  func(state int) int64 { return units[state][8] }}
}

// family makes up a quota over all things, with another of the same count; now and then one that nothing counts in.
func family(rng *rand.Rand, weight func(thing) int64, mode model.Mode) *rule.Family[thing] {
	low := int64(rng.IntN(4))
	f := &rule.Family[thing]{Quotas: []rule.Quota{
		{Key: fmt.Sprint("low", rng.IntN(1e9)), Base: 1, Min: low, Max: rule.NoMax, Unit: 1 + rng.Int64N(2), Mode: mode, Weight: 7},
		{Key: fmt.Sprint("high", rng.IntN(1e9)), Min: rule.NoMin, Max: low + int64(rng.IntN(3)), Unit: 1 + rng.Int64N(2), Mode: model.Should, Weight: 5},
	}}
	nobody := rng.IntN(8) == 0
	f.Count = func(a thing, add func(int, int64)) {
		if !nobody {
			add(0, weight(a))
		}
		add(1, weight(a))
	}
	return f
}

// enumerate returns the cost of the best lawful plan.
func enumerate(p *Program) (best int64, found bool) {
	if _, broken := p.FrozenCost(); len(broken) > 0 {
		return 0, false
	}
	s := NewState(p)
	var try func(i int)
	try = func(i int) {
		if i == p.Agents() {
			if cost := int64(s.Cost()); s.Broken() == 0 && cost < Infinite && (!found || cost < best) {
				best, found = cost, true
			}
			return
		}
		for set := range 1 << (p.First[i+1] - p.First[i]) {
			var walk []int32
			for k := p.First[i]; k < p.First[i+1]; k++ {
				if set>>(k-p.First[i])&1 == 1 {
					walk = append(walk, k)
				}
			}
			if p.FullWalkCost(i, walk) < Infinite {
				s.Set(int32(i), walk)
				try(i + 1)
				s.Set(int32(i), nil)
			}
		}
	}
	try(0)
	return best, found
}

// solveMPS lets GLPK or CBC solve a program in MPS format.
func solveMPS(t *testing.T, text []byte) (cost int64, found bool) {
	t.Helper()
	dir := t.TempDir()
	path, solution := filepath.Join(dir, "x.mps"), filepath.Join(dir, "solution")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	name, args := "glpsol", []string{"--freemps", path, "-o", solution}
	optimal := regexp.MustCompile(`(?m)^Status:\s+(?:INTEGER )?OPTIMAL\nObjective:\s+COST = (\S+)`)
	if _, err := exec.LookPath(name); err != nil {
		name, args = "cbc", []string{path, "-ratioGap", "0", "-allowableGap", "0", "-solve", "-solution", solution}
		optimal = regexp.MustCompile(`^Optimal - objective value\s+(\S+)`)
	}
	if _, err := exec.LookPath(name); err != nil {
		t.Skip("neither glpsol nor cbc is installed")
	}
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	answer, _ := os.ReadFile(solution)
	m := optimal.FindSubmatch(answer)
	if m == nil {
		return 0, false
	}
	x, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return int64(x + 0.5), true
}

func TestIntegerProgramsAgainstEnumeration(t *testing.T) {
	lawful := 0
	for seed := range uint64(300) {
		p, _ := Compile(whim(seed))
		best, found := enumerate(p)
		var text, names bytes.Buffer
		err := WriteMPS(&text, &names, p, MPS{Name: "whim", Prefix: "x", Atom: func(k int32) string { return fmt.Sprint("atom/", k) },
			Agent: func(i int) string { return fmt.Sprint("agent/", i) }})
		if err != nil {
			t.Fatal(err)
		}
		if cost, ok := solveMPS(t, text.Bytes()); ok != found || ok && cost != best {
			t.Errorf("seed %d: integer program %d (%v), enumerated %d (%v)", seed, cost, ok, best, found)
		}
		if found {
			lawful++
		}
		if found && best > p.Ceiling() {
			t.Errorf("seed %d: ceiling %d, best %d", seed, p.Ceiling(), best)
		}
		if !strings.HasPrefix(names.String(), "ONE,constants\n") {
			t.Fatalf("seed %d: names begin %.40q", seed, names.String())
		}
	}
	if lawful < 100 || lawful > 280 {
		t.Errorf("%d of 300 laws have a plan: the test has lost its teeth", lawful)
	}
}
