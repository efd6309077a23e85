package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// disk mounts a small disk in memory, or skips the test where that is not allowed.
func disk(t *testing.T, bytes int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, sized(bytes)); err != nil {
		t.Skip("only somebody who may mount disks can fill one here:", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

func sized(bytes int) string { return fmt.Sprintf("size=%d,mode=755", bytes) }

// remount gives a disk another size, or makes it one that is only read.
func remount(t *testing.T, dir string, flags uintptr, options string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|flags, options); err != nil {
		t.Fatal(err)
	}
}

const (
	roomy = 64 << 20
	page  = 4 << 10
)

// space is how much of a disk the files of a batch take.
func space(files map[string]string) (bytes int) {
	for _, text := range files {
		bytes += (len(text) + page - 1) / page * page
	}
	return bytes
}

// TestBatchOnADiskThatFillsUp runs batches on disks too small for them. What fails is told, what stands is whole, and once
// there is space all is as if there had always been.
func TestBatchOnADiskThatFillsUp(t *testing.T) {
	data := nationOf(t, 4, 60)
	want := batched(t, data, filepath.Join(t.TempDir(), "out"))
	for _, share := range []int{30, 60, 90} { // per cent of the space needed
		what := fmt.Sprintf("a disk of %d %%", share)
		mount := disk(t, space(want)*share/100)
		out := filepath.Join(mount, "out")
		code, told, said := command(t, batchArgs(data, out, "--workers", "2")...)
		if code != exitSome || !strings.Contains(told, "no space left on device; expected a disk with space left") {
			t.Errorf("%s: exit %d: %s%s", what, code, told, said)
			continue
		}
		planned := toldByTable(t, what, out, "error,1,", "no space left on device")
		if planned == 4 || share == 90 && planned == 0 {
			t.Errorf("%s: %d planned", what, planned)
		}
		finishedOnly(t, what, out, want)
		if left := hidden(t, out); len(left) != 1 {
			t.Errorf("%s: left over: %v", what, left)
		}
		remount(t, mount, 0, sized(roomy))
		sameTree(t, what+", then a larger one", batched(t, data, out, "--resume"), want)
	}
}

// TestBatchOnADiskFilledByOthers plans anew where older plans stand and nothing is left for new ones.
func TestBatchOnADiskFilledByOthers(t *testing.T) {
	data, mount := nationOf(t, 3, 60), disk(t, roomy)
	out := filepath.Join(mount, "out")
	older := batched(t, data, out)
	want := batched(t, data, filepath.Join(t.TempDir(), "out"), "--gap", "0.5")
	hog(t, mount)
	code, told, said := command(t, batchArgs(data, out, "--gap", "0.5")...)
	if code != exitSome || !strings.Contains(told, "no space left") || !strings.Contains(said, "needed: a disk with space left") {
		t.Errorf("exit %d: %s%s", code, told, said)
	}
	now := tree(t, out)
	for name, text := range older {
		if inCounty(name) && now[name] != text {
			t.Errorf("the older %s is gone", name)
		}
	}
	gone(t, filepath.Join(mount, "hog"))
	sameTree(t, "the disk emptied", batched(t, data, out, "--resume", "--gap", "0.5"), want)
}

// hog takes all space that is left on a disk.
func hog(t *testing.T, mount string) {
	t.Helper()
	f, err := os.Create(filepath.Join(mount, "hog"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, page))
	}
}

// TestBatchHoldsSpaceBack lets others fill the disk when the first county is done: the table of all is written all the same.
func TestBatchHoldsSpaceBack(t *testing.T) {
	data, mount := nationOf(t, 3, 60), disk(t, roomy)
	want := batched(t, data, filepath.Join(t.TempDir(), "out"))
	out := filepath.Join(mount, "out")
	var told bytes.Buffer
	code := run(context.Background(), batchArgs(data, out, "--workers", "1"), console{out: &told, err: &filler{t: t, mount: mount}})
	if n := toldByTable(t, "the disk filled", out, "error,1,", "no space left on device"); code != exitSome || n == 3 {
		t.Errorf("exit %d, %d planned: %s", code, n, told.String())
	}
	records, _ := filepath.Glob(filepath.Join(out, ".batch", "*"))
	if len(records) != 3 {
		t.Errorf("records: %v", records)
	}
	gone(t, filepath.Join(mount, "hog"))
	sameTree(t, "the disk emptied", batched(t, data, out, "--resume"), want)
}

