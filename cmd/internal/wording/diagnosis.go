package wording

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
)

// Reason is one quota of a conflict: none of them could go without another being broken.
type Reason struct {
	Quota    string `json:"quota"`
	Sentence string `json:"sentence"`
	Together bool   `json:"together,omitempty"` // needed with the others of its rule that are so marked, perhaps not alone
	Policy   string `json:"policy,omitempty"`   // where several were solved
}

// Conflict puts the quotas that cannot hold together into words, and marks those that are needed together. What a rule says
// is told once.
func Conflict(county *model.County, keys, together []string, v say.Voice) []Reason {
	var reasons []Reason
	told := map[string]bool{}
	for _, key := range keys {
		name, _, _ := strings.Cut(key, "/")
		title, says := RuleSays(name, v)
		if told[name] {
			says = ""
		}
		told[name] = true
		reasons = append(reasons, Reason{Quota: key, Sentence: v.Say("place.reason", "Name", name, "Title", title,
			"Says", says, "Place", Place(county, key, v)), Together: slices.Contains(together, key)})
	}
	return reasons
}
