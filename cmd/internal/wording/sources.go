package wording

import (
	"regexp"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
)

// grades are how a source of a rule is backed, by the letter that says so.
var grades = map[string]string{"S": "文件原文", "P": "公开网页", "C": "公开的表式程序", "K": "一般常识，待核实", "D": "设计取值"}

var (
	nextSource = regexp.MustCompile(`[;；]\s*(\p{Han})`)
	gradeOf    = regexp.MustCompile(`grade ([SPCKD])`)
)

// chineseSource returns the Chinese half of a source written in both languages, "中文 / English (grade S); 中文 / …",
// with the grades spelled out. A source in one language stays as it is.
func chineseSource(source string) string {
	var all []string
	for _, part := range sourceParts(source) {
		zh, en, _ := strings.Cut(part, "/ ")
		zh = strings.TrimSpace(zh)
		for i, m := range gradeOf.FindAllStringSubmatch(en, -1) {
			lead := "（依据等级 "
			if i > 0 {
				lead = "、"
			}
			zh += lead + m[1] + " " + grades[m[1]]
		}
		if gradeOf.MatchString(en) {
			zh += "）"
		}
		all = append(all, zh)
	}
	return strings.Join(all, "；")
}

// Source returns the half of a source that is in the language of a voice.
func Source(source string, v say.Voice) string {
	if v.Lang == "zh" {
		return chineseSource(source)
	}
	var all []string
	for _, part := range sourceParts(source) {
		all = append(all, v.Pick(part))
	}
	return strings.Join(all, "; ")
}

// sourceParts cuts a source where, after English, Chinese begins again.
func sourceParts(source string) []string {
	english := strings.Index(source, "/ ")
	if english < 0 {
		return []string{source}
	}
	next := nextSource.FindStringSubmatchIndex(source[english:])
	if next == nil {
		return []string{source}
	}
	return append([]string{source[:english+next[0]]}, sourceParts(source[english+next[2]:])...)
}
