package rule

import "strconv"

// IsYesNo reports whether the parameter is written false or true.
func (p *Param) IsYesNo() bool {
	return len(p.Words) == 2 && p.Words[0] == "false" && p.Words[1] == "true"
}

// Text writes a value of the parameter as policies do.
func (p *Param) Text(v int64) string {
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
