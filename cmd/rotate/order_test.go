package main

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// source is a file of ours with its syntax tree, and its types where they were asked for.
type source struct {
	name string // relative to the module
	set  *token.FileSet
	tree *ast.File
	info *types.Info
}

// sources parses the files of packages, tests not included.
func sources(t *testing.T, pattern ...string) []*source {
	t.Helper()
	var all []*source
	set := token.NewFileSet()
	for _, p := range goList(t, pattern...) {
		all = append(all, parse(t, set, p)...)
	}
	return all
}

func parse(t *testing.T, set *token.FileSet, p listed) []*source {
	t.Helper()
	var all []*source
	for _, name := range p.GoFiles {
		tree, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		short, _ := inside(p.ImportPath)
		all = append(all, &source{name: short + "/" + name, set: set, tree: tree})
	}
	return all
}

// typed parses packages and checks their types.
func typed(t *testing.T, pattern ...string) []*source {
	t.Helper()
	export := map[string]string{}
	var ours []listed
	for _, p := range goList(t, append([]string{"-export", "-deps"}, pattern...)...) {
		export[p.ImportPath] = p.Export
		if _, ok := inside(p.ImportPath); ok {
			ours = append(ours, p)
		}
	}
	set := token.NewFileSet()
	imports := importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(export[path]) })
	var all []*source
	for _, p := range ours {
		files := parse(t, set, p)
		info := check(t, set, imports, p.ImportPath, files)
		for _, f := range files {
			f.info = info
		}
		all = append(all, files...)
	}
	return all
}

func check(t *testing.T, set *token.FileSet, imports types.Importer, path string, files []*source) *types.Info {
	t.Helper()
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	var trees []*ast.File
	for _, f := range files {
		trees = append(trees, f.tree)
	}
	config := types.Config{Importer: imports, Error: func(error) {}} // cgo files are read without their C part
	config.Check(path, set, trees, info)
	return info
}

const exemption = "order does not matter"

// disorders returns the places of a file where its answer could depend on time, chance or the order of a map. A line
// with the comment "order does not matter", or just below one, is exempt.
func (f *source) disorders() []string {
	exempt := map[int]bool{}
	for _, group := range f.tree.Comments {
		for _, c := range group.List {
			if line := f.set.Position(c.Pos()).Line; strings.Contains(c.Text, exemption) {
				exempt[line], exempt[line+1] = true, true
			}
		}
	}
	var found []string
	sorted := map[ast.Node]bool{}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if n == nil {
			return true
		}
		line := f.set.Position(n.Pos()).Line
		if what := f.disorder(n, sorted); what != "" && !exempt[line] {
			found = append(found, f.at(line)+": "+what)
		}
		return true
	})
	return found
}

// disorder says what is wrong with one node; sorted collects the calls whose result is sorted at once.
func (f *source) disorder(n ast.Node, sorted map[ast.Node]bool) string {
	switch n := n.(type) {
	case *ast.RangeStmt:
		if x := f.info.Types[n.X].Type; x != nil && isMap(x) {
			return "ranges over a map"
		}
	case *ast.CallExpr:
		if name := f.called(n); strings.HasPrefix(name, "slices.Sorted") {
			sorted[n.Args[0]] = true
		} else if strings.HasPrefix(name, "maps.") && name != "maps.Copy" && name != "maps.Equal" && name != "maps.Clone" && !sorted[n] {
			return "unsorted " + name
		}
	case *ast.SelectorExpr:
		return forbidden(f.object(n.Sel))
	}
	return ""
}

func isMap(x types.Type) bool {
	_, ok := x.Underlying().(*types.Map)
	return ok
}

func (f *source) called(call *ast.CallExpr) string {
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	return f.object(s.Sel)
}

// object names what an identifier stands for as package.Name, where it is a function of a package.
func (f *source) object(id *ast.Ident) string {
	x, ok := f.info.Uses[id].(*types.Func)
	if !ok || x.Pkg() == nil || x.Signature().Recv() != nil {
		return ""
	}
	return x.Pkg().Path() + "." + x.Name()
}

func forbidden(name string) string {
	switch {
	case name == "time.Now" || name == "time.Since" || name == "time.Until":
		return "asks the time: " + name
	case strings.HasPrefix(name, "math/rand") && !strings.Contains(name, ".New"):
		return "draws from the common source: " + name
	}
	return ""
}

func TestAnswersDependOnNothingHidden(t *testing.T) {
	for _, f := range typed(t, module+"/model/...", module+"/solver/...") {
		for _, d := range f.disorders() {
			t.Error(d)
		}
	}
}

func TestHiddenDependencesAreNoticed(t *testing.T) {
	const text = `package p
import ("maps"; "math/rand/v2"; "slices"; "time")
func f(m map[int]int) (n int64) {
	for k := range m { n += int64(k) }
	// order does not matter: a sum
	for k := range m { n += int64(k) }
	for _, k := range slices.Sorted(maps.Keys(m)) { n += int64(k) }
	for k := range maps.Keys(m) { n += int64(k) }
	n += rand.New(rand.NewPCG(1, 2)).Int64()
	return n + time.Now().Unix() + rand.Int64()
}`
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, "p.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	f := &source{name: "p.go", set: set, tree: tree}
	f.info = check(t, set, importer.ForCompiler(set, "source", nil), "p", []*source{f})
	got := strings.Join(f.disorders(), "; ")
	want := "p.go:4: ranges over a map; p.go:8: unsorted maps.Keys; p.go:10: asks the time: time.Now; p.go:10: draws from the common source: math/rand/v2.Int64"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
