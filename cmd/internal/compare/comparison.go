package compare

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/wording"
)

// Side is one plan of a comparison.
type Side struct {
	Name    string // as the user named it
	Plan    *report.Document
	Schools map[string]string // names by id, as far as they are known

	sections map[sectionKey]bool // of the tables; nil is not known
}

// Comparison holds plans of one county side by side.
type Comparison struct {
	Sides   []*Side
	Changes []Change // from the first side to each of the others
	Refused []Refusal
}

// Refusal is a policy that allows no plan and is compared with nothing.
type Refusal struct {
	Policy   string           `json:"policy"` // as the user named it
	Conflict []wording.Reason `json:"conflict"`
}

// Change is what differs between two plans. Swapping the plans swaps before and after everywhere.
type Change struct {
	Before, After      *Side
	Grouping, Rotation worth
	Whole              worth // of groups and list together
	Opened, Closed     []lead
	Members            []memberChange
	Postings           []postingChange
}

// lead is a group by its core.
type lead struct {
	Core  string `json:"core"`
	Stage string `json:"stage"`
}

// memberChange is a section whose core or type of group differs; "" is in no group.
type memberChange struct {
	School     string `json:"school"`
	Stage      string `json:"stage"`
	CoreBefore string `json:"core_before"`
	CoreAfter  string `json:"core_after"`
	TypeBefore string `json:"type_before"`
	TypeAfter  string `json:"type_after"`

	AbsentBefore bool `json:"absent_before,omitempty"` // not in the tables of that plan
	AbsentAfter  bool `json:"absent_after,omitempty"`
}

// postingChange is a teacher whose postings differ. It names a person.
type postingChange struct {
	teacher       string
	before, after []posting
}

type posting struct{ to, subject, kind, start, end string }

// Of compares plans of one county with the first of them.
func Of(sides []*Side) *Comparison {
	c := &Comparison{Sides: sides}
	for _, s := range sides[1:] {
		c.Changes = append(c.Changes, between(sides[0], s))
	}
	return c
}

func between(a, b *Side) Change {
	x := Change{Before: a, After: b, Members: memberChanges(a, b), Postings: postingChanges(a.Plan, b.Plan)}
	before, after := leads(a.Plan), leads(b.Plan)
	x.Opened, x.Closed = without(after, before), without(before, after)
	x.weigh()
	return x
}

func leads(d *report.Document) []lead {
	var all []lead
	for _, g := range d.Grouping.Groups {
		all = append(all, lead{g.Core, g.Stage})
	}
	return all
}

func without[T comparable](all, some []T) []T {
	rest := []T{}
	for _, x := range all {
		if !slices.Contains(some, x) {
			rest = append(rest, x)
		}
	}
	return rest
}

type sectionKey struct{ school, stage string }

func (k sectionKey) compare(l sectionKey) int {
	return cmp.Or(strings.Compare(k.school, l.school), strings.Compare(k.stage, l.stage))
}

// links finds the core and the type of every member.
func links(d *report.Document) map[sectionKey][2]string {
	all := map[sectionKey][2]string{}
	for _, g := range d.Grouping.Groups {
		for _, m := range g.Members {
			all[sectionKey{m.School, m.Stage}] = [2]string{g.Core, m.Type}
		}
	}
	return all
}

func memberChanges(a, b *Side) []memberChange {
	before, after := links(a.Plan), links(b.Plan)
	changes := []memberChange{}
	for _, k := range keysOf(before, after, sectionKey.compare) {
		if x, y := before[k], after[k]; x != y {
			changes = append(changes, memberChange{k.school, k.stage, x[0], y[0], x[1], y[1], a.lacks(k), b.lacks(k)})
		}
	}
	return changes
}

// lacks reports whether the tables of a plan do not hold a section.
func (s *Side) lacks(k sectionKey) bool { return s.sections != nil && !s.sections[k] }

// keysOf returns the keys of two maps in order, each once.
func keysOf[K comparable, V any](a, b map[K]V, order func(x, y K) int) []K {
	return slices.Compact(slices.SortedFunc(func(yield func(K) bool) {
		for _, m := range []map[K]V{a, b} {
			for k := range maps.Keys(m) {
				if !yield(k) {
					return
				}
			}
		}
	}, order))
}

