package report

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
	"github.com/rotateplan/rotate/model/verify"
)

// keptPlan is the sample plan as if a list drawn at random had been kept.
func keptPlan(t *testing.T, seed uint64) *Plan {
	t.Helper()
	r, p := rand.New(rand.NewPCG(seed, 7)), samplePlan(t)
	county := p.Case.County
	draw := func(who model.TeacherID) []model.Stay {
		var atoms []model.Stay
		p.Case.Stays(who, nil, func(a model.Stay) { atoms = append(atoms, a) })
		planned := slices.DeleteFunc(slices.Clone(p.Rotation.Stays), func(a model.Stay) bool { return a.Teacher != who })
		if len(atoms) == 0 || r.IntN(3) == 0 {
			return planned
		}
		return []model.Stay{atoms[r.IntN(len(atoms))]}
	}
	county.Kept = []model.Kept{}
	for i := range county.Teachers {
		k := model.Kept{Teacher: model.TeacherID(i), Lock: model.Lock(r.IntN(4))}
		if k.Announced = draw(k.Teacher); r.IntN(4) == 0 {
			k.Announced = nil
		}
		if k.Lock == model.Locked || k.Lock == model.Elsewhere {
			k.Decided = draw(k.Teacher)
		}
		if r.IntN(4) > 0 {
			county.Kept = append(county.Kept, k)
		}
	}
	for i := range p.Case.Policy.Clauses { // so that changes are worth while
		switch k := &p.Case.Policy.Clauses[i]; {
		case k.Rule == "announced":
			k.Weight = 10
		case seed%2 == 1 && k.Mode == model.Must:
			k.Mode = model.Should
		}
	}
	c, err := rule.NewCase(county, p.Case.Policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	p.Case = c.WithGrouping(p.Grouping)
	p.Moves.Account = verify.Rotation(p.Case, p.Rotation)
	p.Keep = Keep{Path: "list.xlsx", SHA256: "0"}
	return p
}

// TestReasonsOfChangesStandUpToTheJudge puts everybody whose line has changed back where she was announced, and demands
// that the judge then finds what the notice of changes says.
func TestReasonsOfChangesStandUpToTheJudge(t *testing.T) {
	causes := map[string]int{}
	for seed := range uint64(60) {
		p := keptPlan(t, seed)
		d := digested(p)
		of := map[model.TeacherID]*model.Kept{}
		for i := range p.Case.County.Kept {
			of[p.Case.County.Kept[i].Teacher] = &p.Case.County.Kept[i]
		}
		changed := map[model.TeacherID]bool{}
		for i := range d.changed.changes {
			c := &d.changed.changes[i]
			changed[c.teacher] = true
			causes[c.cause]++
			(&trial{seed, p, c.teacher, c.before}).holds(t, &c.reason)
			if pub := c.public(); pub.rule != "" && !counts(p.Case, pub.rule) || pub.quota != "" {
				t.Errorf("seed %d: the notice board is told of %s %s", seed, pub.rule, pub.quota)
			}
			if text := d.why(&c.reason, inEnglish); text == "" || strings.Contains(text, "keep.") || text == d.why(&c.reason, inChinese) {
				t.Errorf("seed %d: %q", seed, text)
			}
		}
		for i := range d.changed.released {
			r := &d.changed.released[i]
			(&trial{seed, p, r.Teacher, wanted(r.Kept)}).holds(t, &r.reason)
			allNamed(t, seed, d, r)
			if text := d.whyNot(&r.reason, inEnglish); strings.Contains(text, "keep.") || p.Case.County.Follows(r.Kept, d.moves.Walk(r.Teacher)) {
				t.Errorf("seed %d: %q", seed, text)
			}
		}
		for i := range p.Case.County.Teachers {
			id := model.TeacherID(i)
			var before []model.Stay
			if of[id] != nil {
				before = of[id].Announced
			}
			if same := slices.Equal(before, d.moves.Walk(id)); same == changed[id] {
				t.Errorf("seed %d: teacher %d: changed %v, told %v", seed, i, !same, changed[id])
			}
		}
	}
	for _, cause := range []string{causeRefused, causeDecided, causeElsewhere, causeRule, causeCost} {
		if causes[cause] == 0 {
			t.Errorf("no change with the cause %s", cause)
		}
	}
}

// allNamed demands that every rule a decision would break is named, and on a screen the first and how many more.
func allNamed(t *testing.T, seed uint64, d *digest, r *released) {
	t.Helper()
	full, short, broken := d.whyNot(&r.reason, inChinese), d.whyNot(r.inShort(), inChinese), 0
	for _, e := range d.moves.Change(r.Teacher, wanted(r.Kept)) {
		if title, _ := wording.RuleSays(e.Rule, inChinese); e.Breaks > 0 {
			if broken++; !strings.Contains(full, title) || strings.Contains(short, title) != (broken == 1) {
				t.Fatalf("seed %d: %s is broken too: %q, in short %q", seed, title, full, short)
			}
		}
	}
	if doc := r.doc(); len(doc.Also) != max(broken-1, 0) || broken > 1 && !strings.Contains(short, fmt.Sprintf("等 %d 条", broken)) {
		t.Fatalf("seed %d: %d rules are broken: %+v, in short %q", seed, broken, doc, short)
	}
}

// TestLapsedLinesAreTold demands a change with its cause for every teacher with a line that can no longer be kept, and that
// the list that was kept says the same once it is read again.
func TestLapsedLinesAreTold(t *testing.T) {
	for seed := range uint64(20) {
		p := keptPlan(t, seed)
		county := p.Case.County
		here := county.Teachers[seed%uint64(len(county.Teachers))].ID
		county.Lapsed = []model.Lapsed{
			{Teacher: "A0", To: county.Schools[0].ID, Stage: model.Primary, Start: "2026-09", End: "2027-01"},
			{Teacher: "A0", To: county.Schools[0].ID, Stage: model.Primary, Start: "2027-02", End: "2027-07"},
			{Teacher: here, To: "S0"}, {Teacher: "Z0", To: "S0", Kind: model.Trainee}}
		d := digested(p)
		told := map[string]int{}
		for i, c := range d.changed.changes {
			x := &d.doc.Keep.Changes[i]
			if told[x.Teacher] += len(c.lapsed); (c.teacher == model.None) != (c.cause == causeGone) || len(x.Before) != len(c.before)+len(c.lapsed) {
				t.Errorf("seed %d: %+v told as %+v", seed, c, x)
			}
		}
		if told["A0"] != 2 || told["Z0"] != 1 || told[here] != 1 {
			t.Errorf("seed %d: told of %v", seed, told)
		}
		text, err := d.keptCSV()
		path := filepath.Join(t.TempDir(), "kept.csv")
		if err = errors.Join(err, os.WriteFile(path, text, 0o600)); err != nil {
			t.Fatal(err)
		}
		got, faults := table.ReadKept(path, county, false)
		if len(faults.Bad()) > 0 || !slices.Equal(got.Lapsed, county.Lapsed) {
			t.Errorf("seed %d: read again as %+v, %v", seed, got.Lapsed, faults)
		}
	}
}

// counts reports whether a rule counts people rather than speaking of one.
func counts(c *rule.Case, name string) bool {
	return slices.ContainsFunc(c.StayLaw(), func(r rule.Applied[model.Stay]) bool { return r.Rule.Name == name && r.Form.Quota != nil })
}

// trial is a plan in which a teacher makes other stays.
type trial struct {
	seed  uint64
	plan  *Plan
	who   model.TeacherID
	stays []model.Stay
}

// holds compares a reason that names a rule or a cost with two accounts of the judge.
func (x *trial) holds(t *testing.T, r *reason) {
	t.Helper()
	seed, p, who, stays := x.seed, x.plan, x.who, x.stays
	other := model.Rotation{Stays: slices.DeleteFunc(slices.Clone(p.Rotation.Stays), func(a model.Stay) bool { return a.Teacher == who })}
	other.Stays = append(other.Stays, stays...)
	other.Sort()
	now, then := verify.Rotation(p.Case, p.Rotation), verify.Rotation(p.Case, other)
	worse := then.Cost - now.Cost
	switch r.cause {
	case causeRule:
		if !slices.ContainsFunc(then.Broken, func(f verify.Finding) bool {
			return f.Rule == r.rule && (r.quota == "" || f.Where == r.quota)
		}) {
			t.Errorf("seed %d: %d is said to break %s %s: %v", seed, who, r.rule, r.quota, then.Broken)
		}
	case causeCost, causeGap:
		if r.cost != worse || (worse > 0) != (r.cause == causeCost) {
			t.Errorf("seed %d: %d: %s %d, the judge finds %d", seed, who, r.cause, r.cost, worse)
		}
	}
}

// TestStayersAreToldWhatWasDecided reads why nobody sends the eligible: a decision about one stands in her row, and in nobody else's.
func TestStayersAreToldWhatWasDecided(t *testing.T) {
	told := map[model.Lock]int{}
	for seed := range uint64(20) {
		p := keptPlan(t, seed)
		d, of := digested(p), map[string]*model.Kept{}
		for i := range p.Case.County.Kept {
			k := &p.Case.County.Kept[i]
			of[p.Case.County.Teachers[k.Teacher].ID] = k
		}
		for _, row := range d.stayers().Rows {
			lock, why := model.Unlocked, fmt.Sprint(row[len(row)-1])
			if k := of[fmt.Sprint(row[1])]; k != nil {
				lock = k.Lock
			}
			if strings.Contains(why, "已定事项") != (lock != model.Unlocked) || !strings.Contains(why, lock.Chinese()) {
				t.Fatalf("seed %d: %v: %q", seed, lock.Code(), why)
			}
			told[lock]++
		}
	}
	if told[model.Unlocked] == 0 || told[model.Refused] == 0 || told[model.Locked]+told[model.Elsewhere] == 0 {
		t.Errorf("read %v", told)
	}
}
