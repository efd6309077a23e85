package table

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// forms writes the workbook to be filled in.
func forms(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteForms(&b, &Sheet{Name: "说明", Header: []string{""}, Rows: [][]string{{"怎样填写"}}}, Forms()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestExamplesAreNotRead reads the workbook as it is written: there are no rows in it.
func TestExamplesAreNotRead(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "data.xlsx"), string(forms(t)))
	_, faults := Read(dir, Options{Year: 2026})
	want := "fault no-rows data.xlsx 2 -"
	check(t, faults.Bad(), []string{want, want}, dir)
	if len(faults) != 2 { // tables that may be left out are, with no word of it
		t.Error(faults)
	}
	if !bytes.Equal(forms(t), forms(t)) {
		t.Error("two workbooks differ")
	}
}

// TestExamplesAreSound reads the examples as if they were data: nothing is wrong with them but a pair and a way that lack
// their other school, and one age that is not all.
func TestExamplesAreSound(t *testing.T) {
	dir := t.TempDir()
	for _, form := range Forms() {
		s := *form.Sheet
		var b bytes.Buffer
		if err := WriteCSV(&b, &s); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains([]string{"结对", "通勤", "退休"}, s.Name) {
			write(t, filepath.Join(dir, s.File), strings.ReplaceAll(b.String(), ExampleMark, ""))
		}
	}
	c, faults := Read(dir, Options{Year: 2026, Strict: true})
	if len(faults) > 0 || len(c.Schools) != 1 || len(c.Teachers) != 1 || len(c.Postings) != 1 || len(c.Needs) != 1 || len(c.Curriculum) != 1 || len(c.Loads) != 1 {
		t.Fatal(faults)
	}
}

// TestWordsOfferedAreUnderstood reads every word of every drop-down list, and finds each list in the workbook.
func TestWordsOfferedAreUnderstood(t *testing.T) {
	understood(t, schoolColumns)
	understood(t, teacherColumns)
	understood(t, postingColumns)
	understood(t, pairColumns)
	understood(t, demandColumns)
	understood(t, retirementColumns)
	understood(t, curriculumColumns)
	understood(t, loadColumns)
	path := filepath.Join(t.TempDir(), "data.xlsx")
	if err := os.WriteFile(path, forms(t), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, form := range Forms() {
		lists := 0
		for _, x := range form.Fields {
			if len(x.Words) > 0 {
				lists++
			}
		}
		got, err := f.GetDataValidations(form.Name)
		if err != nil || len(got) != lists || lists == 0 && form.Name != "通勤" {
			t.Errorf("%s: %d lists, want %d: %v", form.Name, len(got), lists, err)
		}
	}
}

func understood[R any](t *testing.T, columns []Column[R]) {
	t.Helper()
	for _, c := range columns {
		for _, word := range c.Words {
			var r R
			if wrong := c.Set(&r, word); wrong != nil {
				t.Errorf("%s: %q is offered and not understood: %v", c.Key, word, wrong.code)
			}
		}
	}
}
