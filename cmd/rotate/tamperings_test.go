package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// tampering is one way to spoil a plan.
type tampering struct {
	name, named string
	spoil       func(x *tampered)
}

// tamperings are ways to spoil a plan, and what the judge must name. The first five spoil the list alone.
var tamperings = []tampering{
	{"a mover too far", "commute", func(x *tampered) {
		c, err := rule.NewCase(x.county, mustPolicy(x.T, "national-2014"), 1)
		if err != nil {
			x.Fatal(err)
		}
		for i := range x.county.Teachers {
			for s := range x.county.Sections {
				id, at := model.TeacherID(i), model.SectionID(s)
				if !x.sent(id) && c.Commute(id, at) > 20_000 && !x.county.SchoolOf(at).Housing && c.Eligible(id, 0) {
					x.send(id, at)
					x.saveRows()
					return
				}
			}
		}
		x.Fatal("nobody lives far from anywhere")
	}},
	{"one too young in service", "tenure", func(x *tampered) {
		t := x.teacher(func(p *model.Teacher) bool { return x.served(p) < 6 && p.Position == model.Staff })
		x.send(t, x.village(t))
		x.saveRows()
	}},
	{"one exempt", "exemption", func(x *tampered) {
		t := x.teacher(func(p *model.Teacher) bool { return p.Exempt != model.NotExempt })
		x.send(t, x.village(t))
		x.saveRows()
	}},
	{"one head too many", "head-count", func(x *tampered) {
		t := x.teacher(func(p *model.Teacher) bool { return x.served(p) > 8 && p.Exempt == model.NotExempt })
		at := x.village(t)
		for range 3 {
			t := x.teacher(func(p *model.Teacher) bool { return p.Home != at && x.served(p) > 8 })
			x.send(t, at)
		}
		x.saveRows()
	}},
	{"a share just below", "exchange-share", func(x *tampered) {
		for range x.slack("exchange-share") + 1 {
			x.keepHome()
		}
		x.saveRows()
	}},
	{"the rotation's bound raised by 1", "bound", func(x *tampered) {
		x.certificate(func(p *prices) { p.Rotation.Bound++ })
		x.raise("rotation")
	}},
	{"the bound of plan.json alone raised by 1", "bound", func(x *tampered) { x.raise("rotation") }},
	{"the grouping's bound raised by 1", "bound", func(x *tampered) {
		x.certificate(func(p *prices) { p.Grouping.Bound++ })
		x.raise("grouping")
	}},
	{"a price changed", "bound", func(x *tampered) {
		x.certificate(func(p *prices) {
			k := slices.IndexFunc(p.Rotation.Prices, func(q model.QuotaPrice) bool { return q.Lower > 0 })
			p.Rotation.Prices[k].Lower = 0
		})
	}},
	{"a price beyond its weight", "certificate", func(x *tampered) {
		x.certificate(func(p *prices) {
			k := slices.IndexFunc(p.Rotation.Prices, func(q model.QuotaPrice) bool { return strings.HasPrefix(q.Quota, "subject-demand/") })
			p.Rotation.Prices[k].Lower = x.heaviest(p.Rotation.Prices[k].Quota) + 1
		})
	}},
	{"a price so large that 64 bits overflow", "certificate", func(x *tampered) {
		x.certificate(func(p *prices) {
			k := slices.IndexFunc(p.Rotation.Prices, func(q model.QuotaPrice) bool { return strings.HasPrefix(q.Quota, "exchange-share/") })
			if k < 0 {
				k = len(p.Rotation.Prices)
				p.Rotation.Prices = append(p.Rotation.Prices, model.QuotaPrice{Quota: fmt.Sprintf("exchange-share/year=%d", x.county.Year)})
			}
			p.Rotation.Prices[k].Lower = 1 << 60
		})
	}},
	{"a price on a quota there is not", "certificate", func(x *tampered) {
		x.certificate(func(p *prices) {
			p.Grouping.Prices = append(p.Grouping.Prices, model.QuotaPrice{Quota: "membership/school=0"})
		})
	}},
	{"the cost lowered", "cost", func(x *tampered) { x.figure("rotation", "cost", -1) }},
	{"a total raised", "totals.movers", func(x *tampered) { x.figure("totals", "movers", +1) }},
	{"a mover renamed in plan.json", "rotation.moves", func(x *tampered) {
		text := x.read("plan.json")
		other := x.teacher(func(*model.Teacher) bool { return true })
		x.save("plan.json", strings.Replace(text, `"teacher": "`+x.rows[1][0], `"teacher": "`+x.county.Teachers[other].ID, 1))
	}},
	{"a row missing from the list", "rotation.moves", func(x *tampered) {
		x.rows = slices.Delete(x.rows, 1, 2)
		x.saveRows()
	}},
	{"a member taken out of its group", "grouping.groups", func(x *tampered) {
		lines := strings.Split(x.read("groups.csv"), "\n")
		x.save("groups.csv", strings.Join(slices.Delete(lines, 1, 2), "\n"))
	}},
}
