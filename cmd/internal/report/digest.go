package report

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"

	"github.com/rotateplan/rotate/cmd/internal/preflight"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// digest is a plan worked out once for all its files.
type digest struct {
	*Plan
	c     *rule.Case
	moves *explain.Rotation
	doc   Document

	envies []explain.Envy

	changed *notice                // nil where no list was kept
	book    func() ([]byte, error) // plan.xlsx, built once
}

// digested works a plan out, once whatever is told of it.
func digested(p *Plan) *digest {
	if p.told == nil || p.told.Plan != p {
		p.told = digesting(p)
	}
	return p.told
}

func digesting(p *Plan) *digest {
	d := &digest{Plan: p, c: p.Case, moves: explain.OfRotation(p.Case, p.Rotation)}
	county := d.c.County
	d.envies = d.moves.Envies()
	d.doc = Document{
		Version: p.Version, Relaxed: p.Relaxed, County: CountyDoc{county.Code, county.Name}, Year: county.Year, Horizon: d.c.Years(),
		Policy: PolicyDoc{d.c.Policy.Name, p.PolicyPath, d.c.Policy.SHA256, d.c.Charges()}, Data: DataDoc{p.DataPath, p.DataSHA256, p.CRS},
		Seed: p.Seed, Effort: p.Effort,
		Grouping: d.grouping(), Rotation: d.rotation(), Circuit: d.circuit(), Rules: d.rules(), Balance: d.balances(), Totals: d.totals(),
		Understood: preflight.SumsOf(county),
	}
	d.wishing(&d.doc.Totals, &d.doc.Rotation.Wishes)
	d.book = sync.OnceValues(d.planBook)
	d.changed = d.notice()
	d.doc.Keep = d.keep(d.changed)
	return d
}

// DocumentOf tells a plan.
func DocumentOf(p *Plan) *Document { return &digested(p).doc }

// JSON returns plan.json.
func JSON(p *Plan) ([]byte, error) { return Indented(DocumentOf(p)) }

// ReadDocument reads plan.json of a folder that this program wrote.
func ReadDocument(dir string) (*Document, error) {
	text, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err != nil {
		return nil, err
	}
	var d Document
	return &d, json.Unmarshal(text, &d)
}

// Indented is the JSON that people may want to read.
func Indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

func (v *Verdict) outcome() Outcome {
	if !v.Asked() {
		return Outcome{Status: Skipped}
	}
	return Outcome{v.Status, v.Account.Cost, v.Bound, v.Gap()}
}

func (d *digest) grouping() groupingDoc {
	g := groupingDoc{Outcome: d.Groups.outcome(), Groups: []Group{}, Uncovered: []uncovered{}}
	why := explain.OfGrouping(d.c, d.Grouping)
	for i, m := range d.Grouping.Members {
		if i == 0 || m.Core != d.Grouping.Members[i-1].Core {
			g.Groups = append(g.Groups, Group{Core: d.school(m.Core).ID, Stage: d.stage(m.Core).Code()})
		}
		x := &g.Groups[len(g.Groups)-1]
		x.Members = append(x.Members, Member{School: d.school(m.Section).ID, Type: m.Type.Code(),
			Metres: d.c.Metres(m.Core, m.Section), Cost: why.Cost(m), Stage: d.stage(m.Section).Code()})
	}
	for _, s := range d.c.ToPlace() {
		if d.c.Lead(s) == model.None && d.Groups.Asked() {
			a := why.WhyNot(s)
			g.Uncovered = append(g.Uncovered, uncovered{d.school(s).ID, d.stage(s).Code(), a.Code, a.Rule, s, a})
		}
	}
	return g
}

