package input

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
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
	if beside := filepath.Join(filepath.Dir(path), "groups.csv"); lists.Groups == nil && filepath.Base(path) == "exchange.csv" && exists(beside) {
		groups, more := table.ReadLists(beside, in.County)
		lists.Groups, faults = groups.Groups, append(faults, more...)
	}
	if lists.Moves == nil && len(faults.Bad()) == 0 {
		faults = append(faults, Usage("--keep", in.Source.Keep, "交流轮岗名单，列有教职工号 / an exchange list with the ids of teachers",
			"指明 rotate plan --out 写出的文件夹或其中的 plan.xlsx / name a folder that rotate plan --out wrote, or its plan.xlsx"))
	}
	if len(faults.Bad()) > 0 {
		return faults
	}
	in.County.Kept, in.County.Lapsed = append([]model.Kept{}, lists.Kept...), lists.Lapsed
	in.Kept = &Kept{SHA256: fingerprint(in.County), Groups: lists.Groups}
	return faults
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

func fingerprint(c *model.County) string {
	text, err := json.Marshal([]any{c.Kept, c.Lapsed})
	if err != nil {
		panic(err) // it holds nothing that has no JSON form
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
