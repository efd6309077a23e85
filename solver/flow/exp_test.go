package flow

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"testing"
	"time"
)

func permuted(n *Network, chunk int) *Network {
	m := len(n.From)
	units := (m + chunk - 1) / chunk
	k := int(math.Sqrt(float64(units)))
	if k < 10 { k = 10 }
	o := &Network{Supply: n.Supply}
	for j := 0; j < k; j++ {
		for i := j; i < units; i += k {
			for a := i * chunk; a < min(m, i*chunk+chunk); a++ {
				o.AddArc(n.From[a], n.To[a], n.Lower[a], n.Upper[a], n.Cost[a])
			}
		}
	}
	return o
}

func TestExp(t *testing.T) {
	dir := dataDir(t)
	for _, name := range []string{"cty_1000", "cty_5000", "ctq_5000", "ntg8_14", "ntgas_14","ntgtr_14", "cty_20000"} {
		n := readNetwork(t, filepath.Join(dir, "mcf", name+".min.gz"))
		for _, ch := range []int{1<<24} {
			o := permuted(n, ch)
			best := time.Duration(math.MaxInt64)
			var s *Solution
			for range 5 {
				t0 := time.Now()
				s, _ = Solve(context.Background(), o, nil)
				best = min(best, time.Since(t0))
			}
			fmt.Printf("%-10s chunk %8d pivots %8d %8.1f ms\n", name, ch, s.Pivots, best.Seconds()*1e3)
		}
	}
}
