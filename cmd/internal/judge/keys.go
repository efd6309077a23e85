package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

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
		return fmt.Errorf("the key %q stands twice in one object", key)
	}
	seen[plain] = true
	return nil
}
