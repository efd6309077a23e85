package rotation

import "sync"

// abreast does n things that have nothing to do with each other, on so many threads.
func abreast(threads, n int, do func(i int)) {
	if threads == 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var wait sync.WaitGroup
	for first := range min(threads, n) {
		wait.Go(func() {
			for i := first; i < n; i += threads {
				do(i)
			}
		})
	}
	wait.Wait()
}
