package report

import (
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// histories returns the stays of every teacher that began before the plan, by their first day: what `repeat` reads.
func (d *digest) histories() [][]*model.Posting {
	all := make([][]*model.Posting, len(d.c.County.Teachers))
	for i := range d.c.County.Postings {
		if p := &d.c.County.Postings[i]; p.Status == model.Done || p.Status == model.Current {
			all[p.Teacher] = append(all[p.Teacher], p)
		}
	}
	for _, h := range all {
		slices.SortStableFunc(h, func(a, b *model.Posting) int { return int(a.From - b.From) })
	}
	return all
}

// historyTable lists every stay served so far, those sent most often first, so that nobody is sent twice unseen before
// others go once.
func (d *digest) historyTable() book.Sheet {
	s := people("交流经历", d.titled("教师交流经历"), book.Column{"现任教学校", 24}, book.Column{"累计次数", 7}, book.Column{"第几次", 7}, book.Column{"交流学校", 24},
		book.Column{"该校类别", 13}, book.Column{"交流类型", 9}, book.Column{"开始", 9}, book.Column{"结束", 9}, book.Column{"考核结果", 9}, book.Column{"在帮扶对象学期数", 9},
		book.Column{"距期满整年数", 9}, book.Column{"最早可再派学年", 11}, book.Column{"本学年", 10})
	all, doing := d.histories(), d.doing()
	order := make([]model.TeacherID, len(all))
	for t := range order {
		order[t] = model.TeacherID(t)
	}
	slices.SortStableFunc(order, func(a, b model.TeacherID) int { return len(all[b]) - len(all[a]) })
	for _, t := range order {
		home, again := d.school(d.c.County.Teachers[t].Home).Name, d.again(all[t])
		for k, p := range all[t] {
			at := d.sectionOf(p)
			d.personal(&s, t, home, len(all[t]), k+1, d.c.County.Schools[p.School].Name, d.standing(at), p.Kind, p.From.MonthString(),
				p.Until.MonthString(), p.Result.Chinese(), d.termsAtTarget(p, at), d.since(p), again, doing[t])
		}
	}
	s.Notes = []string{"次数含未期满的交流；在帮扶对象学期数计至本学年开始前；“距期满整年数”为上次期满至本学年 9 月 1 日；" + d.repeatNote()}
	return s
}

// sectionOf is where a stay of the past was served: the section of her stage, or the first of the school.
func (d *digest) sectionOf(p *model.Posting) model.SectionID {
	if s := d.c.County.SectionAt(p.School, d.c.County.Teachers[p.Teacher].Stage); s != model.None {
		return s
	}
	return d.c.County.Schools[p.School].Sections[0]
}

// termsAtTarget counts the terms of a stay at a target before the plan's first.
func (d *digest) termsAtTarget(p *model.Posting, at model.SectionID) int {
	n := 0
	if p.From == 0 || !d.c.County.Target(at) {
		return 0
	}
	for index := 2*p.From.Year() - 1; index < d.c.TermIndex(0); index++ {
		n += one(rule.Covers(p, index))
	}
	return n
}

// since returns the full years from the end of a stay to the school year, blank while it runs.
func (d *digest) since(p *model.Posting) any {
	if p.Until == 0 || p.Until >= d.c.Judged(0) {
		return ""
	}
	return p.Until.Next().FullYears(d.c.Judged(0))
}

// again is the first school year in which `repeat` lets a teacher of this history go again.
func (d *digest) again(history []*model.Posting) any {
	k := d.clause("repeat")
	if k.Mode == model.Off {
		return "不限"
	}
	first := d.c.County.Year
	for _, p := range history {
		if p.Until == 0 {
			return "期满后定"
		}
		free := p.Until.Next().AddYears(int(k.Args["years"]))
		for model.FirstSeptember(first) < free {
			first++
		}
	}
	return first
}

func (d *digest) repeatNote() string {
	k := d.clause("repeat")
	if k.Mode == model.Off {
		return "政策未限制再次派出的间隔。"
	}
	return fmt.Sprintf("“最早可再派学年”为期满满 %d 年后的第一个学年（规则“%s”）。", k.Args["years"], rule.Find("repeat").Title)
}

// doing says what a teacher does in the first school year, where it is not to stay.
func (d *digest) doing() []string {
	words := make([]string, len(d.c.County.Teachers))
	for i := range words {
		switch t := model.TeacherID(i); {
		case d.c.Continuing(t) != nil:
			words[i] = "继续交流"
		case d.c.Returning(t) != nil:
			words[i] = "期满返回"
		}
	}
	for _, a := range d.Rotation.Stays {
		if firstYear(a) {
			words[a.Teacher] = "派出（" + a.Kind.Chinese() + "）"
		}
	}
	return words
}
