package conflict

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// Member is one thing a policy demands that can be left out on its own: a quota, or what a ban or a walk says of
// everybody, of one section or of one agent.
type Member struct {
	Rule string // the clause it belongs to
	Of   string // what is left of its key without the rule: whom it is about; "" everybody
	// Together marks quotas of a clause that are shown to be needed together, not each for itself.
	Together bool

	clause int32 // in the law
	level  level
	id     int32 // the quota; the section; the agent
	walk   bool
	spans  bool // a walk that reads the span alone
}

// Key names a member: the key of a quota, or the rule of a ban or a walk and whom it is about.
func (m *Member) Key() string {
	if m.Of == "" {
		return m.Rule
	}
	return m.Rule + "/" + m.Of
}

// level is how finely a member looks.
type level uint8

const (
	quotas   level = iota
	whole          // a ban or walk as it is
	sections       // of one section: the agent's own where the form reads no other, else the one the atom leads to
	agents         // of one agent
	places         // of a section that atoms lead to, where what reads the span knows it
)

// law is the musts of a problem, whose atom is A.
type law[A comparable] struct {
	county *model.County
	rules  []rule.Applied[A]
	agents int
	agent  func(a A) int32
	own    func(agent int32) model.SectionID // an agent's section
	place  func(a A) model.SectionID         // where an atom leads; asked of no form that reads the span alone
	where  func(s model.SectionID) string    // the key of a section
	who    func(agent int32) string          // the key of an agent; "" where her section names her
	always []rule.Applied[A]                 // walks that hold whatever the policy says
	span   func(a A) (first, last int)
	bare   func(a A) A      // see program.Source
	ends   *program.Ends[A] // nil where no family has parts
	kinds  func(span A) []A // a span as each kind of atom that it may be
	kind   func(a A) int    // which of them an atom is
	// each visits the atoms of an agent in spans that are open; near leaves out what whole bans refuse in any case
	each   func(agent int, near bool, open func(A) bool, visit func(A))
	groups bool // agents are cores
	bans   int  // clauses
	large  bool // of a large county
	hints  *hints
}

// apart is the same law, with hints of its own.
func (l *law[A]) apart() *law[A] {
	own := *l
	own.hints = l.hints.clone()
	return &own
}

// bind keeps of a law what has musts.
func (l *law[A]) bind(all []rule.Applied[A]) {
	for _, r := range all {
		if !musts(&r) {
			continue
		}
		l.rules = append(l.rules, r)
		if r.Form.Ban != nil {
			l.bans++
		}
	}
}

func musts[A comparable](r *rule.Applied[A]) bool {
	if r.Form.Quota == nil {
		return r.Mode == model.Must && r.Form.Price == nil
	}
	for i := range r.Form.Quota.Quotas {
		if r.Form.Quota.Quotas[i].Mode == model.Must {
			return true
		}
	}
	return false
}

// members lists all there is to leave out, bans and walks undivided.
func (l *law[A]) members() []Member {
	var all []Member
	for i := range l.rules {
		r := &l.rules[i]
		if r.Form.Quota == nil {
			all = append(all, Member{Rule: r.Rule.Name, clause: int32(i), level: whole, walk: r.Form.Walk != nil,
				spans: r.Form.Walk != nil && r.Form.Spanwise})
			continue
		}
		for q := range r.Form.Quota.Quotas {
			if x := &r.Form.Quota.Quotas[q]; x.Mode == model.Must {
				_, of, _ := strings.Cut(x.Key, "/")
				all = append(all, Member{Rule: r.Rule.Name, Of: of, clause: int32(i), level: quotas, id: int32(q)})
			}
		}
	}
	return all
}

// named returns the quotas with keys.
func (l *law[A]) named(keys []string) []Member {
	return slices.DeleteFunc(l.members(), func(m Member) bool { return m.level != quotas || !slices.Contains(keys, m.Key()) })
}

// split divides a member into those of its sections or agents, nil where it is as fine as it gets.
func (l *law[A]) split(m Member, county *model.County) []Member {
	var parts []Member
	switch {
	case m.level == whole:
		for s := range county.Sections {
			id := model.SectionID(s)
			parts = append(parts, Member{Rule: m.Rule, Of: l.where(id), clause: m.clause, level: sections, id: int32(id), walk: m.walk})
		}
	case m.level == sections && l.byOwn(m.clause):
		for i := range int32(l.agents) {
			if of := l.who(i); of != "" && l.own(i) == model.SectionID(m.id) {
				parts = append(parts, Member{Rule: m.Rule, Of: of, clause: m.clause, level: agents, id: i, walk: m.walk})
			}
		}
	}
	return parts
}

