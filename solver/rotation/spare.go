package rotation

// spare takes out of the plan every stay without which it is as lawful and no dearer, teacher by teacher, until there is
// none: a search that ends early may leave some, and nobody is sent away for nothing.
func (s *solve) spare() {
	for again := true; again; {
		again = false
		for i := range s.plan.Walks {
			again = s.spareOne(int32(i)) || again
		}
	}
}

// spareOne takes out one stay of a teacher, if one is for nothing.
func (s *solve) spareOne(agent int32) bool {
	walk, cost := s.plan.Walks[agent], s.plan.Cost()
	for n := range walk {
		rest := append(walk[:n:n], walk[n+1:]...)
		if _, lawful := s.q.p.WalkCost(int(agent), rest); !lawful && len(rest) > 0 {
			continue
		}
		s.plan.Set(agent, rest)
		if s.plan.Broken() == 0 && s.plan.Cost() <= cost {
			return true
		}
		s.plan.Set(agent, walk)
	}
	return false
}
