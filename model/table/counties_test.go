package table_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rotateplan/rotate/model/table"
)

func TestCountiesOfAFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"990002", "990004", "99000", "9900055", "county", "990007.xlsx", "county=990000", "county=990001", "county=99"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"990001.xlsx", "990002.xlsx", "990003.XLSM", "990006.csv", "990008", "~990009.xlsx", "990002/schools.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("12345"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"990010", "990011.xlsx", "letter"} { // links to nowhere: to be told, not passed over
		if err := os.Symlink("nowhere", filepath.Join(dir, name)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	list, err := table.Counties(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, x := range list {
		got += fmt.Sprintln(x.Code, filepath.Base(x.Path), x.Bytes)
	}
	if want := "990000 county=990000 0\n990001 990001.xlsx 5\n990002 990002 5\n990003 990003.XLSM 5\n990004 990004 0\n" +
		"990010 990010 0\n990011 990011.xlsx 0\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if _, err := table.Counties(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("a folder that is not there has counties")
	}
}
