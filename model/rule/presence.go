package rule

import "github.com/rotateplan/rotate/model"

// presence builds a family of quotas that count presence: −1 where a stay takes somebody away, +1 where it brings her,
// in every term it covers. Quotas are found by their Place; several may share one.
type presence struct {
	c      *Case
	quotas []Quota
	at     map[Place][]int
}

func (b *presence) add(q Quota) {
	if b.at == nil {
		b.at = map[Place][]int{}
	}
	b.at[q.Place] = append(b.at[q.Place], len(b.quotas))
	b.quotas = append(b.quotas, q)
}

func (b *presence) family() *Family[model.Stay] {
	return &Family[model.Stay]{Quotas: b.quotas, Count: func(a model.Stay, add func(int, int64)) {
		p := &b.c.County.Teachers[a.Teacher]
		for t := a.First; t <= a.Last; t++ {
			b.weigh(p.Home, p.Subject, t, -1, add)
			arriving := a.Subject
			if a.Kind == model.Trainee {
				arriving = model.NoSubject
			}
			b.weigh(a.Section, arriving, t, +1, add)
		}
	}}
}

// weigh adds w to every quota of the places that contain a teacher at section s who delivers subject x.
func (b *presence) weigh(s model.SectionID, x model.Subject, t model.Term, w int64, add func(int, int64)) {
	places := [...]Place{
		{Level: LeafPlace, ID: int32(s), Subject: x, Term: t},
		{Level: SectionPlace, ID: int32(s), Term: t},
		{Level: SchoolPlace, ID: int32(b.c.County.Sections[s].School), Term: t},
		{Level: GroupPlace, ID: int32(b.c.lead[s]), Term: t},
	}
	for _, place := range places {
		for _, q := range b.at[place] {
			add(q, w)
		}
	}
}
