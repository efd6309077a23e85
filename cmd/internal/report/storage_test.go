package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func TestWanted(t *testing.T) {
	for _, x := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}, "space left"},
		{errors.Join(nil, fmt.Errorf("plan.xlsx: %w", syscall.EDQUOT)), "space left"},
		{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EACCES}, "folder that can be written"},
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.EROFS}, "folder that can be written"},
		{errors.New("cost 7 is not 8"), ""},
	} {
		if got := Wanted(x.err); !strings.Contains(got, x.want) || (got == "") != (x.want == "") {
			t.Errorf("%v: %q", x.err, got)
		}
	}
}

// TestAFolderThatMayNotBeWrittenIsKept: whoever took the right to write away wants the plan as it is, root or not.
func TestAFolderThatMayNotBeWrittenIsKept(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "plan")
	if err := Write(dir, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, samplePlan(t)); !errors.Is(err, fs.ErrPermission) {
		t.Error(err)
	}
	if after, err := os.Stat(dir); err != nil || !os.SameFile(before, after) || len(names(t, parent)) != 1 {
		t.Errorf("%v, %v", err, names(t, parent))
	}
}

// TestForgiveTakesWhatWasSaid holds that nothing said of a run that failed outlives the next.
func TestForgiveTakesWhatWasSaid(t *testing.T) {
	parent := t.TempDir()
	dir, plan := filepath.Join(parent, "none"), filepath.Join(parent, "plan")
	if err := Write(plan, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	inPlan := names(t, plan)
	for _, d := range []string{dir, plan} {
		if _, err := WriteFaults(d, samplePlan(t).Warnings); err != nil {
			t.Fatal(err)
		}
		if _, err := WriteDiagnosis(d, nil, nil); err != nil {
			t.Fatal(err)
		}
		Forgive(d)
	}
	if got := names(t, parent); !slices.Equal(got, []string{"plan"}) || !slices.Equal(names(t, plan), inPlan) {
		t.Errorf("left %v and %v", got, names(t, plan))
	}
}
