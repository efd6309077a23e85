package rule

import "github.com/rotateplan/rotate/model"

// presence builds a family of quotas that count presence: −1 where a stay takes somebody away, +1 where it brings her,
// in every term it covers. Quotas are found by their Place; several may share one.
type presence struct {
	c      *Case
	who    func(p *model.Teacher) bool // whose presence counts; nil means everybody's
	quotas []Quota
	first  [GroupPlace + 1][]int32 // by level and slot: 1 + the quota entered last, or 0
	next   []int32                 // by quota: 1 + the quota entered before it at the same place, or 0
}

func (b *presence) add(q Quota) {
	level := q.Place.Level
	if b.first[level] == nil {
		b.first[level] = make([]int32, b.slots(level))
	}
	head := &b.first[level][b.slot(q.Place)]
	b.quotas, b.next = append(b.quotas, q), append(b.next, *head)
	*head = int32(len(b.quotas))
}

// slots returns the number of places of a level.
func (b *presence) slots(level Level) int {
	switch level {
	case LeafPlace:
		return b.c.Terms * len(b.c.County.Sections) * int(model.Subjects)
	case SchoolPlace:
		return b.c.Terms * len(b.c.County.Schools)
	}
	return b.c.Terms * len(b.c.County.Sections)
}

// slot numbers the places of a level.
func (b *presence) slot(p Place) int {
	at := int(p.ID)*b.c.Terms + int(p.Term)
	if p.Level == LeafPlace {
		return at*int(model.Subjects) + int(p.Subject)
	}
	return at
}

func (b *presence) family() *Family[model.Stay] {
	return &Family[model.Stay]{Quotas: b.quotas, Count: func(a model.Stay, add func(int, int64)) {
		p := &b.c.County.Teachers[a.Teacher]
		if b.who != nil && !b.who(p) {
			return
		}
		arriving := a.Subject
		if a.Kind == model.Trainee {
			arriving = model.NoSubject
		}
		for t := a.First; t <= a.Last; t++ {
			b.weigh(p.Home, p.Subject, t, -1, add)
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
		if b.first[place.Level] == nil || place.ID == model.None {
			continue
		}
		for q := b.first[place.Level][b.slot(place)]; q != 0; q = b.next[q-1] {
			add(int(q-1), w)
		}
	}
}

// joined makes one family of several.
func joined[A any](families ...*Family[A]) *Family[A] {
	all := &Family[A]{}
	start := make([]int, len(families))
	for i, f := range families {
		start[i] = len(all.Quotas)
		all.Quotas = append(all.Quotas, f.Quotas...)
	}
	all.Count = func(a A, add func(int, int64)) {
		for i, f := range families {
			f.Count(a, func(q int, w int64) { add(start[i]+q, w) })
		}
	}
	return all
}
