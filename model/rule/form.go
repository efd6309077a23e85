package rule

import "github.com/rotateplan/rotate/model"

// Form is what a rule says of the atoms of one problem (A is model.Membership, model.Stay or model.Trip): exactly one field is set, or
// none where it has nothing to say of a case. Only a ban may have a price beside it, for what may be and is liked less.
// Every form speaks in units of violation. Under must none is allowed; under should each costs the clause's weight. The
// units of a price beside a ban cost as much under must.
//
// A form is asked of many agents at once: its functions, those of its walk, tally and family too, may be called from
// several goroutines, so they read the case and what was derived from it when the form was built, and write nothing.
type Form[A any] struct {
	// Spanwise says that the form reads of an atom nothing but its agent, its span and whether it is a first post: it
	// answers for all atoms of the span at once (destinations of a stay, types of a membership), and may be asked of a
	// stay that names no destination.
	Spanwise bool
	// Ban reports whether the atom may not be (one unit).
	Ban func(a A) bool
	// Price returns the units the atom costs, >= 0.
	Price func(a A) int64
	// Walk is an automaton over the atoms of one agent, in order.
	Walk *Walk[A]
	// Quota bounds weighted counts of chosen atoms: the only form that couples agents.
	Quota *Family[A]
}

// Walk is an automaton that reads the atoms of one agent in order. States are 0..States-1.
// A step that violates the rule still names its next state, so that the same walk can be charged instead of refused.
// Units are never negative. Next answers for every state, also for those an agent never comes to.
type Walk[A any] struct {
	States int
	Start  func(agent int) int
	Next   func(state int, a A) (next int, units int64)
	End    func(state int) (units int64)
	Tally  *Tally[A] // the same walk as a linear count, where it is one
}

// Tally is the walk of a running sum: Σ Weight(a) over the atoms of an agent with at least one atom lies in
// [Min, Max(agent)], each unit outside being one unit of violation. Weights are >= 0.
type Tally[A any] struct {
	Weight func(a A) int64
	Min    int64
	Max    func(agent int) int64
}

// Family is the quotas of one rule. Count calls add for every quota that counts atom a, with the weight it has there
// (several calls for one quota add up); weights are in lowest terms (their greatest common divisor over all atoms is
// divided out by the rule). An atom names only the few quotas it touches, so a county of thousands of quotas stays fast.
type Family[A any] struct {
	Quotas []Quota
	Count  func(a A, add func(quota int, weight int64))
	Of     func(agent int) Run // the quotas in which atoms of an agent may count; nil means all
	Parts  []Part[A]           // where set, Count is their sum
	// Placeless says that Count reads of an atom nothing but its agent, its span and its kind: it may be asked of one that
	// names nothing else, and answers for all like it.
	Placeless bool
	Single    bool // no atom counts in more than one quota, and it weighs 1 or −1 there
}

// Run is the quotas From .. To−1 of a family.
type Run struct{ From, To int }

// reach makes a run, empty at first, reach to others.
func (r *Run) reach(from, to int) {
	if r.From == r.To {
		r.From = from
	}
	r.From, r.To = min(r.From, from), max(r.To, to)
}

// Part counts for a family what hangs on one end of an atom alone, so that it need not be counted anew for every atom. It counts in no quota outside of
// [From, To).
type Part[A any] struct {
	From, To int
	Of       func(agent int) bool                         // whose atoms are counted; nil means everybody's
	Agent    func(a A, add func(quota int, weight int64)) // reads the agent and the span; nil counts nothing
	Place    func(a A, add func(quota int, weight int64)) // reads everything but the agent; nil counts nothing
}

// Open ends of a quota.
const (
	NoMin = -1 << 62
	NoMax = 1 << 62
)

// Quota bounds Base + Σ weights of chosen atoms by [Min, Max].
type Quota struct {
	Key      string     // rule/key=value/…, see Case.Key
	Base     int64      // the count when no atom is chosen
	Min, Max int64      // NoMin, NoMax where open
	Unit     int64      // weights per counted unit; 0 means 1
	Mode     model.Mode // Off means the mode of the clause
	Weight   model.Cost // per unit outside; 0 means the weight of the clause
	Place    Place      // what presence it counts, if it counts presence
}

// Place tells the compiler that a quota counts presence: +1 for each stay that brings somebody to the place, −1 for each
// that takes somebody away from it. Places nest (leaf in section in school), so such quotas can be bounds on arcs of a
// network. It is a hint: the compiler recounts and believes the weights.
type Place struct {
	Level   Level
	ID      int32 // SectionID of a leaf, section or group (its core); SchoolID of a school
	Subject model.Subject
	Term    model.Term
}

// Level is the size of a Place.
type Level uint8

const (
	NoPlace   Level = iota
	LeafPlace       // those delivering Subject at a section
	SectionPlace
	SchoolPlace
	GroupPlace
)

// tallyWalk builds the automaton of a tally: state 0 has read no atom, state 1+s has read atoms of sum s. The state
// saturates at the agent's Max, where every further unit is a violation, or at Min if that is more; top is the largest.
func tallyWalk[A any](t Tally[A], agentOf func(a A) int, top int64) *Walk[A] {
	sum := func(state int) int64 { return max(int64(state)-1, 0) }
	return &Walk[A]{
		States: int(top) + 2,
		Start:  func(int) int { return 0 },
		Next: func(state int, a A) (int, int64) {
			limit, before := t.Max(agentOf(a)), sum(state)
			after := before + t.Weight(a)
			units := max(after-limit, 0) - max(before-limit, 0)
			return 1 + int(min(after, max(limit, t.Min), top)), units
		},
		End: func(state int) int64 {
			if state == 0 {
				return 0
			}
			return max(t.Min-sum(state), 0)
		},
		Tally: &t,
	}
}
