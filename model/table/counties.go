package table

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Stored is where the tables of one of many counties stand.
type Stored struct {
	Code  string // 6 digits
	Path  string // folder or workbook; of a county that has several, the folder they stand in: who reads it is told so
	Bytes int64  // of all its files
}

// Counties lists the counties of a folder that holds a folder or workbook each, named by the code, or of a Hive dataset,
// in order of codes, and the names of what else there looks like a county. Other files and folders are passed over.
func Counties(folder string) (list []Stored, unnamed []string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		if code := codeOf(path); code != "" {
			list = append(list, Stored{Code: code, Path: path, Bytes: weight(path)})
		} else if likeCounty(path) {
			unnamed = append(unnamed, e.Name())
		}
	}
	slices.SortStableFunc(list, func(a, b Stored) int { return cmp.Compare(a.Code, b.Code) })
	return joined(list, folder), unnamed, nil
}

// joined makes one of those in the list, sorted by code, that are the same county.
func joined(list []Stored, folder string) (one []Stored) {
	for _, x := range list {
		if last := len(one) - 1; last >= 0 && one[last].Code == x.Code {
			one[last].Path = folder
			one[last].Bytes += x.Bytes
			continue
		}
		one = append(one, x)
	}
	return one
}

var (
	sixDigits = regexp.MustCompile(`[0-9](\s*[0-9]){5}`)
	asideForm = regexp.MustCompile(`^[0-9]{6}\.(faults\.csv|diagnosis\.json)(\.new)?$`)
)

// HasCode reports whether a name holds what may be the code of a county: six digits in a row, or with spaces between.
func HasCode(name string) bool { return sixDigits.MatchString(fold(name)) }

// likeCounty reports whether a file or folder that is not named by a code looks like a county all the same: by its name,
// or as a workbook or a folder of tables. What programs leave beside open workbooks, and plans, do not.
func likeCounty(path string) bool {
	name := filepath.Base(path)
	if hidden(name) || asideForm.MatchString(name) || exists(filepath.Join(path, "plan.json")) || exists(filepath.Join(path, ".batch")) {
		return false
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return HasCode(name) || isWorkbook(name)
	}
	return HasCode(name) || slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return !e.IsDir() && tabular(e.Name()) && (wanted(e.Name()) || isOld(e.Name()))
	})
}

// codeOf returns the code of the county that a folder or workbook is named by, or "". What cannot be looked at, such as a
// link to nowhere, goes by its name alone: reading it will tell.
func codeOf(path string) string {
	info, err := os.Stat(path)
	isDir := err == nil && info.IsDir()
	name, ext := filepath.Base(path), filepath.Ext(path)
	switch {
	case !isDir && slices.Contains(workbooks, strings.ToLower(ext)):
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
