package answer

import "testing"

// TestTenthsAreRounded rounds what is proven so that it stays true, and all else to the nearest tenth.
func TestTenthsAreRounded(t *testing.T) {
	for _, x := range []struct {
		n, of                 int64
		least, itself, atMost string
	}{
		{139576, 100, "139.5", "139.6", "139.6"},
		{139540, 100, "139.5", "139.5", "139.6"},
		{139550, 100, "139.5", "139.6", "139.6"},
		{139500, 100, "139.5", "139.5", "139.5"},
		{1, 100, "0.0", "0.0", "0.1"},
		{0, 100, "0.0", "0.0", "0.0"},
	} {
		for r, want := range map[rounding]string{down: x.least, nearest: x.itself, up: x.atMost} {
			if got := decimal(x.n, x.of, r); got != want {
				t.Errorf("%d/%d, %d: %s, want %s", x.n, x.of, r, got, want)
			}
		}
	}
}
