package flow

import "slices"

// reverse turns all arcs round. Every flow of n is one of the reverse, at the same cost; potentials change their signs.
func (n *Network) reverse() *Network {
	r := &Network{Supply: slices.Clone(n.Supply), From: n.To, To: n.From, Lower: n.Lower, Upper: n.Upper, Cost: n.Cost}
	for u := range r.Supply {
		r.Supply[u] = -r.Supply[u]
	}
	return r
}

// reverse makes the solution of the reverse one of the network.
func (s *Solution) reverse() {
	for u := range s.Potential {
		s.Potential[u] = -s.Potential[u]
	}
	if slices.Contains(s.Cut, false) {
		for u := range s.Cut {
			s.Cut[u] = !s.Cut[u]
		}
	}
}
