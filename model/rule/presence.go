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
	teachers := b.c.County.Teachers
	part := Part[model.Stay]{
		Agent: func(a model.Stay, add func(int, int64)) {
			p := &teachers[a.Teacher]
			for t := a.First; t <= a.Last; t++ {
				b.weigh(p.Home, p.Subject, t, -1, add)
			}
		},
		Place: func(a model.Stay, add func(int, int64)) {
			arriving := a.Subject
			if a.Kind == model.Trainee {
				arriving = model.NoSubject
			}
			for t := a.First; t <= a.Last; t++ {
				b.weigh(a.Section, arriving, t, +1, add)
			}
		},
	}
	if b.who != nil {
		part.Of = func(agent int) bool { return b.who(&teachers[agent]) }
	}
	return parted(b.quotas, part)
}

// parted makes a family whose count is that of one part.
func parted(quotas []Quota, part Part[model.Stay]) *Family[model.Stay] {
	part.To = len(quotas)
	return &Family[model.Stay]{Quotas: quotas, Parts: []Part[model.Stay]{part}, Count: func(a model.Stay, add func(int, int64)) {
		if part.Of != nil && !part.Of(int(a.Teacher)) {
			return
		}
		if part.Agent != nil {
			part.Agent(a, add)
		}
		if part.Place != nil {
			part.Place(a, add)
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

// joined makes one family of several. It has parts if all of them do.
func joined[A any](families ...*Family[A]) *Family[A] {
	all := &Family[A]{}
	start, parted := make([]int, len(families)), true
	for i, f := range families {
		start[i], parted = len(all.Quotas), parted && f.Parts != nil
		all.Quotas = append(all.Quotas, f.Quotas...)
		for _, x := range f.Parts {
			all.Parts = append(all.Parts, Part[A]{start[i] + x.From, start[i] + x.To, x.Of, beyond(start[i], x.Agent), beyond(start[i], x.Place)})
		}
	}
	if !parted {
		all.Parts = nil
	}
	all.Count = func(a A, add func(int, int64)) {
		for i, f := range families {
			f.Count(a, func(q int, w int64) { add(start[i]+q, w) })
		}
	}
	return all
}

// beyond counts in quotas that come after some others.
func beyond[A any](others int, count func(a A, add func(int, int64))) func(a A, add func(int, int64)) {
	if count == nil {
		return nil
	}
	return func(a A, add func(int, int64)) {
		count(a, func(q int, w int64) { add(others+q, w) })
	}
}
