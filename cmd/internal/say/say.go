// Package say holds what the program says to people, in Chinese and English: messages/AREA.LANG.json, one file per area
// and language. A message is a text/template over named values.
package say

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed messages/*.json
var files embed.FS

// Languages are the languages spoken, the first where none is asked for.
var Languages = []string{"zh", "en"}

var bundle = load()

func load() *i18n.Bundle {
	b := i18n.NewBundle(language.Chinese)
	entries, err := files.ReadDir("messages")
	if err != nil {
		panic(err) // the folder is embedded
	}
	for _, e := range entries {
		if _, err := b.LoadMessageFileFS(files, "messages/"+e.Name()); err != nil {
			panic(fmt.Sprintf("say: %s: %v", e.Name(), err))
		}
	}
	return b
}

// Voice speaks one language.
type Voice struct {
	Lang  string
	words *i18n.Localizer
}

// In returns the voice of a language, "zh" or "en".
func In(lang string) Voice {
	return Voice{Lang: lang, words: i18n.NewLocalizer(bundle, lang)}
}

// Asked returns the language a command line asks for with --lang: help is spoken in it too, so it must be known before the
// line is parsed.
func Asked(args []string) string {
	for i, a := range args {
		lang, joined := strings.CutPrefix(a, "--lang=")
		if a == "--lang" && i+1 < len(args) {
			lang, joined = args[i+1], true
		}
		if joined && slices.Contains(Languages, lang) {
			return lang
		}
	}
	return Languages[0]
}

// Say returns a message. Its values follow as name, value, name, value …
func (v Voice) Say(id string, values ...any) string {
	data := map[string]any{}
	for i := 0; i+1 < len(values); i += 2 {
		data[fmt.Sprint(values[i])] = values[i+1]
	}
	text, err := v.words.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data})
	if err != nil {
		return id
	}
	return text
}

// Pick returns the half of a text written "中文 / English" that is in the language of the voice, or the whole of any
// other text.
func (v Voice) Pick(both string) string {
	for at := 0; ; {
		i := strings.Index(both[at:], "/ ")
		if i < 0 {
			return both
		}
		left, right := strings.TrimSuffix(both[:at+i], " "), both[at+i+2:]
		if first, _ := utf8.DecodeRuneInString(right); hasHan(left) && !unicode.Is(unicode.Han, first) {
			if v.Lang == "zh" {
				return left
			}
			return right
		}
		at += i + 2
	}
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
