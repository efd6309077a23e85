package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/cmd/internal/answer"
	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/job"
	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// planFolder writes the plan of a county, the built-in one where data is "", and returns its folder.
func planFolder(t *testing.T, r job.Request) string {
	t.Helper()
	out, err := job.Run(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir() + "/PLAN"
	if err := report.Write(dir, out.Report(&r)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// clean judges a folder that is to be asked.
func clean(t *testing.T, dir string) *judge.Verdict {
	t.Helper()
	v, err := judge.Judge(judge.Request{Path: dir})
	if err != nil || len(v.Findings) > 0 || !v.Claimed {
		t.Fatal(err, v)
	}
	return v
}

func opened(t *testing.T, v *judge.Verdict) *answer.Desk {
	t.Helper()
	desk, err := answer.Open(v)
	if err != nil {
		t.Fatal(err)
	}
	return desk
}

func asked(t *testing.T, desk *answer.Desk, lang, kind string, about ...string) *answer.Answer {
	t.Helper()
	a, err := desk.Ask(answer.Question{Kind: kind, About: about}, say.In(lang))
	if err != nil {
		t.Fatal(kind, about, err)
	}
	return a
}

// TestWhatIsLeftOpenIsSolvedAgain asks what the moves of a plan made in a hurry cost: where its certificate leaves that open, solving again
// proves no less and finds no less than it proves, and both languages say so.
func TestWhatIsLeftOpenIsSolvedAgain(t *testing.T) {
	dir := planFolder(t, job.Request{Source: input.Source{County: "990001"}, Solver: solver.Options{Effort: 1}})
	v := clean(t, dir)
	first, desk := opened(t, v), opened(t, v)
	desk.Again = job.Again(context.Background(), solver.Options{Threads: 1})
	price := func(a *answer.Answer) answer.Line {
		return a.Lines[slices.IndexFunc(a.Lines, func(l answer.Line) bool { return l.Topic == "price" })]
	}
	left, narrowed := 0, 0
	for i, a := range v.Lists.Moves.Stays {
		id := v.Input.County.Teachers[a.Teacher].ID
		before := asked(t, first, "en", "teacher", id)
		if was := price(before); i%15 > 0 || was.AtLeast == nil || *was.AtLeast > 0 {
			continue
		} else if left++; !strings.Contains(before.Text(), "--again") {
			t.Errorf("%s: it is not said how to ask again: %s", id, was.Sentence)
		} else if now := price(asked(t, desk, "en", "teacher", id)); now.Found == nil || *now.AtLeast < *was.AtLeast || *now.Found < *now.AtLeast {
			t.Errorf("%s: at first %d proven, then %d, found %v: %s", id, *was.AtLeast, *now.AtLeast, now.Found, now.Sentence)
		} else if *now.AtLeast > *was.AtLeast {
			narrowed++
		}
		if zh := price(asked(t, desk, "zh", "teacher", id)); !strings.Contains(zh.Sentence, "重新求解") {
			t.Errorf("%s: %s", id, zh.Sentence)
		}
	}
	if left < 3 || narrowed == 0 {
		t.Errorf("%d prices were left open, %d of them narrowed by solving again", left, narrowed)
	}
}

// TestEveryAnswerIsWhole asks of a plan every rule, every school, many teachers and pairs, in both languages: nothing is
// left unsaid, and both languages say the same lines.
func TestEveryAnswerIsWhole(t *testing.T) {
	dir := planFolder(t, job.Request{Source: input.Source{County: "990001"}, Solver: solver.Options{Effort: 1}})
	v := clean(t, dir)
	county, desk := v.Input.County, opened(t, v)
	both := func(kind string, about ...string) *answer.Answer {
		zh, en := asked(t, desk, "zh", kind, about...), asked(t, desk, "en", kind, about...)
		if len(en.Lines) == 0 || len(zh.Lines) != len(en.Lines) {
			t.Fatalf("%s %v: %d lines in Chinese, %d in English", kind, about, len(zh.Lines), len(en.Lines))
		}
		for _, a := range []*answer.Answer{zh, en} {
			if text := a.Text(); strings.Contains(text, "<no value>") || strings.Contains(text, "explain.") || strings.Contains(text, "%!") {
				t.Fatalf("%s %v: %s", kind, about, text)
			}
		}
		return en
	}
	bought := 0
	for i, r := range rule.All() {
		a := asked(t, desk, "en", "rule", r.Name)
		if i%5 == 0 {
			a = both("rule", r.Name)
		}
		if r.Trip != nil && !slices.ContainsFunc(a.Lines, func(l answer.Line) bool { return l.Topic == "quota" && l.Quota != "" && l.AtMost != nil }) {
			t.Errorf("%s: no school is told what it lacks and gets", r.Name)
		}
		for _, l := range a.Lines {
			if l.Topic == "quota" && l.Found != nil {
				bought++
				if -*l.Found > *l.AtMost {
					t.Errorf("found to save %d, proven at most %d: %s", -*l.Found, *l.AtMost, l.Sentence)
				}
			}
		}
	}
	if bought == 0 {
		t.Error("one unit more buys nothing anywhere")
	}
	for i := range county.Schools {
		if i%20 == 0 {
			both("school", county.Schools[i].ID)
		}
	}
	for _, m := range v.Lists.Groups.Members[:4] {
		both("pair", county.SchoolOf(m.Core).ID, county.SchoolOf(m.Section).ID)
		both("pair", county.SchoolOf(m.Section).ID, county.SchoolOf(m.Core).ID)
	}
	for i, a := range v.Lists.Moves.Stays {
		if i%23 == 0 {
			moved(t, both("teacher", county.Teachers[a.Teacher].ID))
		}
	}
	for i := range county.Teachers {
		if i%197 == 0 {
			both("teacher", county.Teachers[i].ID)
			both("teacher", county.Teachers[i].ID, county.Schools[i%len(county.Schools)].ID)
		}
	}
	for i, a := range v.Trips.Trips {
		if i%9 == 0 {
			lends(t, both("teacher", county.Teachers[a.Teacher].ID), county.SchoolOf(a.Section).ID)
		}
	}
	away := slices.IndexFunc(county.Teachers, func(p model.Teacher) bool { return v.Case.Continuing(teacherOf(county, p.ID)) != nil })
	for _, l := range both("teacher", county.Teachers[away].ID, county.Schools[0].ID).Lines {
		if l.Topic == "there" && l.Rule != "" {
			t.Errorf("away, and refused by %s: %s", l.Rule, l.Sentence)
		}
	}
	for i, e := range explain.OfRotation(v.Case, *v.Lists.Moves).Envies() {
		if i%9 == 0 {
			passedOver(t, both("teacher", county.Teachers[e.Teacher].ID), county.Teachers[e.Held.Teacher].ID)
		}
	}
}

func teacherOf(county *model.County, id string) model.TeacherID {
	return model.TeacherID(slices.IndexFunc(county.Teachers, func(p model.Teacher) bool { return p.ID == id }))
}

// lends demands that a teacher is told the periods she gives at another school.
func lends(t *testing.T, a *answer.Answer, school string) {
	t.Helper()
	if !slices.ContainsFunc(a.Lines, func(l answer.Line) bool {
		return l.Topic == "person" && l.Rule == "itinerant" && slices.Contains(l.Schools, school) && *l.Periods > 0
	}) {
		t.Errorf("%v is not told of what is given at %s", a.Question.About, school)
	}
}

// passedOver demands that a teacher is told why another holds a post she wished for.
func passedOver(t *testing.T, a *answer.Answer, holder string) {
	t.Helper()
	if !slices.ContainsFunc(a.Lines, func(l answer.Line) bool {
		return l.Topic == "wishes" && slices.Contains(l.Teachers, holder) && (l.Found != nil || len(l.Breaks) == 1)
	}) {
		t.Errorf("%v is not told of %s", a.Question.About, holder)
	}
}

// moved demands that a teacher's move has reasons and a price, and that what is proven is never above what was found.
func moved(t *testing.T, a *answer.Answer) {
	t.Helper()
	topics := map[string]int{}
	var price *model.Cost
	for i := range a.Lines {
		l := &a.Lines[i]
		topics[l.Topic]++
		if l.Topic == "price" && topics[l.Topic] == 1 {
			price = l.AtLeast
		}
		if l.AtLeast != nil && l.Found != nil && *l.AtLeast > *l.Found {
			t.Errorf("%v: proven %d, found %d: %s", a.Question.About, *l.AtLeast, *l.Found, l.Sentence)
		}
		if l.Topic == "price" && l.Found != nil && price != nil && *price > *l.Found {
			t.Errorf("%v: proven %d of all, found %d: %s", a.Question.About, *price, *l.Found, l.Sentence)
		}
		if (l.Topic == "candidate" || l.Topic == "chosen") && l.Rule != "" && (l.Source == "" || l.Clause == "") {
			t.Errorf("%v: no clause behind %s", a.Question.About, l.Sentence)
		}
	}
	if topics["person"] != 2 || topics["candidate"] < 5 || topics["chosen"] < 2 || topics["price"] < 3 {
		t.Errorf("%v: %v", a.Question.About, topics)
	}
}

// questions of the READMEs, made up of what the plan of the built-in county holds.
func questions(t *testing.T, v *judge.Verdict, desk *answer.Desk) []answer.Question {
	t.Helper()
	county := v.Input.County
	id := func(a model.Stay) string { return county.Teachers[a.Teacher].ID }
	chosen := slices.IndexFunc(v.Lists.Moves.Stays, func(a model.Stay) bool {
		lines := asked(t, desk, "en", "teacher", id(a)).Lines
		k := slices.IndexFunc(lines, func(l answer.Line) bool { return l.Topic == "price" })
		return *lines[k].AtLeast > 0 && lines[k+1].Found != nil && lines[k+2].Found != nil
	})
	if chosen < 0 {
		t.Fatal("no move has a price")
	}
	a := v.Lists.Moves.Stays[chosen]
	there := county.SchoolOf(a.Section).ID
	stays := slices.IndexFunc(county.Teachers, func(p model.Teacher) bool {
		if p.Home != county.Teachers[a.Teacher].Home || p.ID == id(a) {
			return false
		}
		lines := asked(t, desk, "en", "teacher", p.ID, there).Lines
		last := lines[len(lines)-1]
		return last.Topic == "there" && last.AtLeast != nil && *last.AtLeast > 0 && last.Found != nil
	})
	open := slices.IndexFunc(county.Sections, func(x model.Section) bool {
		s := county.SectionAt(x.School, x.Stage)
		return county.Target(s) && v.Case.Lead(s) == model.None
	})
	if stays < 0 || open < 0 {
		t.Fatal("nobody stays, or no school is left out")
	}
	return []answer.Question{{Kind: "teacher", About: []string{id(a)}}, {Kind: "teacher", About: []string{county.Teachers[stays].ID, there}},
		{Kind: "school", About: []string{county.SchoolOf(model.SectionID(open)).ID}}}
}

// skipped are the topics that the READMEs leave out.
var skipped = []string{"candidate", "people", "shortage", "posts"}

// TestReadmeShowsRealAnswers holds the three questions in both READMEs against what is answered today. UPDATE_SCRIPTS=1
// writes them anew.
func TestReadmeShowsRealAnswers(t *testing.T) {
	o := planOptions{gap: 0.001}
	o.County = "990001"
	v := clean(t, planFolder(t, o.request(func(solver.Progress) {})))
	desk := opened(t, v)
	list := questions(t, v, desk)
	for lang, name := range map[string]string{"en": "../../README.md", "zh": "../../README.zh.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		block := "$ rotate plan --county 990001 --out PLAN\n"
		for _, q := range list {
			ask := "$ rotate explain PLAN " + q.Kind + " " + strings.Join(q.About, " ")
			if lang == "en" {
				ask += " --lang en"
			}
			block += ask + "\n" + asked(t, desk, lang, q.Kind, q.About...).Without(skipped...)
		}
		head, rest, ok := strings.Cut(string(text), "$ rotate plan --county 990001 --out PLAN\n")
		_, tail, also := strings.Cut(rest, "```\n")
		want := head + block + "```\n" + tail
		switch {
		case !ok || !also:
			t.Fatal(name, "asks no questions")
		case want == string(text):
		case os.Getenv("UPDATE_SCRIPTS") == "":
			t.Errorf("%s shows other answers; UPDATE_SCRIPTS=1 go test ./cmd/rotate -run Readme writes those of today", name)
		default:
			write(t, name, []byte(want))
		}
	}
}

// TestPrincipalsAreToldTheChain asks of every principal who is sent who takes over her post: the chain comes back to her, or nobody
// comes.
func TestPrincipalsAreToldTheChain(t *testing.T) {
	policy := t.TempDir() + "/leaders.yaml"
	write(t, policy, []byte("extends: base\nclauses:\n  principal-term: {mode: should}\n"))
	v := clean(t, planFolder(t, job.Request{Source: input.Source{County: "990001", Policy: policy}, Solver: solver.Options{Effort: 1}}))
	desk, county, sent := opened(t, v), v.Input.County, 0
	for _, a := range v.Lists.Moves.Stays {
		p := &county.Teachers[a.Teacher]
		if p.Position != model.Principal {
			continue
		}
		sent++
		lines := asked(t, desk, "en", "teacher", p.ID).Lines
		k := slices.IndexFunc(lines, func(l answer.Line) bool { return strings.HasPrefix(l.Sentence, "The post of principal: ") })
		if k < 0 || !slices.Contains(lines[k].Teachers, p.ID) && !strings.Contains(lines[k].Sentence, "nobody of this list") {
			t.Errorf("%s: %+v", p.ID, lines)
		}
	}
	if sent < 5 {
		t.Errorf("%d principals are sent", sent)
	}
}

// TestExplainIsOneDocument reads the answer as JSON.
func TestExplainIsOneDocument(t *testing.T) {
	dir := planFolder(t, job.Request{Source: input.Source{County: "990001"}, Solver: solver.Options{Effort: 1}})
	code, out, said := command(t, "explain", dir, "rule", "exchange-share", "--format", "json", "--lang", "en")
	var a answer.Answer
	if err := json.Unmarshal([]byte(out), &a); code != exitPlan || err != nil || a.Question.Kind != "rule" || len(a.Lines) < 3 {
		t.Fatalf("exit %d, %v: %s%s", code, err, out, said)
	}
	quota := a.Lines[len(a.Lines)-1]
	if quota.Topic != "quota" || quota.Quota == "" || quota.AtMost == nil {
		t.Errorf("%+v", quota)
	}
	if text := fmt.Sprint(a.Lines[0].Clause); !strings.HasPrefix(text, "exchange-share: {mode: must") {
		t.Error(text)
	}
}
