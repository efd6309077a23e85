package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rotateplan/rotate/cmd/internal/book"
	"github.com/rotateplan/rotate/model"
)

// cohort are the eligible teachers: those who move, and those who stay.
type cohort struct{ movers, stayers []model.TeacherID }

func (d *digest) cohort() cohort {
	var c cohort
	moved := make([]bool, len(d.c.County.Teachers))
	for _, a := range d.Rotation.Stays {
		moved[a.Teacher] = moved[a.Teacher] || d.mover(a)
	}
	for i := range moved {
		switch t := model.TeacherID(i); {
		case moved[i]:
			c.movers = append(c.movers, t)
		case d.c.Eligible(t, 0):
			c.stayers = append(c.stayers, t)
		}
	}
	return c
}

// weaker is by how much of a hundred movers may fall short of their colleagues before the sheet gives alarm: a design value.
const weaker = 0.05

// strengths are what schools are said to hold on to (policy-sources.md D04).
var strengths = []struct {
	name string
	has  func(t *model.Teacher) bool
}{
	{"高级及以上职称", func(t *model.Teacher) bool { return t.Title.Senior() }},
	{"县级及以上骨干", backbone},
	{"考核优秀", func(t *model.Teacher) bool { return t.Appraisal == model.Excellent }},
}

// strength sets movers against those of the same subjects who stay: the share of the stayers is weighted by how many
// movers teach each subject.
func (d *digest) strength(c cohort) [][]any {
	rows := [][]any{book.Headed("派强还是派弱", "类别", "交流人数", "占交流教师", "", "占同学科未交流", "提示")}
	for _, k := range strengths {
		var movers, stayers, strong [model.Subjects]float64
		n, expected, counted := 0, 0.0, 0.0
		for _, t := range c.movers {
			p := &d.c.County.Teachers[t]
			n += one(k.has(p))
			movers[p.Subject]++
		}
		for _, t := range c.stayers {
			p := &d.c.County.Teachers[t]
			stayers[p.Subject]++
			strong[p.Subject] += float64(one(k.has(p)))
		}
		for x, m := range movers {
			if stayers[x] > 0 {
				expected, counted = expected+m*strong[x]/stayers[x], counted+m
			}
		}
		like, hint := any(""), ""
		if counted > 0 {
			usual := sixDecimals(expected / counted)
			like = book.Share(usual)
			if sixDecimals(float64(n)/float64(len(c.movers))) < sixDecimals(usual-weaker) {
				hint = "预警：派出者偏弱"
			}
		}
		rows = append(rows, []any{"同学科比较", k.name, n, part(n, len(c.movers)), "", like, hint})
	}
	return append(rows, d.lowest(c))
}

// lowest tells whether those appraised lowest go more often than others (policy-sources.md D17).
func (d *digest) lowest(c cohort) []any {
	low := func(all []model.TeacherID) int {
		n := 0
		for _, t := range all {
			a := d.c.County.Teachers[t].Appraisal
			n += one(a == model.Pass || a == model.Fail)
		}
		return n
	}
	out, home, hint := low(c.movers), low(c.stayers), ""
	if eligible := len(c.movers) + len(c.stayers); eligible*out > (out+home)*len(c.movers)+eligible-1 {
		hint = "预警：末位派出"
	}
	return []any{"末位派出", "基本合格、不合格", out, part(out, len(c.movers)), home, part(home, len(c.stayers)), hint}
}

// tiers are the kinds of places a school lies in.
var tiers = []string{"城区", "镇区", "乡村", "未知"}

func tier(s *model.School) int {
	switch class := s.UrbanRural / 10; {
	case s.Rural():
		return 2
	case class == 11:
		return 0
	case class == 12 || s.InTown():
		return 1
	}
	return 3
}

