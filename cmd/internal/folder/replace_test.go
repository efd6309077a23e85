package folder

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSweepTakesWhatRunsThatDiedLeft(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".990001.new-12", ".990001.new-12.old", ".990002.new-7", "990001", ".batch"} {
		if err := os.MkdirAll(filepath.Join(dir, name, "inside"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"990001.faults.csv", "990001.faults.csv.new", "990003.diagnosis.json.new", "letter.new-1", "summary.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if stuck, err := Sweep(dir, []string{"990001"}); err != nil || len(stuck) > 0 {
		t.Fatal(stuck, err)
	}
	want := []string{".990002.new-7", ".batch", "990001", "990001.faults.csv", "990003.diagnosis.json.new", "letter.new-1", "summary.csv"}
	if got, _ := fs.Glob(os.DirFS(dir), "*"); !slices.Equal(got, want) {
		t.Errorf("left %v, want %v", got, want)
	}
}

func TestReplaceLeavesTheOlderFileOfAWriteThatFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "summary.csv")
	if err := os.WriteFile(path, []byte("older"), 0o644); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	err := Replace(path, leftover, false, func(w io.Writer) error {
		io.WriteString(w, "newer")
		return full
	})
	text, _ := os.ReadFile(path)
	if got, _ := fs.Glob(os.DirFS(filepath.Dir(path)), "*"); !errors.Is(err, full) || string(text) != "older" || len(got) != 1 {
		t.Errorf("%v, %q, %v", err, text, got)
	}
}

// TestAFolderWithAFileInTheWritingIsOurs: a run that died while it wrote faults.csv does not lock the folder.
func TestAFolderWithAFileInTheWritingIsOurs(t *testing.T) {
	dir, files := t.TempDir(), []File{{Name: "faults.csv"}}
	if err := os.WriteFile(filepath.Join(dir, "faults.csv"+leftover), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Check(dir, files); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "letter"+leftover), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Check(dir, files); !errors.As(err, new(*Foreign)) {
		t.Errorf("somebody else's file: %v", err)
	}
}
