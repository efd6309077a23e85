package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// listBook is the exchange list in a plan's workbook, as a spreadsheet program shows it.
type listBook struct {
	t    *testing.T
	book *excelize.File
	rows [][]string     // below the header
	head int            // row of the header, from 1
	at   map[string]int // column of a header
}

const listSheet = "交流轮岗人员名单"

func openList(t *testing.T, path string) *listBook {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(listSheet)
	k := slices.IndexFunc(rows, func(cells []string) bool { return slices.Contains(cells, "教职工号") })
	if err != nil || k < 0 || len(rows) < k+10 {
		t.Fatalf("%d rows, header %d, %v", len(rows), k, err)
	}
	x := &listBook{t: t, book: book, rows: rows[k+1:], head: k + 1, at: map[string]int{}}
	for j, head := range rows[k] {
		x.at[head] = j
	}
	return x
}

// set writes a cell of row i of the list.
func (x *listBook) set(i int, head, value string) {
	x.t.Helper()
	cell, err := excelize.CoordinatesToCellName(x.at[head]+1, x.head+1+i)
	if err == nil {
		err = x.book.SetCellStr(listSheet, cell, value)
	}
	if _, known := x.at[head]; !known || err != nil {
		x.t.Fatal(head, err)
	}
}

func (x *listBook) get(i int, head string) string { return x.rows[i][x.at[head]] }

// edited is what was done to a list by hand.
type edited struct {
	refused map[string]bool
	moved   map[string]string // by teacher: the id of the school
}

// edit lets five people refuse, two of them by taking their lines out, and moves three elsewhere.
func (x *listBook) edit(r *rand.Rand) edited {
	e := edited{map[string]bool{}, map[string]string{}}
	drawn := r.Perm(len(x.rows))[:8]
	for n, i := range drawn[2:5] {
		who := x.get(i, "教职工号")
		e.refused[who] = true
		x.set(i, "锁定", []string{"拒绝", "不去", "拒绝"}[n])
	}
	for _, i := range drawn[5:] {
		who := x.get(i, "教职工号")
		for _, k := range r.Perm(len(x.rows)) {
			id := x.get(k, "交流(流入)学校标识码")
			if id == x.get(i, "交流(流入)学校标识码") || id == x.get(i, "现任教学校标识码") {
				continue
			}
			e.moved[who] = id
			x.set(i, "交流(流入)学校标识码", id)
			x.set(i, "交流(流入)学校", x.get(k, "交流(流入)学校"))
			break
		}
	}
	out := slices.Sorted(slices.Values(drawn[:2]))
	for n, i := range out {
		e.refused[x.get(i, "教职工号")] = true
		if err := x.book.RemoveRow(listSheet, x.head+1+i-n); err != nil {
			x.t.Fatal(err)
		}
	}
	if err := x.book.Save(); err != nil {
		x.t.Fatal(err)
	}
	return e
}

// keptPlan is what plan.json says of a list that was kept, and of the new one.
type keptPlan struct {
	Rotation struct {
		Moves []struct{ Teacher, To string }
	}
	Keep struct {
		Announced, Decided int
		Released           []struct{ Teacher, Lock, Cause, Rule string }
		Changes            []struct {
			Teacher, Cause, Rule string
			Before, After        []struct{ To string }
		}
	}
}

func readKept(t *testing.T, dir string) (p keptPlan) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestAListThatPeopleHaveWrittenIn plans a real county, has people refuse and move others by hand in the workbook, and plans
// again, keeping what was announced.
func TestAListThatPeopleHaveWrittenIn(t *testing.T) {
	root := os.Getenv("ROTATE_DATA")
	if root == "" {
		t.Skip("ROTATE_DATA is not set: no real county")
	}
	dir := t.TempDir()
	plan := func(out string, more ...string) {
		t.Helper()
		args := append([]string{"plan", "--county", "990103", "--data", filepath.Join(root, "counties", "990103"), "--year", "2026",
			"--time-limit", "0", "--out", out}, more...)
		if code, _, said := command(t, args...); code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, said)
		}
	}
	first := filepath.Join(dir, "first")
	plan(first)
	for seed := range uint64(2) {
		for _, saved := range []string{"by a program", "by LibreOffice"} {
			if saved != "by a program" && (seed > 0 || !hasOffice()) {
				continue
			}
			t.Run(fmt.Sprintf("seed %d, %s", seed, saved), func(t *testing.T) {
				list := filepath.Join(t.TempDir(), "plan.xlsx")
				copyFile(t, filepath.Join(first, "plan.xlsx"), list)
				done := openList(t, list).edit(rand.New(rand.NewPCG(seed, 3)))
				if saved != "by a program" {
					list = office(t, list)
				}
				second, third := filepath.Join(t.TempDir(), "second"), filepath.Join(t.TempDir(), "third")
				plan(second, "--keep", list)
				done.check(t, readKept(t, second))
				publishable(t, filepath.Join(second, "public.xlsx"))
				if code, said, _ := command(t, "verify", second); code != 0 {
					t.Errorf("verify: exit %d: %s", code, said)
				}
				plan(third, "--keep", second)
				again := readKept(t, third)
				if len(again.Keep.Changes) > 0 || again.Keep.Decided != 8 {
					t.Errorf("kept once more: %d changes, %d decisions, want 0 and 8", len(again.Keep.Changes), again.Keep.Decided)
				}
			})
		}
	}
}

