package program

import (
	"reflect"
	"runtime"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
)

// The laws of a whole county, both halves, compile to the same however many processors read them.
func TestThreadsDoNotMatter(t *testing.T) {
	county := gen.County(gen.Options{Schools: 30, Teachers: 300, Seed: 3})
	policy, faults := rule.LoadPolicy("yongzhou-2018")
	if policy == nil {
		t.Fatal(faults)
	}
	c, err := rule.NewCase(county, policy, 1)
	if err != nil {
		t.Fatal(err)
	}
	sameOnThreads(t, Source[model.Membership]{Agents: len(county.Sections), Law: c.MemberLaw(), Span: rule.MemberSpan,
		Each: func(agent int, _ func(model.Membership) bool, visit func(model.Membership)) {
			for _, m := range c.Memberships(model.SectionID(agent)) {
				visit(m)
			}
		}})
	c = c.WithGrouping(county.Groups())
	sameOnThreads(t, Source[model.Stay]{Agents: len(county.Teachers), Law: c.StayLaw(), Span: rule.StaySpan,
		Bare: rule.WithoutPlace,
		Ends: &Ends[model.Stay]{Agentless: rule.WithoutTeacher, Placeless: rule.WithoutSection, Slot: c.StaySlot, Slots: c.StaySlots()},
		Each: func(agent int, _ func(model.Stay) bool, visit func(model.Stay)) {
			c.Stays(model.TeacherID(agent), c.Reach(model.TeacherID(agent)), visit)
		}})
}

func sameOnThreads[A comparable](t *testing.T, s Source[A]) {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, atoms := Compile(s)
	if len(atoms) < 10 || len(one.Rows) < 10 {
		t.Fatalf("%d agents have %d atoms and %d rows: the case shows nothing", s.Agents, len(atoms), len(one.Rows))
	}
	for _, threads := range []int{2, 5} {
		runtime.GOMAXPROCS(threads)
		if p, same := Compile(s); !reflect.DeepEqual(p, one) || !reflect.DeepEqual(same, atoms) {
			t.Errorf("on %d threads another program than on one", threads)
		}
	}
}

// Quotas are one row where every atom weighs the same in both, and only there.
func TestRowsAreOfEqualWeights(t *testing.T) {
	weights := [][2]int64{{1, 1}, {2, 2}, {1, 1}, {-1, -1}, {1, 2}, {2, 1}, {2, 2}} // by quota: of the atom of each agent
	f := &rule.Family[thing]{Count: func(a thing, add func(int, int64)) {
		for q := range weights {
			add(q, weights[q][a.agent]-1)
			add(q, 1)
		}
	}}
	for range weights {
		f.Quotas = append(f.Quotas, rule.Quota{Min: 0, Max: 1, Unit: 1})
	}
	p, _ := Compile(Source[thing]{Agents: 2,
		Law:  []rule.Applied[thing]{{Rule: &rule.Rule{}, Mode: model.Should, Form: rule.Form[thing]{Quota: f}}},
		Each: func(agent int, _ func(thing) bool, visit func(thing)) { visit(thing{agent: agent}) },
		Span: func(thing) (int, int) { return 0, 0 }})
	var quotas [][]int32
	for r := range p.Rows {
		quotas = append(quotas, p.Rows[r].Quotas)
	}
	if want := [][]int32{{0, 2}, {1, 6}, {3}, {4}, {5}}; !reflect.DeepEqual(quotas, want) {
		t.Fatalf("rows of quotas %v, want %v", quotas, want)
	}
	for k := range int32(2) {
		for r, got := range p.Touch(k) {
			if want := weights[quotas[r][0]][k]; got != want {
				t.Errorf("atom %d weighs %d in row %d, want %d", k, got, r, want)
			}
		}
	}
}

// A quota that no walks can break, two atoms of one agent included, is no row; one that some can is.
func TestQuotasThatCannotBreakAreNoRows(t *testing.T) {
	bounds := [][2]int64{{0, 5}, {0, 4}, {-2, 5}, {-1, 5}, {rule.NoMin, 5}, {rule.NoMin, rule.NoMax}}
	f := &rule.Family[thing]{Count: func(a thing, add func(int, int64)) {
		for q := range bounds {
			switch {
			case a.agent == 0: // twice at most
				add(q, 2)
			case q == 2 || q == 3:
				add(q, -2)
			default:
				add(q, 1)
			}
		}
	}}
	for _, b := range bounds {
		f.Quotas = append(f.Quotas, rule.Quota{Min: b[0], Max: b[1], Unit: 1})
	}
	p, _ := Compile(Source[thing]{Agents: 2,
		Law: []rule.Applied[thing]{{Rule: &rule.Rule{}, Mode: model.Should, Form: rule.Form[thing]{Quota: f}}},
		Each: func(agent int, _ func(thing) bool, visit func(thing)) {
			visit(thing{agent: agent, first: 0, last: agent})
			visit(thing{agent: agent, first: 1 - agent, last: 1})
		},
		Span: func(a thing) (int, int) { return a.first, a.last }})
	var rows [][]int32
	for r := range p.Rows {
		rows = append(rows, p.Rows[r].Quotas)
	}
	if want := [][]int32{{1}, {3}}; !reflect.DeepEqual(rows, want) {
		t.Errorf("rows of quotas %v, want %v", rows, want)
	}
}
