package rule_test

import (
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
)

// BenchmarkCase derives the facts of a county of 150 schools and lists every stay within reach.
func BenchmarkCase(b *testing.B) {
	county := gen.County(gen.Options{Schools: 150, Teachers: 5000})
	policy, _ := rule.LoadPolicy("national-2014")
	for b.Loop() {
		c, err := rule.NewCase(county, policy, 1)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for i := range county.Teachers {
			id := model.TeacherID(i)
			c.Stays(id, c.Reach(id), func(a model.Stay) { n++ })
		}
		if n == 0 {
			b.Fatal("no stays")
		}
	}
}

// BenchmarkBans asks the bans of a county of every stay.
func BenchmarkBans(b *testing.B) {
	county := gen.County(gen.Options{Schools: 60, Teachers: 2000})
	policy, _ := rule.LoadPolicy("national-2014")
	c, err := rule.NewCase(county, policy, 1)
	if err != nil {
		b.Fatal(err)
	}
	law := c.StayLaw()
	for b.Loop() {
		banned := 0
		for i := range county.Teachers {
			id := model.TeacherID(i)
			c.Stays(id, c.Reach(id), func(a model.Stay) {
				for k := range law {
					if ban := law[k].Form.Ban; ban != nil && ban(a) {
						banned++
					}
				}
			})
		}
		if banned == 0 {
			b.Fatal("nothing banned")
		}
	}
}
