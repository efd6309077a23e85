package rule

import "github.com/rotateplan/rotate/model"

var _ = define(Rule{
	Name:  "class-continuity",
	Title: "班级稳定",
	Says: "In every school year at most the given share, rounded up, of those who teach a class leave it on a new stay, trainees " +
		"included. Where the table of teachers names no class nothing is asked.",
	SaysZh: "每学年每个班级的任教教师中，新派出交流（含跟岗）者不超过规定比例（向上取整）；教师表未填任教班级的不作要求。",
	Source: "据家长对中途、频繁更换教师的反映 / after parents' complaints about teachers who change often or in mid-course (grade P for the problem); 每班每学年30%和权重为设计默认值 / 30 % of a class in a year and weight: design default (grade D)",
	Mode:   model.Should,
	Weight: 1000,
	Params: []Param{{Name: "share", Default: 300, Min: 0, Max: 1000, Looser: More, Unit: "per mille",
		Says: "share of a class's teachers who may leave", SaysZh: "一个班级可离任教师千分比"}},
	Stay: func(c *Case, arg Args) Form[model.Stay] {
		return Form[model.Stay]{Quota: c.classQuotas(arg.Int("share"))}
	},
})

// class is a class of the section where its teachers are posted today.
type class struct {
	section model.SectionID
	name    string
}

// classes are those that teachers' rows name: how many teach each, and by teacher those from which a plan may take her. The row of
// one who is away today names classes of her host: she is one of their teachers, but no plan takes her from them.
type classes struct {
	all    []class
	n      []int64
	leaves [][]int
}

func (c *Case) classes() *classes {
	x, number := &classes{leaves: make([][]int, len(c.County.Teachers))}, map[class]int{}
	for t := range c.County.Teachers {
		p := &c.County.Teachers[t]
		for _, name := range p.Classes() {
			k := class{c.postedAt(p), name}
			i, known := number[k]
			if !known {
				i = len(x.all)
				number[k], x.all, x.n = i, append(x.all, k), append(x.n, 0)
			}
			if x.n[i]++; k.section == p.Home {
				x.leaves[t] = append(x.leaves[t], i)
			}
		}
	}
	return x
}

// classQuotas bounds for every class and year those who leave it by ⌈perMille·n/1000⌉, n all who teach it.
func (c *Case) classQuotas(perMille int64) *Family[model.Stay] {
	x := c.classes()
	var quotas []Quota
	for y := range c.Years() {
		for i, k := range x.all {
			quotas = append(quotas, Quota{Key: key("class-continuity", c.SectionKey(k.section), "class="+k.name, c.yearPart(y)),
				Min: NoMin, Max: ceil(perMille*x.n[i], 1000)})
		}
	}
	return parted(quotas, Part[model.Stay]{
		Of: func(agent int) bool { return len(x.leaves[agent]) > 0 },
		Agent: func(a model.Stay, add func(int, int64)) {
			for _, i := range x.leaves[a.Teacher] {
				add(int(a.First)/2*len(x.all)+i, 1)
			}
		},
	})
}
