package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
)

// writable finds before the work what could not be written after it.
func (o *planOptions) writable() error {
	if o.out != "" {
		if err := report.Check(o.out); errors.As(err, new(*report.Foreign)) {
			return err
		}
	}
	var bad model.Faults
	for _, x := range []struct{ flag, dir string }{{"--out", o.out}, {"--write-mps", o.mps}} {
		if x.dir != "" && !folderCanStand(x.dir) {
			bad = append(bad, input.Usage(x.flag, x.dir, "可以写入的文件夹 / a folder that can be written",
				"另选文件夹，或检查权限 / name another folder, or check permissions"))
		}
	}
	if len(bad) > 0 {
		return bad
	}
	return nil
}

// folderCanStand reports whether a folder can be written at dir: it is one or nothing stands there, and the nearest
// folder above it takes new ones.
func folderCanStand(dir string) bool {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return false
	}
	above := filepath.Dir(filepath.Clean(dir))
	for {
		if _, err := os.Stat(above); !errors.Is(err, os.ErrNotExist) || above == filepath.Dir(above) {
			break
		}
		above = filepath.Dir(above)
	}
	trial, err := os.MkdirTemp(above, ".rotate-")
	if err != nil {
		return false
	}
	return os.Remove(trial) == nil
}
