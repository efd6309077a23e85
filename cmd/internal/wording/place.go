package wording

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Place puts a key into words: a quota's, an atom's or an agent's, part by part, names of schools for their ids.
func Place(county *model.County, key string, v say.Voice) string {
	var words []string
	for _, part := range strings.Split(key, "/") {
		name, value, ok := cutLast(part)
		if !ok {
			continue // the rule's own name
		}
		words = append(words, v.Say("place.part-"+name, "Value", partValue(county, name, value, v)))
	}
	return strings.Join(words, v.Say("place.part-and"))
}

// cutLast splits "core=school=7" into "school" and "7".
func cutLast(part string) (name, value string, ok bool) {
	i := strings.LastIndexByte(part, '=')
	if i < 0 {
		return "", "", false
	}
	name = part[:i]
	if k := strings.IndexByte(name, '='); k >= 0 {
		name = name[:k] // of the two ends of a membership, which end it is
	}
	return name, part[i+1:], true
}

func partValue(county *model.County, name, value string, v say.Voice) string {
	switch name {
	case "school", "group", "core", "member":
		return schoolName(county, value)
	case "stage":
		return Stage(value, v)
	case "subject":
		return Subject(value, v)
	case "kind":
		return Kind(value, v)
	case "type":
		return Type(value, v)
	case "term":
		return termWords(county.Year, value, v)
	case "terms":
		first, last, _ := strings.Cut(value, "-")
		return termWords(county.Year, first, v) + "–" + termWords(county.Year, last, v)
	}
	return value
}

func schoolName(county *model.County, id string) string {
	for i := range county.Schools {
		if county.Schools[i].ID == id {
			return fmt.Sprintf("%s (%s)", county.Schools[i].Name, id)
		}
	}
	return id
}

// Stage, Subject, Type and Kind are the words for codes of a stage, a subject, a type of group and a kind of stay.
func Stage(code string, v say.Voice) string   { return codeWord[model.Stage](code, v) }
func Subject(code string, v say.Voice) string { return codeWord[model.Subject](code, v) }
func Type(code string, v say.Voice) string    { return codeWord[model.GroupType](code, v) }
func Kind(code string, v say.Voice) string    { return codeWord[model.Kind](code, v) }

// codeWord is the word for a code: in English the code itself, which also stands for one that is none.
func codeWord[T interface {
	~uint8
	Code() string
	Chinese() string
}](code string, v say.Voice) string {
	for x := T(0); v.Lang == "zh" && x < math.MaxUint8; x++ {
		if x.Code() == code {
			return x.Chinese()
		}
	}
	return code
}

func termWords(year int, term string, v say.Voice) string {
	n, err := strconv.Atoi(term)
	if err != nil {
		return term
	}
	season := "autumn"
	if n%2 == 1 {
		season = "spring"
	}
	return v.Say("place.term-"+season, "Year", year+n/2)
}

// RuleSays returns a rule's title and what it says; of a rule the judge adds himself, what that means.
func RuleSays(name string, v say.Voice) (title, says string) {
	r := rule.Find(name)
	switch {
	case r == nil:
		return v.Say("place.on-" + name), v.Say("place.on-" + name + "-says")
	case v.Lang == "zh":
		return r.Title, r.SaysZh
	}
	return r.Name, r.Says
}

// RuleLabel names a rule as policies do, in Chinese with its title before. Of a rule this version does not know there is
// the name alone.
func RuleLabel(name string, v say.Voice) string {
	if r := rule.Find(name); r != nil && v.Lang == "zh" {
		return r.Title + " " + name
	}
	return name
}
