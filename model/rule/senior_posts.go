package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

var _ = define(Rule{
	Name:  "senior-posts",
	Title: "高级岗位",
	Says: "No school, or with pool group no pool of public schools of one affiliation that groups join, has more teachers of senior title " +
		"in a term, trainees included, than its approved senior posts or its baseline, whichever is larger; where none are given, the baseline.",
	SaysZh: "各校（pool 为 group 时：隶属关系相同的公办学校集团合并计算）每学期高级职称教师人数（含跟岗）不超过核定高级岗位数与基准人数中的较大者；未填岗位数的按基准人数。",
	Source: "河南2021年集团化办学指导意见（二）2：隶属关系相同的公办义务教育学校集团，高级岗位可统筹使用 / Henan 2021, (two) 2: senior posts may be pooled in a group of public compulsory schools of one affiliation (grade S); 逐校、与基准取大和权重为设计默认值 / per school, larger of the two and weight: design default (grade D)",
	Mode:   model.Should,
	Weight: 5000,
	Params: []Param{Param{Name: "pool", Says: "whose posts are counted together", SaysZh: "岗位统筹范围"}.
		oneOf("school", "school", "group")},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		pools := c.schoolPools()
		if arg.Int("pool") == 1 {
			pools = c.groupPools()
		}
		return Form[model.Stay]{Quota: c.seniorPosts(pools)}
	},
})

// pools are sets of schools, each numbered by its first: the pool of every school, and by pool the part of a quota key that
// names it.
type pools struct {
	of   []int
	part []string
}

func (c *Case) schoolPools() pools {
	p := pools{make([]int, len(c.County.Schools)), make([]string, len(c.County.Schools))}
	for s := range p.of {
		p.of[s], p.part[s] = s, c.schoolPart(model.SchoolID(s))
	}
	return p
}

// groupPools puts public schools of one affiliation together that are in one group with any of their sections. A post is
// a school's, whatever its sections, and is lent once: groups that share a school share a pool, named after its first core.
func (c *Case) groupPools() pools {
	p, several := c.schoolPools(), map[int]bool{}
	for s, core := range c.lead {
		if core == model.None {
			continue
		}
		if a, b := c.County.Sections[s].School, c.County.Sections[core].School; p.of[a] != p.of[b] && c.mayPool(a, b) {
			several[p.join(p.of[a], p.of[b])] = true
		}
	}
	for _, core := range slices.Backward(c.Cores()) {
		if pool := p.of[c.County.Sections[core].School]; several[pool] {
			p.part[pool] = c.groupPart(core)
		}
	}
	return p
}

// join makes two pools one and returns it.
func (p *pools) join(a, b int) int {
	a, b = min(a, b), max(a, b)
	for s := range p.of {
		if p.of[s] == b {
			p.of[s] = a
		}
	}
	return a
}

// mayPool reports whether two schools are public and of one known affiliation.
func (c *Case) mayPool(a, b model.SchoolID) bool {
	x, y := &c.County.Schools[a], &c.County.Schools[b]
	return x.Ownership == model.Public && y.Ownership == model.Public && x.Affiliation != "" && x.Affiliation == y.Affiliation
}

// seniorPosts bounds the senior teachers of every pool by its posts or its baseline. A school of which no posts are given
// brings its baseline into its pool.
func (c *Case) seniorPosts(p pools) *Family[model.Stay] {
	quotas, first := make([]Quota, 0, c.Terms*len(p.of)), make([]int, len(p.of)) // by pool: its quota of term 0
	for pool, part := range p.part {
		first[pool] = len(quotas)
		for t := model.Term(0); int(t) < c.Terms && p.of[pool] == pool; t++ {
			quotas = append(quotas, Quota{Key: key("senior-posts", part, termPart(t)), Min: NoMin})
		}
	}
	at := func(s model.SectionID) int { return first[p.of[c.County.Sections[s].School]] }
	for t := range c.Terms {
		posts := make([]int64, len(p.of)) // by pool
		for s, n := range c.seniors(model.Term(t)) {
			pool, approved := p.of[s], int64(c.County.Schools[s].SeniorPosts)
			if approved < 0 {
				approved = n
			}
			q := &quotas[first[pool]+t]
			posts[pool], q.Base = posts[pool]+approved, q.Base+n
			q.Max = max(q.Base, posts[pool])
		}
	}
	return parted(quotas, Part[model.Stay]{
		Of: func(agent int) bool { return c.County.Teachers[agent].Title.Senior() },
		Agent: func(a model.Stay, add func(int, int64)) {
			for t := a.First; t <= a.Last; t++ {
				add(at(c.County.Teachers[a.Teacher].Home)+int(t), -1)
			}
		},
		Place: func(a model.Stay, add func(int, int64)) {
			for t := a.First; t <= a.Last; t++ {
				add(at(a.Section)+int(t), +1)
			}
		},
	})
}

// seniors counts the teachers of senior title by school, at baseline.
func (c *Case) seniors(t model.Term) []int64 {
	n := make([]int64, len(c.County.Schools))
	for i := range c.County.Teachers {
		if c.County.Teachers[i].Title.Senior() {
			n[c.County.Sections[c.presence[t][i]].School]++
		}
	}
	return n
}
