package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
)

// writable finds before the work what could not be written after it. check finds what stands in the folder asked for.
func (o *planOptions) writable(check func(dir string) error) error {
	var bad model.Faults
	if o.out != "" {
		err := check(o.out)
		if errors.As(err, new(*folder.Foreign)) {
			return err
		}
		if err == nil {
			err = canStand(o.out, filepath.Dir(folder.Resolved(o.out)))
		}
		if err != nil {
			bad = append(bad, noPlace("--out", o.out, err))
		}
	}
	if o.mps != "" {
		if err := canStand(o.mps, o.mps); err != nil {
			bad = append(bad, noPlace("--write-mps", o.mps, err))
		}
	}
	if len(bad) > 0 {
		return bad
	}
	return nil
}

// noPlace is the fault of a folder that cannot be written, err says why.
func noPlace(flag, dir string, err error) model.Fault {
	wanted := folder.Wanted(err)
	if wanted == "" {
		wanted = "可以写入的文件夹 / a folder that can be written"
	}
	return input.Usage(flag, dir, wanted, "另选文件夹，或检查权限与磁盘空间 / name another folder, or check permissions and the space on the disk")
}

// trialForm begins the name of an empty folder that is made and removed at once, to see whether it can be.
const trialForm = ".rotate-trial-"

// canStand reports why a folder cannot be written at dir, nil if it can: it is one or nothing stands there, and at, or the
// nearest folder above it that exists, takes new files.
func canStand(dir, at string) error {
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

// Around the name of what whole puts in its place stand these while it is made.
const wholePrefix, wholeSuffix = ".", ".rotate"

// unfinished reports whether a name is that of something in the making.
func unfinished(name string) bool {
	return strings.HasPrefix(name, wholePrefix) && strings.HasSuffix(name, wholeSuffix) || strings.HasPrefix(name, trialForm)
}

// whole puts at target what fill makes, whole or not at all. At target there is nothing, or an empty folder. What a run
// that died has left of it is removed first.
func whole(target string, fill func(fresh string) error) error {
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
