package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/rotateplan/rotate"

// importPlan says who may import whom inside the module: "-" is nobody. A package without a row has no place yet.
var importPlan = map[string]string{
	"model":           "-",
	"geo":             "-",
	"solver/flow":     "-",
	"model/rule":      "model geo",
	"model/table":     "model geo",
	"model/gen":       "model geo",
	"model/verify":    "model model/rule",
	"model/explain":   "model model/rule model/verify",
	"solver":          "model",
	"solver/program":  "model model/rule solver",
	"solver/price":    "solver solver/program",
	"solver/search":   "solver/program",
	"solver/branch":   "solver/program solver/search",
	"solver/proof":    "model solver/program",
	"solver/grouping": "model model/rule geo solver solver/branch solver/flow solver/search solver/program solver/price solver/proof",
	"solver/rotation": "model model/rule geo solver solver/flow solver/search solver/program solver/price " +
		"solver/branch solver/proof",
	"solver/itinerant": "model model/rule solver solver/flow solver/program solver/price solver/proof",
	// conflict asks both solvers whether a change of the policy makes a plan, and the judge whether that is one.
	"solver/conflict":  "model model/rule model/verify solver solver/branch solver/program solver/price solver/grouping solver/rotation",
	"cmd/internal/say": "-",
	// wording is what is told alike everywhere. folder writes files, book draws sheets: neither knows what is in them.
	"cmd/internal/wording": "model model/rule cmd/internal/say",
	"cmd/internal/folder":  "cmd/internal/say",
	"cmd/internal/book":    "-",
	// preflight tells what was understood of the tables, report a plan, compare several.
	"cmd/internal/preflight": "model geo model/table cmd/internal/say cmd/internal/wording",
	"cmd/internal/report": "model model/explain model/rule model/table model/verify " +
		"cmd/internal/book cmd/internal/folder cmd/internal/preflight cmd/internal/say cmd/internal/wording",
	"cmd/internal/compare": "model cmd/internal/book cmd/internal/folder cmd/internal/report cmd/internal/say cmd/internal/wording",
	// input reads what a plan is made from. judge is the whole of rotate-verify: it tells a plan anew with report to hold
	// every figure against it, and neither imports a solver.
	"cmd/internal/input": "model model/gen model/rule model/table cmd/internal/say",
	"cmd/internal/judge": "model model/rule model/table model/verify cmd/internal/input cmd/internal/report cmd/internal/say cmd/internal/wording",
	"cmd/internal/job": "model model/rule model/table model/verify solver solver/conflict solver/grouping solver/rotation solver/itinerant " +
		"cmd/internal/input cmd/internal/preflight cmd/internal/report cmd/internal/say cmd/internal/wording",
	// answer answers questions about a plan that judge bears out; in sentences of wording; it solves nothing itself.
	"cmd/internal/answer": "model model/explain model/rule model/verify solver cmd/internal/input cmd/internal/judge cmd/internal/say cmd/internal/wording",
	// batch is many jobs.
	"cmd/internal/batch": "model model/table cmd/internal/folder cmd/internal/input cmd/internal/job cmd/internal/report cmd/internal/say " +
		"cmd/internal/wording",
	"cmd/rotate": "model model/gen model/rule model/table model/verify geo solver " +
		"cmd/internal/answer cmd/internal/batch cmd/internal/compare cmd/internal/folder cmd/internal/input cmd/internal/job " +
		"cmd/internal/judge cmd/internal/preflight cmd/internal/report cmd/internal/say cmd/internal/wording",
	"cmd/rotate-verify": "cmd/internal/judge",
	// measure is what the runners of the benchmarks have in common, instance what they draw, published what others have.
	"benchmarks/measure":   "-",
	"benchmarks/instance":  "solver/flow",
	"benchmarks/published": "benchmarks/measure model solver",

	// mutate spoils tables for tests; it shares nothing with what reads them. sample is a county that tests count by hand.
	"model/table/mutate":  "-",
	"cmd/internal/sample": "model model/rule",
}

