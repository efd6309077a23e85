package table

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Stored is where the tables of one of many counties stand.
type Stored struct {
	Code  string // 6 digits
	Path  string // folder or workbook
	Bytes int64  // of all its files
}

// Counties lists the counties of a folder that holds a folder or workbook each, named by the code, or of a Hive dataset,
// in order of codes. Whatever else stands there is passed over. Where a county has several, its folder of that name counts,
// then its workbook.
func Counties(folder string) ([]Stored, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var list []Stored
	for _, e := range entries { // sorted by name: 990001, 990001.xlsx, county=990001
		path := filepath.Join(folder, e.Name())
		if code := codeOf(path); code != "" {
			list = append(list, Stored{Code: code, Path: path, Bytes: weight(path)})
		}
	}
	slices.SortStableFunc(list, func(a, b Stored) int { return cmp.Compare(a.Code, b.Code) })
	return slices.CompactFunc(list, func(a, b Stored) bool { return a.Code == b.Code }), nil
}

// codeOf returns the code of the county that a folder or workbook is named by, or "". What cannot be looked at, such as a
// link to nowhere, goes by its name alone: reading it will tell.
func codeOf(path string) string {
	info, err := os.Stat(path)
	isDir := err == nil && info.IsDir()
	name, ext := filepath.Base(path), filepath.Ext(path)
	switch {
	case !isDir && slices.Contains([]string{".xlsx", ".xlsm"}, strings.ToLower(ext)):
		name = strings.TrimSuffix(name, ext)
	case isDir || err != nil:
		name = strings.TrimPrefix(name, partition)
	default:
		return ""
	}
	if len(name) != 6 || strings.Trim(name, "0123456789") != "" {
		return ""
	}
	return name
}

// weight adds up the sizes of a file or of all files of a folder. What cannot be looked at weighs nothing.
func weight(path string) int64 {
	var sum int64
	filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			sum += info.Size()
		}
		return nil
	})
	return sum
}
