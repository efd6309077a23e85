package gen

import (
	"testing"

	"github.com/rotateplan/rotate/model"
)

func TestTinyIsTinyAndVaried(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(300) {
		c := Tiny(seed)
		soundPostings(c, func(format string, args ...any) {
			t.Errorf("seed %d: "+format, append([]any{seed}, args...)...)
		})
		targets, free := 0, 0
		for s := range c.Sections {
			if c.Target(model.SectionID(s)) {
				targets++
			}
		}
		b := builder{o: Options{Year: c.Year}}
		for i := range c.Teachers {
			free += b.freed(&c.Teachers[i])
			markTeacher(seen, &c.Teachers[i])
		}
		if n := len(c.Schools); n < 3 || n > 6 || targets < 2 || !c.Sections[0].Core() {
			t.Errorf("seed %d: %d schools, %d targets", seed, n, targets)
		}
		if n := len(c.Teachers); n < 5 || n > 14 || free > tinyEligible+1 {
			t.Errorf("seed %d: %d teachers, %d free", seed, n, free)
		}
		markCounty(seen, c)
	}
	for _, what := range []string{"promotion", "no residence", "wishes", "second subject", "continuing", "returning", "housing",
		"junior", "two cores", "no place", "no posts", "existing", "pinned", "forbidden", "forbidden stay"} {
		if seen[what] == 0 {
			t.Errorf("no tiny county has %s", what)
		}
	}
}

func markTeacher(seen map[string]int, p *model.Teacher) {
	count := func(what string, yes bool) {
		if yes {
			seen[what]++
		}
	}
	count("promotion", p.PromotionYear > 0)
	count("no residence", !p.HasResidence)
	count("wishes", len(p.Wishes) > 0)
	count("second subject", p.Subject2 != model.NoSubject)
}

func markCounty(seen map[string]int, c *model.County) {
	cores := 0
	for s := range c.Sections {
		if c.Sections[s].Core() {
			cores++
		}
		if c.Sections[s].Stage == model.Junior {
			seen["junior"]++
		}
	}
	if cores > 1 {
		seen["two cores"]++
	}
	for i := range c.Schools {
		if c.Schools[i].Housing {
			seen["housing"]++
		}
		if !c.Schools[i].HasPlace {
			seen["no place"]++
		}
		if c.Schools[i].Posts < 0 {
			seen["no posts"]++
		}
	}
	for _, x := range c.Pairs {
		seen[x.Status.Code()]++
	}
	for _, x := range c.Postings {
		switch {
		case x.Status == model.ForbiddenPosting:
			seen["forbidden stay"]++
		case x.Status == model.Current && x.Until > model.FirstSeptember(c.Year):
			seen["continuing"]++
		case x.Status == model.Current:
			seen["returning"]++
		}
	}
}
