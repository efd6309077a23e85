package rule

import (
	"math/big"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
)

// builtinAges writes the built-in retirement ages out as a table: a row for every month in which the age rises.
func builtinAges() []model.RetirementRow {
	var rows []model.RetirementRow
	for _, line := range []struct {
		sex                      model.Sex
		post                     model.Post
		years, from, step, delay int
	}{
		{model.Male, model.AnyPost, 60, 1965, 4, 36}, {model.Female, model.ManagerPost, 55, 1970, 4, 36},
		{model.Female, model.FirstRank, 55, 1970, 4, 36}, {model.Female, model.TeacherPost, 50, 1975, 2, 60},
	} {
		rows = append(rows, model.RetirementRow{Sex: line.sex, Post: line.post, Months: 12 * line.years})
		for k := 1; k <= line.delay; k++ {
			born := 12*line.from + (k-1)*line.step
			rows = append(rows, model.RetirementRow{Sex: line.sex, Post: line.post, BornFrom: model.Day(born/12, born%12+1, 1), Months: 12*line.years + k})
		}
	}
	return rows
}

// TestBuiltinAgesAsATable holds the table, in reverse order, to the built-in rule for every month of birth.
func TestBuiltinAgesAsATable(t *testing.T) {
	rows := builtinAges()
	for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
		rows[i], rows[j] = rows[j], rows[i]
	}
	own := (&Case{County: &model.County{Retirement: rows}}).retirement()
	people := 0
	for year := 1950; year <= 1990; year++ {
		for month := 1; month <= 12; month++ {
			for _, day := range []int{1, 17, 28} {
				for _, sex := range []model.Sex{model.Male, model.Female} {
					for _, p := range []model.Teacher{{}, {Title: model.SecondTitle}, {Title: model.FirstTitle}, {Title: model.SeniorTitle},
						{Position: model.Middle}, {Position: model.Principal, Title: model.SeniorTitle}} {
						p.Sex, p.Birth = sex, model.Day(year, month, day)
						if got, want := own(&p), retires(&p); got != want {
							t.Fatalf("%s %s born %d retires %d by the table, %d by the rule", sex.Code(), p.Post().Code(), p.Birth, got, want)
						}
						people++
					}
				}
			}
		}
	}
	if people != 41*12*3*2*6 {
		t.Error(people)
	}
}

// TestRetirementTableReplaces sends away whom the built-in ages keep, and keeps whom those send.
func TestRetirementTableReplaces(t *testing.T) {
	g := newGround()
	a := g.school(town, model.Ordinary, model.Primary)[0]
	man := g.teacher(a, func(p *model.Teacher) { p.Birth = model.Day(1970, 3, 1) })
	woman := g.teacher(a, func(p *model.Teacher) { p.Sex, p.Birth = model.Female, model.Day(1985, 3, 1) })
	on := map[string]Args{"near-retirement": {}}
	if c := g.under(t, 1, on); c.Eligible(man, 0) || !c.Eligible(woman, 0) {
		t.Fatal("the built-in ages are not what this case is about")
	}
	g.Retirement = []model.RetirementRow{{Sex: model.Male, Months: 720}, {Sex: model.Male, BornFrom: model.Day(1970, 3, 1), Months: 739},
		{Sex: model.Male, BornFrom: model.Day(1970, 4, 1), Months: 720},
		{Sex: model.Female, Post: model.TeacherPost, Months: 558}, {Sex: model.Female, Post: model.ManagerPost, Months: 720}, {Sex: model.Female, Post: model.FirstRank, Months: 720}}
	if c := g.under(t, 1, on); !c.Eligible(man, 0) || c.Eligible(woman, 0) {
		t.Error("the table does not replace the built-in ages") // he is due in October 2031, she in September 2031
	}
	g.Retirement[1].Months, g.Retirement[3].Months = 738, 559
	if c := g.under(t, 1, on); c.Eligible(man, 0) || !c.Eligible(woman, 0) {
		t.Error("a month less, a month more")
	}
}

