package report

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/explain"
)

const listName = "交流轮岗人员名单"

// public is the list for the notice board (policy-sources.md C6.1): no ids, births, addresses or reasons.
func (d *digest) public() book.Sheet {
	s := book.Sheet{Name: listName, Title: d.titled(d.listTitle()), Columns: []book.Column{{"序号", 6}, {"姓名", 10}, {"性别", 6},
		{"任教学段", 9}, {"任教学科", 11}, {"职称", 9}, {"职务", 9}, {"骨干类别", 9}, {"现任教学校", 24}, {"交流(流入)学校", 24},
		{"交流形式", 10}, {"是否调动人事关系", 10}, {"交流起止时间", 18}, {"备注", 14}}}
	for _, i := range d.listed() {
		a := d.Rotation.Stays[i]
		t := d.teacher(a)
		s.Rows = append(s.Rows, []any{len(s.Rows) + 1, t.Name, t.Sex.Chinese(), d.stage(a.Section).Chinese(), a.Subject.Chinese(),
			t.Title.Chinese(), t.Position.Chinese(), t.Backbone.Chinese(), d.school(t.Home).Name, d.school(a.Section).Name,
			a.Kind.Chinese(), "否", d.start(a) + " 至 " + d.end(a), remark(d.equals(i))})
	}
	if slices.ContainsFunc(d.Equals, func(n int) bool { return n > 1 }) {
		s.Notes = []string{d.recipe()}
	}
	return s
}

// remark says of a line that it was drawn by lot, and from how many.
func remark(equals int) string {
	if equals < 2 {
		return ""
	}
	return fmt.Sprintf("%d 人中抽签", equals)
}

// listTitle is the title of the exchange list: it speaks of principals only where one is on it.
func (d *digest) listTitle() string {
	title := "教师交流轮岗人员名单"
	if slices.ContainsFunc(d.Rotation.Stays, func(a model.Stay) bool { return d.teacher(a).Position.Leader() }) {
		title = "教师校长交流轮岗人员名单"
	}
	var of [model.FirstPost + 1]int
	for _, a := range d.Rotation.Stays {
		of[a.Kind]++
	}
	if of[model.Full] == len(d.Rotation.Stays) {
		return title
	}
	title += fmt.Sprintf("（共 %d 人次：轮岗 %d", len(d.Rotation.Stays), of[model.Full])
	for _, kind := range []model.Kind{model.FirstPost, model.Trainee} {
		if of[kind] > 0 {
			title += fmt.Sprintf("，%s %d", kind.Chinese(), of[kind])
		}
	}
	return title + "）"
}

// listed returns the indices of the stays as the lists show them: trainees after all others.
func (d *digest) listed() []int {
	order := make([]int, len(d.Rotation.Stays))
	for i := range order {
		order[i] = i
	}
	last := func(i int) int { return one(d.Rotation.Stays[i].Kind == model.Trainee) }
	slices.SortStableFunc(order, func(i, j int) int { return last(i) - last(j) })
	return order
}

// titled prefixes the title of a list with county and school year.
func (d *digest) titled(title string) string {
	y := d.c.County.Year
	county := d.c.County.Name
	if county == "" { // the tables name none
		county = "本县"
	}
	return fmt.Sprintf("%s%d—%d学年%s%s", county, y, y+1, title, d.relaxed(inChinese))
}

// internal is the list for the bureau: everything of the public one, and what identifies and explains a line.
func (d *digest) internal() book.Sheet {
	s := book.Sheet{Name: listName, Title: d.titled(d.listTitle() + "（内部）"), Columns: []book.Column{{"序号", 6}, {"教职工号", 18}, {"姓名", 10}, {"性别", 6},
		{"出生年月", 10}, {"任教学段", 9}, {"任教学科", 11}, {"职称", 9}, {"职务", 9}, {"骨干类别", 9}, {"最高学历", 9}, {"参加工作时间", 10},
		{"进本校时间", 10}, {"现任教学校标识码", 14}, {"现任教学校", 22}, {"交流(流入)学校标识码", 14}, {"交流(流入)学校", 22}, {"交流形式", 10},
		{"是否调动人事关系", 10}, {"交流起止时间", 18}, {"通勤增加(公里)", 9}, {"成本(米·学期)", 10}, {"同等条件人数", 9}, {"抽签号", 19},
		{"抽签名次", 9}, {"理由", 40}, {lockHeader, 10}},
		Choices: map[string][]string{lockHeader: lockWords}}
	locked := d.locked()
	for _, i := range d.listed() {
		a, m := d.Rotation.Stays[i], &d.doc.Rotation.Moves[i]
		t := d.teacher(a)
		lot, rank := d.drawn(d.moves, a.Teacher)
		s.Rows = append(s.Rows, []any{len(s.Rows) + 1, t.ID, t.Name, t.Sex.Chinese(), t.Birth.MonthString(), d.stage(a.Section).Chinese(),
			a.Subject.Chinese(), t.Title.Chinese(), t.Position.Chinese(), t.Backbone.Chinese(), t.Degree, t.WorkSince.MonthString(),
			t.SchoolSince.MonthString(), m.From, d.school(t.Home).Name, m.To, d.school(a.Section).Name, a.Kind.Chinese(), "否",
			m.Start + " 至 " + m.End, book.Kilometres(m.Metres), int64(m.Cost), m.Equals, lot, rank, because(a, m.Reasons), locked[a.Teacher]})
	}
	s.Notes = []string{"同等条件人数含本人，1 为无须抽签。" + d.recipe()}
	return s
}

