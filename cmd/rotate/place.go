package main

import (
	"errors"
	"path/filepath"

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
			err = folder.CanStand(o.out, filepath.Dir(folder.Resolved(o.out)))
		}
		if err != nil {
			bad = append(bad, noPlace("--out", o.out, err))
		}
	}
	if o.mps != "" {
		if err := folder.CanStand(o.mps, o.mps); err != nil {
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
