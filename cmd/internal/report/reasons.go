package report

import (
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
)

// because puts the reasons of a stay into words.
func because(a model.Stay, names []string) string {
	all, zh := make([]string, len(names)), say.In("zh")
	for i, name := range names {
		all[i] = Because(a, name, zh)
	}
	return strings.Join(all, "；")
}

// Because says what a stay does for a rule that would be kept worse without it.
func Because(a model.Stay, name string, v say.Voice) string {
	subject := subjectWord(a.Subject.Code(), v)
	if id := "reason." + name; v.Say(id, "Subject", subject) != id {
		return v.Say(id, "Subject", subject)
	}
	title, _ := RuleSays(name, v)
	return v.Say("reason.other", "Rule", title)
}
