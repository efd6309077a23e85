package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/rotateplan/rotate/cmd/internal/folder"
)

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEqualPlansAreEqualBytes(t *testing.T) {
	t.Parallel()
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	if err := Write(a, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2100 * time.Millisecond) // zip archives count two seconds at a time
	p := samplePlan(t)
	p.Run.Seconds = 99
	if err := Write(b, p); err != nil {
		t.Fatal(err)
	}
	for _, name := range names(t, a) {
		if same := bytes.Equal(read(t, filepath.Join(a, name)), read(t, filepath.Join(b, name))); same == (name == "run.json") {
			t.Errorf("%s: same bytes: %v", name, same)
		}
	}
}

func TestModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "plan")
	if err := Write(dir, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	open := map[string]bool{"public.xlsx": true, "groups.csv": true, "groups.parquet": true, "groups.geojson": true, "schools.csv": true, "run.json": true}
	for _, name := range append(names(t, dir), ".") {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		want := os.FileMode(0o600)
		switch {
		case name == ".":
			want = 0o755
		case open[name]:
			want = 0o644
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", name, got, want)
		}
	}
}

func TestAFolderIsWrittenWholeOrNotAtAll(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "plan")
	if err := Write(dir, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	before := read(t, filepath.Join(dir, "plan.json"))
	broken := errors.New("broken")
	files := digested(samplePlan(t)).files()
	files[0].Build = func() ([]byte, error) { return []byte("new"), nil }
	files[5].Build = func() ([]byte, error) { return nil, broken }
	if err := folder.Write(dir, files); !errors.Is(err, broken) {
		t.Fatalf("error %v", err)
	}
	if !bytes.Equal(before, read(t, filepath.Join(dir, "plan.json"))) || len(names(t, parent)) != 1 || len(names(t, dir)) != 13 {
		t.Errorf("a failed write left %v in the parent, %v in the folder", names(t, parent), names(t, dir))
	}
	if err := Write(dir, samplePlan(t)); err != nil || len(names(t, parent)) != 1 {
		t.Errorf("writing again: %v, %v", err, names(t, parent))
	}
}

func TestFilesOfOthersAreNeverLost(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "年终总结.docx"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	var foreign *folder.Foreign
	if err := Write(dir, samplePlan(t)); !errors.As(err, &foreign) || foreign.Name != "年终总结.docx" {
		t.Fatalf("error %v", err)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("the folder holds %v", got)
	}
}

func TestALinkIsFollowed(t *testing.T) {
	parent := t.TempDir()
	real, link := filepath.Join(parent, "real"), filepath.Join(parent, "link")
	if err := os.Mkdir(real, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no links here:", err)
	}
	if err := Write(link, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 || len(names(t, real)) == 0 {
		t.Errorf("the link was replaced: %v %v", info, err)
	}
}

// TestPublicListTellsNothingPersonal searches every part of the workbook.
func TestPublicListTellsNothingPersonal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	p := samplePlan(t)
	if err := Write(dir, p); err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(filepath.Join(dir, "public.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(&all, r)
		r.Close()
	}
	for _, secret := range []string{"T99", "21000000", "1985-03", "26.0", "111.5", "本科", "illness", "重病", "合格", "2012-09", "2007-09"} {
		if strings.Contains(all.String(), secret) {
			t.Errorf("the public list tells %q", secret)
		}
	}
	for _, told := range []string{"教师00001", "实验小学", "柳村小学", "2026-09 至 2027-07", "县级"} {
		if !strings.Contains(all.String(), told) {
			t.Errorf("the public list does not tell %q", told)
		}
	}
}

func TestWorkbooksArePreparedForPrintingAndReading(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	if err := Write(dir, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	const a4 = 9 // as workbooks number sizes of paper
	want := "交流轮岗人员名单 符合条件未派出 期满返回 继续交流 校长交流名单 集团组建表 学校汇总表 岗位需求与缺口 走教安排 上报表 规则执行情况 公平性 交流经历 数据核对 原名单"
	for name, sheets := range map[string]string{"public.xlsx": "交流轮岗人员名单", "plan.xlsx": want} {
		f, err := excelize.OpenFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if got := strings.Join(f.GetSheetList(), " "); got != sheets {
			t.Errorf("%s has sheets %s", name, got)
		}
		for _, s := range f.GetSheetList() {
			layout, _ := f.GetPageLayout(s)
			panes, _ := f.GetPanes(s)
			if *layout.Size != a4 && s != listName || *layout.Orientation != "landscape" || !panes.Freeze || !slices.Contains([]int{2, 3}, panes.YSplit) {
				t.Errorf("%s %s: layout %+v, panes %+v", name, s, layout, panes)
			}
		}
		if got := f.GetDefinedName(); len(got) != len(f.GetSheetList()) {
			t.Errorf("%s repeats its header on %d sheets", name, len(got))
		}
	}
}

func TestFaultsAreWrittenBesideAnOldPlan(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "plan")
	faults := samplePlan(t).Warnings
	path, err := WriteFaults(dir, faults)
	if err != nil || path != filepath.Join(dir, "faults.csv") {
		t.Fatalf("wrote %s: %v", path, err)
	}
	if err := Write(dir, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	path, err = WriteFaults(dir, faults)
	if err != nil || path != dir+".faults.csv" || !strings.Contains(string(read(t, path)), "no-place,学校.csv,,3,纬度") {
		t.Errorf("wrote %s: %v", path, err)
	}
}

// TestAFolderThatMayNotBeWrittenIsKept: whoever took the right to write away wants the plan as it is, root or not.
func TestAFolderThatMayNotBeWrittenIsKept(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "plan")
	if err := Write(dir, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, samplePlan(t)); !errors.Is(err, fs.ErrPermission) {
		t.Error(err)
	}
	if after, err := os.Stat(dir); err != nil || !os.SameFile(before, after) || len(names(t, parent)) != 1 {
		t.Errorf("%v, %v", err, names(t, parent))
	}
}

// TestForgiveTakesWhatWasSaid holds that nothing said of a run that failed outlives the next.
func TestForgiveTakesWhatWasSaid(t *testing.T) {
	parent := t.TempDir()
	dir, plan := filepath.Join(parent, "none"), filepath.Join(parent, "plan")
	if err := Write(plan, samplePlan(t)); err != nil {
		t.Fatal(err)
	}
	inPlan := names(t, plan)
	for _, d := range []string{dir, plan} {
		if _, err := WriteFaults(d, samplePlan(t).Warnings); err != nil {
			t.Fatal(err)
		}
		if _, err := WriteDiagnosis(d, nil, nil); err != nil {
			t.Fatal(err)
		}
		folder.Forgive(d)
	}
	if got := names(t, parent); !slices.Equal(got, []string{"plan"}) || !slices.Equal(names(t, plan), inPlan) {
		t.Errorf("left %v and %v", got, names(t, plan))
	}
}
