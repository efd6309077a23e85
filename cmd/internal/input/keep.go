package input

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table"
)

// Kept is what a list that is kept brings beside what stands in County.Kept.
type Kept struct {
	SHA256 string          // of County.Kept and County.Lapsed, in whatever format the list came
	Groups *model.Grouping // the groups it was made under; nil where it names none
}

// KeptLists are the files of a plan's folder that hold its list, the one that people write in first.
func KeptLists(dir string) []string {
	return []string{filepath.Join(dir, "plan.xlsx"), filepath.Join(dir, "exchange.csv")}
}

// keep reads the list that is to be kept into the county, whose tables have been read.
func (in *Input) keep() model.Faults {
	path := in.Source.Keep
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = inFolder(path)
	}
	lists, faults := table.ReadKept(path, in.County, in.Source.Strict)
	if in.Source.Groups == "" {
		faults = append(faults, in.groupsBeside(path, &lists)...)
	}
	if lists.Moves == nil && len(faults.Bad()) == 0 {
		faults = append(faults, Usage("--keep", in.Source.Keep, "交流轮岗名单，列有教职工号 / an exchange list with the ids of teachers",
			"指明 rotate plan --out 写出的文件夹或其中的 plan.xlsx / name a folder that rotate plan --out wrote, or its plan.xlsx"))
	}
	if len(faults.Bad()) > 0 {
		return faults
	}
	in.County.Kept, in.County.Lapsed = append([]model.Kept{}, lists.Kept...), lists.Lapsed
	in.Kept = &Kept{SHA256: fingerprint([]any{in.County.Kept, in.County.Lapsed}), Groups: lists.Groups}
	return faults
}

// groupsBeside reads the groups.csv that the program writes beside a list: exchange.csv was made under them, and where the
// groups on the sheet of plan.xlsx are no longer those, that is doubtful.
func (in *Input) groupsBeside(path string, lists *table.Lists) model.Faults {
	beside := filepath.Join(filepath.Dir(path), "groups.csv")
	switch name := filepath.Base(path); {
	case !exists(beside):
	case name == "exchange.csv" && lists.Groups == nil:
		written, faults := table.ReadKept(beside, in.County, in.Source.Strict)
		lists.Groups = written.Groups
		return faults
	case name == "plan.xlsx" && lists.Groups != nil:
		written, _ := table.ReadKept(beside, in.County, false) // its lines that are outdated are those of the sheet
		return in.unlikeWritten(lists.Groups, written.Groups)
	}
	return nil
}

// unlikeWritten tells that the groups on the sheet of plan.xlsx are not those that were written beside it; nil is none.
func (in *Input) unlikeWritten(sheet, written *model.Grouping) model.Faults {
	if written == nil {
		return nil
	}
	n := len(differing(sheet.Members, written.Members))
	if n == 0 {
		return nil
	}
	return model.Faults{{Code: "edited-groups", File: "plan.xlsx", Sheet: "集团组建表",
		Found:    fmt.Sprintf("%d 所成员校与 groups.csv 不同 / %[1]d memberships unlike groups.csv", n),
		Expected: "名单所依据的集团，与 groups.csv 相同 / the groups the list was made under, as in groups.csv",
		Remedy:   "方案按此工作表上的集团编制；如非本意，改回，或加上 --groups groups.csv / the plan is made under the groups of this sheet; if that is not meant, change them back or add --groups groups.csv",
		Warn:     !in.Source.Strict}}
}

// differing returns the members whose groups or types are not the same.
func differing(a, b []model.Membership) map[model.SectionID]bool {
	all := map[model.SectionID]bool{}
	for _, x := range [][2][]model.Membership{{a, b}, {b, a}} {
		for _, m := range x[0] {
			if !slices.Contains(x[1], m) {
				all[m.Section] = true
			}
		}
	}
	return all
}

// Edited is the fault of a folder for a plan in which stands one that people have written in.
func Edited(dir string) model.Fault {
	return Usage("--out", dir, "未经人工改动的 plan.xlsx / a plan.xlsx nobody has written in",
		"用 --keep 沿用其中的改动，或另选文件夹 / keep what was written there with --keep, or name another folder")
}

// inFolder is the list of a plan's folder.
func inFolder(dir string) string {
	lists := KeptLists(dir)
	return lists[max(slices.IndexFunc(lists, exists), 0)]
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// GroupsSHA256 is the hash of the groups that the list names.
func (k *Kept) GroupsSHA256() string {
	if k.Groups == nil {
		return ""
	}
	return fingerprint(k.Groups.Members)
}

func fingerprint(lists any) string {
	text, err := json.Marshal(lists)
	if err != nil {
		panic(err) // it holds nothing that has no JSON form
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
