package folder

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// leftover ends the name of a file in the writing: what a run that died may leave behind.
const leftover = ".new"

// Replace writes a file, whole or not at all: under its name and an ending that no other writer uses, then renamed. A
// private one can be read by its owner alone.
func Replace(path, ending string, private bool, fill func(io.Writer) error) error {
	fresh := path + ending
	os.Remove(fresh)
	err := filled(fresh, private, fill)
	if err == nil {
		err = os.Rename(fresh, path)
	}
	if err != nil {
		os.Remove(fresh)
	}
	return err
}

// Sweep removes what runs that died have left in a folder of plans, of the plans of these names. It returns, by the name
// of the plan, why something could not be removed.
func Sweep(folder string, names []string) (stuck map[string]error, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	stuck = map[string]error{}
	for _, e := range entries {
		if left := leftOf(e.Name()); left != "" && slices.Contains(names, left) {
			if err := os.RemoveAll(filepath.Join(folder, e.Name())); err != nil {
				stuck[left] = err
			}
		}
	}
	return stuck, nil
}

// leftOf returns the name of the plan that a file or folder was to become, or "" of what is finished.
func leftOf(name string) string {
	for _, told := range asides {
		if plan, ok := strings.CutSuffix(name, "."+told+leftover); ok {
			return plan
		}
	}
	plan, _, ok := strings.Cut(name, leftover+"-")
	if !ok || !strings.HasPrefix(plan, ".") {
		return ""
	}
	return plan[1:]
}

// asides are the files that stand beside a plan where a later run failed.
var asides = []string{"faults.csv", "diagnosis.json"}

// Forgive removes what failed runs said beside a plan, or in the folder of one that never was.
func Forgive(dir string) {
	_, err := os.Stat(filepath.Join(dir, "plan.json"))
	for _, name := range asides {
		os.Remove(beside(dir, name))
		if err != nil {
			os.Remove(filepath.Join(dir, name))
			os.Remove(filepath.Join(dir, name+leftover))
		}
	}
	os.Remove(dir) // anything but an empty folder stays
}

func beside(dir, name string) string { return filepath.Clean(dir) + "." + name }

// Aside writes one file into a folder, which is made if need be. A folder that holds a plan or a comparison is left as it is: the file
// then stands beside it, under the folder's name.
func Aside(dir, name string, data []byte) (path string, err error) {
	path = filepath.Join(dir, name)
	for _, answer := range []string{"plan.json", ComparisonBook} {
		if _, err := os.Stat(filepath.Join(dir, answer)); err == nil {
			path = beside(dir, name)
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	return path, Replace(path, leftover, true, with(data))
}

// ComparisonBook tells the folder of a comparison, as plan.json does that of a plan.
const ComparisonBook = "comparison.xlsx"
