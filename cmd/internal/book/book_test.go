package book

import (
	"bytes"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestWhatIsDrawnCanBeRead reads a list with notes and a hidden one back from the workbook.
func TestWhatIsDrawnCanBeRead(t *testing.T) {
	sheets := []Sheet{{Name: "名单", Title: "人员名单", Columns: []Column{{"姓名", 10}, {"公里", 8}, {"比例", 8}, {"锁定", 6}}, Notes: []string{"第一条", "第二条"},
		Rows:    [][]any{Headed("甲组", "", "", ""), {"王一", Kilometres(12340), Share(0.256), "拒绝"}},
		Choices: map[string][]string{"锁定": {"同意", "拒绝"}}},
		{Name: "原名单", Title: "请勿改动", Columns: []Column{{"姓名", 10}}, Hidden: true}}
	data, err := XLSX("方案", sheets)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := XLSX("方案", sheets); err != nil || !bytes.Equal(data, again) {
		t.Errorf("equal sheets are not equal bytes: %v", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("名单")
	want := [][]string{{"人员名单"}, {"第一条\n第二条"}, {"姓名", "公里", "比例", "锁定"}, {"甲组"}, {"王一", "12.3", "25.6%", "拒绝"}}
	if err != nil || !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("%q, want %q: %v", rows, want, err)
	}
	if list, err := f.GetDataValidations("名单"); err != nil || len(list) != 1 || list[0].Sqref != "D4:D105" {
		t.Errorf("choices are offered in %d places: %+v, %v", len(list), list[0], err)
	}
	if shown, err := f.GetSheetVisible("原名单"); err != nil || shown {
		t.Errorf("the hidden list is shown: %v", err)
	}
}
