package table

import (
	"slices"

	"github.com/rotateplan/rotate/model"
)

var moveLocks = words(model.Elsewhere, map[model.Lock]string{
	model.Locked: "是 保留 确定 已定 y yes", model.Refused: "不去 不派 不派出 不参加 拒绝派出", model.Elsewhere: "换校"})

// ReadKept reads the lists of a plan that is to be kept as far as the tables of today allow. A line about a teacher or a
// school that is no longer what the line says is doubtful, not wrong: it cannot be kept, or only in part.
func ReadKept(path string, county *model.County, strict bool) (Lists, model.Faults) {
	lists, faults := readLists(path, county, &ledger{aged: true})
	for i := range faults {
		faults[i].Warn = faults[i].Warn && !strict
	}
	return lists, faults
}

// entry is one row of a list of moves.
type entry struct {
	who       model.TeacherID
	stay      model.Stay
	lock      model.Lock
	has       bool // there is a stay: of who goes nowhere there may be none
	announced bool
}

// readMoves reads an exchange list, and what it says of the list announced before it. Original is the list as announced,
// nil where the list itself is what was announced; decisions are lines about teachers who need not be on either.
func (b *builder) readMoves(s, original, decisions *Sheet) (*model.Rotation, []model.Kept) {
	now := b.lines(s)
	r := &model.Rotation{}
	for _, x := range now {
		if x.has && x.lock != model.Refused && x.lock != model.Elsewhere {
			r.Stays = append(r.Stays, x.stay)
		}
	}
	r.Sort()
	of := func(all []entry) map[model.TeacherID][]entry {
		by := map[model.TeacherID][]entry{}
		for _, x := range all {
			by[x.who] = append(by[x.who], x)
		}
		return by
	}
	listed, first, also := of(now), of(b.lines(original)), of(b.lines(decisions))
	var kept []model.Kept
	for i := range b.c.Teachers {
		id := model.TeacherID(i)
		mine := listed[id]
		if original != nil {
			mine = compared(mine, first[id])
		}
		if !slices.ContainsFunc(mine, func(x entry) bool { return x.lock != model.Unlocked }) {
			for _, x := range also[id] {
				x.announced = false
				mine = append(mine, x)
			}
		}
		if len(mine) > 0 {
			kept = append(kept, keptOf(id, mine))
		}
	}
	return r, kept
}

// lines reads the rows of a list of moves. Without a sheet there are none.
func (b *builder) lines(s *Sheet) []entry {
	t := readTable(s, moveColumns, blank[moveRow], b.ledger)
	var all []entry
	for i := range t.list {
		r := &t.list[i]
		x := entry{lock: r.Lock, announced: r.Announced == nil || *r.Announced}
		var known bool
		if x.who, known = b.who(t, i); !known {
			continue
		}
		if r.Lock != model.Refused || r.To != "" || r.ToName != "" {
			x.stay, x.has = b.stay(t, i, x.who)
		}
		if x.has || r.Lock == model.Refused {
			all = append(all, x)
		}
	}
	return all
}

// compared is what a list says of a teacher where the list as announced is at hand too. Lines a person has changed, added
// or taken out without a word are decided all the same.
func compared(now, first []entry) []entry {
	mine := make([]entry, 0, len(now)+len(first))
	for _, x := range first {
		x.lock, x.announced = model.Unlocked, true
		mine = append(mine, x)
	}
	same := func(a, b entry) bool { return a.stay == b.stay }
	lock, marked := model.Locked, slices.ContainsFunc(now, func(x entry) bool { return x.lock != model.Unlocked })
	switch {
	case marked:
		lock = model.Unlocked
	case slices.EqualFunc(ordered(now), ordered(first), same):
		return mine
	case len(now) == 0:
		return append(mine, entry{who: first[0].who, lock: model.Refused})
	}
	for _, x := range now {
		x.announced = false
		x.lock = max(x.lock, lock)
		mine = append(mine, x)
	}
	return mine
}

func ordered(lines []entry) []entry {
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(a, b entry) int { return int(a.stay.First) - int(b.stay.First) })
	return lines
}

// keptOf sums up the lines about a teacher. Of several decisions the one for a certain school counts, then that she stays.
func keptOf(id model.TeacherID, lines []entry) model.Kept {
	k := model.Kept{Teacher: id}
	for _, lock := range []model.Lock{model.Elsewhere, model.Refused, model.Locked} {
		if slices.ContainsFunc(lines, func(x entry) bool { return x.lock == lock }) {
			k.Lock = lock
		}
	}
	for _, x := range ordered(lines) {
		if x.has && x.announced {
			k.Announced = append(k.Announced, x.stay)
		}
		if x.has && x.lock == k.Lock && (k.Lock == model.Locked || k.Lock == model.Elsewhere) {
			k.Decided = append(k.Decided, x.stay)
		}
	}
	return k
}
