package judge

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
)

// claims is what plan.json says of itself, as far as the judge needs it to begin.
type claims struct {
	Version string `json:"version"`
	County  struct {
		Code string `json:"code"`
	} `json:"county"`
	Year   int `json:"year"`
	Policy struct {
		Name   string `json:"name"`
		Path   string `json:"path"`
		SHA256 string `json:"sha256"`
	} `json:"policy"`
	Data struct {
		Path   string `json:"path"`
		SHA256 string `json:"sha256"`
		CRS    string `json:"crs"`
	} `json:"data"`
	Seed     uint64     `json:"seed"`
	Effort   int        `json:"effort"`
	Grouping claimed    `json:"grouping"`
	Rotation claimedRun `json:"rotation"`
}

// claimed is how well a problem is said to be solved.
type claimed struct {
	Status string     `json:"status"`
	Cost   model.Cost `json:"cost"`
	Bound  model.Cost `json:"bound"`
}

type claimedRun struct {
	claimed
	Moves []struct {
		Equals int `json:"equals"`
	} `json:"moves"`
}

// Words of a claim's status besides those of solvers.
const (
	given   = "given"
	skipped = "skipped"
)

// certificates is certificate.json.
type certificates struct {
	Grouping model.Certificate `json:"grouping"`
	Rotation model.Certificate `json:"rotation"`
}

const planFile = "plan.json"

// readJSON reads one file of a plan's folder.
func readJSON(dir, name string, into any) ([]byte, model.Faults) {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return nil, model.Faults{{Code: "no-plan", File: name, Found: err.Error(),
			Expected: "rotate plan --out 写出的文件夹 / a folder that rotate plan --out wrote",
			Remedy:   "检查路径 / check the path"}}
	}
	if err := json.Unmarshal(text, into); err != nil {
		return nil, model.Faults{{Code: "bad-json", File: name, Found: err.Error(),
			Expected: "rotate plan 写出的 JSON / JSON as rotate plan writes it",
			Remedy:   "恢复原文件，或重新编制 / restore the file, or plan again"}}
	}
	return text, nil
}

// source is what the folder names, overlaid with what the request names.
func (c *claims) source(r input.Source) input.Source {
	s := input.Source{County: c.County.Code, Data: c.Data.Path, Policy: c.Policy.Name, Year: c.Year, CRS: c.Data.CRS, Strict: r.Strict}
	if c.Policy.Path != "" {
		s.Policy = c.Policy.Path
	}
	for _, x := range []struct{ to, from *string }{{&s.County, &r.County}, {&s.Data, &r.Data}, {&s.Policy, &r.Policy}, {&s.CRS, &r.CRS}} {
		if *x.from != "" {
			*x.to = *x.from
		}
	}
	if r.Year != 0 {
		s.Year = r.Year
	}
	return s
}

// about reports whether the claims are about these tables and this policy.
func (c *claims) about(in *input.Input) bool {
	return in.SHA256 == c.Data.SHA256 && in.Policy.SHA256 == c.Policy.SHA256
}

// changed tells what is no longer as it was when the plan was made. What the request names itself is not held against it.
func (c *claims) changed(in *input.Input, r input.Source) model.Faults {
	var faults model.Faults
	if r.Data == "" && in.SHA256 != c.Data.SHA256 {
		faults = append(faults, model.Fault{Code: "changed-data", File: c.Data.Path, Found: in.SHA256, Expected: c.Data.SHA256,
			Remedy: "数据在编制方案后改动过：恢复原数据，或用 --data 指明按哪份数据核验 / the tables changed since the plan was made: restore them, or name those to judge by with --data"})
	}
	if r.Policy == "" && in.Policy.SHA256 != c.Policy.SHA256 {
		faults = append(faults, model.Fault{Code: "changed-policy", File: in.Source.Policy, Found: in.Policy.SHA256, Expected: c.Policy.SHA256,
			Remedy: "策略在编制方案后改动过：恢复原策略，或用 --policy 指明按哪份策略核验 / the policy changed since the plan was made: restore it, or name the one to judge by with --policy"})
	}
	return faults
}
