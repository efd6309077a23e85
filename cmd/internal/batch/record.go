package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/rotateplan/rotate/cmd/internal/folder"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/job"
)

// record is what a batch keeps of a county.
type record struct {
	Asked asked             `json:"asked"`
	Row   Row               `json:"row"`
	Files map[string]string `json:"files"` // of a plan: SHA-256 by name; run.json is left out
}

// asked is all that a plan depends on.
type asked struct {
	Version   string        `json:"version"`
	Data      string        `json:"data"`   // SHA-256
	Policy    string        `json:"policy"` // SHA-256
	Keep      string        `json:"keep"`   // SHA-256 of the list kept; "" none
	Groups    string        `json:"groups"` // SHA-256 of its groups; "" none
	Only      job.Scope     `json:"only"`
	Gap       float64       `json:"gap"`
	Effort    int           `json:"effort"`
	Seed      uint64        `json:"seed"`
	TimeLimit time.Duration `json:"time_limit"` // of a plan that it stopped, else 0
}

func (b *batch) asked(in *input.Input) asked {
	o := &b.Solver
	a := asked{Version: job.Version, Data: in.SHA256, Policy: in.Policy.SHA256, Only: b.Only, Gap: o.Gap, Effort: o.Effort,
		Seed: o.Seed, TimeLimit: b.TimeLimit}
	if in.Kept != nil {
		a.Keep, a.Groups = in.Kept.SHA256, in.Kept.GroupsSHA256()
	}
	return a
}

// of returns what was asked of a plan: a limit that did not stop it does not matter.
func (a asked) of(row *Row) asked {
	if row.Status != stopped {
		a.TimeLimit = 0
	}
	return a
}

func (b *batch) records() string { return filepath.Join(b.Out, ".batch") }

func (b *batch) record(code string) string { return filepath.Join(b.records(), code+".json") }

// finished returns the row of a county that has a plan for all that is asked, just as it was written.
func (b *batch) finished(code string, want asked) (Row, bool) {
	if !b.Resume {
		return Row{}, false
	}
	r, err := b.read(code)
	if err != nil || r.Row.Exit != job.ExitPlan || r.Asked != want.of(&r.Row) {
		return Row{}, false
	}
	return r.Row, b.stands(code, r.Files, slices.Collect(maps.Keys(r.Files))...) == nil
}

// stands reports as an error that files of a county are not what its record says.
func (b *batch) stands(code string, files map[string]string, names ...string) error {
	if len(files) == 0 {
		return errUnlike
	}
	for _, name := range names {
		if now, err := hashed(filepath.Join(b.folder(code), name)); err != nil {
			return err
		} else if now != files[name] {
			return errUnlike
		}
	}
	return nil
}

// errUnlike is of a record that is not of its county, or of files that are not those it tells of.
var errUnlike = errors.New("not what was written")

// read reads the record of a county. Half of one is none.
func (b *batch) read(code string) (r record, err error) {
	text, err := os.ReadFile(b.record(code))
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err == nil && r.Row.County != code {
		err = errUnlike
	}
	return r, err
}

// keep writes the record of a county.
func (b *batch) keep(r record) error {
	if r.Row.Exit == job.ExitPlan {
		files, err := hashes(b.folder(r.Row.County))
		if err != nil {
			return err
		}
		r.Files = files
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return b.replace(b.record(r.Row.County), append(text, '\n'))
}

// replace writes a file whole; no other shard writes under the same ending.
func (b *batch) replace(path string, data []byte) error {
	return folder.Replace(path, b.ending(), false, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// hashes returns the SHA-256 of the files of a plan's folder that equal runs have in common.
func hashes(dir string) (map[string]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, e := range entries {
		if e.Name() == "run.json" {
			continue
		}
		if files[e.Name()], err = hashed(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func hashed(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}
