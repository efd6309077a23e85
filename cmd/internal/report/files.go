package report

import (
	"slices"
	"strconv"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
)

// exchangeFiles are those that hold the exchange list alone.
var exchangeFiles = []string{"public.xlsx", "exchange.csv", "exchange.parquet", "kept.csv", "changes.csv"}

func (d *digest) files() []folder.File {
	return []folder.File{
		{Name: "plan.json", Private: true, Build: func() ([]byte, error) { return Indented(d.doc) }},
		{Name: "public.xlsx", Build: func() ([]byte, error) { return book.XLSX(d.titled(listName), d.publicSheets()) }},
		{Name: "plan.xlsx", Private: true, Build: d.book},
		{Name: "exchange.csv", Private: true, Build: d.exchangeCSV},
		{Name: "exchange.parquet", Private: true, Build: d.exchangeParquet},
		{Name: "kept.csv", Private: true, Build: d.ifKept(d.keptCSV)},
		{Name: "changes.csv", Private: true, Build: d.ifKept(d.changesCSV)},
		{Name: "groups.csv", Build: d.groupsCSV},
		{Name: "groups.parquet", Build: d.groupsParquet},
		{Name: "schools.csv", Build: d.schoolsCSV},
		{Name: "rules.csv", Private: true, Build: d.rulesCSV},
		{Name: "groups.geojson", Build: d.geoJSON},
		{Name: "certificate.json", Private: true, Build: d.certificates},
		{Name: "faults.csv", Private: true, Build: func() ([]byte, error) { return faultsCSV(d.Warnings) }},
		{Name: "run.json", Build: d.runJSON},
	}
}

func (d *digest) planBook() ([]byte, error) {
	title, lists := "交流轮岗方案", []func() book.Sheet{d.internal, d.stayers, d.returning, d.continuing, d.leaders, d.groupTable, d.schoolTable,
		d.postTable, d.tripTable, d.returnTable, d.ruleTable, d.fairness, d.historyTable, d.checkTable}
	switch {
	case !d.Moves.Asked():
		title, lists = "集团化办学方案", []func() book.Sheet{d.groupTable, d.ruleTable, d.checkTable}
	case d.changed != nil:
		lists = append(lists, d.changesSheet, d.decisions)
	}
	if d.Moves.Asked() {
		lists = append(lists, d.original)
	}
	sheets := make([]book.Sheet, len(lists))
	abreast(len(lists), func(i int) { sheets[i] = lists[i]() })
	for i := range sheets {
		if len(sheets[i].Rows) == 0 && !sheets[i].Hidden { // a list of nobody says so
			sheets[i].Title += "（无）"
		}
	}
	return book.XLSX(d.titled(title), sheets)
}

func (d *digest) publicSheets() []book.Sheet {
	if d.changed == nil {
		return []book.Sheet{d.public()}
	}
	return []book.Sheet{d.public(), d.publicChanges()}
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
		if !p.Moves.Asked() && slices.Contains(exchangeFiles, files[i].Name) {
			files[i].Build = nil
		}
	}
	return folder.Write(dir, files)
}

// Table returns a file of the folder as Write would write it.
func Table(p *Plan, name string) ([]byte, error) {
	files := digested(p).files()
	return files[slices.IndexFunc(files, func(f folder.File) bool { return f.Name == name })].Build()
}

// Check reports as an error why no plan can be written to dir: something stands there that this program did not write.
func Check(dir string) error { return folder.Check(dir, (&digest{}).files()) }

func (d *digest) certificates() ([]byte, error) {
	return Indented(struct {
		Grouping  any `json:"grouping"`
		Rotation  any `json:"rotation"`
		Itinerant any `json:"itinerant"`
	}{d.Groups.Certificate, d.Moves.Certificate, d.Trips.Certificate})
}

// WriteFaults writes faults.csv into a folder, or beside the plan that stands there, and returns its path.
func WriteFaults(dir string, faults model.Faults) (path string, err error) {
	data, err := faultsCSV(faults)
	if err != nil {
		return "", err
	}
	return folder.Aside(dir, "faults.csv", data)
}

// byteOrderMark makes spreadsheet programs read Chinese text as UTF-8.
const byteOrderMark = "\ufeff"

func faultsCSV(faults model.Faults) ([]byte, error) {
	rows := [][]string{{"code", "file", "sheet", "row", "column", "found", "expected", "remedy", "severity"}}
	for _, f := range faults {
		row, severity := "", "fault"
		if f.Row > 0 {
			row = strconv.Itoa(f.Row)
		}
		if f.Warn {
			severity = "warning"
		}
		rows = append(rows, []string{f.Code, f.File, f.Sheet, row, f.Column, f.Found, f.Expected, f.Remedy, severity})
	}
	data, err := Commas(rows)
	return append([]byte(byteOrderMark), data...), err
}

// WriteDiagnosis writes diagnosis.json into a folder, or beside the plan that stands there, and returns its path.
func WriteDiagnosis(dir string, conflict []wording.Reason, ways []wording.Relaxation) (path string, err error) {
	data, err := Indented(struct {
		Conflict    []wording.Reason     `json:"conflict"`
		Relaxations []wording.Relaxation `json:"relaxations"`
	}{conflict, append([]wording.Relaxation{}, ways...)})
	if err != nil {
		return "", err
	}
	return folder.Aside(dir, "diagnosis.json", data)
}
