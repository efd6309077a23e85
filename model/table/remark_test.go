package table

import (
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
)

// TestYearsInHeaders are held against the year planned: counts of long ago are told, whatever words stand about their year.
func TestYearsInHeaders(t *testing.T) {
	for head, told := range map[string]bool{
		"学生数": false, "学生数（人）": false, "学生数（2026年）": false, "学生数（2025—2026学年）": false, "学生数(2026-2027)": false,
		"学生数（截至2026年6月）": false, "学生数（2027年）": false,
		"学生数（2019年）": true, "学生数（2023—2024学年）": true, "学生数（截至2024年9月）": true, "学生数【2028】": true,
	} {
		dir := lay(t, map[string]string{"schools.csv": "学校标识码,学校名称," + head + "\nA,甲校,30\n"})
		for _, year := range []int{2026, 0} {
			_, faults := Read(dir, Options{Year: year})
			k := slices.IndexFunc(faults, func(f model.Fault) bool { return f.Code == "year-in-brackets" })
			if (k >= 0) != (told && year > 0) || k >= 0 && (!faults[k].Warn || faults[k].Column != head || !strings.Contains(faults[k].Expected, "2026")) {
				t.Errorf("%s, planned for %d: %v", head, year, faults)
			}
		}
	}
}
