package report

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// abreast does n things that have nothing to do with each other, on all processors, the first ones first.
func abreast(n int, do func(i int)) {
	var all sync.WaitGroup
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}
