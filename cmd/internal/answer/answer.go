// Package answer answers questions about a plan that stands in a folder: why this teacher, why not that one, what a school
// gets and what it would take to cover it, what a rule costs, why two schools are joined. Every answer is a list of lines,
// each a sentence for people with its figures beside it.
//
// Two kinds of price stand in an answer and are never mixed. What is proven comes from the certificate: no plan of the kind
// costs less. What was found is one other plan, worked out by changing a few people of this one: a better one may exist.
package answer

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/judge"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver"
)

// Question is what is asked: the kind, and the ids or names it is about.
type Question struct {
	Kind  string   `json:"kind"` // teacher, school, rule or pair
	About []string `json:"about"`
}

// Kinds are the kinds of questions, and how many words each takes at least and at most.
var Kinds = map[string][2]int{"teacher": {1, 2}, "school": {1, 1}, "rule": {1, 1}, "pair": {2, 2}}

// Answer is all that is said to a question.
type Answer struct {
	County   string   `json:"county"` // code
	Year     int      `json:"year"`
	Policy   string   `json:"policy"`
	Question Question `json:"question"`
	Lines    []Line   `json:"lines"`

	heads map[string]string // by topic
	basis string            // the word for clause and source
	more  func(n int) string
	notes []string
}

// Line is one sentence and its figures; costs are in metre-terms.
type Line struct {
	Topic    string      `json:"topic"`
	Sentence string      `json:"sentence"`
	Rule     string      `json:"rule,omitempty"`
	Clause   string      `json:"clause,omitempty"` // as a policy writes it, and the layer that set it
	Source   string      `json:"source,omitempty"` // document and clause
	Quota    string      `json:"quota,omitempty"`
	Teachers []string    `json:"teachers,omitempty"` // ids
	Schools  []string    `json:"schools,omitempty"`  // ids
	AtLeast  *model.Cost `json:"at_least,omitempty"` // proven: plans of this kind cost at least so much more than this one
	AtMost   *model.Cost `json:"at_most,omitempty"`  // proven: one unit more saves at most so much
	Found    *model.Cost `json:"found,omitempty"`    // the best other we found costs so much more than this one
	Breaks   []string    `json:"breaks,omitempty"`   // rules that what was found would break
	People   *int        `json:"people,omitempty"`
	Metres   *int64      `json:"metres,omitempty"`
	Periods  *int64      `json:"periods,omitempty"` // a week
}

// Desk is where questions about one plan are answered, one at a time.
type Desk struct {
	v       *judge.Verdict
	c       *rule.Case
	moves   *explain.Inquiry // nil where the plan has no list
	groups  *explain.GroupInquiry
	circuit *explain.CircuitInquiry // nil where nobody is asked to be an itinerant teacher

	Again Solve // nil where what prices leave open stays open
}

// Solve plans the list of a case anew.
type Solve func(*rule.Case) (*solver.Result[model.Rotation], error)

// desk is a Desk at which one question is being answered.
type desk struct {
	*Desk
	voice   say.Voice
	out     *Answer
	left    bool // open what solving again could tell
	schools bool // what is being told is about groups of schools: costs there have no match in lessons
}

// Open reads the certificates of a plan that was judged and found clean, its claims included.
func Open(v *judge.Verdict) (*Desk, error) {
	d := &Desk{v: v, c: v.Case}
	var err error
	if d.groups, err = explain.InquireGroups(d.c, *v.Lists.Groups, v.Grouping.Cost, v.Certificates.Grouping); err != nil {
		return nil, err
	}
	if v.Rotation == nil {
		return d, nil
	}
	if d.moves, err = explain.Inquire(explain.OfRotation(d.c, *v.Lists.Moves), v.Rotation.Cost, v.Certificates.Rotation); err != nil {
		return nil, err
	}
	if v.Circuit != nil {
		d.circuit, err = explain.InquireCircuits(d.c, v.Circuit.Cost, v.Certificates.Circuit)
	}
	return d, err
}

// Ask answers a question. Its error is model.Faults where it asks for what is not there, or an error of ours.
func (x *Desk) Ask(q Question, voice say.Voice) (*Answer, error) {
	in := x.v.Input
	d := &desk{Desk: x, voice: voice, out: &Answer{County: in.County.Code, Year: in.County.Year, Policy: in.Policy.Name,
		Question: q, Lines: []Line{}, heads: map[string]string{}}}
	d.out.basis, d.out.more = d.say("basis"), func(n int) string { return d.say("more", "N", n) }
	if err := d.answer(q); err != nil {
		return nil, err
	}
	d.out.notes = []string{d.say("note-unit"), d.say("note-price")}
	if d.left {
		d.out.notes = append(d.out.notes, d.say("note-again"))
	}
	return d.out, nil
}

func (d *desk) answer(q Question) error {
	switch q.Kind {
	case "teacher":
		return d.teacher(q.About)
	case "school":
		return d.school(q.About[0])
	case "rule":
		return d.rule(q.About[0])
	}
	return d.pair(q.About[0], q.About[1])
}

// tell adds a line.
func (d *desk) tell(topic, sentence string, figures Line) {
	figures.Topic, figures.Sentence = topic, sentence
	d.out.heads[topic] = d.say("topic-" + topic)
	d.out.Lines = append(d.out.Lines, figures)
}

func (d *desk) say(id string, values ...any) string { return d.voice.Say("explain."+id, values...) }

// under is a line that rests on a rule: its clause and source stand behind it.
func (d *desk) under(name string, figures Line) Line {
	figures.Rule = name
	for i := range d.c.Policy.Clauses {
		k := &d.c.Policy.Clauses[i]
		if k.Rule != name {
			continue
		}
		figures.Clause = rule.Inline(k, k.Mode == model.Should) + " (" + k.Layer + ")"
		source := k.Source
		if source == "" {
			source = rule.Find(name).Source
		}
		figures.Source = wording.Source(source, d.voice)
	}
	return figures
}

// mostCounts is how many counts of a rule are told to people. JSON tells all.
const mostCounts = 12

// Text tells an answer to people: topics, sentences, and behind the first sentence on a rule its clause and source.
func (a *Answer) Text() string { return a.Without() }

// Without is Text but for some topics, of which it tells no more than that they are there.
func (a *Answer) Without(topics ...string) string {
	var b strings.Builder
	topic, told, counts := "", map[string]bool{}, 0
	for i := range a.Lines {
		l := &a.Lines[i]
		skipped := slices.Contains(topics, l.Topic)
		if l.Topic != topic {
			topic = l.Topic
			b.WriteString(a.heads[topic] + map[bool]string{true: " …"}[skipped] + "\n")
		}
		if l.Topic == "quota" {
			counts++
		}
		if skipped || counts > mostCounts {
			continue
		}
		b.WriteString("  " + l.Sentence + "\n")
		if l.Clause != "" && !told[l.Rule] {
			told[l.Rule] = true
			b.WriteString("    " + a.basis + l.Clause + "\n    " + l.Source + "\n")
		}
	}
	if counts > mostCounts {
		b.WriteString("  " + a.more(counts-mostCounts) + "\n")
	}
	return b.String() + strings.Join(a.notes, "\n") + "\n"
}
