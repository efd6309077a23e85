package instance

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Figures of a county. Costs and ways have one unit, about a tenth of a kilometre. They are fitted to the files cty and ctq of
// 1,000 to 20,000 teachers that the benchmarks read.
const (
	teachersPerSchool = 40
	smallest          = 12  // teachers of a school
	leastChoices      = 10  // schools that a teacher may move to, if the county has so many of the stage
	mostChoices       = 60  // at most
	start             = 4   // part of every cost
	teacherNoise      = 30  // a teacher's own part of every cost, at most
	twoStages         = 100 // per mille of schools have both stages
	displaced         = 45  // pairs of teachers, per mille of all teachers, that sit in each other's school
	rewarded          = 8   // per mille of choices cost less than the reward for moving

	// ChoiceNoise is a part of every single cost, at most.
	ChoiceNoise = 24
)

// subjects are the shares of teachers, per mille.
var subjects = [9]int{240, 211, 138, 82, 78, 72, 68, 60, 51}

// post is the teachers of one subject and stage at one school: those it needs, and those who are there.
type post struct {
	school     int32
	need, held int
}

// choice is a post that a teacher may move to, at a cost without reward.
type choice struct {
	post int32
	cost int64
}

// county is drawn once for both forms of network. Teachers are in no order.
type county struct {
	*rand.Rand
	teachers int
	schools  []school
	posts    []post
	home     []int32 // post of each teacher
	choices  [][]choice
}

func drawCounty(teachers int, seed uint64) *county {
	c := &county{Rand: rand.New(rand.NewPCG(seed, uint64(teachers))), teachers: teachers}
	c.schools = make([]school, teachers/teachersPerSchool)
	c.place()
	c.grow()
	c.open()
	for stage := range 2 {
		c.near(stage)
	}
	c.displace()
	c.Shuffle(teachers, func(i, j int) { c.home[i], c.home[j] = c.home[j], c.home[i] })
	c.choose()
	return c
}

// grow draws sizes of schools, skewed as real ones are, and evens them out until they add up to all teachers.
func (c *county) grow() {
	left := c.teachers
	for i := range c.schools {
		size := 1000 * teachersPerSchool
		for range 3 {
			size = size * (50 + c.IntN(101)) / 100
		}
		c.schools[i].size = max(smallest, size/1000)
		left -= c.schools[i].size
	}
	for left != 0 {
		if s := &c.schools[c.IntN(len(c.schools))]; left > 0 {
			s.size++
			left--
		} else if s.size > smallest {
			s.size--
			left++
		}
	}
}

// open gives each school one stage or both, half its size for each, and fills its posts.
func (c *county) open() {
	for i := range c.schools {
		s := &c.schools[i]
		s.posts = [2]int32{-1, -1}
		first := c.IntN(2)
		if c.IntN(1000) < twoStages {
			c.openStage(i, 1-first, s.size/2)
		}
		c.openStage(i, first, s.size-s.held(c.posts))
	}
}

// openStage makes the posts of one stage by the shares of subjects.
func (c *county) openStage(i, stage, size int) {
	c.schools[i].posts[stage] = int32(len(c.posts))
	share, taken := 0, 0
	for _, s := range subjects {
		share += s
		need := (size*share+500)/1000 - taken
		taken += need
		for range need {
			c.home = append(c.home, int32(len(c.posts)))
		}
		c.posts = append(c.posts, post{school: int32(i), need: need, held: need})
	}
}

// displace lets pairs of teachers of two near schools sit in each other's: posts then hold more or fewer than they need, and
// schools as many as ever. Both can change back, so that all bounds can be met.
func (c *county) displace() {
	seats := make([]int32, len(c.posts)+1) // first teacher of each post, as long as none is displaced
	for p := range c.posts {
		seats[p+1] = seats[p] + int32(c.posts[p].need)
	}
	original := slices.Clone(c.home)
	for range c.teachers * displaced / 1000 {
		t := c.IntN(c.teachers)
		a, stage := c.siteOf(original[t])
		if len(c.schools[a].nearby[stage]) == 0 {
			continue
		}
		near := c.schools[a].first(stage)
		b := near[c.IntN(len(near))]
		first, after := seats[c.schools[b].posts[stage]], seats[c.schools[b].posts[stage]+int32(len(subjects))]
		u := int(first) + c.IntN(max(1, int(after-first)))
		if first < after && c.home[t] == original[t] && c.home[u] == original[u] && c.schools[b].reaches(a, stage) {
			shift := c.schools[b].posts[stage] - c.schools[a].posts[stage]
			c.move(t, shift)
			c.move(u, -shift)
		}
	}
}

func (c *county) move(t int, shift int32) {
	c.posts[c.home[t]].held--
	c.home[t] += shift
	c.posts[c.home[t]].held++
}

// siteOf is the school and the stage of a post.
func (c *county) siteOf(p int32) (i int32, stage int) {
	i = c.posts[p].school
	for stage, first := range c.schools[i].posts {
		if first >= 0 && p >= first && p < first+int32(len(subjects)) {
			return i, stage
		}
	}
	panic("post of no stage")
}

// choose gives each teacher the nearest posts of subject and stage.
func (c *county) choose() {
	c.choices = make([][]choice, c.teachers)
	for t, home := range c.home {
		i, stage := c.siteOf(home)
		s := &c.schools[i]
		own := start + s.access + c.IntN(teacherNoise+1)
		near := s.nearby[stage]
		near = near[:min(len(near), leastChoices+c.IntN(mostChoices-leastChoices+1))]
		all := make([]choice, len(near))
		for k, j := range near {
			way := int(math.Sqrt(float64(s.square(&c.schools[j])))) / tenth
			all[k] = choice{c.schools[j].posts[stage] + home - s.posts[stage], int64(own + way + c.schools[j].access + c.IntN(ChoiceNoise+1))}
		}
		c.choices[t] = all
	}
}

// reward is a cost that a few choices are below.
func (c *county) reward() int64 {
	var count []int
	total := 0
	for _, all := range c.choices {
		for _, x := range all {
			for int(x.cost) >= len(count) {
				count = append(count, 0)
			}
			count[x.cost]++
			total++
		}
	}
	below := 0
	for cost, n := range count {
		if below += n; below > total*rewarded/1000 {
			return int64(cost)
		}
	}
	return 0
}
