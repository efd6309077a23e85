package instance

import (
	"cmp"
	"slices"
)

// Places are counted in tenths of the unit of costs.
const (
	tenth    = 10
	town     = 22 * tenth  // standard deviation of schools about their town
	access   = 16          // of going to or from a school, at most, in units of costs
	district = 150 * tenth // side of a county of 1,000 teachers
	forced   = 2           // a school is a choice of those that are its nearest, however many lie nearer to them
)

// school lies at a point.
type school struct {
	x, y, size int
	access     int        // part of every cost from and to it
	posts      [2]int32   // first post of each stage, or −1
	nearby     [2][]int32 // other schools with the stage, nearest first but for forced ones, which come before
}

func (s *school) square(o *school) int { return (s.x-o.x)*(s.x-o.x) + (s.y-o.y)*(s.y-o.y) }

// held counts the teachers of all posts that are open.
func (s *school) held(posts []post) (n int) {
	for _, first := range s.posts {
		for k := range subjects {
			if first >= 0 {
				n += posts[int(first)+k].held
			}
		}
	}
	return n
}

// first are the schools that every teacher of the stage may move to.
func (s *school) first(stage int) []int32 {
	return s.nearby[stage][:min(leastChoices, len(s.nearby[stage]))]
}

func (s *school) reaches(i int32, stage int) bool { return slices.Contains(s.first(stage), i) }

// place puts schools about towns, more about the first. The larger the county, the more towns it has and the wider it is.
func (c *county) place() {
	towns, side := 4, district
	for n := 1000; n < c.teachers; n *= 2 {
		towns, side = towns*4/3, side*8/7
	}
	at := make([][2]int, towns)
	for i := range at {
		at[i] = [2]int{c.IntN(side), c.IntN(side)}
	}
	for i := range c.schools {
		s, town := &c.schools[i], at[min(c.IntN(towns), c.IntN(towns), c.IntN(towns))]
		s.x, s.y, s.access = town[0]+c.bell(), town[1]+c.bell(), c.IntN(access+1)
	}
}

// bell is nearly normal, with standard deviation town: the sum of 12 uniform draws of variance town²/12.
func (c *county) bell() (sum int) {
	for range 12 {
		sum += c.IntN(town+1) - town/2
	}
	return sum
}

// near lists for each school of the stage the others.
func (c *county) near(stage int) {
	var open []int32
	for i := range c.schools {
		if c.schools[i].posts[stage] >= 0 {
			open = append(open, int32(i))
		}
	}
	for _, i := range open {
		c.schools[i].nearby[stage] = c.nearest(i, open)
	}
	admirers := make([][]int32, len(c.schools))
	for _, i := range open {
		all := c.schools[i].nearby[stage]
		for _, j := range all[:min(forced, len(all))] {
			admirers[j] = append(admirers[j], i)
		}
	}
	for _, j := range open {
		all := c.schools[j].nearby[stage]
		rest := slices.DeleteFunc(slices.Clone(all), func(i int32) bool { return slices.Contains(admirers[j], i) })
		c.schools[j].nearby[stage] = append(admirers[j], rest...)[:len(all)]
	}
}

// nearest are the schools of a list that are nearest to school i.
func (c *county) nearest(i int32, open []int32) []int32 {
	type far struct {
		square int
		school int32
	}
	var all []far
	for _, j := range open {
		if j != i {
			all = append(all, far{c.schools[i].square(&c.schools[j]), j})
		}
	}
	slices.SortFunc(all, func(p, q far) int { return cmp.Or(cmp.Compare(p.square, q.square), cmp.Compare(p.school, q.school)) })
	list := make([]int32, min(mostChoices, len(all)))
	for k := range list {
		list[k] = all[k].school
	}
	return list
}
