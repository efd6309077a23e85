package job

import (
	"io"
	"os"
	"path/filepath"

	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/grouping"
	"github.com/rotateplan/rotate/solver/itinerant"
	"github.com/rotateplan/rotate/solver/rotation"
)

// program writes one problem as an integer program, and what its columns stand for.
type program func(w, names io.Writer, c *rule.Case) error

// writeMPS writes the integer programs of what was asked for to a folder: grouping.mps, rotation.mps and
// itinerant.mps, with names.csv from column to atom or quota.
func writeMPS(dir string, only Scope, o *Outcome) error {
	if dir == "" {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	names, err := os.OpenFile(filepath.Join(dir, "names.csv"), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer names.Close()
	if _, err := io.WriteString(names, "column,what\n"); err != nil {
		return err
	}
	if !o.Grouping.Given {
		if err := writeProgram(filepath.Join(dir, "grouping.mps"), names, o.Case, grouping.WriteMPS); err != nil {
			return err
		}
	}
	if only != OnlyGroups {
		if err := writeProgram(filepath.Join(dir, "rotation.mps"), names, o.Case, rotation.WriteMPS); err != nil {
			return err
		}
	}
	if o.Circuit != nil {
		if err := writeProgram(filepath.Join(dir, "itinerant.mps"), names, o.Case, itinerant.WriteMPS); err != nil {
			return err
		}
	}
	return names.Close()
}

func writeProgram(path string, names io.Writer, c *rule.Case, write program) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := write(f, names, c); err != nil {
		return err
	}
	return f.Close()
}
