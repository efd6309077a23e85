package judge

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// twice is a key that stands twice in one object.
type twice struct {
	key string
	at  int64 // bytes before its end
}

func (e *twice) Error() string { return "twice in one object: " + e.key }

// badJSON is the fault of a file that is not JSON, or not as we write it: at which line, what stands there.
func badJSON(name string, text []byte, err error) model.Fault {
	text = bytes.TrimRight(text, " \r\n") // a text that ends too soon ends in a line that says something
	f := model.Fault{Code: "bad-json", File: name, Expected: "rotate plan 写出的 JSON / JSON as rotate plan writes it",
		Remedy: "恢复原文件，或重新编制 / restore the file, or plan again"}
	var (
		syntax *json.SyntaxError
		kind   *json.UnmarshalTypeError
		again  *twice
		at     = int64(len(text)) // where a file ends too soon
	)
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at, f.Column = kind.Offset, kind.Field
	case errors.As(err, &again):
		at, f.Column, f.Expected = again.at, again.key, "每个键只写一次 / each key once"
	}
	before := text[:min(max(at, 0), int64(len(text)))]
	f.Row = 1 + bytes.Count(before, []byte("\n"))
	line, _, _ := strings.Cut(string(text[bytes.LastIndexByte(before, '\n')+1:]), "\n")
	f.Found = clipped(strings.TrimSpace(line))
	return f
}

// clipped shortens what is shown of a file.
func clipped(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// plainKeys refuses a JSON text in which an object has a key twice, or two keys that differ only in the case of letters:
// readers do not agree on which of them counts.
func plainKeys(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	return plainValue(d)
}

func plainValue(d *json.Decoder) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	open, nested := t.(json.Delim)
	if !nested {
		return nil
	}
	seen := map[string]bool{}
	for d.More() {
		if open == '{' {
			if err := newKey(d, seen); err != nil {
				return err
			}
		}
		if err := plainValue(d); err != nil {
			return err
		}
	}
	_, err = d.Token() // the closing bracket
	return err
}

// newKey reads a key that none of those seen resembles.
func newKey(d *json.Decoder, seen map[string]bool) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	key := t.(string)
	plain := strings.ToLower(strings.ToUpper(key)) // both ways: some letters have two small forms
	if seen[plain] {
		return &twice{key, d.InputOffset()}
	}
	seen[plain] = true
	return nil
}
