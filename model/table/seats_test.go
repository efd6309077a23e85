package table

import (
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestReadSeats(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.csv")
	for _, x := range []struct{ name, text, want string }{ // codes, or codes of faults with their row
		{"as published", "code,name,province,city,lng_gcj02,lat_gcj02\n110101,东城区,北京市,市辖区,116.4,39.9\n659012,白杨市,,,,\n", "110101 659012"},
		{"in Chinese, in another order", "\ufeff名称,代码,纬度,经度\n东城区,110101,39.9,116.4\n", "110101"},
		{"no code", "name,code\n东城区,\n", "missing-value 2"},
		{"a way out of the folder", "code,name\n../110,东城区\n", "bad-county 2"},
		{"five digits", "code,name\n11010,东城区\n", "bad-county 2"},
		{"twice", "code,name\n110101,东城区\n110102,西城区\n110101,东城区\n", "duplicate-county 4"},
		{"no place at all", "code,name,lng_gcj02,lat_gcj02\n110101,东城区,116.4,\n", "bad-coordinates 2"},
		{"no number", "code,name,lng_gcj02,lat_gcj02\n110101,东城区,east,39.9\n", "bad-number 2"},
		{"off the globe", "code,name,lng_gcj02,lat_gcj02\n110101,东城区,39.9,116.4\n", "bad-coordinates 2"},
		{"no counties", "code,name\n", "no-rows 0"},
		{"no header", "110101,东城区\n", "no-header 1"},
		{"nothing", "", "empty-table 0"},
	} {
		write(t, path, x.text)
		if got := seats(path); got != x.want {
			t.Errorf("%s: got %q, want %q", x.name, got, x.want)
		}
	}
	text, err := simplifiedchinese.GB18030.NewEncoder().String("代码,名称\n110101,东城区\n")
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, text)
	if list, faults := ReadSeats(path); len(list) != 1 || list[0].Name != "东城区" {
		t.Error(list, faults)
	}
	if got := seats(filepath.Join(t.TempDir(), "none.csv")); got != "unreadable 0" {
		t.Error(got)
	}
}

// seats tells the codes of a list, or its faults.
func seats(path string) string {
	list, faults := ReadSeats(path)
	var told []string
	for _, x := range list {
		told = append(told, x.Code)
	}
	for _, f := range faults.Bad() {
		told = append(told, f.Code+" "+string(rune('0'+f.Row)))
	}
	slices.Sort(told)
	return strings.Join(slices.Compact(told), " ")
}

// TestSeatsLieOnWGS84 holds that a place is moved from the datum of Chinese maps, some 500 m in Beijing.
func TestSeatsLieOnWGS84(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.csv")
	write(t, path, "code,name,lng_gcj02,lat_gcj02\n110101,东城区,116.418757,39.917544\n")
	list, faults := ReadSeats(path)
	if len(list) != 1 {
		t.Fatal(faults)
	}
	p := list[0].Place
	if dLng, dLat := 116.418757-p.Lng, 39.917544-p.Lat; math.Abs(dLng-0.0062) > 0.0005 || math.Abs(dLat-0.0014) > 0.0005 {
		t.Error(p)
	}
}

// TestTheListOfAllCounties reads the list of the data.
func TestTheListOfAllCounties(t *testing.T) {
	list, faults := ReadSeats(filepath.Join(data(t), "..", "county-list.csv"))
	if len(list) != 2854 || len(faults) > 0 {
		t.Errorf("%d counties, faults %v", len(list), faults)
	}
}

func FuzzReadSeats(f *testing.F) {
	f.Add("code,name,lng_gcj02,lat_gcj02\n110101,东城区,116.4,39.9\n")
	f.Add("名称;代码\n\"a\";000000\n")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "list.csv")
		write(t, path, text)
		list, faults := ReadSeats(path)
		if (len(list) == 0) != (len(faults.Bad()) > 0) {
			t.Fatal(list, faults)
		}
		for _, x := range list {
			if len(x.Code) != 6 || !isDigits(x.Code) || x.Name == "" {
				t.Fatal(x)
			}
		}
	})
}
