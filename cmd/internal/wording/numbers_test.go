package wording

import "testing"

func TestNumbersForPeople(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := Grouped(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	for m, want := range map[int64]string{0: "0.0", 640: "0.6", 960: "1.0", 16680: "16.7", 1234567: "1,234.6"} {
		if got := Km(m); got != want {
			t.Errorf("%d m is %s km, want %s", m, got, want)
		}
	}
	for m, want := range map[int64]string{0: "0.00", 1: "0.01", 10: "0.01", 1234567: "1,234.57"} {
		if got := CeilKm(m); got != want {
			t.Errorf("at most %d m is %s km, want %s", m, got, want)
		}
	}
}
