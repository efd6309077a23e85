package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const law = module + "/model/rule"

// A rule can be taken out by deleting its file: what it declares is used nowhere else.
func TestNoFileOfARuleIsNeeded(t *testing.T) {
	for _, use := range needed(typed(t, module+"/...")) {
		t.Error(use)
	}
}

// needed returns the places that use what the file of a rule declares, but for that file.
func needed(files []*source) []string {
	rules := map[string]bool{}
	for _, f := range files {
		if f.in(law) && f.defines() {
			rules[filepath.Base(f.name)] = true
		}
	}
	var uses []string
	for _, f := range files {
		ast.Inspect(f.tree, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			x := f.info.Uses[id]
			if x == nil || x.Pkg() == nil || x.Pkg().Path() != law {
				return true
			}
			file := filepath.Base(f.set.Position(x.Pos()).Filename)
			if rules[file] && !(f.in(law) && filepath.Base(f.name) == file) {
				uses = append(uses, fmt.Sprintf("%s uses %s of the rule in %s", f.at(f.set.Position(id.Pos()).Line), id.Name, file))
			}
			return true
		})
	}
	return slices.Compact(uses)
}

// in reports whether a file belongs to a package.
func (f *source) in(path string) bool {
	return module+"/"+filepath.ToSlash(filepath.Dir(f.name)) == path
}

// defines reports whether a file defines a rule: var _ = define(Rule{…}).
func (f *source) defines() bool {
	return slices.ContainsFunc(f.tree.Decls, func(d ast.Decl) bool {
		g, ok := d.(*ast.GenDecl)
		return ok && slices.ContainsFunc(g.Specs, func(s ast.Spec) bool {
			v, ok := s.(*ast.ValueSpec)
			return ok && slices.ContainsFunc(v.Values, isDefine)
		})
	})
}

func isDefine(x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	name, ok := call.Fun.(*ast.Ident)
	return ok && name.Name == "define"
}

func TestANeededFileIsNoticed(t *testing.T) {
	set := token.NewFileSet()
	var files []*source
	for _, x := range [][2]string{
		{"model/rule/registry.go", "package rule\ntype Rule struct{}\nfunc define(r Rule) *Rule { return &r }"},
		{"model/rule/one.go", "package rule\nvar _ = define(Rule{})\nfunc lent() {}\nfunc own() { own() }\ntype c struct{ field int }\nfunc (c) method() {}"},
		{"model/rule/other.go", "package rule\nvar _ = define(Rule{})\nfunc f(x c) {\n\tlent()\n\tx.method()\n\tx.field++\n\tshared()\n}"},
		{"model/rule/common.go", "package rule\nfunc shared() {}"},
	} {
		tree, err := parser.ParseFile(set, x[0], x[1], 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, &source{name: x[0], set: set, tree: tree})
	}
	info := check(t, set, importer.Default(), law, files)
	for _, f := range files {
		f.info = info
	}
	got := strings.Join(needed(files), "; ")
	var want []string
	for _, x := range []string{"3 uses c", "4 uses lent", "5 uses method", "6 uses field"} {
		want = append(want, "model/rule/other.go:"+x+" of the rule in one.go")
	}
	if got != strings.Join(want, "; ") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
