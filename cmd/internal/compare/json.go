package compare

import (
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/say"
)

// comparisonDoc is a comparison as one JSON document. It names no teacher.
type comparisonDoc struct {
	County  report.CountyDoc `json:"county"`
	Plans   []sideDoc        `json:"plans"`
	Changes []changeDoc      `json:"changes"`
	Refused []Refusal        `json:"refused,omitempty"`
}

type sideDoc struct {
	Plan     string           `json:"plan"` // as the user named it
	Year     int              `json:"year"`
	Policy   report.PolicyDoc `json:"policy"`
	Data     report.DataDoc   `json:"data"`
	Grouping report.Outcome   `json:"grouping"`
	Rotation report.Outcome   `json:"rotation"`
	Totals   report.Totals    `json:"totals"`
	Rules    []report.RuleDoc `json:"rules"`
}

// changeDoc is what differs between two plans, told by their places from 1.
type changeDoc struct {
	From     int             `json:"from"`
	To       int             `json:"to"`
	Nothing  bool            `json:"nothing"`
	Grouping worthDoc        `json:"grouping"`
	Rotation worthDoc        `json:"rotation"`
	Whole    worthDoc        `json:"whole"`
	Totals   []differenceDoc `json:"totals"`
	Rules    []ruleChangeDoc `json:"rules"`
	Opened   []lead          `json:"opened"`
	Closed   []lead          `json:"closed"`
	Members  []memberChange  `json:"members"`
	Teachers affected        `json:"teachers"`
}

type worthDoc struct {
	worth
	Sentence string `json:"sentence"`
}

type differenceDoc struct {
	Figure     string `json:"figure"`
	Unit       string `json:"unit"`
	Difference int64  `json:"difference"`
}

// ruleChangeDoc is a rule whose mode, units or cost differ; the differences are after less before.
type ruleChangeDoc struct {
	Rule       string `json:"rule"`
	ModeBefore string `json:"mode_before"`
	ModeAfter  string `json:"mode_after"`
	Units      int64  `json:"units"`
	Cost       int64  `json:"cost"`
}

// JSON returns a comparison as one document, its sentences in the language of a voice.
func (c *Comparison) JSON(v say.Voice) ([]byte, error) {
	doc := comparisonDoc{County: c.Sides[0].Plan.County, Refused: c.Refused}
	for _, s := range c.Sides {
		p := s.Plan
		doc.Plans = append(doc.Plans, sideDoc{s.Name, p.Year, p.Policy, p.Data, p.Grouping.Outcome, p.Rotation.Outcome, p.Totals, p.Rules})
	}
	for i := range c.Changes {
		doc.Changes = append(doc.Changes, c.changeDoc(i, v))
	}
	return report.Indented(doc)
}

func (c *Comparison) changeDoc(i int, v say.Voice) changeDoc {
	x := &c.Changes[i]
	ends := []any{"A", letter(0), "B", letter(i + 1)}
	return changeDoc{From: 1, To: i + 2, Nothing: x.nothing(), Grouping: worthDoc{x.Grouping, x.worth("grouping", ends, v)},
		Rotation: worthDoc{x.Rotation, x.worth("rotation", ends, v)}, Whole: worthDoc{x.Whole, x.worth("whole", ends, v)}, Totals: x.totals(), Rules: x.rules(),
		Opened: x.Opened, Closed: x.Closed, Members: x.Members, Teachers: x.affected()}
}

// totals lists the figures that differ and are not charges.
func (x *Change) totals() []differenceDoc {
	all := []differenceDoc{}
	for k := range figures {
		f := &figures[k]
		a, has := f.of(x.Before.Plan)
		b, also := f.of(x.After.Plan)
		if has && also && a != b && !f.charges() {
			all = append(all, differenceDoc{f.key, f.unit, b - a})
		}
	}
	return all
}

func (x *Change) rules() []ruleChangeDoc {
	pair := Comparison{Sides: []*Side{x.Before, x.After}}
	all := []ruleChangeDoc{}
	names, lines := pair.ruleLines()
	for _, name := range names {
		if a, b := lines[name][0], lines[name][1]; a != b {
			all = append(all, ruleChangeDoc{name, a.word(), b.word(), b.units - a.units, b.cost - a.cost})
		}
	}
	return all
}
