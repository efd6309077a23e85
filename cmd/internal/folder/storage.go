package folder

import (
	"errors"
	"io/fs"
	"slices"
	"syscall"
)

// obstacles are what can be wrong with a disk or a folder, and what is wanted there, in both languages.
var obstacles = []struct {
	is     []error
	wanted string
}{
	{[]error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}, "有剩余空间的磁盘 / a disk with space left"},
	{[]error{fs.ErrPermission, syscall.EROFS, syscall.EBUSY}, "可以写入的文件夹 / a folder that can be written"},
	{[]error{syscall.EMFILE, syscall.ENFILE}, "更多可同时打开的文件 / more files open at once"},
	{[]error{syscall.EIO}, "没有故障的磁盘 / a disk without defects"},
}

// Wanted says what is wanted of a disk or a folder where an error is theirs and no fault of the program, else "".
func Wanted(err error) string {
	for _, x := range obstacles {
		if slices.ContainsFunc(x.is, func(is error) bool { return errors.Is(err, is) }) {
			return x.wanted
		}
	}
	return ""
}