// flows counts the movers between tiers, and what each tier gains and loses in backbone teachers (policy-sources.md D23).
func (d *digest) flows() [][]any {
	var to [4][4]int
	var out, in [4]int
	for _, a := range d.Rotation.Stays {
		if !d.mover(a) {
			continue
		}
		from, dest := tier(d.school(d.teacher(a).Home)), tier(d.school(a.Section))
		to[from][dest]++
		strong := one(backbone(d.teacher(a)))
		out[from], in[dest] = out[from]+strong, in[dest]+strong
	}
	rows := [][]any{book.Headed("流向（人）", "派出地", "到城区", "到镇区", "到乡村", "到未知", "合计")}
	for i, name := range tiers {
		if n := to[i][0] + to[i][1] + to[i][2] + to[i][3]; n > 0 {
			rows = append(rows, []any{"交流教师流向", name, to[i][0], to[i][1], to[i][2], to[i][3], n})
		}
	}
	rows = append(rows, book.Headed("骨干流向（人）", "地区", "流出", "流入", "净流入", "", "提示"))
	for i, name := range tiers {
		hint := ""
		if i == 2 && in[i] < out[i] {
			hint = "预警：乡村骨干流失"
		}
		if out[i]+in[i] > 0 {
			rows = append(rows, []any{"骨干教师", name, out[i], in[i], in[i] - out[i], "", hint})
		}
	}
	return rows
}

// exemptions tells whether teachers are exempt evenly (policy-sources.md D06): by reason, sex, place and school.
func (d *digest) exemptions() [][]any {
	rows := [][]any{book.Headed("暂缓交流", "类别", "暂缓人数", "教师人数", "暂缓比例", "", "")}
	var reasons [model.OnLeave + 1]int
	var all, sex, place [4][2]int // teachers, exempt
	for i := range d.c.County.Teachers {
		t := &d.c.County.Teachers[i]
		reasons[t.Exempt]++
		for _, x := range []*[2]int{&all[0], &sex[t.Sex], &place[tier(d.school(t.Home))]} {
			x[0], x[1] = x[0]+1, x[1]+one(t.Exempt != model.NotExempt)
		}
	}
	line := func(item, name string, x [2]int) {
		if x[0] > 0 {
			rows = append(rows, []any{item, name, x[1], x[0], part(x[1], x[0]), "", ""})
		}
	}
	line("全县", "合计", all[0])
	for r := model.NotExempt + 1; r <= model.OnLeave; r++ {
		if n := reasons[r]; n > 0 {
			rows = append(rows, []any{"按原因", r.Chinese(), n, "", part(n, all[0][1]), "", ""})
		}
	}
	for i, name := range []string{"未知", model.Male.Chinese(), model.Female.Chinese()} {
		line("按性别", name, sex[i])
	}
	for i, name := range tiers {
		line("按地区", name, place[i])
	}
	return append(rows, d.mostExempt()...)
}

// mostExempt lists the schools with the largest shares of exempt teachers: those with at least three, five schools at most.
func (d *digest) mostExempt() [][]any {
	count := make([][2]int, len(d.c.County.Schools)) // exempt, teachers
	for i := range d.c.County.Teachers {
		t := &d.c.County.Teachers[i]
		x := &count[d.c.County.Sections[t.Home].School]
		x[0], x[1] = x[0]+one(t.Exempt != model.NotExempt), x[1]+1
	}
	var order []int
	for s, x := range count {
		if x[0] >= 3 {
			order = append(order, s)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(count[b][0]*count[a][1], count[a][0]*count[b][1]) })
	var rows [][]any
	for _, s := range order[:min(len(order), 5)] {
		rows = append(rows, []any{"比例最高的学校", d.c.County.Schools[s].Name, count[s][0], count[s][1], part(count[s][0], count[s][1]), "", ""})
	}
	return rows
}

// turns says who goes again while others have never gone.
func (d *digest) turns(c cohort) [][]any {
	all := d.histories()
	again, never := 0, 0
	for _, t := range c.movers {
		again += one(len(all[t]) > 0)
	}
	for _, t := range c.stayers {
		never += one(len(all[t]) == 0)
	}
	return [][]any{book.Headed("轮次", "类别", "人数", "占比", "", "", "提示"),
		{"再次派出", "本次派出者中已交流过的", again, part(again, len(c.movers)), "", "", ""},
		{"从未派出", "符合条件未派出者中从未交流过的", never, part(never, len(c.stayers)), "", "", fmt.Sprintf("逐人见“%s”“%s”", "交流经历", "符合条件未派出")}}
}
