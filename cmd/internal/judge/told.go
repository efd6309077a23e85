package judge

import (
	"path/filepath"

	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/model"
)

// ReadPlan reads what the folder of a plan tells of itself. Nothing of it is judged.
func ReadPlan(dir string) (*report.Document, model.Faults) {
	var told report.Document
	if _, faults := readJSON(dir, planFile, &told); len(faults) > 0 {
		faults[0].File = filepath.Join(dir, planFile)
		return nil, faults
	}
	if !told.Whole() {
		return nil, model.Faults{{Code: "no-plan", File: filepath.Join(dir, planFile), Found: "{…}",
			Expected: "含 version、county、year、policy、data、grouping、rotation 的方案 / a plan with version, county, year, policy, data, grouping and rotation",
			Remedy:   "指明 rotate plan --out 写出的文件夹 / name a folder that rotate plan --out wrote"}}
	}
	return &told, nil
}
