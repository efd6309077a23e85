package model_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
)

func TestGradesAsPeopleWriteThem(t *testing.T) {
	for _, x := range []struct {
		stage model.Stage
		text  string
		want  []int
		all   bool
	}{
		{model.Primary, "六年级", []int{6}, true},
		{model.Primary, "６", []int{6}, true},
		{model.Primary, "五、六年级", []int{5, 6}, true},
		{model.Primary, "小五；小六", []int{5, 6}, true},
		{model.Primary, "一至三年级", []int{1, 2, 3}, true},
		{model.Primary, "1-2,六", []int{1, 2, 6}, true},
		{model.Primary, "五六年级", []int{5, 6}, true},
		{model.Primary, "高年级", nil, false},
		{model.Primary, "56", nil, false},
		{model.Primary, "六年级 全校", []int{6}, false},
		{model.Primary, "", nil, true},
		{model.Junior, "九年级", []int{9}, true},
		{model.Junior, "初一至初三", []int{7, 8, 9}, true},
		{model.Junior, "三年级", []int{9}, true},
		{model.Junior, "七八年级", []int{7, 8}, true},
		{model.SeniorHigh, "高三", []int{12}, true},
		{model.SeniorHigh, "十一年级", []int{11}, true},
		{model.SeniorHigh, "三", []int{12}, true},
		{model.Junior, "毕业班", []int{0}, true},
		{model.Kindergarten, "大班", nil, true},
	} {
		var want model.GradeSet
		for _, n := range x.want {
			want |= 1 << n
		}
		if got, all := x.stage.Grades(x.text); got != want || all != x.all {
			t.Errorf("%s %q: %b, all %v; want %b, %v", x.stage.Code(), x.text, got, all, want, x.all)
		}
	}
}

func TestOneClassHasOneName(t *testing.T) {
	for _, x := range []struct {
		stage        model.Stage
		grade, class string
		want         string
		graduating   bool
	}{
		{model.Primary, "", "六(1)班", "6.1", true},
		{model.Primary, "", "六（1）班", "6.1", true},
		{model.Primary, "", "六年级一班", "6.1", true},
		{model.Primary, "", "六年级第1班", "6.1", true},
		{model.Primary, "", "6.1", "6.1", true},
		{model.Primary, "", "6-01班", "6.1", true},
		{model.Primary, "六年级", "(1)班", "6.1", true},
		{model.Primary, "六年级", "一班", "6.1", true},
		{model.Primary, "五、六年级", "1班", "1", true},
		{model.Primary, "", "五1、2班；六1", "5.1 5.2 6.1", true},
		{model.Primary, "", "五1 五（一）班", "5.1", false},
		{model.Primary, "", "十一班", "11", false},
		{model.Primary, "", "6班", "6", false},
		{model.Primary, "", "V2.0班", "V2.0", false},
		{model.Primary, "", "601", "601", false},
		{model.Primary, "六年级", "601", "601", true},
		{model.Primary, "", "二(甲)班", "2.甲", false},
		{model.Primary, "", "七彩班", "七彩", false},
		{model.Primary, "", "班", "", false},
		{model.Junior, "", "九（12）班", "9.12", true},
		{model.Junior, "", "初三2班", "9.2", true},
		{model.Junior, "", "三(2)班", "9.2", true},
		{model.SeniorHigh, "", "高三A班", "12.A", true},
		{model.SeniorHigh, "", "2024级3班", "2024级3", false},
		{model.Kindergarten, "大班", "大一班", "大一", false},
	} {
		p := model.Teacher{Stage: x.stage, Grade: x.grade, Class: x.class}
		if got := strings.Join(p.Classes(), " "); got != x.want {
			t.Errorf("%s %q %q: %q, want %q", x.stage.Code(), x.grade, x.class, got, x.want)
		}
		if got := p.Grades().Has(model.LastGrade(x.stage)); x.stage != model.Kindergarten && got != x.graduating {
			t.Errorf("%s %q %q: graduating %v, want %v", x.stage.Code(), x.grade, x.class, got, x.graduating)
		}
	}
}

// Whatever stands in the cells, a class is named once and by no mark that keys are made of.
func FuzzClasses(f *testing.F) {
	f.Add("六(1)班、2班", "六年级", 2)
	f.Add("初三—2", "七-九", 3)
	f.Fuzz(func(t *testing.T, class, grade string, stage int) {
		p := model.Teacher{Stage: model.Stage(uint(stage) % 5), Grade: grade, Class: class}
		names := p.Classes()
		for i, name := range names {
			if name == "" || strings.Contains(name, "/") || slices.Contains(names[:i], name) {
				t.Errorf("%q in grade %q: %q", class, grade, names)
			}
		}
		if p.Grades() >= 1<<13 {
			t.Errorf("%q in grade %q: grades %b", class, grade, p.Grades())
		}
	})
}
