package benchmarks_test

import (
	"os"
	"path/filepath"
	"testing"
)

const planYear = 2026

// dataDir is the folder of the test data, or skips.
func dataDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("ROTATE_DATA")
	if dir == "" {
		t.Skip("ROTATE_DATA is not set: the recount of real counties needs the test data")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func readCounty(t *testing.T, code string) *county {
	t.Helper()
	return newCounty(readTables(t, filepath.Join(dataDir(t), "counties", code)), planYear)
}

// The figures that came with the data: eligible in all, eligible of town and core sections, periods short before moves.
var published = map[string][3]int{
	"990102": {289, 212, 523}, "990103": {748, 445, 1109}, "990101": {4294, 3383, 21551},
}

func TestEligibleAsPublished(t *testing.T) {
	for code, want := range published {
		c := readCounty(t, code)
		all, urban := c.countEligible(laws["national-2014"])
		if got := [3]int{all, urban, c.shortage(autumn(planYear), false)}; got != want {
			t.Errorf("%s: eligible, of town and core sections, periods short: %v, published %v", code, got, want)
		}
		all, urban = c.countEligible(laws["yongzhou-2018"])
		t.Logf("%s under yongzhou-2018: eligible %d, of town and core sections %d", code, all, urban)
	}
}

// countEligible returns the eligible of the county, and those whose home section is town or core.
func (c *county) countEligible(l law) (all, urban int) {
	for _, p := range c.people {
		if !c.eligible(p, l) {
			continue
		}
		all++
		if p.home.inTown || p.home.core {
			urban++
		}
	}
	return all, urban
}
