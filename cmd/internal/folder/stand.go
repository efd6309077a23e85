package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// trialForm begins the name of an empty folder that is made and removed at once, to see whether it can be.
const trialForm = ".rotate-trial-"

// CanStand reports why a folder cannot be written at dir, nil if it can: it is one or nothing stands there, and at, or the
// nearest folder above it that exists, takes new files.
func CanStand(dir, at string) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return &fs.PathError{Op: "write", Path: dir, Err: syscall.ENOTDIR}
	}
	for {
		if _, err := os.Stat(at); !errors.Is(err, os.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		at = filepath.Dir(at)
	}
	clearTrials(at)
	trial, err := os.MkdirTemp(at, trialForm)
	if err != nil {
		return err
	}
	if err := os.Remove(trial); !errors.Is(err, os.ErrNotExist) { // another run may have cleared it
		return err
	}
	return nil
}

// clearTrials removes trials of runs that died within one.
func clearTrials(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), trialForm) {
			os.Remove(filepath.Join(dir, e.Name())) // anything but an empty folder stays
		}
	}
}

// Around the name of what Whole puts in its place stand these while it is made.
const wholePrefix, wholeSuffix = ".", ".rotate"

// Unfinished reports whether a name is that of something in the making.
func Unfinished(name string) bool {
	return strings.HasPrefix(name, wholePrefix) && strings.HasSuffix(name, wholeSuffix) || strings.HasPrefix(name, trialForm)
}

// Whole puts at target what fill makes, whole or not at all. At target there is nothing, or an empty folder. What a run
// that died has left of it is removed first.
func Whole(target string, fill func(fresh string) error) error {
	parent, name := filepath.Dir(target), filepath.Base(target)
	beside := filepath.Join(parent, wholePrefix+name+wholeSuffix)
	if err := errors.Join(os.MkdirAll(parent, 0o755), os.RemoveAll(beside)); err != nil {
		return err
	}
	if err := os.Mkdir(beside, 0o700); err != nil {
		return err
	}
	defer os.RemoveAll(beside)
	fresh := filepath.Join(beside, name)
	if err := fill(fresh); err != nil {
		return err
	}
	os.Remove(target) // anything but an empty folder stays, and refuses the new one
	return os.Rename(fresh, target)
}
