package answer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
)

// filling ranks who could fill a post, and says who may not.
func (d *desk) filling(s model.SectionID, x model.Subject) {
	for i, f := range d.candidates(s, x) {
		text, l := d.found(&f.trial)
		if f.possible {
			l.AtLeast = &f.least
			kind := d.say("kind-there", "Name", d.name(model.TeacherID(f.trial.Turns[0].Agent)), "School", d.c.County.SchoolOf(s).Name)
			text = d.least(f.least, f.possible, kind) + d.say("best-found", "Found", text)
		}
		d.tell("shortage", d.say("could-fill", "Rank", i+1, "Found", text), l)
	}
	kept := d.moves.Kept(s, x)
	var words []string
	for _, k := range kept {
		words = append(words, d.say("kept-by", "Rule", d.title(k.Rule), "N", k.Teachers))
	}
	if len(words) > 0 {
		d.tell("shortage", d.say("kept", "Subject", d.subject(x), "Words", strings.Join(words, d.say("and"))), Line{})
	}
}

// candidate is one who could fill a post: what was found, and what is proven of all plans that send her there.
type candidate struct {
	trial    explain.Trial[model.Stay]
	least    model.Cost
	possible bool
}

// candidates ranks who could fill a post: those who may come as the plan stands by what was found, all others, of whom no plan was found,
// by what is proven.
func (d *desk) candidates(s model.SectionID, x model.Subject) []candidate {
	var all []candidate
	trials := d.moves.Filling(s, x)
	for _, t := range trials[:min(len(trials), mostWeighed)] {
		f := candidate{trial: t}
		f.least, f.possible = d.moves.Least(d.moves.There(model.TeacherID(t.Turns[0].Agent), d.c.County.Sections[s].School))
		all = append(all, f)
	}
	lawful := slices.IndexFunc(all, func(f candidate) bool { return !f.trial.Lawful() })
	if lawful >= 0 {
		slices.SortStableFunc(all[lawful:], func(a, b candidate) int {
			return cmp.Or(one(b.possible)-one(a.possible), cmp.Compare(a.least, b.least))
		})
	}
	return all[:min(len(all), most)]
}

// mostWeighed is of how many of those who could fill a post it is asked what is proven.
const mostWeighed = 12
