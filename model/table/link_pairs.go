package table

import "github.com/rotateplan/rotate/model"

var (
	unknownSection = complaint{code: "unknown-section", expected: "学校所设的学段 / a stage that the school teaches",
		remedy: "改正学段；学校有多个学段时必须填写 / correct the stage; where a school has several it must be written"}
	ownMember = complaint{code: "own-member", expected: "另一所学校 / another school",
		remedy: "核心校与成员校不能是同一所：改正或删去 / core and member cannot be the same: correct or remove the row"}
)

// addPair adds the membership of row i.
func (b *builder) addPair(i int) {
	r := &b.pairs.list[i]
	if r.Core == "" || r.Member == "" {
		return
	}
	core, ok := find(b, b.pairs, i, "core_id", r.Core)
	member, found := find(b, b.pairs, i, "member_id", r.Member)
	if !ok || !found {
		return
	}
	s := b.sectionOf(member, r.Stage)
	if s == model.None && r.Stage == model.NoStage {
		s = b.shared(member, core)
	}
	if s == model.None {
		b.pairs.fault(i, "stage", r.Stage.Chinese(), unknownSection)
		return
	}
	lead := b.leading(core, r.CoreStage, s)
	switch {
	case lead == model.None:
		b.pairs.fault(i, "core_id", r.Core, unknownSection)
	case lead == s:
		b.pairs.fault(i, "member_id", r.Member, ownMember)
	default:
		b.pairRow = append(b.pairRow, i)
		b.c.Pairs = append(b.c.Pairs, model.Pair{Core: lead, Member: s, Status: r.Status, Since: r.Since})
		if p := &b.c.Pairs[len(b.c.Pairs)-1]; r.Type != nil {
			p.Type, p.Typed = *r.Type, true
		}
	}
}

// leading returns the section of a school that leads a member: the one of the stage written or, where none is, of the
// member's stage, unless another is the school's only core; else the only section.
func (b *builder) leading(school model.SchoolID, written model.Stage, member model.SectionID) model.SectionID {
	if written != model.NoStage {
		return b.c.SectionAt(school, written)
	}
	var cores []model.SectionID
	for _, s := range b.c.Schools[school].Sections {
		if b.c.Sections[s].Core() {
			cores = append(cores, s)
		}
	}
	same := b.c.SectionAt(school, b.c.Sections[member].Stage)
	switch {
	case len(cores) == 1 && (same == model.None || !b.c.Sections[same].Core()):
		return cores[0]
	case same == model.None:
		return b.sectionOf(school, model.NoStage)
	}
	return same
}

// sectionOf returns the section of a school with a stage, or its only section where no stage is written.
func (b *builder) sectionOf(school model.SchoolID, x model.Stage) model.SectionID {
	sections := b.c.Schools[school].Sections
	if x == model.NoStage && len(sections) == 1 {
		return sections[0]
	}
	return b.c.SectionAt(school, x)
}

// shared returns the only section of a member whose stage the core has too.
func (b *builder) shared(member, core model.SchoolID) model.SectionID {
	only := model.SectionID(model.None)
	for _, s := range b.c.Schools[member].Sections {
		switch {
		case b.c.SectionAt(core, b.c.Sections[s].Stage) == model.None:
		case only != model.None:
			return model.None
		default:
			only = s
		}
	}
	return only
}

// checkPinnedPairs compares the pinned and forbidden pairs of each member.
func (b *builder) checkPinnedPairs() {
	earlier := map[model.SectionID][]int{}
	for k := range b.c.Pairs {
		p := &b.c.Pairs[k]
		for _, j := range earlier[p.Member] {
			o := &b.c.Pairs[j]
			line := b.pairs.lines[b.pairRow[j]]
			switch same := o.Core == p.Core; {
			case o.Status == model.PinnedPair && p.Status == model.PinnedPair && !same:
				b.pairs.fault(b.pairRow[k], "core_id", b.c.SchoolOf(p.Core).ID, contradiction("pinned-to-two-cores", line))
			case same && o.Status+p.Status == model.PinnedPair+model.ForbiddenPair && o.Status != model.Existing && p.Status != model.Existing:
				b.pairs.fault(b.pairRow[k], "status", p.Status.Chinese(), contradiction("pinned-and-forbidden", line))
			case o.Status == model.Existing && p.Status == model.Existing && !same:
				wrong := contradiction("member-of-two-groups", line)
				wrong.warn = true
				b.pairs.fault(b.pairRow[k], "core_id", b.c.SchoolOf(p.Core).ID, wrong)
			}
		}
		earlier[p.Member] = append(earlier[p.Member], k)
	}
}

// addNeed adds a row of demand.
func (b *builder) addNeed(i int) {
	r := &b.needs.list[i]
	if r.School == "" {
		return
	}
	school, ok := find(b, b.needs, i, "school_id", r.School)
	if !ok {
		return
	}
	s := b.sectionOf(school, r.Stage)
	if s == model.None {
		b.needs.fault(i, "stage", r.Stage.Chinese(), unknownSection)
		return
	}
	key := [2]int32{int32(s), int32(r.Subject)}
	if line, ok := b.needLine[key]; ok {
		b.needs.fault(i, "subject", r.Subject.Chinese(), duplicate("duplicate-demand", line))
		return
	}
	b.needLine[key] = b.needs.lines[i]
	b.c.Needs = append(b.c.Needs, model.NeedRow{Section: s, Subject: r.Subject, Periods: max(r.Periods, 0)})
}
