package mutate

import (
	"fmt"
	"slices"
	"strings"
)

// Fact is one thing the tables say, where they say it and what a reader must make of it.
type Fact struct {
	Means string
	Fit   Fit
	Sheet *Sheet
	Row   int
	Keys  []string // of the columns that say it
}

// facts gathers what tables say.
type facts struct {
	all     map[string]Fact
	schools map[string]string // id by id, and by the name of one school
	places  map[string]Fact   // datum by school
	twice   map[string]bool   // names of several schools
	people  map[string]bool
	*Tables
}

// Facts returns what the tables say, by table, record and column: "teachers/T1/birth". Places are one fact, written
// latitude, longitude and datum.
func (t *Tables) Facts() map[string]Fact {
	f := &facts{map[string]Fact{}, map[string]string{}, map[string]Fact{}, map[string]bool{}, map[string]bool{}, t}
	f.each("schools", f.school)
	f.each("teachers", func(s *Sheet, i int) { f.people[s.cell(i, "teacher_id").Means] = true })
	f.each("teachers", f.teacher)
	f.each("postings", f.posting)
	return f.all
}

func (f *facts) each(table string, do func(s *Sheet, i int)) {
	for _, s := range f.Sheets {
		for i := range s.Lines {
			if s.Table == table && !s.Unread && !s.Lines[i].Junk && !s.blank(i) {
				do(s, i)
			}
		}
	}
}

// Plain reports whether a naive reader of facts that are the tables' has no doubt about any cell or row.
func (t *Tables) Plain(facts map[string]Fact) bool {
	for _, x := range facts { // order does not matter: any will do
		if x.Fit != Same {
			return false
		}
	}
	return !slices.ContainsFunc(t.Sheets, func(s *Sheet) bool {
		return s.Fit != Same || slices.ContainsFunc(s.Lines, func(x Line) bool { return x.Junk })
	})
}

func (s *Sheet) blank(i int) bool {
	return !slices.ContainsFunc(s.Lines[i].Cells, func(c Cell) bool { return strings.TrimSpace(c.Text) != "" })
}

// cell is the cell of line i in a column. What a column says that is not there is blank, and worth a word.
func (s *Sheet) cell(i int, key string) Cell {
	if j := s.at(key); j >= 0 && j < len(s.Lines[i].Cells) {
		return s.Lines[i].Cells[j]
	}
	fields := layout[s.Table]
	f := &fields[slices.IndexFunc(fields, func(f field) bool { return f.key == key })]
	if f.must {
		return Cell{Fit: Ill}
	}
	return Cell{Means: f.blank, Fit: Doubt}
}

// add adds every column of line i but those left out.
func (f *facts) add(record string, s *Sheet, i int, but ...string) {
	for _, x := range layout[s.Table] {
		if !slices.Contains(but, x.key) {
			c := s.cell(i, x.key)
			f.put(record, x.key, Fact{c.Means, c.Fit, s, s.Row(i), []string{x.key}})
		}
	}
}

// put adds a fact. A record that is there already is a fault.
func (f *facts) put(record, key string, x Fact) {
	key = record + "/" + key
	if _, there := f.all[key]; there {
		x.Fit = Ill
	}
	f.all[key] = x
}

func (f *facts) school(s *Sheet, i int) {
	id, name := s.cell(i, "school_id"), s.cell(i, "name")
	f.add("schools/"+id.Means, s, i, "county", "lng", "lat", "crs")
	f.put("schools/"+id.Means, "county", Fact{Fit: min(s.cell(i, "county").Fit, Ill), Sheet: s, Row: s.Row(i), Keys: []string{"county"}})
	crs := s.cell(i, "crs")
	datum := Fact{crs.Means, crs.Fit, s, s.Row(i), []string{"crs"}}
	f.put("schools/"+id.Means, "place", f.place(s, i, "lat", "lng", datum))
	f.schools[id.Means], f.places[id.Means] = id.Means, datum
	if _, known := f.schools[name.Means]; known && name.Means != id.Means {
		f.twice[name.Means] = true
	}
	f.schools[name.Means] = id.Means
}

