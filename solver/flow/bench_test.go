package flow

import (
	"context"
	"path/filepath"
	"testing"
)

func BenchmarkData(b *testing.B) {
	dir := dataDir(b)
	for _, name := range []string{"cty_1000", "cty_5000", "ctq_5000", "ntg8_14", "ntgtr_14", "cty_20000","ctq_20000"} {
		b.Run(name, func(b *testing.B) {
			n := readNetwork(b, filepath.Join(dir, "mcf", name+".min.gz"))
			b.ResetTimer()
			p:=0
			for b.Loop() {
				s, _ := Solve(context.Background(), n, nil)
				p=s.Pivots
			}
			b.ReportMetric(float64(p),"pivots")
		})
	}
}
