package batch

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/model"
)

// FuzzRecord demands of any record that it is refused, or says what it says when it is written again; and that no county is
// taken for finished whose files are not those of the record.
func FuzzRecord(f *testing.F) {
	for _, r := range []record{{}, {Asked: asked{Version: job.Version, Data: "d", Gap: 0.001}, Row: Row{County: "990001", Status: "gap"},
		Files: map[string]string{"plan.json": "0"}}} {
		text, err := json.Marshal(r)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"files": {"../../../etc/passwd": ""}, "row": {"exit": 0}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		b := &batch{Request: Request{Out: t.TempDir(), Resume: true}}
		if err := os.MkdirAll(b.records(), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(b.record("990001"), text, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := b.read("990001")
		if err != nil {
			return
		}
		again, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(b.record("990001"), again, 0o600); err != nil {
			t.Fatal(err)
		}
		if back, err := b.read("990001"); err != nil || !reflect.DeepEqual(back, r) {
			t.Fatalf("%s reads back as %+v: %v", again, back, err)
		}
		if row, done := b.finished("990001", r.Asked); done {
			t.Fatalf("finished without a file: %+v in %s", row, filepath.Join(b.Out, "990001"))
		}
	})
}

// TestResumeGoesByTheGroupsKept asks for a plan under groups of the list kept, and under others.
func TestResumeGoesByTheGroupsKept(t *testing.T) {
	b := &batch{}
	of := func(g *model.Grouping) asked {
		return b.asked(&input.Input{Policy: &model.Policy{}, Kept: &input.Kept{SHA256: "k", Groups: g}})
	}
	one, other := &model.Grouping{Members: []model.Membership{{Core: 1, Section: 2}}}, &model.Grouping{Members: []model.Membership{{Core: 3, Section: 2}}}
	if of(one) != of(one) || of(one) == of(other) || of(one) == of(nil) {
		t.Errorf("%+v, %+v, %+v", of(one), of(other), of(nil))
	}
}