func (d *digest) rotation() rotationDoc {
	r := rotationDoc{Outcome: d.Moves.outcome(), Terms: d.c.Terms, Moves: []Move{}, Returns: []comeback{},
		Continuing: []continuing{}, Itinerant: d.trips(), Wishes: d.wishes()}
	reasons := d.moves.Reasons()
	for i, s := range d.Rotation.Stays {
		r.Moves = append(r.Moves, Move{Teacher: d.teacher(s).ID, From: d.school(d.teacher(s).Home).ID, To: d.school(s.Section).ID,
			Stage: d.stage(s.Section).Code(), Subject: s.Subject.Code(), Kind: s.Kind.Code(), Start: d.start(s), End: d.end(s),
			Metres: d.c.ExtraTravel(s.Teacher, s.Section), Cost: d.moves.Cost(s), Equals: d.equals(i), Reasons: reasons[i], Wish: d.wish(s)})
	}
	for i := range d.c.County.Teachers {
		t := model.TeacherID(i)
		p := &d.c.County.Teachers[t]
		if back := d.c.Returning(t); back != nil {
			r.Returns = append(r.Returns, comeback{p.ID, d.c.County.Schools[back.School].ID, d.school(p.Home).ID})
		}
		if on := d.c.Continuing(t); on != nil {
			r.Continuing = append(r.Continuing, continuing{p.ID, d.c.County.Schools[on.School].ID, on.Until.MonthString()})
		}
	}
	return r
}

func (d *digest) rules() []RuleDoc {
	rules := []RuleDoc{}
	for _, v := range d.verdicts() {
		dearest := v.dearest()
		for _, line := range v.Account.Rules {
			k := d.clause(line.Rule.Name)
			rules = append(rules, RuleDoc{Name: line.Rule.Name, Mode: line.Mode.String(), Quotas: line.Quotas, Violations: line.Violations,
				Cost: line.Cost, Price: dearest[line.Rule.Name], Source: k.Source, Layer: k.Layer})
		}
	}
	return rules
}

// clause returns the clause of a rule, its source filled in from the rule where the policy names none.
func (d *digest) clause(name string) model.Clause {
	for _, k := range d.c.Policy.Clauses {
		if k.Rule != name {
			continue
		}
		if k.Source == "" {
			k.Source = rule.Find(name).Source
		}
		return k
	}
	return model.Clause{}
}

// dearest returns for each rule what one unit more of its dearest quota is worth, in metre-terms, rounded.
func (v *Verdict) dearest() map[string]model.Cost {
	price := v.prices()
	best := map[string]model.Cost{}
	for i := range v.Account.Quotas {
		q := &v.Account.Quotas[i]
		x := price[q.Key]
		best[q.Rule] = max(best[q.Rule], model.Cost((max(x.Lower, x.Upper)*q.Unit+500)/1000))
	}
	return best
}

// prices finds the prices of a certificate by quota. A certificate that branches has a list on every leaf, and none for
// the whole.
func (v *Verdict) prices() map[string]model.QuotaPrice {
	at := map[string]model.QuotaPrice{}
	for _, x := range v.Certificate.Prices {
		at[x.Quota] = x
	}
	return at
}

func (d *digest) teacher(s model.Stay) *model.Teacher { return &d.c.County.Teachers[s.Teacher] }

func (d *digest) school(s model.SectionID) *model.School { return d.c.County.SchoolOf(s) }

func (d *digest) stage(s model.SectionID) model.Stage { return d.c.County.Sections[s].Stage }

func (d *digest) start(s model.Stay) string { return wording.FirstMonth(d.c.County.Year, s) }

func (d *digest) end(s model.Stay) string { return wording.LastMonth(d.c.County.Year, s) }

// verdicts returns those on all problems, in the order in which they are solved.
func (p *Plan) verdicts() []*Verdict { return []*Verdict{&p.Groups, &p.Moves, &p.Trips} }

// quotas visits the quota lines of all problems.
func (d *digest) quotas(visit func(v *Verdict, q *verify.QuotaLine)) {
	for _, v := range d.verdicts() {
		for i := range v.Account.Quotas {
			visit(v, &v.Account.Quotas[i])
		}
	}
}
