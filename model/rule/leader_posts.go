package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:   "leader-posts",
	Title:  "领导职数",
	Says:   "Every school has in every term at least as many principals and vice principals as before, and at most so many more.",
	SaysZh: "各校每学期校长、副校长人数均不少于基准，增加不超过允许数。",
	Source: "明政办〔2017〕118号：领导职数不减少，可适当增加 / Sanming 2017: leader posts not reduced, extra ones possible (grade S); 增加数为设计默认值 / number of extra posts: design default (grade D)",
	Mode:   model.Must,
	Weight: 50000,
	Params: []Param{{Name: "extra", Default: 0, Min: 0, Max: 100, Looser: More, Unit: "posts",
		Says: "extra posts of either kind", SaysZh: "每种职务可增加数"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		return Form[model.Stay]{Quota: joined(
			c.leaderPosts(model.Principal, arg.Int("extra")), c.leaderPosts(model.Vice, arg.Int("extra")))}
	},
})

func (c *Case) leaderPosts(post model.Position, extra int64) *Family[model.Stay] {
	b := &presence{c: c, who: func(p *model.Teacher) bool { return p.Position == post }}
	for t := model.Term(0); int(t) < c.Terms; t++ {
		n := make([]int64, len(c.County.Schools))
		for i := range c.County.Teachers {
			if c.County.Teachers[i].Position == post {
				n[c.County.Sections[c.presence[t][i]].School]++
			}
		}
		for s := range n {
			b.add(Quota{Key: key("leader-posts", c.schoolPart(model.SchoolID(s)), termPart(t), ofPart(post.Code())),
				Base: n[s], Min: n[s], Max: n[s] + extra,
				Place: Place{Level: SchoolPlace, ID: int32(s), Term: t}})
		}
	}
	return b.family()
}
