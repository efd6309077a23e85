package report

import (
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
)

// Summary is a plan on one screen, in people, kilometres and periods: lang is "zh" or "en".
func Summary(p *Plan, lang string) string {
	d, v := digested(p), say.In(lang)
	county := d.c.County
	head := v.Say("report.head", "name", county.Name, "code", county.Code, "year", county.Year, "next", county.Year+1,
		"policy", d.c.Policy.Name, "years", d.c.Years())
	var parts []string
	if top := p.relaxed(v); top != "" {
		parts = append(parts, top)
	}
	parts = append(parts, strings.TrimSpace(head), d.outline(v), d.quality(v), d.charged(v))
	parts = append(parts, d.notFollowed(v)...)
	if n := len(p.Warnings); n > 0 {
		parts = append(parts, v.Say("report.warnings", "n", n))
	}
	return strings.Join(parts, "\n") + "\n"
}

// outline says what the plan does.
func (d *digest) outline(v say.Voice) string {
	n := &d.doc.Totals
	var rows [][]string
	row := func(id string, values ...any) {
		rows = append(rows, []string{v.Say("report." + id), v.Say("report."+id+"-text", values...)})
	}
	if d.Groups.Asked() {
		row("groups", "districts", d.c.Districts(), "groups", len(d.doc.Grouping.Groups), "members", len(d.Grouping.Members), "covered", n.CoveredTargets, "targets", n.Targets)
	}
	if d.Moves.Asked() {
		row("eligible", "n", wording.Grouped(int64(n.Eligible)))
		row("movers", "n", wording.Grouped(int64(n.Movers)), "share", wording.Percent(n.Movers, n.Eligible))
		row("backbone", "n", wording.Grouped(int64(n.BackboneMovers)), "share", wording.Percent(n.BackboneMovers, n.Movers))
		row("trainees", "n", wording.Grouped(int64(n.Trainees)))
		if n.FirstPosts > 0 {
			row("first-posts", "n", wording.Grouped(int64(n.FirstPosts)))
		}
		row("home", "returns", len(d.doc.Rotation.Returns), "continuing", len(d.doc.Rotation.Continuing))
		row("travel", "km", wording.Km(n.TravelMetres), "mean", wording.Km(n.MeanTravel()))
		if n.Wished > 0 {
			row("wishes", "wished", wording.Grouped(int64(n.Wished)), "granted", wording.Grouped(int64(n.Granted)), "first", wording.Grouped(int64(n.GrantedFirst)),
				"passed", wording.Grouped(int64(n.PassedOver)), "unreasoned", wording.Grouped(int64(n.WithoutReason)))
		}
		row("shortage", "before", wording.Grouped(n.ShortageBefore), "after", wording.Grouped(n.ShortageAfter), "incurable", wording.Grouped(n.ShortageIncurable))
		if d.Trips.Asked() {
			row("circuit", "n", wording.Grouped(int64(d.travellers())), "given", wording.Grouped(n.ShortageItinerant), "left", wording.Grouped(n.ShortageAfter-n.ShortageItinerant))
		}
	}
	if k := d.doc.Keep; k != nil {
		rows = append(rows, []string{v.Say("keep.head"), v.Say("keep.text", "announced", k.Announced, "decided", k.Decided,
			"followed", k.Decided-len(k.Released), "changed", len(k.Changes))})
	}
	return wording.Grid(nil, rows)
}

// mostReleased is how many decisions that were not followed are told on a screen.
const mostReleased = 10

// notFollowed lists the decisions the plan does not follow, by the ids of teachers.
func (d *digest) notFollowed(v say.Voice) []string {
	if d.changed == nil || len(d.changed.released) == 0 {
		return nil
	}
	lines := []string{v.Say("keep.not-followed")}
	for i := range d.changed.released {
		if i == mostReleased {
			return append(lines, v.Say("keep.more", "n", len(d.changed.released)-i))
		}
		r := &d.changed.released[i]
		lock := r.Lock.Code()
		if v.Lang == "zh" {
			lock = r.Lock.Chinese()
		}
		lines = append(lines, v.Say("keep.who", "teacher", d.c.County.Teachers[r.Teacher].ID, "lock", lock, "to", d.places(r.Decided), "reason", d.whyNot(r.inShort(), v)))
	}
	return lines
}

// places names the schools of stays, for people.
func (d *digest) places(stays []model.Stay) string {
	names := make([]string, len(stays))
	for i, a := range stays {
		names[i] = d.school(a.Section).Name
	}
	return strings.Join(names, "、")
}

// quality says how good the plan is, and how that is known.
func (d *digest) quality(v say.Voice) string {
	var rows [][]string
	var words string
	for _, x := range []struct {
		problem string
		verdict *Verdict
		among   int // memberships, movers or itinerant teachers: what the rest of the cost is shared among
	}{{"grouping", &d.Groups, len(d.Grouping.Members)}, {"rotation", &d.Moves, d.doc.Totals.Movers}, {"itinerant", &d.Trips, d.travellers()}} {
		if x.verdict.Asked() {
			rows = append(rows, x.verdict.figures(v.Say("report."+x.problem)))
			words += "\n" + x.verdict.words(v, x.problem, x.among)
		}
	}
	return wording.Grid(headers(v, "problem", "cost", "bound", "gap"), rows) + words
}

func (x *Verdict) figures(problem string) []string {
	if x.Status == Given {
		return []string{problem, wording.Grouped(int64(x.Account.Cost)), "–", "–"}
	}
	return []string{problem, wording.Grouped(int64(x.Account.Cost)), wording.Grouped(int64(x.Bound)), wording.CeilPercent(x.Gap())}
}

// words say what is proven; every figure is rounded up, so that "at most" stays true.
func (x *Verdict) words(v say.Voice, problem string, among int) string {
	name, rest, n := v.Say("report."+problem), int64(x.Account.Cost-x.Bound), int64(max(among, 1))
	switch {
	case x.Status == Given:
		return v.Say("report.given", "name", name)
	case rest == 0:
		return v.Say("report.optimal", "name", name)
	}
	text := v.Say("report.within", "name", name, "gap", wording.CeilPercent(x.Gap()), "rest", wording.CeilKm(rest),
		"each", wording.CeilKm((rest+n-1)/n), "one", v.Say("report."+problem+"-one"))
	if x.Status == "effort" || x.Status == "stopped" {
		text += v.Say("report.ended-" + x.Status)
	}
	return text
}

// charged lists the rules that cost something, in the order of the policy.
func (d *digest) charged(v say.Voice) string {
	var rows [][]string
	for _, x := range d.verdicts() {
		for _, line := range x.Account.Rules {
			if line.Cost > 0 {
				rows = append(rows, []string{wording.RuleLabel(line.Rule.Name, v), wording.Grouped(line.Violations), wording.Grouped(int64(line.Cost))})
			}
		}
	}
	if len(rows) == 0 {
		return v.Say("report.uncharged")
	}
	return wording.Grid(headers(v, "rule", "units", "charge"), rows)
}

func headers(v say.Voice, ids ...string) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = v.Say("report.head-" + id)
	}
	return all
}
