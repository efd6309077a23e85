package conflict

import (
	"slices"

	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// session is a law compiled for questions about some free members, among which is no walk, while others always hold.
type session[A comparable] struct {
	l           *law[A]
	free        []Member
	ends        ends[A]           // quotas of fixed and free members
	walks       []*rule.Walk[A]   // of fixed members, those that read more than the span
	spans       []func(a A) bool  // bans of fixed members that read the span alone
	bans        []func(a A) bool  // their other bans
	lifted      []lifted[A]       // bans of free members,
	liftedSpans []lifted[A]       // and those that read the span alone
	law         []rule.Applied[A] // what is compiled: quotas and walks
	near        bool
	hand        [][]A // by agent: her atoms in a plan at hand, in place of which stand those read that count alike; nil where there is none
}

// lifted is a ban some parts of which may be left out.
type lifted[A any] struct {
	ban  func(a A) bool
	part func(a A) (free int32, ok bool) // the free member that refuses an atom the ban bans
}

// prepare compiles a law. It returns its atoms, too.
func prepare[A comparable](l *law[A], fixed, free []Member) (*engine, []A) {
	return prepareAt(l, fixed, free, nil)
}

// prepareAt compiles a law for questions that begin with a plan at hand.
func prepareAt[A comparable](l *law[A], fixed, free []Member, hand []A) (*engine, []A) {
	s := &session[A]{l: l, free: free, hand: byAgent(l, hand)}
	var compiled []Member
	for _, m := range slices.Concat(fixed, free) {
		if m.level == quotas {
			compiled = append(compiled, m)
		}
	}
	s.fix(fixed, compiled)
	s.lift()
	p, atoms := program.Compile(program.Source[A]{Agents: l.agents, Law: s.law, Each: s.each, Span: l.span, Bare: l.bare, Ends: l.ends})
	refuse := make([][]int32, len(atoms))
	for k, a := range atoms {
		refuse[k] = refused(s.lifted, a, refused(s.liftedSpans, a, nil))
	}
	e := newEngine(p, refuse)
	if l.large {
		e.rounds, e.hasty = hastyRounds, true
	}
	e.free, e.hints = free, l.hints
	e.name(compiled)
	stand(e, s.hand, atoms)
	return e, atoms
}

// name tells the quotas of a program, which come clause by clause, in the order of members within each.
func (e *engine) name(compiled []Member) {
	slices.SortStableFunc(compiled, func(x, y Member) int { return int(x.clause - y.clause) })
	for _, m := range compiled {
		n := slices.Index(e.free, m)
		if n < 0 {
			e.fixed = append(e.fixed, m)
			n = -len(e.fixed)
		}
		e.member = append(e.member, int32(n))
	}
}

// fix sorts the members that hold by what they are.
func (s *session[A]) fix(fixed, compiled []Member) {
	walking := slices.DeleteFunc(slices.Clone(fixed), func(m Member) bool { return m.level == quotas || s.l.rules[m.clause].Form.Walk == nil })
	s.law = slices.Concat(s.l.always, s.l.under(slices.Concat(compiled, walking)))
	for i := range s.law {
		switch f := &s.law[i].Form; {
		case f.Walk != nil:
			w := *f.Walk
			w.Tally = nil
			f.Walk = &w
			if !f.Spanwise {
				s.walks = append(s.walks, f.Walk)
			}
		}
	}
	s.count(compiled)
	banning := slices.DeleteFunc(slices.Clone(fixed), func(m Member) bool { return m.level == quotas || s.l.rules[m.clause].Form.Ban == nil })
	entire := 0
	for _, r := range s.l.under(banning) {
		if r.Form.Spanwise {
			s.spans = append(s.spans, r.Form.Ban)
		} else {
			s.bans = append(s.bans, r.Form.Ban)
		}
	}
	for _, m := range banning {
		if m.level == whole {
			entire++
		}
	}
	s.near = entire == s.l.bans
}

// count readies the quotas.
func (s *session[A]) count(compiled []Member) {
	at := map[int32]*counted[A]{}
	for n, m := range compiled {
		if at[m.clause] == nil {
			f := s.l.rules[m.clause].Form.Quota
			at[m.clause] = &counted[A]{Family: f, at: make([]int32, len(f.Quotas))}
		}
		at[m.clause].at[m.id] = int32(n) + 1
	}
	for i := range int32(len(s.l.rules)) {
		if f := at[i]; f != nil {
			s.ends.enter(f, s.l.ends != nil)
		}
	}
}

// lift readies the bans of free members.
func (s *session[A]) lift() {
	parts := map[int32]map[int32]int32{} // by clause, by id
	var clauses []int32
	for n, m := range s.free {
		if m.level == quotas {
			continue
		}
		if parts[m.clause] == nil {
			parts[m.clause] = map[int32]int32{}
			clauses = append(clauses, m.clause)
		}
		parts[m.clause][m.id] = int32(n)
	}
	for _, c := range clauses {
		of := parts[c]
		m := s.free[slices.IndexFunc(s.free, func(m Member) bool { return m.clause == c && m.level != quotas })]
		x := lifted[A]{ban: s.l.rules[c].Form.Ban, part: func(a A) (int32, bool) {
			n, ok := of[s.l.idOf(m, a)]
			return n, ok
		}}
		if s.l.rules[c].Form.Spanwise {
			s.liftedSpans = append(s.liftedSpans, x)
		} else {
			s.lifted = append(s.lifted, x)
		}
	}
}

// idOf returns the id of the member of the level of m that an atom falls to.
func (l *law[A]) idOf(m Member, a A) int32 {
	switch {
	case m.level == whole:
		return 0
	case m.level == agents:
		return l.agent(a)
	case l.byOwn(m.clause):
		return int32(l.own(l.agent(a)))
	}
	return int32(l.place(a))
}

// refused appends the free members among some bans that refuse an atom.
func refused[A any](bans []lifted[A], a A, by []int32) []int32 {
	for i := range bans {
		if n, ok := bans[i].part(a); ok && bans[i].ban(a) {
			by = append(by, n)
		}
	}
	return by
}

// each visits one of those atoms of an agent that differ in nothing a question asks: of atoms that count alike none that
// more refuse than others, and none that count nowhere where she may be idle.
func (s *session[A]) each(agent int, open func(A) bool, visit func(A)) {
	x := one[A]{session: s, seen: map[uint64]A{}, idle: s.idle(agent)}
	if s.hand != nil {
		x.hand = s.hand[agent]
	}
	x.parts, x.places = s.ends.of(agent)
	s.l.each(agent, s.near, func(span A) bool { return open(span) && x.begin(span) }, func(a A) {
		if x.wants(a) {
			visit(a)
		}
	})
}

// idle reports whether an agent may have no atom.
func (s *session[A]) idle(agent int) bool {
	for i := range s.law {
		if w := s.law[i].Form.Walk; w != nil && w.End(w.Start(agent)) > 0 {
			return false
		}
	}
	return true
}

// one is an agent being read.
type one[A comparable] struct {
	*session[A]
	seen   map[uint64]A // by hash: the first atom that counts like that
	hand   []A          // of the plan at hand
	idle   bool
	parts  uint64
	places uint64
	first  int // of the span being read, -1 before any
	last   int
	begun  bool
	empty  uint64   // hash of an atom of the span that counts nowhere
	far    uint64   // and of what the agent's end counts
	kinds  []uint64 // by kind of atom: hash of what families count that read no place
	by     []int32
}

// begin begins a span and reports whether no ban refuses it.
func (x *one[A]) begin(span A) bool {
	x.first, x.last = x.l.span(span)
	x.begun = true
	if slices.ContainsFunc(x.spans, func(ban func(A) bool) bool { return ban(span) }) {
		return false
	}
	x.empty = program.Mix(uint64(x.first)<<32 | uint64(x.last))
	x.far = x.empty + x.ends.agent(x.parts, span)
	x.kinds = x.kinds[:0]
	counted := x.far != x.empty || x.places != 0 || len(x.ends.whole) > 0
	if len(x.ends.spans) > 0 {
		for _, a := range x.l.kinds(span) {
			h := counts(x.ends.spans, a)
			x.kinds = append(x.kinds, h)
			counted = counted || h != 0
		}
	}
	return counted || !x.idle || len(x.walks) > 0
}

// counted is the hash of what is counted of an atom.
func (x *one[A]) counted(a A) uint64 {
	h := x.far + x.ends.place(x.places, a, x.l.ends)
	if len(x.kinds) > 0 {
		h += x.kinds[x.l.kind(a)]
	}
	return h
}

// wants reports whether an atom is to be read.
func (x *one[A]) wants(a A) bool {
	if first, last := x.l.span(a); !x.begun || first != x.first || last != x.last {
		if !x.begin(a) {
			return false
		}
	}
	h := x.counted(a)
	if x.idle && h == x.empty && len(x.walks) == 0 {
		return false
	}
	for _, w := range x.walks {
		for state := range w.States {
			next, units := w.Next(state, a)
			h = program.Mix(h ^ uint64(next)<<32 ^ uint64(units))
		}
	}
	if x.again(h, a) || slices.ContainsFunc(x.bans, func(ban func(A) bool) bool { return ban(a) }) {
		return false
	}
	x.by = refused(x.lifted, a, x.by[:0])
	for _, n := range x.by {
		h = program.Mix(h ^ uint64(n+1))
	}
	if len(x.by) > 0 && x.again(h, a) {
		return false
	}
	x.seen[h] = a
	return true
}

// again reports whether an atom that counts alike has been read, and puts that in its place in the plan at hand.
func (x *one[A]) again(h uint64, a A) bool {
	first, ok := x.seen[h]
	if n := slices.Index(x.hand, a); ok && n >= 0 {
		x.hand[n] = first
	}
	return ok
}
