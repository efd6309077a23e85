package batch

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model/table"
)

// listOf is the list of a county to be kept: that of its plan, or a workbook named by its code, which reading refuses if it
// must be saved as .xlsx first; "" there is none.
func listOf(dir, code string) string {
	var books []string
	for _, ending := range slices.Concat(bookEndings, table.OldWorkbooks) {
		books = append(books, filepath.Join(dir, code+ending))
	}
	return cmp.Or(listIn(filepath.Join(dir, code)), firstThere(books))
}

// listIn is the list in the folder of a plan; "" there is none.
func listIn(dir string) string { return firstThere(input.KeptLists(dir)) }

func firstThere(paths []string) string {
	for _, path := range paths {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return path
		}
	}
	return ""
}

// bookEndings are those of workbooks that hold a list.
var bookEndings = []string{".xlsx", ".xlsm"}

// UnkeptLists names what looks like the list of a county in a folder of lists and is not the one that is kept: it is not
// named by the code alone, or stands beside another of its county.
func UnkeptLists(dir string) (names []string) {
	if dir == "" {
		return nil
	}
	entries, _ := os.ReadDir(dir) // one that cannot be read holds no list
	for _, e := range entries {
		name := e.Name()
		code := strings.TrimSuffix(name, filepath.Ext(name))
		kept := input.IsCode(code) && (name == code || listOf(dir, code) == filepath.Join(dir, name))
		if !kept && likeList(dir, e) {
			names = append(names, name)
		}
	}
	return names
}

// likeList reports whether a file or folder looks like the list of a county. What programs leave beside open workbooks, and
// a batch beside plans, does not.
func likeList(dir string, e fs.DirEntry) bool {
	name := e.Name()
	said := strings.TrimSuffix(name, ".new")
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~"), strings.HasSuffix(said, ".faults.csv"), strings.HasSuffix(said, ".diagnosis.json"):
		return false
	case e.IsDir():
		return table.HasCode(name) || listIn(filepath.Join(dir, name)) != ""
	}
	return table.HasCode(name) || slices.Contains(slices.Concat(bookEndings, table.OldWorkbooks), strings.ToLower(filepath.Ext(name)))
}

// Unlisted returns the counties whose list --keep does not hold.
func (r *Request) Unlisted() (codes []string) {
	all, _, _ := listed(r.Data, r.Counties) // Run tells what is wrong with it
	for _, x := range all {
		if r.kept(x.Code) == "no" {
			codes = append(codes, x.Code)
		}
	}
	return codes
}

// kept tells whether the list of a county is there to be kept: yes or no, "" where none is asked for.
func (r *Request) kept(code string) string {
	switch {
	case r.Keep == "":
		return ""
	case listOf(r.Keep, code) == "":
		return "no"
	}
	return "yes"
}