// place joins two coordinates and their datum; where one is blank there is none.
func (f *facts) place(s *Sheet, i int, lat, lng string, datum Fact) Fact {
	a, b := s.cell(i, lat), s.cell(i, lng)
	x := Fact{Fit: worst(a.Fit, b.Fit, datum.Fit), Sheet: s, Row: s.Row(i), Keys: []string{lat, lng, "crs"}}
	if a.Means != "" && b.Means != "" {
		x.Means = a.Means + " " + b.Means + " " + datum.Means
	}
	return x
}

// worst is Any before Ill before Doubt before Same.
func worst(fits ...Fit) Fit { return slices.Max(fits) }

// resolve finds the school that a cell names. One that names none is a fault, unless told otherwise.
func (f *facts) resolve(c Cell, none Fit) Cell {
	id, ok := f.schools[c.Means]
	switch {
	case c.Means == "":
	case !ok || f.twice[c.Means]:
		c.Fit = worst(c.Fit, none)
	default:
		c.Means = id
	}
	return c
}

func (f *facts) teacher(s *Sheet, i int) {
	record := "teachers/" + s.cell(i, "teacher_id").Means
	f.add(record, s, i, "school_id", "relation_school", "home_lng", "home_lat", "wishes", "spouse", "stage")
	at, home := f.resolve(s.cell(i, "school_id"), Ill), f.resolve(s.cell(i, "relation_school"), Ill)
	if home.Means == "" {
		home = Cell{Means: at.Means, Fit: worst(at.Fit, home.Fit)}
	}
	keys := []string{"school_id", "relation_school"}
	f.put(record, "at", Fact{at.Means, at.Fit, s, s.Row(i), keys})
	f.put(record, "home", Fact{home.Means, home.Fit, s, s.Row(i), keys})
	f.put(record, "stage", f.stage(s, i, home.Means))
	f.put(record, "residence", f.place(s, i, "home_lat", "home_lng", f.places[home.Means]))
	spouse := s.cell(i, "spouse")
	if spouse.Means != "" && !f.people[spouse.Means] {
		spouse.Fit = worst(spouse.Fit, Doubt)
	}
	f.put(record, "spouse", Fact{spouse.Means, spouse.Fit, s, s.Row(i), []string{"spouse"}})
	wishes := s.cell(i, "wishes")
	var ids []string
	for ref := range strings.SplitSeq(wishes.Means, ";") {
		c := f.resolve(Cell{Means: ref}, Doubt)
		wishes.Fit, ids = worst(wishes.Fit, c.Fit), append(ids, c.Means)
	}
	f.put(record, "wishes", Fact{strings.Join(ids, ";"), wishes.Fit, s, s.Row(i), []string{"wishes"}})
}

// stage is the stage a teacher teaches: the only one of her school where none is written, and one that it has.
func (f *facts) stage(s *Sheet, i int, home string) Fact {
	c, its := s.cell(i, "stage"), f.all["schools/"+home+"/stage"]
	switch {
	case c.Means == "":
		c.Means, c.Fit = its.Means, worst(c.Fit, its.Fit)
	case c.Means != its.Means:
		c.Fit = worst(c.Fit, Ill)
	}
	return Fact{c.Means, c.Fit, s, s.Row(i), []string{"stage", "relation_school", "school_id"}}
}

func (f *facts) posting(s *Sheet, i int) {
	who, where := s.cell(i, "teacher_id"), f.resolve(s.cell(i, "school_id"), Ill)
	if !f.people[who.Means] {
		who.Fit = worst(who.Fit, Ill)
	}
	base := "postings/" + who.Means + "/" + where.Means + "/" + s.cell(i, "from").Means
	record := base
	for n := 2; f.all[record+"/kind"].Sheet != nil; n++ {
		record = fmt.Sprint(base, "#", n)
	}
	f.add(record, s, i, "teacher_id", "school_id", "status")
	f.put(record, "teacher", Fact{who.Means, who.Fit, s, s.Row(i), []string{"teacher_id"}})
	f.put(record, "school", Fact{where.Means, where.Fit, s, s.Row(i), []string{"school_id"}})
	status := s.cell(i, "status")
	if status.Means == "" { // told by the dates
		status.Fit = Any
	}
	f.put(record, "status", Fact{status.Means, status.Fit, s, s.Row(i), []string{"status"}})
}
