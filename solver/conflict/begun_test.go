package conflict

import (
	"slices"
	"testing"
)

// TestBegun leaves out few blocks one by one, the first of them first, and more of them all at once.
func TestBegun(t *testing.T) {
	if got := begun(3); !slices.Equal(got, []run{{2, 3}, {1, 2}, {0, 1}}) {
		t.Error(got)
	}
	if got := begun(runsMost + 1); !slices.Equal(got, []run{{0, runsMost + 1}}) {
		t.Error(got)
	}
}
