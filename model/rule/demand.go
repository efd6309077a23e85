package rule

import "github.com/rotateplan/rotate/model"

// lessons is one row of the curriculum: periods per week of a class, grade by grade.
type lessons struct {
	stage   model.Stage
	subject model.Subject
	grades  []int64
}

// curriculum is the grade table of Shandong 2023 for the national plan of 2022 (policy-sources.md B2.13), without the
// periods left to localities and schools.
var curriculum = []lessons{
	{model.Primary, model.Chinese, []int64{8, 8, 7, 7, 6, 6}},
	{model.Primary, model.Maths, []int64{4, 4, 4, 4, 5, 5}},
	{model.Primary, model.Foreign, []int64{0, 0, 2, 2, 3, 3}},
	{model.Primary, model.Morality, []int64{3, 3, 3, 3, 2, 2}},
	{model.Primary, model.Science, []int64{1, 1, 2, 2, 2, 2}},
	{model.Primary, model.PE, []int64{4, 4, 3, 3, 3, 3}},
	{model.Primary, model.Music, []int64{2, 2, 2, 2, 2, 2}},
	{model.Primary, model.Art, []int64{2, 2, 2, 2, 2, 2}},
	{model.Primary, model.Practice, []int64{1, 1, 2, 2, 3, 3}},
	{model.Junior, model.Chinese, []int64{5, 4, 5}},
	{model.Junior, model.Maths, []int64{4, 4, 5}},
	{model.Junior, model.Foreign, []int64{4, 4, 4}},
	{model.Junior, model.Morality, []int64{2, 2, 2}},
	{model.Junior, model.History, []int64{2, 2, 2}},
	{model.Junior, model.Geography, []int64{2, 2, 0}},
	{model.Junior, model.Biology, []int64{3, 3, 0}},
	{model.Junior, model.Physics, []int64{0, 2, 3}},
	{model.Junior, model.Chemistry, []int64{0, 0, 3}},
	{model.Junior, model.PE, []int64{3, 3, 3}},
	{model.Junior, model.Music, []int64{1, 1, 1}},
	{model.Junior, model.Art, []int64{1, 1, 1}},
	{model.Junior, model.Practice, []int64{3, 3, 3}},
}

// standardLoad returns the standard load of a full posting in periods per week: the middle of the Shanxi trial standard
// (policy-sources.md B2.09). No document sets it for kindergartens and senior high schools: the former are read as
// primary, the latter as junior.
func standardLoad(stage model.Stage, x model.Subject) int64 {
	if stage == model.Kindergarten || stage == model.Primary {
		switch x {
		case model.Chinese, model.Maths:
			return 15
		case model.Foreign, model.Morality, model.Science, model.PE:
			return 17
		}
		return 19
	}
	switch x {
	case model.Chinese, model.Maths, model.Foreign, model.Physics, model.Chemistry, model.Biology:
		return 11
	case model.Morality, model.History, model.Geography:
		return 13
	}
	return 15
}

// Need returns what a section needs of a subject in periods per week, and whether it is known. It is unknown for
// kindergarten and senior sections of which the bureau lists nothing: they need what they have.
func (c *Case) Need(s model.SectionID, x model.Subject) (periods int64, known bool) {
	n := c.needs[int(s)*int(model.Subjects)+int(x)]
	return max(n, 0), n != unknownNeed
}

// Demand returns the need of a section in whole teachers: need = whole·load + rest with 0 <= rest < load, rest in
// periods per week. Where the need is unknown, whole is the number who deliver the subject at baseline and rest is 0.
func (c *Case) Demand(s model.SectionID, x model.Subject, term model.Term) (whole, rest, load int64) {
	load = c.Load(c.County.Sections[s].Stage, x)
	n, known := c.Need(s, x)
	if !known {
		return int64(c.Delivering(s, x, term)), 0, load
	}
	return n / load, n % load, load
}

// Standard returns the number of teachers a primary or junior section ought to have: the larger of the ratio to pupils
// (1:19 and 1:13.5, policy-sources.md B2.01) and of ⌈Σ need/load⌉ over all subjects. Other stages have none.
func (c *Case) Standard(s model.SectionID) (heads int64, known bool) {
	section := &c.County.Sections[s]
	switch pupils := int64(section.Pupils); section.Stage {
	case model.Primary:
		return max(ceil(pupils, 19), c.fullLoads(s)), true
	case model.Junior:
		return max(ceil(2*pupils, 27), c.fullLoads(s)), true
	}
	return 0, false
}

// fullLoads returns ⌈Σ need/load⌉ of a section, exact: whole posts, and what is left over the common denominator.
func (c *Case) fullLoads(s model.SectionID) int64 {
	stage, common := c.County.Sections[s].Stage, int64(1)
	for x := range model.Subjects {
		load := c.Load(stage, x)
		common *= load / gcd(common, load)
	}
	whole, rest := int64(0), int64(0)
	for x := range model.Subjects {
		need, _ := c.Need(s, x)
		load := c.Load(stage, x)
		whole, rest = whole+need/load, rest+need%load*(common/load)
	}
	return whole + ceil(rest, common)
}

// ceil returns ⌈a/b⌉ for a >= 0, b > 0.
func ceil(a, b int64) int64 { return (a + b - 1) / b }

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
