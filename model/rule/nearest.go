package rule

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
