package rotation

import (
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// tree is the nesting of places: leaf in section in school in group in county, for the stays of one span of terms. Its
// nodes are the places whose rows of those terms really count presence there: +1 for every such stay that arrives, −1
// for every one that leaves.
type tree struct {
	q      *problem
	span   span
	rows   map[rule.Place][]int32 // embedded rows by place
	node   map[rule.Place]int32
	at     [][]int32    // by slot: rows of the places there, whether they count presence there or not
	lands  []int32      // by slot: the node of the smallest place there that has one, or root
	places []rule.Place // by node
	parent []int32      // by node; root is the last
	inside []bool       // by row: embedded
	fits   []bool       // by atom: of the span, so that the network can carry it
	homes  [][]int32    // by agent with atoms: the nodes her home lies in, smallest first
}

// span is a run of terms.
type span struct{ first, last model.Term }

func (s span) length() int { return int(s.last-s.first) + 1 }

const root = int32(-1)

// nest finds the rows that nest. A row is embedded when every stay of the span has on it just the weight its place says.
func nest(q *problem, in span) *tree {
	t := &tree{q: q, span: in, rows: map[rule.Place][]int32{}, node: map[rule.Place]int32{}}
	t.inside = make([]bool, len(q.p.Rows))
	for r := range q.p.Rows {
		place := q.p.Rows[r].Place
		t.inside[r] = place.Level != rule.NoPlace && place.Term >= in.first && place.Term <= in.last
		if t.inside[r] {
			p := termless(q.p.Rows[r].Place)
			t.rows[p] = append(t.rows[p], int32(r))
		}
	}
	t.survey()
	t.fits = make([]bool, len(q.stays))
	x := t.comparison()
	for k := range q.stays {
		t.fits[k] = q.stays[k].First == in.first && q.stays[k].Last == in.last && q.alone[k] < unlawful
		if t.fits[k] {
			x.compare(int32(k))
		}
	}
	t.grow()
	t.locate()
	return t
}

// slot numbers where somebody may be: the section and the subject she delivers there, a trainee none.
func slot(s model.SectionID, x model.Subject, trainee bool) int {
	if trainee {
		x = model.Subjects
	}
	return int(s)*int(model.Subjects+1) + int(x)
}

// eachSlot visits all slots with the places that contain them.
func (t *tree) eachSlot(visit func(slot int, path []rule.Place)) {
	for s := range t.q.c.County.Sections {
		at := model.SectionID(s)
		for x := range model.Subjects {
			visit(slot(at, x, false), t.path(at, x))
		}
		visit(slot(at, 0, true), t.path(at, model.NoSubject)[1:])
	}
}

// survey finds the rows of every slot.
func (t *tree) survey() {
	t.at = make([][]int32, slot(model.SectionID(len(t.q.c.County.Sections)), 0, false))
	t.eachSlot(func(slot int, path []rule.Place) {
		for _, p := range path {
			t.at[slot] = append(t.at[slot], t.rows[p]...)
		}
	})
}

// home is the slot of a teacher who stays at home, destination that of a stay.
func (t *tree) home(id model.TeacherID) int {
	p := &t.q.c.County.Teachers[id]
	return slot(p.Home, p.Subject, false)
}

func destination(s *model.Stay) int { return slot(s.Section, s.Subject, s.Kind == model.Trainee) }

// locate finds the nodes where stays arrive and where agents live.
func (t *tree) locate() {
	t.lands = make([]int32, len(t.at))
	t.eachSlot(func(slot int, path []rule.Place) { t.lands[slot] = t.lowest(path) })
	t.homes = make([][]int32, t.q.p.Agents())
	for i := range t.homes {
		first, end := t.q.p.First[i], t.q.p.First[i+1]
		if first == end {
			continue
		}
		p := &t.q.c.County.Teachers[t.q.stays[first].Teacher]
		for _, place := range t.path(p.Home, p.Subject) {
			if n, ok := t.node[place]; ok {
				t.homes[i] = append(t.homes[i], n)
			}
		}
	}
}

// live returns the node where an agent lives, or root.
func (t *tree) live(agent int32) int32 {
	if len(t.homes[agent]) == 0 {
		return root
	}
	return t.homes[agent][0]
}

func termless(p rule.Place) rule.Place {
	p.Term = 0
	return p
}

// path lists the places that contain those at section s who deliver subject x, smallest first. The group is there only
// where it nests: where all sections of the school are in it.
func (t *tree) path(s model.SectionID, x model.Subject) []rule.Place {
	c := t.q.c
	school := c.County.Sections[s].School
	path := []rule.Place{
		{Level: rule.LeafPlace, ID: int32(s), Subject: x},
		{Level: rule.SectionPlace, ID: int32(s)},
		{Level: rule.SchoolPlace, ID: int32(school)},
	}
	for _, other := range c.County.Schools[school].Sections {
		if c.Lead(other) != c.Lead(s) {
			return path
		}
	}
	if c.Lead(s) == model.None {
		return path
	}
	return append(path, rule.Place{Level: rule.GroupPlace, ID: int32(c.Lead(s))})
}

// grow makes a node of every place with embedded rows, in the order of the rows, and links it to the next larger one.
func (t *tree) grow() {
	for r := range t.q.p.Rows {
		if !t.inside[r] {
			continue
		}
		p := termless(t.q.p.Rows[r].Place)
		if _, ok := t.node[p]; !ok {
			t.node[p] = int32(len(t.places))
			t.places = append(t.places, p)
		}
	}
	for p, rows := range t.rows { // order does not matter: each place is treated alone
		t.rows[p] = t.embedded(rows)
	}
	t.parent = make([]int32, len(t.places))
	for n, p := range t.places {
		t.parent[n] = root
		if path := t.above(p); len(path) > 0 {
			t.parent[n] = t.lowest(path)
		}
	}
}

func (t *tree) embedded(rows []int32) []int32 {
	var in []int32
	for _, r := range rows {
		if t.inside[r] {
			in = append(in, r)
		}
	}
	return in
}

// above lists the places that contain p.
func (t *tree) above(p rule.Place) []rule.Place {
	switch p.Level {
	case rule.LeafPlace:
		return t.path(model.SectionID(p.ID), p.Subject)[1:]
	case rule.SectionPlace:
		return t.path(model.SectionID(p.ID), model.NoSubject)[2:]
	case rule.SchoolPlace:
		return t.path(t.q.c.County.Schools[p.ID].Sections[0], model.NoSubject)[3:]
	}
	return nil
}

// lowest returns the node of the first place of a path that has one, or root.
func (t *tree) lowest(path []rule.Place) int32 {
	for _, p := range path {
		if n, ok := t.node[p]; ok {
			return n
		}
	}
	return root
}
