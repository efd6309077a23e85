package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
)

func (d *digest) runJSON() ([]byte, error) {
	book, err := d.book()
	if err != nil {
		return nil, err
	}
	sum, run := sha256.Sum256(book), d.Run
	run.Book = hex.EncodeToString(sum[:])
	return Indented(run)
}

// Edited reports whether somebody has written in the workbook of the plan that stands in a folder.
func Edited(dir string) bool {
	var run Run
	text, err := os.ReadFile(filepath.Join(dir, "run.json"))
	if err != nil || json.Unmarshal(text, &run) != nil || run.Book == "" {
		return false
	}
	book, err := os.ReadFile(filepath.Join(dir, "plan.xlsx"))
	sum := sha256.Sum256(book)
	return err == nil && hex.EncodeToString(sum[:]) != run.Book
}