// filler fills a disk at the first thing told.
type filler struct {
	t     *testing.T
	mount string
	full  bool
}

func (f *filler) Write(text []byte) (int, error) {
	if !f.full {
		f.full = true
		hog(f.t, f.mount)
	}
	return len(text), nil
}

// TestBatchIntoWhatIsOnlyRead makes the whole place, then what --resume goes by, one that is only read.
func TestBatchIntoWhatIsOnlyRead(t *testing.T) {
	data, mount := nationOf(t, 3, 60), disk(t, roomy)
	want := batched(t, data, filepath.Join(t.TempDir(), "out"))
	out := filepath.Join(mount, "out")
	remount(t, mount, syscall.MS_RDONLY, "")
	if code, told, said := command(t, batchArgs(data, out)...); code != exitInput || !strings.Contains(said, "--out") {
		t.Errorf("a place only read: exit %d: %s%s", code, told, said)
	}
	remount(t, mount, 0, "")
	batched(t, data, out)

	records := filepath.Join(out, ".batch")
	if err := syscall.Mount(records, records, "", syscall.MS_BIND, ""); err != nil {
		t.Skip("no second mount of a folder here:", err)
	}
	if err := syscall.Mount("", records, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	code, told, said := command(t, batchArgs(data, out, "--gap", "0.5")...)
	if code != exitSome || !strings.Contains(told, "read-only file system; expected a folder that can be written") || !strings.Contains(said, "not all written") {
		t.Errorf("records only read: exit %d: %s%s", code, told, said)
	}
	if err := syscall.Unmount(records, 0); err != nil {
		t.Fatal(err)
	}
	sameTree(t, "records written again", batched(t, data, out, "--resume"), want)
}

// nobody is the user id of one who owns nothing.
const nobody = 65534

// TestBatchAsSomebodyWhoMayNotRead runs a batch as a user from whom one county is shut, and who may not write to the other
// tables.
func TestBatchAsSomebodyWhoMayNotRead(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may run commands as somebody else")
	}
	base, err := os.MkdirTemp("", "batch") // where others may go
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(base) })
	data, out := filepath.Join(base, "nation"), filepath.Join(base, "out")
	if err := os.CopyFS(data, os.DirFS(nationOf(t, 3, 60))); err != nil {
		t.Fatal(err)
	}
	want := batched(t, data, filepath.Join(t.TempDir(), "out"))
	mkdir(t, out)
	for path, mode := range map[string]os.FileMode{base: 0o755, out: 0o777, filepath.Join(data, "990002"): 0o700} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	files, _ := filepath.Glob(filepath.Join(data, "*", "*.csv"))
	for _, path := range files {
		if err := os.Chmod(path, 0o444); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.Command(copied(t, base), batchArgs(data, out)...)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	said, err := c.CombinedOutput()
	if c.ProcessState.ExitCode() != exitSome || !strings.Contains(string(said), "990002  faults (exit 2): unreadable 990002") {
		t.Errorf("%v: %s", err, said)
	}
	if n := toldByTable(t, "shut", out, "faults,2,", "unreadable"); n != 2 {
		t.Errorf("%d planned", n)
	}
	if err := os.Chmod(filepath.Join(data, "990002"), 0o755); err != nil {
		t.Fatal(err)
	}
	sameTree(t, "opened", batched(t, data, out, "--resume"), want)
}

// copied is the command rotate in a folder where others may run it.
func copied(t *testing.T, dir string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "rotate")
	if err := os.WriteFile(bin, content(t, self), 0o755); err != nil {
		t.Fatal(err)
	}
	return bin
}
