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
// program over the agent's spans and the product of the states of all walk rules.
package verify
