package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
)

// file is one file of the folder. A private one may hold personal data. One that is not built is not written. All are built
// at the same time.
type file struct {
	name    string
	private bool
	build   func() ([]byte, error)
}

// exchangeFiles are those that hold the exchange list alone.
var exchangeFiles = []string{"public.xlsx", "exchange.csv", "exchange.parquet", "kept.csv", "changes.csv"}

func (d *digest) files() []file {
	return []file{
		{"plan.json", true, func() ([]byte, error) { return Indented(d.doc) }},
		{"public.xlsx", false, func() ([]byte, error) { return workbook(d.titled(listName), d.publicSheets()) }},
		{"plan.xlsx", true, d.book},
		{"exchange.csv", true, d.exchangeCSV},
		{"exchange.parquet", true, d.exchangeParquet},
		{"kept.csv", true, d.ifKept(d.keptCSV)},
		{"changes.csv", true, d.ifKept(d.changesCSV)},
		{"groups.csv", false, d.groupsCSV},
		{"groups.parquet", false, d.groupsParquet},
		{"schools.csv", false, d.schoolsCSV},
		{"rules.csv", true, d.rulesCSV},
		{"groups.geojson", false, d.geoJSON},
		{"certificate.json", true, d.certificates},
		{"faults.csv", true, func() ([]byte, error) { return faultsCSV(d.Warnings) }},
		{"run.json", false, d.runJSON},
	}
}

// later are files this program writes into such a folder at other times.
var later = []string{"report.html", "diagnosis.json"}

func (d *digest) planBook() ([]byte, error) {
	title, lists := "交流轮岗方案", []func() sheet{d.internal, d.stayers, d.returning, d.continuing, d.leaders, d.groupTable, d.schoolTable,
		d.postTable, d.tripTable, d.returnTable, d.ruleTable, d.fairness, d.historyTable, d.checkTable}
	switch {
	case !d.Moves.Asked():
		title, lists = "集团化办学方案", []func() sheet{d.groupTable, d.ruleTable, d.checkTable}
	case d.changed != nil:
		lists = append(lists, d.changesSheet, d.decisions)
	}
	if d.Moves.Asked() {
		lists = append(lists, d.original)
	}
	sheets := make([]sheet, len(lists))
	abreast(len(lists), func(i int) { sheets[i] = lists[i]() })
	for i := range sheets {
		if len(sheets[i].rows) == 0 && !sheets[i].hidden { // a list of nobody says so
			sheets[i].title += "（无）"
		}
	}
	return workbook(d.titled(title), sheets)
}

func (d *digest) publicSheets() []sheet {
	if d.changed == nil {
		return []sheet{d.public()}
	}
	return []sheet{d.public(), d.publicChanges()}
}

// ifKept is the build of a file that is written only where a list was kept.
func (d *digest) ifKept(build func() ([]byte, error)) func() ([]byte, error) {
	if d.changed == nil {
		return nil
	}
	return build
}

// Write writes the folder of a plan, whole or not at all.
func Write(dir string, p *Plan) error {
	files := digested(p).files()
	for i := range files {
		if !p.Moves.Asked() && slices.Contains(exchangeFiles, files[i].name) {
			files[i].build = nil
		}
	}
	return writeFolder(dir, files)
}

// Table returns a file of the folder as Write would write it.
func Table(p *Plan, name string) ([]byte, error) {
	files := digested(p).files()
	return files[slices.IndexFunc(files, func(f file) bool { return f.name == name })].build()
}

func writeFolder(dir string, files []file) error {
	if err := replaceable(dir, files); err != nil {
		return err
	}
	dir = Resolved(dir)
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(parent, "."+filepath.Base(dir)+".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	if err := fillFolder(fresh, files); err != nil {
		return err
	}
	if err := swap(fresh, dir); err != nil {
		return err
	}
	Forgive(dir)
	return nil
}

// Check reports as an error why no plan can be written to dir: something stands there that this program did not write.
func Check(dir string) error { return replaceable(dir, (&digest{}).files()) }

// Resolved follows a link to the folder it names, so that the folder is replaced and not the link.
func Resolved(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return filepath.Clean(dir)
}

// replaceable reports as an error whatever stands at dir that this program did not write.
func replaceable(dir string, files []file) error {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), leftover)
		ours := func(f file) bool { return f.name == name }
		if e.IsDir() || !slices.ContainsFunc(files, ours) && !slices.Contains(later, name) {
			return &Foreign{Dir: dir, Name: e.Name()}
		}
	}
	if len(entries) > 0 {
		err = unprotected(dir)
	}
	return err
}

// unprotected reports as an error that the owner of a folder may not write there: whoever took that right away wants the
// folder kept.
func unprotected(dir string) error {
	info, err := os.Stat(dir)
	if err == nil && info.IsDir() && info.Mode().Perm()&0o200 == 0 {
		err = &fs.PathError{Op: "replace", Path: dir, Err: fs.ErrPermission}
	}
	return err
}

// Foreign is the error of an output folder that holds something this program did not write.
type Foreign struct{ Dir, Name string }

func (e *Foreign) Error() string { return e.Sentence("en") }

// Sentence tells the error in a language: lang is "zh" or "en".
func (e *Foreign) Sentence(lang string) string {
	return say.In(lang).Say("report.foreign", "dir", e.Dir, "name", e.Name)
}

func fillFolder(dir string, files []file) error {
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	failed := make([]error, len(files))
	abreast(len(files), func(i int) {
		if files[i].build != nil {
			failed[i] = files[i].write(dir)
		}
	})
	if i := slices.IndexFunc(failed, func(err error) bool { return err != nil }); i >= 0 {
		return failed[i]
	}
	return synced(dir)
}

// write builds a file and puts it in a folder.
func (f *file) write(dir string) error {
	data, err := f.build()
	if err != nil {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	mode := os.FileMode(0o644)
	if f.private {
		mode = 0o600
	}
	return durable(filepath.Join(dir, f.name), data, mode)
}

// durable writes a file and waits until it is on the disk.
func durable(path string, data []byte, mode os.FileMode) error {
	return filled(path, mode, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

func filled(path string, mode os.FileMode, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	err = fill(f)
	for _, step := range []func() error{f.Sync, f.Close} {
		if e := step(); err == nil {
			err = e
		}
	}
	return err
}

// synced waits until the names of a folder are on the disk, where the system can.
func synced(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	f.Sync() // not every file system lets folders be synced
	return f.Close()
}

// swap puts a finished folder in the place of an older one, or of none. If it fails the older one stands: also where the
// older one may be moved but not removed.
func swap(fresh, dir string) error {
	old := ""
	if _, err := os.Stat(dir); err == nil {
		old = fresh + ".old"
		if err := os.Rename(dir, old); err != nil {
			return err
		}
	}
	if err := os.Rename(fresh, dir); err != nil {
		if old != "" {
			os.Rename(old, dir)
		}
		return err
	}
	if old != "" {
		if err := os.RemoveAll(old); err != nil {
			return errors.Join(err, os.Rename(dir, fresh), os.Rename(old, dir))
		}
	}
	return synced(filepath.Dir(dir))
}

func (d *digest) certificates() ([]byte, error) {
	return Indented(struct {
		Grouping  any `json:"grouping"`
		Rotation  any `json:"rotation"`
		Itinerant any `json:"itinerant"`
	}{d.Groups.Certificate, d.Moves.Certificate, d.Trips.Certificate})
}
