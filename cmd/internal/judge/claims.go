package judge

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// claims is what plan.json says of itself, as far as the judge needs it to begin.
type claims struct {
	Version string        `json:"version"`
	Relaxed []rule.Change `json:"relaxed"`
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
	Keep *struct {
		Path   string `json:"path"`
		SHA256 string `json:"sha256"`
	} `json:"keep"`
	Seed     uint64     `json:"seed"`
	Effort   int        `json:"effort"`
	Grouping claimed    `json:"grouping"`
	Rotation claimedRun `json:"rotation"`
	Circuit  *claimed   `json:"itinerant"`
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
	Trips []tripTold `json:"itinerant"`
}

// optimal is the status that claims a cost equal to the bound.
const optimal = "optimal"

// solved are the words of a problem that was solved.
var solved = []string{optimal, "gap", "effort", "stopped"}

// Certificates is certificate.json.
type Certificates struct {
	Grouping model.Certificate `json:"grouping"`
	Rotation model.Certificate `json:"rotation"`
	Circuit  model.Certificate `json:"itinerant"`
}

const planFile = "plan.json"

// readJSON reads one file of a plan's folder.
func readJSON(dir, name string, into any) ([]byte, model.Faults) {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return nil, model.Faults{{Code: "no-plan", File: name, Found: filepath.Join(dir, name),
			Expected: "rotate plan --out 写出的文件夹 / a folder that rotate plan --out wrote", Remedy: input.Unread(err)}}
	}
	err = json.Unmarshal(text, into)
	if err == nil {
		err = plainKeys(text)
	}
	if err != nil {
		return nil, model.Faults{badJSON(name, text, err)}
	}
	return text, nil
}

// source is what the folder names, overlaid with what the request names. A relative path is one from the working
// directory, else from the folder or one above it: the folder may be read from elsewhere.
func (c *claims) source(dir string, r input.Source) input.Source {
	s := input.Source{County: c.County.Code, Data: above(dir, c.Data.Path), Policy: c.Policy.Name, Year: c.Year, CRS: c.Data.CRS, Strict: r.Strict}
	if c.Keep != nil {
		s.Keep = filepath.Join(dir, "kept.csv")
	}
	if c.Policy.Path != "" {
		s.Policy = above(dir, c.Policy.Path)
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
	return in.SHA256 == c.Data.SHA256 && in.Policy.SHA256 == c.Policy.SHA256 && (c.Keep == nil || in.Kept.SHA256 == c.Keep.SHA256)
}

// above finds a relative path that does not exist: in dir, or in the nearest folder above it that holds it.
func above(dir, path string) string {
	full, err := filepath.Abs(dir)
	if path == "" || filepath.IsAbs(path) || exists(path) || err != nil {
		return path
	}
	for at := full; ; at = filepath.Dir(at) {
		if there := filepath.Join(at, path); exists(there) {
			return there
		}
		if at == filepath.Dir(at) {
			return path
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// lost says which of the files the plan was made from are not to be found.
func (c *claims) lost(s, r input.Source) model.Faults {
	var faults model.Faults
	for _, x := range []struct{ flag, claimed, path, asked string }{
		{"--data", c.Data.Path, s.Data, r.Data}, {"--policy", c.Policy.Path, s.Policy, r.Policy}} {
		if x.claimed != "" && x.asked == "" && !exists(x.path) {
			faults = append(faults, model.Fault{Code: "lost-input", File: planFile, Column: x.flag, Found: x.claimed,
				Expected: "编制方案时所用的文件 / what the plan was made from", Remedy: "加上 " + x.flag + " 路径 / add " + x.flag + " PATH"})
		}
	}
	return faults
}

// changed finds what is no longer as it was when the plan was made. Another policy named in the request is a question
// of its own, other tables are not.
func (v *Verdict) changed(c *claims, r input.Source) {
	if v.Input.SHA256 != c.Data.SHA256 {
		v.claim("data", "data.sha256", c.Data.SHA256, v.Input.SHA256)
	}
	if c.Keep != nil && v.Input.Kept.SHA256 != c.Keep.SHA256 {
		v.claim("data", "keep.sha256", c.Keep.SHA256, v.Input.Kept.SHA256)
	}
	if r.Policy == "" && v.Input.Policy.SHA256 != c.Policy.SHA256 {
		v.claim("policy", "policy.sha256", c.Policy.SHA256, v.Input.Policy.SHA256)
	}
}