// postings finds the postings of every mover and trainee, in order.
func postings(d *report.Document) map[string][]posting {
	all := map[string][]posting{}
	for _, m := range d.Rotation.Moves {
		all[m.Teacher] = append(all[m.Teacher], posting{m.To, m.Subject, m.Kind, m.Start, m.End})
	}
	for _, list := range all {
		slices.SortFunc(list, func(x, y posting) int {
			return cmp.Or(strings.Compare(x.start, y.start), strings.Compare(x.to, y.to), strings.Compare(x.text(), y.text()))
		})
	}
	return all
}

func (p posting) text() string {
	return strings.Join([]string{p.to, p.subject, p.kind, p.start + "–" + p.end}, " ")
}

func postingChanges(a, b *report.Document) []postingChange {
	before, after := postings(a), postings(b)
	var changes []postingChange
	for _, t := range keysOf(before, after, strings.Compare) {
		if x := (postingChange{t, before[t], after[t]}); !slices.Equal(x.before, x.after) {
			changes = append(changes, x)
		}
	}
	return changes
}

// Words of what differs for a teacher.
const (
	sentBefore = "only-before" // she has a posting in the first plan alone
	sentAfter  = "only-after"
	elsewhere  = "elsewhere" // another school
	otherwise  = "otherwise" // the same schools; other months, subject or kind
)

func (x *postingChange) word() string {
	schools := func(all []posting) (to []string) {
		for _, p := range all {
			to = append(to, p.to)
		}
		return to
	}
	switch {
	case len(x.after) == 0:
		return sentBefore
	case len(x.before) == 0:
		return sentAfter
	case !slices.Equal(schools(x.before), schools(x.after)):
		return elsewhere
	}
	return otherwise
}

// affected counts the teachers whose postings differ.
type affected struct {
	All        int `json:"affected"`
	OnlyBefore int `json:"only_before"`
	OnlyAfter  int `json:"only_after"`
	Elsewhere  int `json:"elsewhere"`
	Otherwise  int `json:"otherwise"`
}

func (x *Change) affected() affected {
	n := affected{All: len(x.Postings)}
	for i := range x.Postings {
		switch x.Postings[i].word() {
		case sentBefore:
			n.OnlyBefore++
		case sentAfter:
			n.OnlyAfter++
		case elsewhere:
			n.Elsewhere++
		default:
			n.Otherwise++
		}
	}
	return n
}

// nothing reports whether two plans do the same and keep the same rules alike.
func (x *Change) nothing() bool {
	return len(x.Members)+len(x.Postings)+len(x.Opened)+len(x.Closed)+len(x.totals())+len(x.rules()) == 0
}

// SideOf is a finished job as one side of a comparison.
func SideOf(name string, p *report.Plan) *Side {
	s := &Side{Name: name, Plan: report.DocumentOf(p), Schools: map[string]string{}, sections: map[sectionKey]bool{}}
	schools := p.Case.County.Schools
	for i := range schools {
		s.Schools[schools[i].ID] = schools[i].Name
	}
	for _, x := range p.Case.County.Sections {
		s.sections[sectionKey{schools[x.School].ID, x.Stage.Code()}] = true
	}
	return s
}

// SideIn is the plan of a folder as one side of a comparison. Its map gives the schools their names, its table of schools
// those there are, where they can be read.
func SideIn(dir string, plan *report.Document) *Side {
	s := &Side{Name: dir, Plan: plan, Schools: map[string]string{}, sections: sectionsIn(dir)}
	var plot struct {
		Features []struct {
			Properties struct{ School, Name string }
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "groups.geojson"))
	if err != nil || json.Unmarshal(text, &plot) != nil {
		return s
	}
	for _, f := range plot.Features {
		s.Schools[f.Properties.School] = f.Properties.Name
	}
	return s
}

// sectionsIn reads the sections of the tables of a plan from its folder; nil where they cannot be read.
func sectionsIn(dir string) map[sectionKey]bool {
	text, err := os.ReadFile(filepath.Join(dir, "schools.csv"))
	if err != nil {
		return nil
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) == 0 || len(rows[0]) < 2 || rows[0][0] != "school_id" || rows[0][1] != "stage" {
		return nil
	}
	all := map[sectionKey]bool{}
	for _, cells := range rows[1:] {
		all[sectionKey{cells[0], cells[1]}] = true
	}
	return all
}

// school writes a school by its name and id, as far as either plan knows it.
func (x *Change) school(id string) string { return nameOf(id, x.Before, x.After) }

// nameOf writes a school by its name and id, as far as one of the plans knows it.
func nameOf(id string, sides ...*Side) string {
	for _, s := range sides {
		if name := s.Schools[id]; name != "" && id != "" {
			return name + " (" + id + ")"
		}
	}
	return id
}
