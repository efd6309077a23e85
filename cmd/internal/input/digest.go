package input

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// Digest returns the SHA-256 of tables: of a file its own; of a folder that of the lines "hash  name", one per table in
// the order of names, as `sha256sum * | sha256sum` prints it for a folder of nothing but tables.
func Digest(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return digestFile(path)
	}
	names, err := tables(path)
	if err != nil {
		return "", err
	}
	lines := sha256.New()
	for _, name := range names {
		sum, err := digestFile(filepath.Join(path, name))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(lines, "%s  %s\n", sum, name)
	}
	return hex.EncodeToString(lines.Sum(nil)), nil
}

// tables lists the files of a folder that may hold tables, by name.
func tables(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		kind := strings.ToLower(filepath.Ext(e.Name()))
		if !e.IsDir() && slices.Contains([]string{".csv", ".xlsx", ".parquet"}, kind) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func digestFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// digestCounty returns the SHA-256 of a county that has no tables, from its JSON.
func digestCounty(c *model.County) string {
	text, err := json.Marshal(c)
	if err != nil {
		panic(err) // numbers and text only
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
