package answer

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// chain says who takes over the post of a principal or vice principal who is sent, who takes over that one's, and so on: until
// the chain closes, or nobody comes.
func (d *desk) chain(a model.Stay) {
	post := d.c.County.Teachers[a.Teacher].Position
	if !post.Leader() {
		return
	}
	var words, ids []string
	for left, closed := a, false; !closed; {
		b, found := d.successor(left, post)
		school := d.c.County.SchoolOf(d.c.County.Teachers[left.Teacher].Home).Name
		if !found {
			words = append(words, d.say("no-successor", "School", school))
			break
		}
		words = append(words, d.say("successor", "School", school, "Name", d.name(b.Teacher), "From", d.c.County.SchoolOf(d.c.County.Teachers[b.Teacher].Home).Name))
		id := d.c.County.Teachers[b.Teacher].ID
		closed = b.Teacher == a.Teacher || slices.Contains(ids, id)
		ids, left = append(ids, id), b
	}
	d.tell("person", d.say("chain", "Position", d.word(post), "Words", strings.Join(words, d.say("and"))), Line{Teachers: ids})
}

// successor finds who of the same position comes to the home school of one who is sent, while she is away.
func (d *desk) successor(a model.Stay, post model.Position) (model.Stay, bool) {
	home := d.c.County.Sections[d.c.County.Teachers[a.Teacher].Home].School
	k := slices.IndexFunc(d.v.Lists.Moves.Stays, func(b model.Stay) bool {
		return d.c.County.Sections[b.Section].School == home && d.c.County.Teachers[b.Teacher].Position == post && b.First <= a.Last && a.First <= b.Last
	})
	if k < 0 {
		return a, false
	}
	return d.v.Lists.Moves.Stays[k], true
}
