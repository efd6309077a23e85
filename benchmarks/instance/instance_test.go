package instance

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/solver/flow"
)

// solved solves an instance, which must be feasible.
func solved(t *testing.T, name string, seed uint64) (*Instance, *flow.Solution) {
	t.Helper()
	in, err := Draw(name, seed)
	if err != nil {
		t.Fatal(err)
	}
	s, err := flow.Solve(t.Context(), in.Network, nil)
	if err != nil || s.Status != flow.Optimal {
		t.Fatalf("%s, seed %d: %v %v", name, seed, s, err)
	}
	if err := flow.Check(in.Network, s); err != nil {
		t.Fatalf("%s, seed %d: %v", name, seed, err)
	}
	return in, s
}

func TestAllAreFeasible(t *testing.T) {
	for seed := range uint64(5) {
		for _, name := range []string{"cty_1000", "cty_1999", "ctq_1000", "ctq_1999",
			"ntg8_6", "ntg8_10", "ntgas_6", "ntgas_10", "ntgtr_6", "ntgtr_10"} {
			solved(t, name, seed)
		}
	}
}

func TestNETGENHasTheArcsItSays(t *testing.T) {
	for _, name := range []string{"ntg8_9", "ntgas_9", "ntgtr_9"} {
		in, err := Draw(name, 3)
		if err != nil || len(in.Supply) != 512 || len(in.From) != 4096 {
			t.Fatalf("%s: %d nodes, %d arcs, %v", name, len(in.Supply), len(in.From), err)
		}
		known := map[[2]int32]bool{}
		for a, from := range in.From {
			if key := [2]int32{from, in.To[a]}; known[key] || from == in.To[a] {
				t.Errorf("%s: arc %d is parallel to another or a loop", name, a)
			} else {
				known[key] = true
			}
		}
	}
}

// TestCountiesHaveTheirShape holds what the names promise: who moves, how much at each school, how many choices there are.
func TestCountiesHaveTheirShape(t *testing.T) {
	const teachers = 4000
	for seed := range uint64(3) {
		in, s := solved(t, fmt.Sprintf("cty_%d", teachers), seed)
		if moved := movers(in, s) - stayers(in, s); moved < teachers/20 || moved > teachers/5 {
			t.Errorf("cty, seed %d: %d of %d move", seed, moved, teachers)
		}
		if mean := (in.Choices.After - in.Choices.First) / teachers; mean < 25 || mean > 36 {
			t.Errorf("cty, seed %d: %d arcs a teacher", seed, mean)
		}
		in, s = solved(t, fmt.Sprintf("ctq_%d", teachers), seed)
		if moved := movers(in, s); moved < teachers/10 || moved > teachers*15/100 {
			t.Errorf("ctq, seed %d: %d of %d move", seed, moved, teachers)
		}
		for a := in.Bounds.First; a < in.Bounds.After; a++ {
			if in.Upper[a] < 2 || in.Lower[a] > in.Upper[a]/2 {
				t.Errorf("ctq, seed %d: a school sends %d..%d", seed, in.Lower[a], in.Upper[a])
			}
		}
	}
}

// movers counts the units on arcs of choices.
func movers(in *Instance, s *flow.Solution) (n int) {
	for _, x := range s.Flow[in.Choices.First:in.Choices.After] {
		n += int(x)
	}
	return n
}

// stayers counts the units on the first arc of each teacher.
func stayers(in *Instance, s *flow.Solution) (n int) {
	for a := in.Choices.First; a < in.Choices.After; a++ {
		if a == 0 || in.From[a] != in.From[a-1] {
			n += int(s.Flow[a])
		}
	}
	return n
}

// TestSameSeedSameBytes holds the bytes of one of each kind: recorded results name instances by name and seed.
func TestSameSeedSameBytes(t *testing.T) {
	for name, want := range map[string]string{
		"cty_1000": "96450cc174b9201a", "ctq_1000": "06ee1bb8bf56e970", "ntg8_8": "1398becce41d76c7", "ntgas_8": "52a1fce072347559", "ntgtr_8": "15a836f8915d1bcd",
	} {
		in, err := Draw(name, 1)
		if err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		if err := flow.WriteDIMACS(h, in.Network); err != nil {
			t.Fatal(err)
		}
		if got := hex.EncodeToString(h.Sum(nil))[:16]; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestDrawRefuses(t *testing.T) {
	for name, want := range map[string]string{
		"cty":      "size must lie in 1000..1000000",
		"cty_999":  "size must lie in 1000",
		"ntg8_40":  "size must lie in 6..22",
		"ntgas_-1": "size must lie in 6",
		"gte_1":    "no kind of instance",
	} {
		if _, err := Draw(name, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
