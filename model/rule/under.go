package rule

import "github.com/rotateplan/rotate/model"

// Under returns the same facts under another law, which may lack bans that the policy has: every section is within
// everybody's reach. Who is eligible stays as the policy says.
func (c *Case) Under(members []Applied[model.Membership], stays []Applied[model.Stay]) *Case {
	d := *c
	d.members, d.stays = members, stays
	d.reach = &reach{}
	d.reach.once.Do(func() { d.reach.always = c.sections })
	return &d
}