// person is how every internal list names a teacher.
var person = []book.Column{{"序号", 6}, {"教职工号", 18}, {"姓名", 10}, {"任教学段", 9}, {"任教学科", 11}, {"职称", 9}, {"职务", 9}, {"骨干类别", 9}}

func (d *digest) personal(s *book.Sheet, id model.TeacherID, more ...any) {
	t := &d.c.County.Teachers[id]
	row := []any{len(s.Rows) + 1, t.ID, t.Name, d.stage(t.Home).Chinese(), t.Subject.Chinese(), t.Title.Chinese(), t.Position.Chinese(), t.Backbone.Chinese()}
	s.Rows = append(s.Rows, append(row, more...))
}

func people(name, title string, more ...book.Column) book.Sheet {
	return book.Sheet{Name: name, Title: title, Columns: append(person[:len(person):len(person)], more...)}
}

// stayers are the eligible teachers nobody sends, each with the answer to "why not".
func (d *digest) stayers() book.Sheet {
	s := people("符合条件未派出", d.titled("符合交流条件未派出教师"), book.Column{"现任教学校", 24}, book.Column{"抽签号", 19},
		book.Column{"抽签名次", 9}, book.Column{"未派出原因", 70})
	sent, stay := d.sent(), []model.TeacherID{}
	for i := range sent {
		if t := model.TeacherID(i); d.c.Eligible(t, 0) && !sent[t] {
			stay = append(stay, t)
		}
	}
	decided := d.decided()
	for i, x := range d.whyNone(stay) {
		d.personal(&s, stay[i], d.school(d.c.County.Teachers[stay[i]].Home).Name, x.lot, x.rank, decided[stay[i]]+x.sentence)
	}
	s.Notes = []string{"原因是在现方案上只改动一人或对调两人得出的：“单独增派”为其他人不动，多派此人；“代替”为同校同学段的一名派出者留下，由此人去。" +
		"成本以米·学期计，即政策各项权重的合计，越小越好。" + d.recipe()}
	return s
}

// staying says why a teacher is not sent, and what she drew where that was settled by lot.
type staying struct {
	sentence, lot string
	rank          any
}

// whyNone answers for teachers whom nobody sends, runs of them at the same time.
func (d *digest) whyNone(stay []model.TeacherID) []staying {
	all, runs := make([]staying, len(stay)), runtime.GOMAXPROCS(0)
	abreast(runs, func(k int) {
		moves := explain.OfRotation(d.c, d.Rotation)
		for i := len(stay) * k / runs; i < len(stay)*(k+1)/runs; i++ {
			why := moves.WhyNot(stay[i])
			all[i] = staying{sentence: why.Sentence("zh"), rank: ""}
			if why.Instead != nil && why.Instead.Equals > 0 {
				all[i].lot, all[i].rank = d.drawn(moves, stay[i])
			}
		}
	})
	return all
}

// sent marks the teachers with a stay that starts in the first year.
func (d *digest) sent() []bool {
	sent := make([]bool, len(d.c.County.Teachers))
	for _, a := range d.Rotation.Stays {
		sent[a.Teacher] = sent[a.Teacher] || firstYear(a)
	}
	return sent
}

func (d *digest) returning() book.Sheet {
	s := people("期满返回", d.titled("交流期满返回教师"), book.Column{"交流学校", 24}, book.Column{"返回学校", 24}, book.Column{"交流类型", 10},
		book.Column{"交流开始", 10}, book.Column{"交流结束", 10}, book.Column{"考核结果", 10})
	for i := range d.c.County.Teachers {
		if p := d.c.Returning(model.TeacherID(i)); p != nil {
			d.personal(&s, model.TeacherID(i), d.c.County.Schools[p.School].Name, d.school(d.c.County.Teachers[i].Home).Name,
				p.Kind, p.From.MonthString(), p.Until.MonthString(), p.Result.Chinese())
		}
	}
	return s
}

func (d *digest) continuing() book.Sheet {
	s := people("继续交流", d.titled("继续交流教师"), book.Column{"原学校", 24}, book.Column{"交流学校", 24}, book.Column{"交流类型", 10},
		book.Column{"交流开始", 10}, book.Column{"交流结束", 10})
	for i := range d.c.County.Teachers {
		if p := d.c.Continuing(model.TeacherID(i)); p != nil {
			d.personal(&s, model.TeacherID(i), d.school(d.c.County.Teachers[i].Home).Name, d.c.County.Schools[p.School].Name,
				p.Kind, p.From.MonthString(), p.Until.MonthString())
		}
	}
	return s
}

// leaders is the list of principals and vice principals who move (policy-sources.md C6.4).
func (d *digest) leaders() book.Sheet {
	s := book.Sheet{Name: "校长交流名单", Title: d.titled("校长（干部）交流名单"),
		Columns: []book.Column{{"序号", 6}, {"姓名", 10}, {"现任学校及职务", 34}, {"任职年限", 10}, {"拟任学校及职务", 34}}}
	for _, a := range d.Rotation.Stays {
		t := d.teacher(a)
		if !t.Position.Leader() {
			continue
		}
		post := t.Position.Chinese()
		s.Rows = append(s.Rows, []any{len(s.Rows) + 1, t.Name, d.school(t.Home).Name + post, t.SchoolSince.FullYears(d.c.Judged(a.First)),
			d.school(a.Section).Name + duty(a, post)})
	}
	return s
}

// duty is what a leader is to be where she goes: a trainee holds no post.
func duty(a model.Stay, post string) string {
	if a.Kind == model.Trainee {
		return "（" + a.Kind.Chinese() + "）"
	}
	return post
}

// because puts the reasons of a stay into words.
func because(a model.Stay, names []string) string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = wording.Because(a, name, inChinese)
	}
	return strings.Join(all, "；")
}
