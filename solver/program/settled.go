package program

// settled reports by quota whether every plan keeps it, whatever the agents do: then no row need count it. The least and the
// most agents add are no more than bounds: their dearest atoms are taken to follow one another as often as spans allow.
func (c *compiler[A]) settled() []bool {
	p := c.p
	least, most := make([]int64, len(p.Quotas)), make([]int64, len(p.Quotas))
	low, high := make([]int32, len(p.Quotas)), make([]int32, len(p.Quotas)) // of one atom of the agent being read
	read := make([]int32, p.lists.count())                                  // by list: 1 + the agent it was read of last
	var seen []int32
	for i := range p.Agents() {
		seen = seen[:0]
		for k := p.First[i]; k < p.First[i+1]; k++ {
			for _, n := range p.parts[k] {
				if read[n] == int32(i)+1 {
					continue
				}
				read[n] = int32(i) + 1
				quotas, weights := p.lists.at(n)
				for e, q := range quotas {
					if low[q] == 0 && high[q] == 0 {
						seen = append(seen, q)
					}
					low[q], high[q] = min(low[q], weights[e]), max(high[q], weights[e])
				}
			}
		}
		times := p.longest(i)
		for _, q := range seen {
			least[q], most[q] = least[q]+times*int64(low[q]), most[q]+times*int64(high[q])
			low[q], high[q] = 0, 0
		}
	}
	settled := make([]bool, len(p.Quotas))
	for q := range settled {
		settled[q] = least[q] >= p.Quotas[q].Lo && most[q] <= p.Quotas[q].Hi
	}
	return settled
}

// longest returns a number no less than that of the atoms of any walk of an agent.
func (p *Program) longest(agent int) int64 {
	from, to := p.From[p.First[agent]:p.First[agent+1]], p.To[p.First[agent]:p.First[agent+1]]
	if len(from) == 0 {
		return 0
	}
	first, last, short := from[0], to[0], to[0]-from[0]+1
	for k := range from {
		first, last, short = min(first, from[k]), max(last, to[k]), min(short, to[k]-from[k]+1)
	}
	return int64((last - first + 1) / short)
}
