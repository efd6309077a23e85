package gen

import "github.com/rotateplan/rotate/model"

// post is how many thousandths of a teacher a class takes of a subject: mean periods of the stage's grades over the
// standard load of the built-in tables.
type post struct {
	subject model.Subject
	perMil  int
	scarce  bool // what rural schools lack
}

var curriculum = map[model.Stage][]post{
	model.Primary: {{model.Chinese, 467, false}, {model.Maths, 289, false}, {model.Foreign, 98, true}, {model.Morality, 157, false},
		{model.Science, 98, false}, {model.PE, 196, true}, {model.Music, 105, true}, {model.Art, 105, true}, {model.Practice, 105, false}},
	model.Junior: {{model.Chinese, 424, false}, {model.Maths, 394, false}, {model.Foreign, 364, true}, {model.Morality, 154, false},
		{model.History, 154, false}, {model.Geography, 103, false}, {model.Biology, 182, false}, {model.Physics, 152, false},
		{model.Chemistry, 91, false}, {model.PE, 200, true}, {model.Music, 67, true}, {model.Art, 67, true}, {model.Practice, 200, false}},
}

// Shares in thousandths of the need for which a scarce subject has teachers.
const (
	scarceInVillages = 350
	scarceInTowns    = 900
	scarceElsewhere  = 650 // town centres
)

// subjects draws the subjects of a section's teachers, in random order. Points at equal distances on a line cut in
// proportion to the need keep the mix close to it in every school.
func (b *builder) subjects(s model.SectionID) []model.Subject {
	k := b.kinds[b.c.Sections[s].School]
	share := [...]int{urbanSchool: scarceInTowns, townSchool: scarceElsewhere, villageSchool: scarceInVillages}[k]
	line, total := curriculum[b.c.Sections[s].Stage], 0
	for _, p := range line {
		total += p.weight(share)
	}
	n := b.sizes[s]
	offset := b.below(total)
	list := make([]model.Subject, n)
	for i := range list {
		list[i] = at(line, share, (offset+i*total)/n)
	}
	shuffle(b.dice, list)
	return list
}

func (p post) weight(share int) int {
	if p.scarce {
		return p.perMil * share / 1000
	}
	return p.perMil
}

// at returns the subject in whose piece of the line a point lies.
func at(line []post, share, point int) model.Subject {
	for _, p := range line {
		if point -= p.weight(share); point < 0 {
			return p.subject
		}
	}
	return line[len(line)-1].subject
}

// second draws a second subject of the stage, not the first one.
func (b *builder) second(p *model.Teacher) model.Subject {
	line := curriculum[p.Stage]
	if x := line[b.below(len(line))].subject; x != p.Subject {
		return x
	}
	return model.NoSubject
}
