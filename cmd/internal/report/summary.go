package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
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
		row("eligible", "n", grouped(int64(n.Eligible)))
		row("movers", "n", grouped(int64(n.Movers)), "share", percent(n.Movers, n.Eligible))
		row("backbone", "n", grouped(int64(n.BackboneMovers)), "share", percent(n.BackboneMovers, n.Movers))
		row("trainees", "n", grouped(int64(n.Trainees)))
		if n.FirstPosts > 0 {
			row("first-posts", "n", grouped(int64(n.FirstPosts)))
		}
		row("home", "returns", len(d.doc.Rotation.Returns), "continuing", len(d.doc.Rotation.Continuing))
		row("travel", "km", kmText(n.TravelMetres), "mean", kmText(per(n.TravelMetres, n.stays())))
		if n.Wished > 0 {
			row("wishes", "wished", grouped(int64(n.Wished)), "granted", grouped(int64(n.Granted)), "first", grouped(int64(n.GrantedFirst)),
				"passed", grouped(int64(n.PassedOver)), "unreasoned", grouped(int64(n.WithoutReason)))
		}
		row("shortage", "before", grouped(n.ShortageBefore), "after", grouped(n.ShortageAfter), "incurable", grouped(n.ShortageIncurable))
		if d.Trips.Asked() {
			row("circuit", "n", grouped(int64(d.travellers())), "given", grouped(n.ShortageItinerant), "left", grouped(n.ShortageAfter-n.ShortageItinerant))
		}
	}
	if k := d.doc.Keep; k != nil {
		rows = append(rows, []string{v.Say("keep.head"), v.Say("keep.text", "announced", k.Announced, "decided", k.Decided,
			"followed", k.Decided-len(k.Released), "changed", len(k.Changes))})
	}
	return grid(nil, rows)
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
	return grid(headers(v, "problem", "cost", "bound", "gap"), rows) + words
}

func (x *Verdict) figures(problem string) []string {
	if x.Status == Given {
		return []string{problem, grouped(int64(x.Account.Cost)), "–", "–"}
	}
	return []string{problem, grouped(int64(x.Account.Cost)), grouped(int64(x.Bound)), ceilPercent(x.Gap())}
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
	text := v.Say("report.within", "name", name, "gap", ceilPercent(x.Gap()), "rest", ceilKm(rest),
		"each", ceilKm((rest+n-1)/n), "one", v.Say("report."+problem+"-one"))
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
				rows = append(rows, []string{label(line.Rule, v), grouped(line.Violations), grouped(int64(line.Cost))})
			}
		}
	}
	if len(rows) == 0 {
		return v.Say("report.uncharged")
	}
	return grid(headers(v, "rule", "units", "charge"), rows)
}

// label names a rule as policies do, in Chinese with its title before.
func label(r *rule.Rule, v say.Voice) string {
	if v.Lang == "zh" {
		return r.Title + " " + r.Name
	}
	return r.Name
}

func headers(v say.Voice, ids ...string) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = v.Say("report.head-" + id)
	}
	return all
}

// grid draws a table for a terminal: columns align whatever the width of their characters.
func grid(head []string, rows [][]string) string {
	t := aligned(rows).Border(lipgloss.NormalBorder())
	if head != nil {
		t = t.Headers(head...)
	}
	return t.String()
}

// list draws rows without lines, one a line.
func list(rows ...[]string) string {
	return aligned(rows).BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).String()
}

func aligned(rows [][]string) *table.Table {
	return table.New().BorderRow(false).Wrap(false).Rows(rows...).
		StyleFunc(func(int, int) lipgloss.Style { return lipgloss.NewStyle().Padding(0, 1) })
}

// grouped writes a number in groups of three digits.
func grouped(n int64) string {
	if n < 0 {
		return "-" + grouped(-n)
	}
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// kmText writes metres as kilometres, rounded to one decimal.
func kmText(m model.Metres) string {
	tenths := (m + 50) / 100
	return grouped(tenths/10) + fmt.Sprintf(".%d", tenths%10)
}

// ceilKm writes metre-terms as kilometre-terms, rounded up to two decimals.
func ceilKm(m int64) string {
	hundredths := (m + 9) / 10
	return grouped(hundredths/100) + fmt.Sprintf(".%02d", hundredths%100)
}

// per shares n among so many, rounded.
func per(n int64, among int) int64 {
	k := int64(max(among, 1))
	return (n + k/2) / k
}

func percent(a, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(a)/float64(max(of, 1))) }

// ceilPercent writes a gap rounded up, so that the sentence "within" stays true.
func ceilPercent(gap float64) string { return fmt.Sprintf("%.2f %%", math.Ceil(gap*10000)/100) }
