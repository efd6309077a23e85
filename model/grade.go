package model

import (
	"slices"
	"strconv"
	"strings"
)

// GradeSet is a set of grades, counted from the first of primary school: bit n is grade n (初一 is 7, 高一 is 10), bit 0
// the graduating grade of a stage, whichever that is (毕业班).
type GradeSet uint16

// Has reports whether grade n is in the set.
func (s GradeSet) Has(n int) bool { return s&(1<<n) != 0 }

var gradeDigits = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}

// gradeWords are grades besides digits: 七年级 is 初一.
var gradeWords = func() map[string]int {
	m := map[string]int{}
	for i, word := range gradeDigits {
		m[word], m[strconv.Itoa(i+1)] = i+1, i+1
		if i < 3 {
			m["初"+word], m["高"+word] = i+7, i+10
		}
		if i < 6 {
			m["小"+word] = i + 1
		}
	}
	return m
}()

// Grade reads one grade: 六年级, 初三, 9. It is 0 where the word is none.
func Grade(word string) int { return gradeWords[strings.TrimSuffix(word, "年级")] }

// LastGrade returns the graduating grade of a stage: 6, 9 or 12; 0 of a kindergarten.
func LastGrade(x Stage) int {
	switch x {
	case Primary:
		return 6
	case Junior:
		return 9
	case SeniorHigh:
		return 12
	}
	return 0
}

// Grades reads a list of grades taught at a stage, where 三年级 of a junior section is its third: 五、六年级; 初一至初三;
// 七八年级; 毕业班. All says whether every word was understood.
func (x Stage) Grades(text string) (set GradeSet, all bool) {
	if x == Kindergarten {
		return 0, true
	}
	all = true
	for _, word := range listed(text) {
		s := x.gradesOf(word)
		set, all = set|s, all && s != 0
	}
	return set, all
}

// gradesOf reads one word of a list of grades: one of them, a run, digits in a row.
func (x Stage) gradesOf(word string) (set GradeSet) {
	if strings.HasPrefix(word, "毕业") {
		return 1
	}
	if n := x.grade(word); n > 0 {
		return 1 << n
	}
	if i := strings.IndexAny(word, "-~至到—"); i > 0 {
		first, last := x.grade(word[:i]), x.grade(strings.TrimLeft(word[i:], "-~至到—"))
		for n := first; n > 0 && n <= last; n++ {
			set |= 1 << n
		}
		return set
	}
	for _, digit := range strings.TrimSuffix(word, "年级") {
		n := x.grade(string(digit))
		if n == 0 || digit < '一' {
			return 0
		}
		set |= 1 << n
	}
	return set
}

// grade reads one grade; those below the first of the stage are counted from it.
func (x Stage) grade(word string) int {
	n := Grade(word)
	if first := LastGrade(x) - 2; n > 0 && n <= 3 && x > Primary {
		return n + first - 1
	}
	return n
}

// Grades returns the grades that her row names, in the column of grades or of classes.
func (t *Teacher) Grades() GradeSet {
	set, _ := t.Stage.Grades(t.Grade)
	for _, k := range t.Classes() {
		grade, _, told := strings.Cut(k, ".")
		if n := Grade(grade); told && n > 0 {
			set |= 1 << n
		}
	}
	return set
}

// Classes returns the classes that her row names, each once, in one spelling: 6.1 of 六(1)班, 六年级一班, 6.1 and of 1班 in grade
// six. A class whose grade is not told keeps its name without 班 and brackets.
func (t *Teacher) Classes() []string {
	var names []string
	grade := t.onlyGrade()
	for _, word := range listed(t.Class) {
		own, name := t.Stage.class(word)
		if own == 0 && ordinal(name) != "" {
			own, name = grade, ordinal(name)
		}
		if own > 0 {
			grade, name = own, strconv.Itoa(own)+"."+name
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// onlyGrade returns the grade that the column of grades names if it names just one, else 0.
func (t *Teacher) onlyGrade() int {
	set, _ := t.Stage.Grades(t.Grade)
	for n := 1; n <= len(gradeDigits); n++ {
		if set == 1<<n {
			return n
		}
	}
	return 0
}

// class reads one class: a grade and a number, 六(2)班, 初三2班, 9.2, or 0 and a name.
func (x Stage) class(word string) (grade int, name string) {
	word = strings.TrimSuffix(word, "班")
	runes := []rune(word)
	if ordinal(word) != "" {
		return 0, word
	}
	for n := min(len(runes)-1, 3); n > 0; n-- {
		head, rest := string(runes[:n]), string(runes[n:])
		number := ordinal(strings.TrimLeft(strings.TrimPrefix(rest, "年级"), "(.-第"))
		apart := runes[n-1] > '9' || strings.ContainsRune("(.-年", runes[n])
		if g := x.grade(head); g > 0 && apart && number != "" {
			return g, number
		}
	}
	return 0, strings.NewReplacer("(", "", ")", "", "班", "").Replace(word)
}

// ordinal reads the number of a class within its grade: up to two digits, a word or a mark such as 甲 or A; "" else.
func ordinal(s string) string {
	s = strings.TrimLeft(strings.TrimRight(s, ")班"), "0")
	if i := slices.Index(gradeDigits, s); i >= 0 {
		return strconv.Itoa(i + 1)
	}
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n < 100 {
		return strconv.Itoa(n)
	}
	if len(s) == 1 && s[0] >= 'A' || len([]rune(s)) == 1 && strings.Contains("甲乙丙丁戊己庚辛", s) {
		return s
	}
	return ""
}

// listed splits a list at the marks that people use, full-width or not.
func listed(text string) []string {
	return strings.FieldsFunc(HalfWidth(text), func(r rune) bool { return strings.ContainsRune(";,、/| \t", r) })
}

// HalfWidth turns full-width forms into ASCII.
func HalfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u3000':
			return ' '
		}
		return r
	}, s)
}
