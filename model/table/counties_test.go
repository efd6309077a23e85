package table_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rotateplan/rotate/model/table"
)

func TestCountiesOfAFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"990002", "990004", "99000", "9900055", "county", "990007.xlsx", "county=990000", "county=990001", "county=99",
		"示例县", "plan-990013", ".990014", "99 ００16县"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"990001.xlsx", "990002.xlsx", "990003.XLSM", "990006.csv", "990008", "~990009.xlsx", "990002/schools.csv",
		"示例县/学校.xls", "plan-990013/plan.json", "990012(1).xlsx", "某县.ods", "990014.faults.csv", "notes.txt", "prices.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("12345"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"990010", "990011.xlsx", "letter"} { // links to nowhere: to be told, not passed over
		if err := os.Symlink("nowhere", filepath.Join(dir, name)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	list, unnamed, err := table.Counties(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, x := range list {
		got += fmt.Sprintln(x.Code, filepath.Base(x.Path), x.Bytes)
	}
	here := filepath.Base(dir) // of a county that stands there twice
	if want := "990000 county=990000 0\n990001 " + here + " 5\n990002 " + here + " 10\n990003 990003.XLSM 5\n990004 990004 0\n" +
		"990010 990010 0\n990011 990011.xlsx 0\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if want := []string{"99 ００16县", "9900055", "990006.csv", "990007.xlsx", "990008", "990012(1).xlsx", "某县.ods", "示例县"}; !slices.Equal(unnamed, want) {
		t.Errorf("unnamed %q, want %q", unnamed, want)
	}
	if _, _, err := table.Counties(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("a folder that is not there has counties")
	}
}
