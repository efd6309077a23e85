package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
)

// writable finds before the work what could not be written after it. check finds what stands in the folder asked for.
func (o *planOptions) writable(check func(dir string) error) error {
	if o.out != "" {
		if err := check(o.out); errors.As(err, new(*report.Foreign)) {
			return err
		}
	}
	var bad model.Faults
	for _, x := range []struct {
		flag, dir, in string // in: where files or folders are made anew
	}{{"--out", o.out, filepath.Dir(report.Resolved(o.out))}, {"--write-mps", o.mps, o.mps}} {
		if x.dir != "" && !canStand(x.dir, x.in) {
			bad = append(bad, input.Usage(x.flag, x.dir, "可以写入的文件夹 / a folder that can be written",
				"另选文件夹，或检查权限 / name another folder, or check permissions"))
		}
	}
	if len(bad) > 0 {
		return bad
	}
	return nil
}

// canStand reports whether a folder can be written at dir: it is one or nothing stands there, and at, or the nearest
// folder above it that exists, takes new files.
func canStand(dir, at string) bool {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return false
	}
	for {
		if _, err := os.Stat(at); !errors.Is(err, os.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		at = filepath.Dir(at)
	}
	trial, err := os.MkdirTemp(at, ".rotate-")
	if err != nil {
		return false
	}
	return os.Remove(trial) == nil
}

// whole puts at target what fill makes, whole or not at all. At target there is nothing, or an empty folder.
func whole(target string, fill func(fresh string) error) error {
	parent := filepath.Dir(target)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(parent, ".rotate-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(beside)
	fresh := filepath.Join(beside, filepath.Base(target))
	if err := fill(fresh); err != nil {
		return err
	}
	os.Remove(target) // anything but an empty folder stays, and refuses the new one
	return os.Rename(fresh, target)
}
