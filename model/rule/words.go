package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

// toggle declares a yes/no parameter.
func toggle(name string, on bool, says, saysZh string) Param {
	p := Param{Name: name, Max: 1, Words: yesNo, Says: says, SaysZh: saysZh}
	if on {
		p.Default = 1
	}
	return p
}

// oneOf makes a parameter word-valued: one of words, def unless the policy says otherwise.
func (p Param) oneOf(def string, words ...string) Param {
	p.Words, p.Default, p.Max = words, int64(slices.Index(words, def)), int64(len(words)-1)
	return p
}

// looser says of a parameter in which way its values make the clause weaker.
func (p Param) looser(way Sense) Param {
	p.Looser = way
	return p
}

// inForce reports whether the policy has a clause of a rule that is not off.
func (c *Case) inForce(rule string) bool {
	k := c.clause(rule)
	return k != nil && k.Mode != model.Off
}

// someOf makes a parameter a list of words, def unless the policy says otherwise.
func (p Param) someOf(def []string, words ...string) Param {
	p.Words, p.List = words, true
	var all, indices []int
	for i := range words {
		all = append(all, i)
	}
	for _, w := range def {
		indices = append(indices, slices.Index(words, w))
	}
	p.Default, p.Max = p.ListOf(indices...), p.ListOf(all...)
	return p
}

// clause returns the clause of a rule, or nil where the policy has none.
func (c *Case) clause(rule string) *model.Clause {
	for i := range c.Policy.Clauses {
		if c.Policy.Clauses[i].Rule == rule {
			return &c.Policy.Clauses[i]
		}
	}
	return nil
}
