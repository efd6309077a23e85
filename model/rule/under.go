package rule

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

// Under returns the same facts under another law, which may lack bans that the policy has: every section is within
// everybody's reach. Who is eligible stays as the policy says.
func (c *Case) Under(members []Applied[model.Membership], stays []Applied[model.Stay]) *Case {
	d := *c
	d.members, d.stays = members, stays
	d.reach = &reach{}
	d.reach.once.Do(func() { d.reach.always = c.sections })
	return &d
}

// Demanding returns the same case under a law that says more of stays than its policy does.
func (c *Case) Demanding(more ...Applied[model.Stay]) *Case {
	d := *c
	d.stays = append(slices.Clip(c.stays), more...)
	return &d
}
