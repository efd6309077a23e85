package rule

import "slices"

// nearest returns the name with the least edit distance to word, the first of equals; "" if there are no names.
func nearest(word string, names []string) string {
	best, least := "", -1
	for _, name := range names {
		if d := editDistance([]rune(word), []rune(name)); least < 0 || d < least {
			best, least = name, d
		}
	}
	return best
}

// editDistance counts insertions, deletions and replacements of one letter (Levenshtein 1966). O(len(a)·len(b)).
func editDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// inChinese are the words of policies in Chinese, as people write them who have read about the rules rather than policies.
// Rules are known by their titles.
var inChinese = map[string]string{
	"必须": "must", "应当": "should", "应该": "should", "尽量": "should", "不用": "off", "关闭": "off", "停用": "off",
	"名称": "name", "依据": "extends", "继承": "extends", "条款": "clauses", "规则": "clauses",
	"方式": "mode", "模式": "mode", "权重": "weight", "出处": "source", "来源": "source",
	"学校": "school", "逐校": "school", "全县": "county", "集团": "group", "县级": "county", "校级": "school", "市级": "city", "省级": "province",
}

// meant returns the name that a word says in Chinese, else the nearest that has anything in common with it, else "".
func meant(word string, names []string) string {
	name := inChinese[word]
	for _, r := range registry {
		if r.Title == word {
			name = r.Name
		}
	}
	if slices.Contains(names, name) {
		return name
	}
	name = nearest(word, names)
	if editDistance([]rune(word), []rune(name)) >= max(len([]rune(word)), len([]rune(name))) {
		return ""
	}
	return name
}