// byOwn reports whether a form is divided by the sections of agents, not by where atoms lead.
func (l *law[A]) byOwn(clause int32) bool {
	f := &l.rules[clause].Form
	return f.Walk != nil || f.Spanwise
}

// weight is what an elastic quota charges for each weight outside, in metre-terms.
const weight = unit / 1000

// under returns the law in which only the given members hold: bans and walks as musts, quotas as shoulds. Its plans of
// cost 0 are those that obey all members.
func (l *law[A]) under(chosen []Member) []rule.Applied[A] {
	of := make([][]Member, len(l.rules))
	for _, m := range chosen {
		of[m.clause] = append(of[m.clause], m)
	}
	var out []rule.Applied[A]
	for i, held := range of {
		if len(held) == 0 {
			continue
		}
		r := l.rules[i]
		switch {
		case r.Form.Quota != nil:
			r.Form.Quota = elastic(r.Form.Quota, held)
		case held[0].level != whole:
			r.Form = l.narrow(int32(i), held)
		}
		out = append(out, r)
	}
	return out
}

// elastic returns the quotas held, as shoulds.
func elastic[A any](f *rule.Family[A], held []Member) *rule.Family[A] {
	g := &rule.Family[A]{}
	at := make([]int32, len(f.Quotas))
	for _, m := range held {
		q := f.Quotas[m.id]
		q.Mode, q.Weight = model.Should, model.Cost(weight*q.Unit)
		g.Quotas = append(g.Quotas, q)
		at[m.id] = int32(len(g.Quotas))
	}
	g.Count, g.Parts = only(f.Count, at), nil
	for _, x := range f.Parts {
		if asked(&x, at) {
			g.Parts = append(g.Parts, rule.Part[A]{To: len(g.Quotas), Of: x.Of, Agent: only(x.Agent, at), Place: only(x.Place, at)})
		}
	}
	return g
}

// asked reports whether a part may count in a quota with a number.
func asked[A any](x *rule.Part[A], at []int32) bool {
	return slices.ContainsFunc(at[x.From:x.To], func(n int32) bool { return n > 0 })
}

// only counts for some quotas: quota q is number at[q]−1 of them.
func only[A any](count func(A, func(int, int64)), at []int32) func(A, func(int, int64)) {
	if count == nil {
		return nil
	}
	return func(a A, add func(int, int64)) {
		count(a, func(q int, w int64) {
			if n := at[q]; n > 0 {
				add(int(n)-1, w)
			}
		})
	}
}

// narrow returns a ban or walk that holds of the sections or agents of its members alone.
func (l *law[A]) narrow(clause int32, held []Member) rule.Form[A] {
	f := l.rules[clause].Form
	of := map[level]map[int32]bool{sections: {}, agents: {}, places: {}}
	for _, m := range held {
		of[m.level][m.id] = true
	}
	some, single := of[sections], of[agents]
	holds := func(agent int32) bool { return single[agent] || some[int32(l.own(agent))] }
	if f.Walk != nil {
		return rule.Form[A]{Spanwise: f.Spanwise, Walk: excuse(f.Walk, holds)}
	}
	to := of[places]
	if l.byOwn(clause) {
		return rule.Form[A]{Spanwise: f.Spanwise, Ban: func(a A) bool {
			return (holds(l.agent(a)) || len(to) > 0 && to[int32(l.place(a))]) && f.Ban(a)
		}}
	}
	return rule.Form[A]{Ban: func(a A) bool { return (some[int32(l.place(a))] || to[int32(l.place(a))]) && f.Ban(a) }}
}

// excuse returns a walk that asks nothing of agents whom it does not hold of: they go round in a state of their own.
func excuse[A any](w *rule.Walk[A], holds func(agent int32) bool) *rule.Walk[A] {
	free := w.States
	return &rule.Walk[A]{
		States: w.States + 1,
		Start: func(agent int) int {
			if holds(int32(agent)) {
				return w.Start(agent)
			}
			return free
		},
		Next: func(state int, a A) (int, int64) {
			if state == free {
				return free, 0
			}
			return w.Next(state, a)
		},
		End: func(state int) int64 {
			if state == free {
				return 0
			}
			return w.End(state)
		},
	}
}
