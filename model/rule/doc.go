// Package rule is the law: the four forms, the case they are applied to, and every rule, one file each.
//
// # The forms
//
// An agent (a candidate core, a teacher) takes one lawful walk: a run of atoms (memberships, stays) in order of their
// spans, no two overlapping, or no atom at all. A rule is one of
//
//	Ban    this atom may not be
//	Price  this atom costs so much
//	Walk   this agent's run of atoms is lawful, at this charge
//	Quota  Min <= Base + Σ weight(a) over all chosen atoms a <= Max
//
// All four speak in units of violation: under must no unit is allowed, under should each unit costs the weight of the
// clause (a quota's violation is ⌈distance to [Min, Max] / Unit⌉ units). So every rule can be hardened, softened or
// switched off without code, and only a quota ties one agent to another.
//
// # Weaker and stricter
//
// A parameter tells in which way its values make the clause weaker (Sense), so that what loosens a policy is known without trying. What a
// clause demands of the same plan may also hang on other clauses (Reads), of which that says nothing.
//
// # Memberships
//
// The agents of grouping are the sections that may lead. A core's first atom is its own section (Membership.Core ==
// Membership.Section, see Opens): it is chosen exactly when the core leads a group, so the number of groups is a count
// of atoms like any other. Walk order is the core itself, then its members by SectionID.
//
// # Stays
//
// The agents of rotation are all teachers. A teacher without lawful stays has only the empty walk, which may still be
// charged. Counts are taken against the baseline: who is where after due returns and before new moves.
//
// # Trips
//
// Itinerant teaching is a problem of its own, asked once the rotation is fixed (Case.WithRotation): the agents are the teachers
// of every term, an atom is so many periods a week at one section short of her subject, walk order is that of the sections. One rule is its
// law, in several forms: how few places and how few periods a teacher goes with (walks) and what her own section can spare (quotas)
// bind in any mode, the way is a price in metre-terms, and what a section lacks is a quota of the clause's mode.
//
// # The cost of a plan
//
//	cost = Σ over agents (prices of her atoms + charges of her walk) + Σ over should-quotas weight · violation
package rule
