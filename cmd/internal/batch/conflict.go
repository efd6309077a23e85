package batch

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
)

// conflict says in one line and both languages what cannot hold together: where and what the first demand is, then the
// rules of the others. Demands of one teacher are told by their rules alone: the table of all counties names nobody.
func conflict(x *job.Infeasible) string {
	keys := slices.Clone(x.Conflict)
	for i, key := range keys {
		if strings.Contains(key, "teacher=") {
			keys[i], _, _ = strings.Cut(key, "/")
		}
	}
	var both []string
	for _, v := range []say.Voice{say.In("zh"), say.In("en")} {
		line := x.Head(v)
		for i, r := range wording.Conflict(x.County, keys, nil, v) {
			rule, _, _ := strings.Cut(r.Quota, "/")
			switch {
			case i == 0:
				line = v.Say("batch.conflict", "Head", line, "Sentence", r.Sentence)
			case !slices.ContainsFunc(keys[:i], func(k string) bool { return k == rule || strings.HasPrefix(k, rule+"/") }):
				line += " + " + rule
			}
		}
		both = append(both, line)
	}
	return strings.Join(both, " / ")
}
