package input

import (
	"errors"
	"io/fs"
)

// Unread is the remedy where a file cannot be read, by the cause.
func Unread(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "没有这个文件：检查路径 / there is no such file: check the path"
	case errors.Is(err, fs.ErrPermission):
		return "不允许读取：检查权限 / reading it is not allowed: check permissions"
	}
	return "无法读取：检查路径与磁盘 / it cannot be read: check path and disk"
}
