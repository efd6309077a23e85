package explain

import (
	"fmt"

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
