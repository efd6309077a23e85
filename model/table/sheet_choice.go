package table

// sheetChoice says which sheets of a workbook are read.
type sheetChoice struct {
	named  func(name string) bool // by its name
	like   func(s *Sheet) bool    // whether the first rows look like what is read
	alone  bool                   // where none is named: the only sheet that is not blank, or the only one that looks like it
	passed func(s *Sheet)         // is told of the others that look like it
}

// pick returns the sheets of a file that are read, still empty. Of those not named it looks at the first rows.
func (x *sheetChoice) pick(file string, names []string, first func(name string) [][]string) (wanted []*Sheet) {
	var others, filled, like []*Sheet
	for _, name := range names {
		s := &Sheet{File: file, Name: name, First: 1}
		if x.named(name) {
			wanted = append(wanted, s)
			continue
		}
		s.Rows = first(name)
		others = append(others, s)
		if len(s.Rows) > 0 {
			filled = append(filled, s)
		}
		if x.like(s) {
			like = append(like, s)
		}
	}
	if len(wanted) == 0 && x.alone {
		wanted = theOnly(others, filled, like)
	}
	for _, s := range like {
		if len(wanted) == 0 || wanted[0] != s {
			x.passed(s)
		}
	}
	for _, s := range wanted {
		s.Rows = nil
	}
	return wanted
}

// theOnly returns the first list of a single sheet; nil where there is none.
func theOnly(lists ...[]*Sheet) []*Sheet {
	for _, list := range lists {
		if len(list) == 1 {
			return list
		}
	}
	return nil
}
