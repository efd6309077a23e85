package instance

import "github.com/rotateplan/rotate/solver/flow"

// network makes room for nodes and arcs.
func network(nodes, arcs int) *flow.Network {
	return &flow.Network{
		Supply: make([]int64, nodes),
		From:   make([]int32, 0, arcs), To: make([]int32, 0, arcs),
		Lower: make([]int64, 0, arcs), Upper: make([]int64, 0, arcs), Cost: make([]int64, 0, arcs),
	}
}

// size counts arcs of choices.
func (c *county) size() (n int) {
	for _, all := range c.choices {
		n += len(all)
	}
	return n
}

// assignment is teachers, posts, schools, sink. A post of n teachers takes about two more or fewer, and a seventh of n. Schools
// keep their size.
func (c *county) assignment() *Instance {
	posts, schools := c.teachers, c.teachers+len(c.posts)
	sink := int32(schools + len(c.schools))
	in := &Instance{Network: network(int(sink)+1, c.size()+int(sink))}
	reward := c.reward()
	for t, home := range c.home {
		in.Supply[t] = 1
		in.AddArc(int32(t), int32(posts)+home, 0, 1, 0)
		for _, x := range c.choices[t] {
			in.AddArc(int32(t), int32(posts)+x.post, 0, 1, x.cost-reward)
		}
	}
	in.Choices = Range{0, len(in.From)}
	for p, x := range c.posts {
		lower, upper := x.bounds()
		in.AddArc(int32(posts+p), int32(schools)+x.school, lower, upper, 0)
	}
	in.Bounds = Range{in.Choices.After, len(in.From)}
	for i := range c.schools {
		n := int64(c.schools[i].held(c.posts))
		in.AddArc(int32(schools+i), sink, n, n, 0)
	}
	in.Supply[sink] = -int64(c.teachers)
	return in
}

func (p post) bounds() (lower, upper int64) {
	n := int64(p.need)
	switch n {
	case 0:
		return 0, 1
	case 1, 2, 3:
		return max(0, n-2), n + 2
	}
	return n - 1 - n/7, n + 2 + n/7
}

// circulation is source, schools that send, teachers, posts, schools that receive, sink, and back to the source. Who stays is
// not in it.
func (c *county) circulation() *Instance {
	posts, receive := c.teachers, c.teachers+len(c.posts)
	send := receive + len(c.schools)
	source := int32(send + len(c.schools))
	sink := source + 1
	in := &Instance{Network: network(int(sink)+1, c.size()+int(sink))}
	quota := int64(c.teachers / 10)
	in.AddArc(sink, source, quota, quota*3/2, 0)
	for i := range c.schools {
		least, most := c.turnover(i)
		in.AddArc(source, int32(send+i), least, most, 0)
	}
	in.Bounds = Range{1, len(in.From)}
	for t, home := range c.home {
		in.AddArc(int32(send)+c.posts[home].school, int32(t), 0, 1, 0)
	}
	in.Choices.First = len(in.From)
	for t, all := range c.choices {
		for _, x := range all {
			in.AddArc(int32(t), int32(posts)+x.post, 0, 1, x.cost)
		}
	}
	in.Choices.After = len(in.From)
	for p, x := range c.posts {
		n := int64(x.held)
		in.AddArc(int32(posts+p), int32(receive)+x.school, 0, min(n+1, 2+n/3), 0)
	}
	for i := range c.schools {
		least, most := c.turnover(i)
		in.AddArc(int32(receive+i), sink, least, most, 0)
	}
	return in
}

// turnover is how many a school sends and how many it receives: 6 % of its teachers, rounded down, to 15 %, rounded up.
func (c *county) turnover(i int) (least, most int64) {
	n := int64(c.schools[i].held(c.posts))
	return n * 6 / 100, (n*15 + 99) / 100
}
