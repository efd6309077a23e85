package grouping

import (
	"slices"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// problem is a case compiled, seen as cores and the targets they may take.
type problem struct {
	c       *rule.Case
	p       *program.Program
	atoms   []model.Membership // in the program's order
	cores   []core             // in the order of agents; every other agent has only the empty walk
	at      []int32            // by agent: index in cores, or model.None
	targets []model.SectionID  // sections some core may take, in order
	rivals  [][]int32          // by section: the memberships that would place it
	idle    int64              // what quotas out of reach and agents that are no cores cost, in thousandths
}

// core is an agent that may lead.
type core struct {
	agent  int32
	own    int32 // its own atom
	end    int32 // atoms own+1 .. end-1 are its memberships
	plain  bool  // once it leads, members may be taken in any order, each at a charge of its own
	simple bool  // plain, and any one member meets the Min of every tally

	members [][]int32 // its memberships by section: only one of a section's can be taken, and no two of them are alike
}

// compile reads a law over the memberships of a case.
func compile(c *rule.Case, law []rule.Applied[model.Membership]) *problem {
	n := len(c.County.Sections)
	links := rule.Applied[model.Membership]{Rule: &rule.Rule{Name: "walk"}, Mode: model.Must,
		Form: rule.Form[model.Membership]{Walk: rule.MemberLinks()}}
	p, atoms := program.Compile(program.Source[model.Membership]{
		Agents: n,
		Law:    append([]rule.Applied[model.Membership]{links}, law...),
		Each: func(agent int, open func(model.Membership) bool, visit func(model.Membership)) {
			c.EachMembership(model.SectionID(agent), open, visit)
		},
		Span: rule.MemberSpan,
	})
	pr := &problem{c: c, p: p, atoms: atoms, at: make([]int32, n), rivals: make([][]int32, n), idle: p.FrozenBound()}
	for i := range int32(n) {
		if first := p.First[i]; first < p.First[i+1] && rule.Opens(atoms[first]) {
			pr.enter(i)
			continue
		}
		pr.at[i] = model.None
		pr.idle += p.FullWalkCost(int(i), nil) * program.Thousand
	}
	for s := range pr.rivals {
		if len(pr.rivals[s]) > 0 {
			pr.targets = append(pr.targets, model.SectionID(s))
		}
	}
	return pr
}

// enter notes an agent as a core.
func (pr *problem) enter(agent int32) {
	k := core{agent: agent, own: pr.p.First[agent], end: pr.p.First[agent+1]}
	k.members = pr.membersOf(&k)
	k.plain = pr.plain(&k)
	k.simple = k.plain && pr.oneSuffices(&k)
	pr.at[agent] = int32(len(pr.cores))
	pr.cores = append(pr.cores, k)
	for _, atoms := range k.members {
		s := pr.atoms[atoms[0]].Section
		pr.rivals[s] = append(pr.rivals[s], atoms...)
	}
}

// membersOf returns the memberships of a core by section. Of types that differ in nothing the first will do.
func (pr *problem) membersOf(k *core) (members [][]int32) {
	for a := k.own + 1; a < k.end; a++ {
		n := len(members) - 1
		if n < 0 || pr.atoms[a].Section != pr.atoms[members[n][0]].Section {
			members = append(members, []int32{a})
		} else if !slices.ContainsFunc(members[n], func(b int32) bool { return pr.alike(k, a, b) }) {
			members[n] = append(members[n], a)
		}
	}
	return members
}

// alike reports whether two memberships of a core could stand for each other, and nothing would change.
func (pr *problem) alike(k *core, a, b int32) bool {
	if pr.p.Cost[a] != pr.p.Cost[b] || pr.p.Lists(a) != pr.p.Lists(b) {
		return false
	}
	w := &pr.p.Walks[k.agent]
	for s := range w.States {
		next, charge, ok := w.Step(s, a-k.own)
		if on, again, also := w.Step(s, b-k.own); on != next || again != charge || also != ok {
			return false
		}
	}
	return !slices.ContainsFunc(pr.p.Tally, func(t program.Tally) bool { return t.Weight[a] != t.Weight[b] })
}

// plain reports whether the automaton does nothing but demand the own atom first and charge single steps: from the start
// only the own atom leads on, to a state led, and every other from there to a state group and round in it, at one charge.
func (pr *problem) plain(k *core) bool {
	w := &pr.p.Walks[k.agent]
	led, _, ok := w.Step(0, 0)
	if !ok || led == 0 {
		return false
	}
	group := -1
	for a := int32(1); a < k.end-k.own; a++ {
		if _, _, early := w.Step(0, a); early {
			return false
		}
		to, charge, ok := w.Step(led, a)
		if !ok {
			continue
		}
		if group < 0 {
			group = to
		}
		if on, again, ok := w.Step(to, a); to != group || on != group || again != charge || !ok {
			return false
		}
	}
	return pr.once(k, led) && (group < 0 || pr.once(k, group))
}

// once reports whether the own atom cannot be taken in a state.
func (pr *problem) once(k *core, state int) bool {
	_, _, ok := pr.p.Walks[k.agent].Step(state, 0)
	return !ok
}

func (pr *problem) oneSuffices(k *core) bool {
	for t := range pr.p.Tally {
		y := &pr.p.Tally[t]
		for a := k.own + 1; a < k.end; a++ {
			if y.Weight[k.own]+y.Weight[a] < y.Min {
				return false
			}
		}
	}
	return true
}

// plan lists the memberships of a state.
func (pr *problem) plan(s *program.State) model.Grouping {
	var g model.Grouping
	for i := range pr.cores {
		for _, k := range s.Walks[pr.cores[i].agent] {
			if !rule.Opens(pr.atoms[k]) {
				g.Members = append(g.Members, pr.atoms[k])
			}
		}
	}
	return g
}
