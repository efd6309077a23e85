package rule

import (
	"slices"
	"strconv"
	"strings"
)

// Sense is a way through the values of a parameter in which its clause gets weaker: whatever plan obeys it at one value obeys it
// at those further on, whatever the other parameters are. Of words the last on that way is weaker than all others, of which that
// is not said among each other; a list is weaker with more words.
type Sense int8

const (
	Less Sense = -1
	More Sense = 1
)

// Loosest returns the values of a parameter under which its clause is weaker than now and that lie farthest off: the end of its
// values, the weakest word, or a list with each word more; none where it is as weak as it gets, or where no way is known.
func (p *Param) Loosest(now int64) (all []int64) {
	end := p.Max
	if p.Looser == Less {
		end = p.Min
	}
	switch {
	case p.Looser == 0 || p.Unset && now == p.Min || now == end:
		return nil
	case !p.List:
		return []int64{end}
	}
	listed := p.Items(now)
	for i := range p.Words {
		if !slices.Contains(listed, i) {
			all = append(all, p.ListOf(append(slices.Clone(listed), i)...))
		}
	}
	return all
}

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
