package report

import (
	"fmt"
	"maps"
	"slices"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
	"github.com/rotateplan/rotate/model/rule"
)

// wishes tells who got which wish, and who was passed over (explain, "Wishes").
func (d *digest) wishes() wishesDoc {
	w := wishesDoc{Granted: []int{}, PassedOver: []reasoned{}, WithoutReason: []envy{}}
	if !d.Moves.Asked() {
		return w
	}
	for i := range d.c.County.Teachers {
		t := model.TeacherID(i)
		sent := slices.ContainsFunc(d.moves.Walk(t), firstYear)
		rank, granted := d.moves.Granted(t)
		switch {
		case len(d.c.County.Teachers[t].Wishes) == 0:
		case granted:
			w.Granted = append(w.Granted, make([]int, max(rank+1-len(w.Granted), 0))...)
			w.Granted[rank]++
		case sent:
			w.Elsewhere++
		case d.c.Eligible(t, 0):
			w.Home++
		}
	}
	by := map[string]int{}
	for _, e := range d.envies {
		switch {
		case e.Equal():
			w.Equal++
		case e.WithoutReason():
			w.WithoutReason = append(w.WithoutReason, d.envied(&e))
		default:
			by[e.Rule]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		w.PassedOver = append(w.PassedOver, reasoned{name, by[name]})
	}
	slices.SortStableFunc(w.PassedOver, func(a, b reasoned) int { return b.Posts - a.Posts })
	return w
}

func (d *digest) envied(e *explain.Envy) envy {
	at := e.Held.Section
	return envy{Teacher: d.c.County.Teachers[e.Teacher].ID, Wish: e.Rank + 1, School: d.school(at).ID, Stage: d.stage(at).Code(),
		Subject: e.Held.Subject.Code(), Kind: e.Held.Kind.Code(), Holder: d.teacher(e.Held).ID, Saves: -e.Cost}
}

// wish is the rank of a stay's school among the wishes of its teacher, from 1; 0 where it is not among them, nil where she
// has none.
func (d *digest) wish(a model.Stay) *int {
	all := d.teacher(a).Wishes
	if len(all) == 0 {
		return nil
	}
	rank := slices.Index(all, d.c.County.Sections[a.Section].School) + 1
	return &rank
}

// wishing sums the wishes up, in people.
func (d *digest) wishing(n *Totals, w *wishesDoc) {
	for _, k := range w.Granted {
		n.Granted += k
	}
	n.Wished = n.Granted + w.Elsewhere + w.Home
	if len(w.Granted) > 0 {
		n.GrantedFirst = w.Granted[0]
	}
	passed, unreasoned := map[model.TeacherID]bool{}, map[model.TeacherID]bool{}
	for _, e := range d.envies {
		if passed[e.Teacher] = true; e.WithoutReason() {
			unreasoned[e.Teacher] = true
		}
	}
	n.PassedOver, n.WithoutReason = len(passed), len(unreasoned)
}

// desires are the rows on who got which wish, and on who was passed over and why.
func (d *digest) desires() [][]any {
	n, w := &d.doc.Totals, &d.doc.Rotation.Wishes
	if n.Wished == 0 {
		return nil
	}
	rows := [][]any{book.Headed("意愿", "类别", "人数", "占比", "", "", ""), {"意向满足", "填报意向人数", n.Wished}}
	for i, k := range w.Granted {
		rows = append(rows, []any{"意向满足", wishWord(i + 1), k, part(k, n.Wished)})
	}
	rows = append(rows, []any{"意向满足", "派往其他学校", w.Elsewhere, part(w.Elsewhere, n.Wished)}, []any{"意向满足", "未派出", w.Home, part(w.Home, n.Wished)},
		[]any{"意向落选", "落选人数", n.PassedOver}, book.Headed("意向落选（人次）", "理由", "人次", "占比", "", "", ""))
	for _, x := range w.PassedOver {
		rows = append(rows, []any{"有理由", rule.Find(x.Rule).Title, x.Posts, part(x.Posts, len(d.envies))})
	}
	rows = append(rows, []any{"条件相当", "规则不分先后", w.Equal, part(w.Equal, len(d.envies))},
		[]any{"无理由", "规则以落选者为先", len(w.WithoutReason), part(len(w.WithoutReason), len(d.envies))})
	return append(rows, d.unreasoned()...)
}

// unreasoned lists who is passed over without reason.
func (d *digest) unreasoned() (rows [][]any) {
	for _, e := range d.envies {
		if e.WithoutReason() {
			rows = append(rows, []any{"无理由落选", d.called(e.Teacher), wishWord(e.Rank + 1), "", int64(-e.Cost), "", d.held(&e)})
		}
	}
	if len(rows) > 0 {
		rows = append([][]any{book.Headed("无理由落选名单", "落选教师", "意向", "", "换人可省(米·学期)", "", "岗位与现派教师")}, rows...)
	}
	return rows
}

func wishWord(rank int) string { return fmt.Sprintf("第%d意向", rank) }

// called is a teacher's name and id.
func (d *digest) called(t model.TeacherID) string {
	p := &d.c.County.Teachers[t]
	return fmt.Sprintf("%s（%s）", p.Name, p.ID)
}

// held names a post that is held, and by whom.
func (d *digest) held(e *explain.Envy) string {
	return fmt.Sprintf("%s %s %s：%s", d.school(e.Held.Section).Name, e.Held.Subject.Chinese(), e.Held.Kind.Chinese(), d.called(e.Held.Teacher))
}
