package conflict

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// How many of those at whom a plan breaks a tighter value are asked about: in a county in which a look takes long fewer.
const (
	forcesMost      = 12
	forcesMostLists = 2
)

// forces notes who forces a value told, if it is the least and that is shown.
func (x *problem) forces(k *step, s *gap, t *Tighter) error {
	if !t.Least {
		return nil
	}
	c, err := x.bound(rule.Changed(x.policy, x.with(k.at(s.never))))
	if err != nil {
		return err
	}
	most := forcesMost
	if large(x.county) && !x.quick {
		most = forcesMostLists
	}
	t.Forces, t.Unreached = x.forced(c, k.change.Rule, s.plan(c), x.known, most)
	return nil
}

// forced asks about the parts of a clause at which a plan breaks the law: only they can be to blame, as the plan shows of all others that they obey it.
func (f *filter[A]) forced(name string, broken []verify.Finding, known []string, most int) (forces, unreached []string) {
	if len(broken) == 1 && f.l.groups {
		if m := f.l.named([]string{broken[0].Where}); len(m) == 1 && !names(m[0].Of) {
			return nil, f.l.unreached(&m[0])
		}
	}
	parts := f.l.blamed(name, broken)
	if len(parts) > most {
		return nil, nil
	}
	var alone []Member
	for _, m := range parts {
		if f.held(name, []Member{m}, known).never {
			alone = append(alone, m)
			forces = append(forces, m.Key())
		}
	}
	if len(alone) == 0 || len(alone) < len(parts) && !f.held(name, f.l.others(name, alone), known).holds {
		return nil, nil
	}
	return forces, nil
}

// held tells whether the law can hold of which one clause asks something of those parts alone.
func (f *filter[A]) held(name string, parts []Member, known []string) settled[A] {
	rounds := roundsFew
	if f.hasty = large(f.county); f.hasty {
		rounds = roundsBrief
	}
	var base, counted []Member
	for _, m := range slices.Concat(slices.DeleteFunc(f.l.members(), func(m Member) bool { return m.Rule == name }), parts) {
		if m.level == quotas {
			counted = append(counted, m)
		} else {
			base = append(base, m)
		}
	}
	return f.begin(base, counted, known, rounds, nil)
}

// parts divides a clause as finely as people speak of it: into quotas that name a school, a group or somebody; into agents what reads them alone, which a
// ban on memberships does not.
func (l *law[A]) parts(name string) []Member {
	var all []Member
	for _, m := range l.members() {
		switch {
		case m.Rule != name:
		case m.level == quotas && !names(m.Of):
		case m.level == quotas:
			all = append(all, m)
		case l.groups && !m.walk:
			for _, part := range l.split(m, l.county) {
				part.level = places
				all = append(all, part)
			}
		case l.groups || !l.byOwn(m.clause):
			all = append(all, l.split(m, l.county)...)
		default:
			for i := range int32(l.agents) {
				all = append(all, Member{Rule: name, Of: l.who(i), clause: m.clause, level: agents, id: i, walk: m.walk})
			}
		}
	}
	return all
}

// names reports whether a key tells of anybody or any place, and not of all in a term or a year.
func names(of string) bool {
	return slices.ContainsFunc(strings.Split(of, "/"), func(part string) bool {
		name, _, _ := strings.Cut(part, "=")
		return slices.Contains([]string{"group", "school", "pair", "core", "teacher", "class"}, name)
	})
}

// blamed returns the parts of a clause that findings tell of; none where one tells of another clause or of everybody.
func (l *law[A]) blamed(name string, broken []verify.Finding) []Member {
	parts := l.parts(name)
	var all []Member
	for _, x := range broken {
		n := slices.IndexFunc(parts, func(m Member) bool { return x.Rule == name && l.tells(x.Where, &m) })
		if n < 0 {
			return nil
		}
		if !slices.Contains(all, parts[n]) {
			all = append(all, parts[n])
		}
	}
	return all
}

// tells reports whether a key is that of a quota, an agent or an atom that a part of a clause is about.
func (l *law[A]) tells(key string, m *Member) bool {
	if m.level == quotas {
		return key == m.Key()
	}
	key = "/" + key + "/"
	return strings.Contains(key, "/"+m.Of+"/") || strings.Contains(key, "member="+m.Of+"/")
}

// others are the parts of a clause but some, with all that names nobody.
func (l *law[A]) others(name string, but []Member) []Member {
	all := slices.DeleteFunc(l.parts(name), func(m Member) bool { return slices.Contains(but, m) })
	for _, m := range l.members() {
		if m.Rule == name && m.level == quotas && !names(m.Of) {
			all = append(all, m)
		}
	}
	return all
}
