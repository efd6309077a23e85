package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// command runs a command line and returns its exit code and what it printed.
func command(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), args, console{out: &stdout, err: &stderr})
	return code, stdout.String(), stderr.String()
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

const goodSchools = "学校标识码,学校名称,学段,驻地城乡类型,学校类别,经度,纬度,学生数,班级数\n" +
	"2100000001,第一小学,小学,111,核心校,112.5,33.5,760,16\n2100000002,河西小学,小学,220,薄弱校,112.56,33.52,95,6\n"

// brokenFiles are inputs that no text archive can hold: what is written, and the fault it must provoke.
var brokenFiles = []struct {
	name, fault string
	make        func(t *testing.T, dir string) string // returns what --data names
}{
	{"text in GB18030 cut within a character", "bad-encoding", func(t *testing.T, dir string) string {
		text, err := simplifiedchinese.GB18030.NewEncoder().String(goodSchools)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "学校.csv"), []byte(strings.Replace(text, "\xb5\xda\xd2\xbb", "\xb5\xda\xd2", 1)))
		return dir
	}},
	{"UTF-16 without a mark", "nul-byte", func(t *testing.T, dir string) string {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(goodSchools)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "学校.csv"), []byte(text))
		return dir
	}},
	{"text with a zero byte", "nul-byte", func(t *testing.T, dir string) string {
		write(t, filepath.Join(dir, "学校.csv"), []byte(strings.Replace(goodSchools, "760", "7\x0060", 1)))
		return dir
	}},
	{"random bytes named as a workbook", "bad-workbook", func(t *testing.T, dir string) string {
		noise := make([]byte, 4096)
		for i := range noise {
			noise[i] = byte(i*i*31 + i*7)
		}
		write(t, filepath.Join(dir, "a.xlsx"), noise)
		return filepath.Join(dir, "a.xlsx")
	}},
	{"a zip that is no workbook", "bad-workbook", func(t *testing.T, dir string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create("letter.txt")
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, "no workbook")
		z.Close()
		write(t, filepath.Join(dir, "a.xlsx"), b.Bytes())
		return filepath.Join(dir, "a.xlsx")
	}},
	{"a workbook cut in half", "bad-workbook", func(t *testing.T, dir string) string {
		whole := workbook(t, map[string][][]any{"学校": {{"学校标识码", "学校名称"}, {"1", "甲"}}})
		write(t, filepath.Join(dir, "a.xlsx"), whole[:len(whole)/2])
		return filepath.Join(dir, "a.xlsx")
	}},
	{"a workbook without the sheet of schools", "missing-table", func(t *testing.T, dir string) string {
		write(t, filepath.Join(dir, "a.xlsx"), workbook(t, map[string][][]any{"教师": {{"教职工号", "所在学校"}, {"1", "2"}}, "说明": {{"a"}}}))
		return filepath.Join(dir, "a.xlsx")
	}},
	{"ids that a workbook holds as rounded numbers", "id-as-number", func(t *testing.T, dir string) string {
		write(t, filepath.Join(dir, "a.xlsx"), workbook(t, map[string][][]any{"学校": {
			{"学校标识码", "学校名称", "学段", "学生数", "班级数", "经度", "纬度"}, {"3.1E+09", "甲", "小学", 90, 6, 112.5, 33.5}}}))
		return filepath.Join(dir, "a.xlsx")
	}},
	{"a formula that failed", "broken-formula", func(t *testing.T, dir string) string {
		write(t, filepath.Join(dir, "a.xlsx"), workbook(t, map[string][][]any{"学校": {
			{"学校标识码", "学校名称", "学段", "学生数", "班级数", "经度", "纬度"}, {"1", "甲", "小学", "#REF!", 6, 112.5, 33.5}}}))
		return filepath.Join(dir, "a.xlsx")
	}},
	{"a line of 300 MB", "long-line", func(t *testing.T, dir string) string {
		path := filepath.Join(dir, "学校.csv")
		write(t, path, []byte(goodSchools))
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for range 300 {
			if _, err := f.Write(bytes.Repeat([]byte("x"), 1<<20)); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}},
	{"a folder named as a workbook", "missing-table", func(t *testing.T, dir string) string {
		if err := os.MkdirAll(filepath.Join(dir, "a.xlsx"), 0o755); err != nil {
			t.Fatal(err)
		}
		return filepath.Join(dir, "a.xlsx")
	}},
}

func workbook(t *testing.T, sheets map[string][][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for name, rows := range sheets {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := f.SetSheetRow(name, cell, &rows[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBrokenFilesAreRefused(t *testing.T) {
	for _, x := range brokenFiles {
		t.Run(x.name, func(t *testing.T) {
			old := filepath.Join(t.TempDir(), "old")
			write(t, filepath.Join(old, "plan.json"), []byte("older plan"))
			data := x.make(t, t.TempDir())
			code, _, said := command(t, "plan", "--county", "990009", "--data", data, "--year", "2026", "--out", old, "--lang", "en")
			if code != exitInput || !strings.Contains(said, x.fault) {
				t.Errorf("exit %d, want %d and a fault %s:\n%s", code, exitInput, x.fault, said)
			}
			entries, err := os.ReadDir(old)
			if err != nil || len(entries) != 1 {
				t.Errorf("the older plan was touched: %v %v", entries, err)
			}
		})
	}
}
