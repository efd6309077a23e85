package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/rotateplan/rotate/model"
)

// Change is one clause of a policy made milder: another value of a parameter, or should in the place of must for all of it
// or for one quota.
type Change struct {
	Rule  string `json:"rule"`
	Param string `json:"param,omitempty"` // "" softens
	Value int64  `json:"value,omitempty"`
	Quota string `json:"quota,omitempty"` // the one softened; "" all
}

// Text writes a change as policies do.
func (x *Change) Text() string {
	switch {
	case x.Param != "":
		return fmt.Sprintf("%s: {%s: %s}", x.Rule, x.Param, Find(x.Rule).Param(x.Param).Text(x.Value))
	case x.Quota != "":
		return fmt.Sprintf("%s: {soften: %q}", x.Rule, x.Quota)
	}
	return x.Rule + ": {mode: should}"
}

// Changed returns a policy with changes made, or nil where one names what the policy does not have.
func Changed(p *model.Policy, changes []Change) *model.Policy {
	q := *p
	q.Clauses = slices.Clone(p.Clauses)
	for _, x := range changes {
		k := findClause(&q, x.Rule)
		if k == nil || x.Param != "" && Find(x.Rule).Param(x.Param) == nil {
			return nil
		}
		switch {
		case x.Param != "":
			k.Args = maps.Clone(k.Args)
			k.Args[x.Param] = x.Value
		case x.Quota != "":
			k.Soften = append(slices.Clone(k.Soften), x.Quota)
		default:
			k.Mode = model.Should
		}
	}
	q.SHA256 = fingerprint(&q)
	return &q
}

func fingerprint(p *model.Policy) string {
	sum := sha256.Sum256([]byte(canonical(p)))
	return hex.EncodeToString(sum[:])
}