// check demands that every decision is followed or its rule named, and that little else was changed, each time with a reason.
func (e *edited) check(t *testing.T, p keptPlan) {
	t.Helper()
	at, released := map[string]string{}, map[string]bool{}
	for _, m := range p.Rotation.Moves {
		at[m.Teacher] = m.To
	}
	for _, r := range p.Keep.Released {
		released[r.Teacher] = r.Cause == "rule" && r.Rule != ""
	}
	if p.Keep.Decided != 8 {
		t.Errorf("%d decisions, want 8", p.Keep.Decided)
	}
	for who := range e.refused {
		if at[who] != "" && !released[who] {
			t.Errorf("%s refused and goes to %s", who, at[who])
		}
	}
	for who, to := range e.moved {
		if at[who] != to && !released[who] {
			t.Errorf("%s goes to %q, not to %s, and no rule is named", who, at[who], to)
		}
	}
	for _, c := range p.Keep.Changes {
		if named := c.Cause == "rule" || c.Cause == "cost"; c.Cause == "" || named != (c.Rule != "") {
			t.Errorf("no reason for %+v", c)
		}
	}
	if n, decided := len(p.Keep.Changes), len(e.refused)+len(e.moved); n > 2*decided {
		t.Errorf("%d rows changed for %d decisions, want at most one more than its own for each", n, decided)
	}
	t.Logf("%d rows changed, %d decisions released", len(p.Keep.Changes), len(p.Keep.Released))
}

// publishable demands that no cell of a workbook names an id.
func publishable(t *testing.T, path string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	id := regexp.MustCompile(`[0-9]{10}`)
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		for i, row := range rows {
			if text := strings.Join(row, " "); id.MatchString(text) {
				t.Errorf("%s row %d: %s", sheet, i+1, text)
			}
		}
		if err != nil || len(rows) < 3 {
			t.Errorf("%s: %d rows, %v", sheet, len(rows), err)
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, data)
}

func hasOffice() bool {
	_, err := exec.LookPath("soffice")
	return err == nil
}

// office opens a workbook in LibreOffice, saves it again and returns the path of what it saved.
func office(t *testing.T, path string) string {
	t.Helper()
	out := t.TempDir()
	c := exec.Command("soffice", "--headless", "-env:UserInstallation=file://"+t.TempDir(), "--convert-to", "xlsx", "--outdir", out, path)
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return filepath.Join(out, filepath.Base(path))
}

// TestGroupsEditedOnTheSheetAreTold swaps the cores of two members and takes a third out on the sheet of groups.
func TestGroupsEditedOnTheSheetAreTold(t *testing.T) {
	data, first := filepath.Join(t.TempDir(), "county"), filepath.Join(t.TempDir(), "first")
	if code, _, said := command(t, "generate", "--teachers", "1000", "--seed", "3", data); code != 0 {
		t.Fatal(said)
	}
	keep := func(lang string, more ...string) (int, string) {
		t.Helper()
		args := append([]string{"plan", "--county", "990001", "--data", data, "--year", "2026", "--effort", "1", "--lang", lang}, more...)
		code, _, said := command(t, args...)
		return code, said
	}
	if code, said := keep("en", "--out", first); code != 0 {
		t.Fatal(said)
	}
	editGroups(t, filepath.Join(first, "plan.xlsx"))
	for _, k := range []struct {
		lang  string
		more  []string
		code  int
		wants string
	}{
		{"en", nil, 0, "3 memberships unlike groups.csv"},
		{"zh", []string{"--strict"}, 2, "3 所成员校与 groups.csv 不同"},
		{"en", []string{"--groups", filepath.Join(first, "groups.csv")}, 0, ""},
	} {
		code, said := keep(k.lang, append(k.more, "--keep", first)...)
		if code != k.code || !strings.Contains(said, k.wants) || strings.Contains(said, "edited-groups") == (k.wants == "") {
			t.Errorf("%s %v: exit %d, want %d and %q: %s", k.lang, k.more, code, k.code, k.wants, said)
		}
	}
}

// editGroups swaps the cores of two primary schools of different groups in a plan's workbook, and takes out another row.
func editGroups(t *testing.T, path string) {
	t.Helper()
	const sheet = "集团组建表"
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(sheet)
	head := slices.IndexFunc(rows, func(cells []string) bool { return slices.Contains(cells, "核心校") })
	if err != nil || head < 0 {
		t.Fatalf("header %d, %v", head, err)
	}
	core, stage := slices.Index(rows[head], "核心校"), slices.Index(rows[head], "学段")
	var of []int // a row of each group of the stage
	for i := head + 1; i < len(rows); i++ {
		fresh := !slices.ContainsFunc(of, func(k int) bool { return rows[k][core] == rows[i][core] })
		if rows[i][stage] == "小学" && rows[i][core] != "（未纳入集团）" && fresh {
			of = append(of, i)
		}
	}
	if len(of) < 3 {
		t.Fatalf("%d groups: %v", len(of), rows[head])
	}
	for _, pair := range [][2]int{{of[0], of[1]}, {of[1], of[0]}} {
		cell, _ := excelize.CoordinatesToCellName(core+1, pair[0]+1)
		if err := book.SetCellStr(sheet, cell, rows[pair[1]][core]); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.RemoveRow(sheet, of[2]+1); err != nil {
		t.Fatal(err)
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
}