// thirdParty is in how many files of ours a library may be imported, tests not counted. A library without a row is new:
// say here how far it may reach.
var thirdParty = map[string]int{
	"charm.land/lipgloss/v2":           1,
	"github.com/goccy/go-yaml":         1,
	"github.com/nicksnyder/go-i18n/v2": 1,
	"github.com/parquet-go/parquet-go": 2,
	"github.com/paulmach/orb":          1,
	"github.com/spf13/cobra":           13,
	"github.com/spf13/pflag":           4,
	"github.com/uber/h3-go/v4":         1,
	"github.com/vbauerster/mpb/v8":     1,
	"github.com/xuri/excelize/v2":      4,
	"golang.org/x/text":                6,
	"gonum.org/v1/gonum":               2,
}

// listed is what the go command says of a package.
type listed struct {
	ImportPath, Dir, Doc string
	GoFiles, Imports     []string
	Export               string
	Standard             bool
}

func goList(t *testing.T, args ...string) []listed {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-json"}, args...)...).Output()
	if err != nil {
		if x := (*exec.ExitError)(nil); errors.As(err, &x) {
			t.Fatalf("go list %v: %s", args, x.Stderr)
		}
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func inside(path string) (string, bool) {
	return strings.CutPrefix(path, module+"/")
}

// trespasses returns what breaks the import plan.
func trespasses(packages []listed) []string {
	var wrong []string
	for _, p := range packages {
		name, _ := inside(p.ImportPath)
		row, known := importPlan[name]
		if strings.HasPrefix(name, "benchmarks") {
			known, row = true, belowCommands()
		}
		if !known {
			wrong = append(wrong, name+" has no row in the import plan")
		}
		for _, path := range p.Imports {
			if to, ours := inside(path); ours && known && !slices.Contains(strings.Fields(row), to) {
				wrong = append(wrong, name+" imports "+to)
			}
		}
	}
	return wrong
}

// belowCommands is what the benchmarks may import: anything but commands, and the job itself.
func belowCommands() string {
	var row []string
	for name := range importPlan {
		row = append(row, name)
	}
	return strings.Join(row, " ")
}

func TestImportPlan(t *testing.T) {
	for _, w := range trespasses(goList(t, module+"/...")) {
		t.Error(w)
	}
}

func TestImportPlanNoticesAPlantedImport(t *testing.T) {
	planted := []listed{
		{ImportPath: module + "/model", Imports: []string{"fmt", module + "/geo"}},
		{ImportPath: module + "/model/verify", Imports: []string{module + "/model", module + "/solver/flow"}},
		{ImportPath: module + "/model/helpers"},
	}
	got := strings.Join(trespasses(planted), "; ")
	want := "model imports geo; model/verify imports solver/flow; model/helpers has no row in the import plan"
	if got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestJudgeHasNoSolver(t *testing.T) {
	deps := goList(t, "-deps", module+"/cmd/rotate-verify")
	if len(deps) < 10 {
		t.Fatalf("only %d packages: is this the judge?", len(deps))
	}
	for _, p := range deps {
		if name, ours := inside(p.ImportPath); ours && strings.HasPrefix(name, "solver") {
			t.Errorf("rotate-verify is built from %s", name)
		}
	}
}

func TestEveryPackageIsDocumented(t *testing.T) {
	for _, p := range goList(t, module+"/...") {
		if p.Doc == "" && len(p.GoFiles) > 0 {
			t.Errorf("%s has no package documentation", p.ImportPath)
		}
	}
}

func TestThirdPartyLibrariesStayInFewFiles(t *testing.T) {
	files := map[string][]string{}
	for _, f := range sources(t, module+"/...") {
		for _, library := range f.libraries() {
			files[library] = append(files[library], f.name)
		}
	}
	for library, where := range files {
		if most := thirdParty[library]; len(where) > most {
			t.Errorf("%s is imported in %d files, want at most %d: %v", library, len(where), most, where)
		}
	}
}

func (f *source) libraries() []string {
	var found []string
	for _, spec := range f.tree.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") || strings.HasPrefix(path, module) {
			continue
		}
		library := libraryOf(path)
		if !slices.Contains(found, library) {
			found = append(found, library)
		}
	}
	return found
}

// libraryOf returns the row of thirdParty an import path belongs to, or the path itself.
func libraryOf(path string) string {
	for library := range thirdParty {
		if path == library || strings.HasPrefix(path, library+"/") {
			return library
		}
	}
	return path
}

func (f *source) at(line int) string { return fmt.Sprintf("%s:%d", f.name, line) }
