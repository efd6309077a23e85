package wording

import (
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
)

// Because says what a stay does for a rule that would be kept worse without it.
func Because(a model.Stay, name string, v say.Voice) string {
	subject := Subject(a.Subject.Code(), v)
	if id := "reason." + name; v.Say(id, "Subject", subject) != id {
		return v.Say(id, "Subject", subject)
	}
	title, _ := RuleSays(name, v)
	return v.Say("reason.other", "Rule", title)
}