// TestBuiltinLessonsAsATable writes the built-in curriculum and loads out as tables: every need is the same.
func TestBuiltinLessonsAsATable(t *testing.T) {
	g := newGround()
	s := g.school(town, model.Ordinary, model.Primary, model.Junior, model.SeniorHigh)
	for _, row := range curriculum {
		for grade, periods := range row.grades {
			g.Curriculum = append(g.Curriculum, model.LessonRow{Stage: row.stage, Grade: grade + 1, Subject: row.subject, Periods: int(1000 * periods)})
		}
	}
	for stage := model.Kindergarten; stage <= model.SeniorHigh; stage++ {
		for x := range model.Subjects {
			g.Loads = append(g.Loads, model.LoadRow{Stage: stage, Subject: x, Periods: int(standardLoad(stage, x))})
		}
	}
	plain := newGround()
	plain.school(town, model.Ordinary, model.Primary, model.Junior, model.SeniorHigh)
	for classes := range 200 {
		for _, k := range s {
			g.Sections[k].Classes, plain.Sections[k].Classes = classes, classes
		}
		own, built := g.under(t, 1, nil), plain.under(t, 1, nil)
		for _, k := range s {
			for x := range model.Subjects {
				whole, rest, load := own.Demand(k, x, 0)
				whole2, rest2, load2 := built.Demand(k, x, 0)
				if whole != whole2 || rest != rest2 || load != load2 {
					t.Fatalf("%d classes, %s: %d, %d, %d by the table, %d, %d, %d built in", classes, x.Code(), whole, rest, load, whole2, rest2, load2)
				}
			}
			n, known := own.Standard(k)
			if m, also := built.Standard(k); n != m || known != also {
				t.Fatalf("%d classes: standard %d by the table, %d built in", classes, n, m)
			}
		}
	}
}

// TestOwnLessonsAndLoads: a stage of the table is replaced as a whole, another is not; a load by itself.
func TestOwnLessonsAndLoads(t *testing.T) {
	g := newGround()
	s := g.school(town, model.Ordinary, model.Primary, model.Junior, model.SeniorHigh)
	for _, k := range s {
		g.Sections[k].Classes = 7
	}
	g.Curriculum = []model.LessonRow{{Stage: model.Primary, Subject: model.Chinese, Periods: 4333},
		{Stage: model.Primary, Grade: 1, Subject: model.Maths, Periods: 4000}, {Stage: model.Primary, Grade: 2, Subject: model.Maths, Periods: 4500},
		{Stage: model.Primary, Grade: 3, Subject: model.Art, Periods: 1000}, {Stage: model.SeniorHigh, Subject: model.Foreign, Periods: 4000}}
	g.Loads = []model.LoadRow{{Stage: model.Junior, Subject: model.Chinese, Periods: 12}}
	g.Needs = []model.NeedRow{{Section: s[0], Subject: model.Music, Periods: 9}}
	c := g.under(t, 1, nil)
	for _, x := range []struct {
		s          model.SectionID
		x          model.Subject
		need, load int64
	}{
		{s[0], model.Chinese, 31, 15}, {s[0], model.Maths, 20, 15}, {s[0], model.Art, 3, 19}, // ⌈30.331⌉, ⌈7·8.5/3⌉, ⌈7/3⌉
		{s[0], model.Science, 0, 17}, {s[0], model.Music, 9, 19}, // not listed; of the bureau's own demand
		{s[1], model.Chinese, 33, 12}, {s[1], model.Maths, 31, 11},
		{s[2], model.Foreign, 28, 11}, {s[2], model.Maths, 0, 11},
	} {
		need, known := c.Need(x.s, x.x)
		if _, _, load := c.Demand(x.s, x.x, 0); need != x.need || !known || load != x.load {
			t.Errorf("%s %s: need %d %t, load %d, want %d, %d", c.SectionKey(x.s), x.x.Code(), need, known, load, x.need, x.load)
		}
	}
}

// TestFullLoadsIsExact holds the sum of need over load to rational numbers.
func TestFullLoadsIsExact(t *testing.T) {
	for seed := range uint64(5) {
		county := gen.County(gen.Options{Schools: 10, Teachers: 100, Seed: seed, Own: true})
		for x := range model.Subjects { // the widest spread of loads
			county.Loads = append(county.Loads, model.LoadRow{Stage: model.Primary, Subject: x, Periods: 30 - int(x)})
		}
		c, err := NewCase(county, base(), 1)
		if err != nil {
			t.Fatal(err)
		}
		for s := range county.Sections {
			sum := new(big.Rat)
			for x := range model.Subjects {
				need, _ := c.Need(model.SectionID(s), x)
				sum.Add(sum, big.NewRat(need, c.Load(county.Sections[s].Stage, x)))
			}
			up := new(big.Int).Div(new(big.Int).Add(sum.Num(), new(big.Int).Sub(sum.Denom(), big.NewInt(1))), sum.Denom())
			if got := c.fullLoads(model.SectionID(s)); got != up.Int64() {
				t.Fatalf("seed %d: section %d needs %d loads, want %v", seed, s, got, up)
			}
		}
	}
}
