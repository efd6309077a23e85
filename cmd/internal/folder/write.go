package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/rotateplan/rotate/cmd/internal/say"
)

// File is one file of a folder. A private one may hold personal data. One that is not built is not written. All are built
// at the same time.
type File struct {
	Name    string
	Private bool
	Build   func() ([]byte, error)
}

// later are files this program writes into such a folder at other times.
var later = []string{"report.html", "diagnosis.json"}

// Write writes a folder, whole or not at all.
func Write(dir string, files []File) error {
	if err := Check(dir, files); err != nil {
		return err
	}
	dir = Resolved(dir)
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(parent, "."+filepath.Base(dir)+".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	if err := fillFolder(fresh, files); err != nil {
		return err
	}
	if err := swap(fresh, dir); err != nil {
		return err
	}
	Forgive(dir)
	return nil
}

// Resolved follows a link to the folder it names, so that the folder is replaced and not the link.
func Resolved(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return filepath.Clean(dir)
}

// Check reports as an error whatever stands at dir that this program did not write.
func Check(dir string, files []File) error {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), leftover)
		ours := func(f File) bool { return f.Name == name }
		if e.IsDir() || !slices.ContainsFunc(files, ours) && !slices.Contains(later, name) {
			return &Foreign{Dir: dir, Name: e.Name()}
		}
	}
	if len(entries) > 0 {
		err = unprotected(dir)
	}
	return err
}

// unprotected reports as an error that the owner of a folder may not write there: whoever took that right away wants the
// folder kept.
func unprotected(dir string) error {
	info, err := os.Stat(dir)
	if err == nil && info.IsDir() && info.Mode().Perm()&0o200 == 0 {
		err = &fs.PathError{Op: "replace", Path: dir, Err: fs.ErrPermission}
	}
	return err
}

// Foreign is the error of an output folder that holds something this program did not write.
type Foreign struct{ Dir, Name string }

func (e *Foreign) Error() string { return e.Sentence("en") }

// Sentence tells the error in a language: lang is "zh" or "en".
func (e *Foreign) Sentence(lang string) string {
	return say.In(lang).Say("report.foreign", "dir", e.Dir, "name", e.Name)
}

func fillFolder(dir string, files []File) error {
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	failed := make([]error, len(files))
	var all sync.WaitGroup
	for i := range files {
		if files[i].Build != nil {
			all.Go(func() { failed[i] = files[i].write(dir) })
		}
	}
	all.Wait()
	if i := slices.IndexFunc(failed, func(err error) bool { return err != nil }); i >= 0 {
		return failed[i]
	}
	return synced(dir)
}

// write builds a file and puts it in a folder.
func (f *File) write(dir string) error {
	data, err := f.Build()
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return filled(filepath.Join(dir, f.Name), f.Private, with(data))
}

// with fills a file with data.
func with(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// filled makes a file and waits until it is on the disk.
func filled(path string, private bool, fill func(io.Writer) error) error {
	mode := os.FileMode(0o644)
	if private {
		mode = 0o600
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	err = fill(f)
	for _, step := range []func() error{f.Sync, f.Close} {
		if e := step(); err == nil {
			err = e
		}
	}
	return err
}

// synced waits until the names of a folder are on the disk, where the system can.
func synced(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	f.Sync() // not every file system lets folders be synced
	return f.Close()
}

// swap puts a finished folder in the place of an older one, or of none. If it fails the older one stands: also where the
// older one may be moved but not removed.
func swap(fresh, dir string) error {
	old := ""
	if _, err := os.Stat(dir); err == nil {
		old = fresh + ".old"
		if err := os.Rename(dir, old); err != nil {
			return err
		}
	}
	if err := os.Rename(fresh, dir); err != nil {
		if old != "" {
			os.Rename(old, dir)
		}
		return err
	}
	if old != "" {
		if err := os.RemoveAll(old); err != nil {
			return errors.Join(err, os.Rename(dir, fresh), os.Rename(old, dir))
		}
	}
	return synced(filepath.Dir(dir))
}
