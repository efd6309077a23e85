package model

import (
	"cmp"
	"slices"
)

// Kept is what an earlier list of the same year said of a teacher, and what a person has decided about her since.
type Kept struct {
	Teacher   TeacherID
	Announced []Stay // in order of term; none where she was not on the list
	Lock      Lock
	Decided   []Stay // in order of term: where she goes if Locked, where she does not if Elsewhere; none if Refused
}

// Lapsed is a line of an earlier list that the tables of today no longer bear out: its teacher is not in them, or not the
// school or section to which she was to go. It is told as it was written.
type Lapsed struct {
	Teacher, To  string // ids; of a school its name where the line has no other
	Stage        Stage
	Subject      Subject
	Kind         Kind
	Start, End   string // yyyy-mm; "" where the line does not say
	Name, School string `json:"-"` // of the teacher and the school, where the line says them
}

// Compare orders lines by teacher and by what they say.
func (x *Lapsed) Compare(y *Lapsed) int {
	return cmp.Or(cmp.Compare(x.Teacher, y.Teacher), cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End), cmp.Compare(x.To, y.To),
		cmp.Compare(x.Stage, y.Stage), cmp.Compare(x.Subject, y.Subject), cmp.Compare(x.Kind, y.Kind))
}

// Lock is a decision about a teacher.
type Lock uint8

const (
	Unlocked  Lock = iota // what was announced of her stands as far as it can
	Locked                // she makes the stays decided and no others
	Refused               // she goes nowhere
	Elsewhere             // she does not go to the schools decided
)

var locks = []word{{"", ""}, {"locked", "锁定"}, {"refused", "拒绝"}, {"elsewhere", "不去该校"}}

func (l Lock) Code() string    { return code(locks, int(l)) }
func (l Lock) Chinese() string { return chinese(locks, int(l)) }

// Follows reports whether stays, in order of term, are what was decided of their teacher.
func (c *County) Follows(k *Kept, stays []Stay) bool {
	switch k.Lock {
	case Locked:
		return slices.Equal(k.Decided, stays)
	case Refused:
		return len(stays) == 0
	case Elsewhere:
		return !slices.ContainsFunc(stays, func(a Stay) bool { return c.RuledOut(k, a) })
	}
	return true
}

// RuledOut reports whether a stay leads to a school to which its teacher is not to go.
func (c *County) RuledOut(k *Kept, a Stay) bool {
	return k.Lock == Elsewhere && slices.ContainsFunc(k.Decided, func(b Stay) bool {
		return c.Sections[a.Section].School == c.Sections[b.Section].School
	})
}

// Holds reports whether what was announced of a teacher holds as far as it can: whatever was decided leaves it standing.
func (c *County) Holds(k *Kept) bool {
	return k.Lock == Unlocked || k.Lock == Elsewhere && c.Follows(k, k.Announced)
}
