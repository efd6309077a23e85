package rule

import (
	"slices"
	"strconv"
	"strings"
)

// yesNo are the words of a yes/no parameter.
var yesNo = []string{"false", "true"}

// IsYesNo reports whether the parameter is written false or true.
func (p *Param) IsYesNo() bool { return slices.Equal(p.Words, yesNo) }

// ListOf returns the value of a list of words, given by their indices: digits 1 + index to the base 1 + len(Words), the
// first word in the lowest. No words are 0.
func (p *Param) ListOf(indices ...int) (v int64) {
	for _, i := range slices.Backward(indices) {
		v = v*int64(1+len(p.Words)) + int64(1+i)
	}
	return v
}

// Items returns the indices of the words a list holds, in order.
func (p *Param) Items(v int64) (indices []int) {
	for base := int64(1 + len(p.Words)); v > 0; v /= base {
		indices = append(indices, int(v%base)-1)
	}
	return indices
}

// Chosen returns the words a list holds, in order.
func (p *Param) Chosen(v int64) []string {
	words := []string{}
	for _, i := range p.Items(v) {
		words = append(words, p.Words[i])
	}
	return words
}

// Text writes a value of the parameter as policies do.
func (p *Param) Text(v int64) string {
	if p.List {
		return "[" + strings.Join(p.Chosen(v), ", ") + "]"
	}
	if len(p.Words) == 0 {
		return strconv.FormatInt(v, 10)
	}
	if v < 0 || v >= int64(len(p.Words)) {
		return ""
	}
	return p.Words[v]
}

// Param returns the rule's parameter of that name, or nil.
func (r *Rule) Param(name string) *Param {
	for i := range r.Params {
		if r.Params[i].Name == name {
			return &r.Params[i]
		}
	}
	return nil
}
