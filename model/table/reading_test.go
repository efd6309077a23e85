package table

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWhatWasReadIsTold also of tables with faults: columns in the order of the header, what was not read, examples.
func TestWhatWasReadIsTold(t *testing.T) {
	dir := t.TempDir()
	text := "学校情况一览\n校长,校名,学校代码,学段,学生数,班级数,手机,\n甲,（示例）小学,1,小学,1,1,,\n甲,一小,2100000001,小学,100,6,,\n甲,二小,2100000001,小学,80,6,,\n"
	if err := os.WriteFile(filepath.Join(dir, "学校.csv"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, got, faults := ReadTold(dir, Options{Year: 2026, GroupsOnly: true})
	if c != nil || len(faults.Bad()) == 0 {
		t.Fatalf("two schools of one id are read as %v", c)
	}
	want := []Reading{{Table: "schools", File: "学校.csv", Rows: 2, Examples: 1, Unread: []string{"校长", "手机"}, Columns: []Matched{
		{"校名", "name"}, {"学校代码", "school_id"}, {"学段", "stage"}, {"学生数", "pupils"}, {"班级数", "classes"}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
