package proof

import (
	"math/rand/v2"
	"testing"
)

// Trees grown at random: the bound is the least of the leaves', halves inherit what is proven, and decisions add up along every way.
func TestBoundIsTheLeastOfAllLeaves(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		root := &Node[int]{Value: 1, Own: 7}
		for n := range int32(r.IntN(30)) {
			x := root.Leaf()
			if x.Void {
				break
			}
			d := Decision{Agent: n, Atoms: []int32{2 * n, 2*n + 1}}
			x.Without = x.Half(d)
			d.In = true
			x.With = x.Half(d)
			for _, half := range []*Node[int]{x.With, x.Without} {
				if half.Value != x.Value || half.Own != 7 || len(half.Fixed) != len(x.Fixed)+1 || !Decided(half.Fixed, []int32{2 * n, 2*n + 1}) {
					t.Fatalf("seed %d: a half is %+v", seed, half)
				}
				half.Value += r.Int64N(5)
				half.Void = r.IntN(10) == 0
			}
		}
		least, leaf := Void, root.Leaf()
		each(root, func(x *Node[int]) {
			if !x.Void {
				least = min(least, x.Value)
			}
		})
		if root.Bound() != least || leaf.Bound() != least || leaf.With != nil {
			t.Fatalf("seed %d: bound %d, leaf %d, least %d", seed, root.Bound(), leaf.Bound(), least)
		}
	}
}

func each(x *Node[int], visit func(*Node[int])) {
	if x.With == nil {
		visit(x)
		return
	}
	each(x.With, visit)
	each(x.Without, visit)
}

func TestWholeRoundsUp(t *testing.T) {
	for thousandths, want := range map[int64]int64{0: 0, 1: 1, 999: 1, 1000: 1, 1001: 2, -1: 0, -1000: -1, -1001: -1} {
		if got := Whole(thousandths); got != want {
			t.Errorf("%d thousandths: %d, want %d", thousandths, got, want)
		}
	}
}
