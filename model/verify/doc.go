// Package verify is the judge: it recounts every rule of a plan from the case and the list alone, and computes what a
// certificate really proves. It shares no code with any solver and is believed over them.
//
// # What a certificate proves
//
// For any prices lower, upper >= 0 (in thousandths of a metre-term),
//
//	bound = Σ over quotas (lower · (Min − Base) − upper · (Max − Base))
//	      + Σ over agents of the cheapest lawful walk, when each atom costs its own prices and charges plus
//	        Σ over the quotas that count it of weight · (upper − lower)
//
// never exceeds the cost of the best plan, provided a should-quota's prices are at most Weight/Unit and the price of an
// open side is 0. (Lagrangian duality: the prices of a must-quota are its multipliers; a should-quota's violation costs
// Weight per Unit, so that at a higher price violating it would be cheaper.) The cheapest walk is found by a dynamic
// program over the agent's spans and the product of the states of all walk rules. Where states become many, those are dropped from
// which even a relaxed law leads to nothing cheaper (ahead.go, tally.go).
//
// A tree of lists proves the least of its leaves, each a bound of its own part of the plans: those with one of some atoms of an agent, or
// with none; those in which at most so many atoms count in a quota, or more. Of the few who count in a quota more is known than of all:
// its rounding (count.go), whose price is paid out of the same Weight.
//
// A list may price cuts beside the quotas: inequalities that follow from the law because plans are whole. A certificate says of which sides of
// quotas a cut is made, and how often; what it comes to is derived here (cut.go), and its price is paid out of the same Weights too.
package verify
