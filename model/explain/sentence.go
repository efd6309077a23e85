package explain

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// sentences are the answers in Chinese and English; %s is the rule that refuses, %d metre-terms.
var sentences = map[string][2]string{
	NoLawfulPost: {"没有一个岗位符合规定（主要受“%s”限制）", "the rules allow no post (mostly %s)"},
	NoLawfulCore: {"没有一所核心校可依规定带领该校（主要受“%s”限制）", "the rules allow no core (mostly %s)"},
	NoRoom:       {"在现方案上单独增加会突破“%s”", "added to the plan as it stands it would break %s"},
	NotNeeded:    {"无需增加：最合适的安排也会使总成本增加 %d 米·学期", "not needed: the best choice would raise the cost by %d metre-terms"},
	WithinGap:    {"可使总成本降低 %d 米·学期，仍在方案声明的差距之内", "it would lower the cost by %d metre-terms, within the gap the plan declares"},
}

// nowhere are the words when there was nothing to try: not one post or core at a known distance.
var nowhere = [2]string{"没有可达的学校", "there is no school within reach"}

// Sentence puts an answer into words: lang is "zh" or "en".
func (a Answer) Sentence(lang string) string {
	words, k := sentences[a.Code], 0
	if lang == "en" {
		k = 1
	}
	switch a.Code {
	case NotNeeded, WithinGap:
		return fmt.Sprintf(words[k], max(a.Cost, -a.Cost))
	}
	if a.Rule == "" {
		return nowhere[k]
	}
	return fmt.Sprintf(words[k], title(a.Rule, lang))
}

func title(name, lang string) string {
	if r := rule.Find(name); r != nil && lang != "en" {
		return r.Title
	}
	return name
}

// stayings are further words of the answer why a teacher is not sent.
var stayings = map[string][2]string{
	"refused":  {"没有一个岗位符合规定：%s", "the rules allow no post: %s"},
	"sections": {"“%s”排除 %d 处", "%s rules out %d sections"},
	"lot":      {"与派出的%s条件完全相同（共 %d 人），抽签未中", "in all alike to %s, who is sent: one of %d drawn by lot, and her lot was higher"},
	"no-room":  {"在现方案上单独增派，无论去哪里都会突破规定，多为“%s”", "one more on top of the plan would break a rule wherever she went, mostly %s"},
	"added": {"最合适的增派是到%s：能省 %d、要多付 %d，总成本净增 %d 米·学期",
		"the best she could add is %s: it saves %d and charges %d, %d metre-terms more in all"},
	"gains": {"增派到%s可使总成本降低 %d 米·学期，仍在方案声明的差距之内",
		"sent to %s the plan would be cheaper by %d metre-terms, within the gap it declares"},
	"place":           {"%s教%s", "%s (%s)"},
	"trainee":         {"%s跟岗", "%s (as a trainee)"},
	"alone":           {"；本校同学段无人派出，没有可代替的人", "; nobody of her section is sent in whose place she could go"},
	"instead-dearer":  {"；若代替%s到%s，总成本增加 %d 米·学期", "; in the place of %s at %s the plan would be dearer by %d metre-terms"},
	"instead-same":    {"；若代替%s到%s，总成本相同（两人取一）", "; in the place of %s at %s the plan would cost the same: it takes one of the two"},
	"instead-cheaper": {"；若代替%s到%s，总成本降低 %d 米·学期，仍在方案声明的差距之内", "; in the place of %s at %s the plan would be cheaper by %d metre-terms, within the gap it declares"},
	"instead-breaks":  {"；代替%s到%s会突破“%s”", "; in the place of %s at %s she would break %s"},
}

// Sentence puts the answer into words: lang is "zh" or "en".
func (s *Stayer) Sentence(lang string) string {
	if s.Instead != nil && s.Instead.Equals > 0 {
		return s.say("lot", lang, s.x.name(s.Instead.Colleague), s.Instead.Equals)
	}
	switch {
	case s.Code == NotNeeded:
		return s.say("added", lang, s.place(s.Best, lang), s.Saves, s.Pays, s.Cost) + s.instead(lang)
	case s.Code == WithinGap:
		return s.say("gains", lang, s.place(s.Best, lang), -s.Cost) + s.instead(lang)
	case s.Code == NoRoom:
		return s.say("no-room", lang, title(s.Rule, lang)) + s.instead(lang)
	case len(s.Refused) == 0:
		return s.Answer.Sentence(lang)
	}
	var all []string
	for _, r := range s.Refused {
		all = append(all, s.say("sections", lang, title(r.Rule, lang), r.Sections))
	}
	and := map[string]string{"zh": "、", "en": ", "}
	return s.say("refused", lang, strings.Join(all, and[lang]))
}

// instead says what would be if she went in the place of a colleague.
func (s *Stayer) instead(lang string) string {
	r := s.Instead
	if r == nil {
		return s.say("alone", lang)
	}
	who, where := s.x.name(r.Colleague), s.place(r.Stay, lang)
	switch {
	case r.Rule != "":
		return s.say("instead-breaks", lang, who, where, title(r.Rule, lang))
	case r.Cost == 0:
		return s.say("instead-same", lang, who, where)
	case r.Cost < 0:
		return s.say("instead-cheaper", lang, who, where, -r.Cost)
	}
	return s.say("instead-dearer", lang, who, where, r.Cost)
}

// place names where a stay leads and what is taught there.
func (s *Stayer) place(a model.Stay, lang string) string {
	school := s.x.c.County.SchoolOf(a.Section).Name
	switch {
	case a.Kind == model.Trainee:
		return s.say("trainee", lang, school)
	case lang == "en":
		return s.say("place", lang, school, a.Subject.Code())
	}
	return s.say("place", lang, school, a.Subject.Chinese())
}

func (s *Stayer) say(id, lang string, values ...any) string {
	k := 0
	if lang == "en" {
		k = 1
	}
	return fmt.Sprintf(stayings[id][k], values...)
}

// name is how people call a teacher, or her id where nobody wrote it down.
func (x *Rotation) name(t model.TeacherID) string {
	p := &x.c.County.Teachers[t]
	return cmp.Or(p.Name, p.ID)
}
