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
	parts := []string{head, d.outline(v), d.quality(v), d.charged(v)}
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
		row("groups", "groups", len(d.doc.Grouping.Groups), "members", len(d.Grouping.Members), "covered", n.CoveredTargets, "targets", n.Targets)
	}
	if d.Moves.Asked() {
		row("eligible", "n", grouped(int64(n.Eligible)))
		row("movers", "n", grouped(int64(n.Movers)), "share", percent(n.Movers, n.Eligible))
		row("backbone", "n", grouped(int64(n.BackboneMovers)), "share", percent(n.BackboneMovers, n.Movers))
		row("trainees", "n", grouped(int64(n.Trainees)))
		row("home", "returns", len(d.doc.Rotation.Returns), "continuing", len(d.doc.Rotation.Continuing))
		row("travel", "km", kmText(n.TravelMetres), "mean", kmText(per(n.TravelMetres, n.Movers+n.Trainees)))
		row("shortage", "before", grouped(n.ShortageBefore), "after", grouped(n.ShortageAfter), "incurable", grouped(n.ShortageIncurable))
	}
	return grid(nil, rows)
}

// quality says how good the plan is, and how that is known.
func (d *digest) quality(v say.Voice) string {
	var rows [][]string
	if d.Groups.Asked() {
		rows = append(rows, proof(v, "grouping", &d.Groups, len(d.Grouping.Members)))
	}
	if d.Moves.Asked() {
		rows = append(rows, proof(v, "rotation", &d.Moves, d.doc.Totals.Movers))
	}
	return grid(headers(v, "problem", "cost", "bound", "gap", "worth"), rows)
}

// proof is the line of one problem; n is what its cost is shared among, memberships or movers.
func proof(v say.Voice, problem string, x *Verdict, n int) []string {
	cost, bound := x.Account.Cost, x.Bound
	row := []string{v.Say("report." + problem), grouped(int64(cost)), grouped(int64(bound)), fmt.Sprintf("%.2f %%", 100*x.Gap())}
	switch {
	case x.Status == "given":
		row[2], row[3] = "–", "–"
		return append(row, v.Say("report.given"))
	case cost == bound:
		return append(row, v.Say("report.optimal"))
	}
	how := ""
	if x.Status == "effort" || x.Status == "stopped" {
		how = v.Say("report.ended-" + x.Status)
	}
	return append(row, v.Say("report.within", "gap", ceilPercent(x.Gap()), "rest", kmText(int64(cost-bound)),
		"each", kmText(per(int64(cost-bound), n)), "how", how, "what", v.Say("report."+problem+"-unit")))
}

// charged lists the rules that cost something, in the order of the policy.
func (d *digest) charged(v say.Voice) string {
	var rows [][]string
	for _, x := range []*Verdict{&d.Groups, &d.Moves} {
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
	t := table.New().Border(lipgloss.NormalBorder()).BorderRow(false).Wrap(false).Rows(rows...).
		StyleFunc(func(int, int) lipgloss.Style { return lipgloss.NewStyle().Padding(0, 1) })
	if head != nil {
		t = t.Headers(head...)
	}
	return t.String()
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

// kmText writes metres as kilometres with one decimal, with two below one kilometre.
func kmText(m model.Metres) string {
	if m < 1000 {
		return fmt.Sprintf("%.2f", float64(m)/1000)
	}
	return grouped(m/1000) + fmt.Sprintf(".%d", m%1000/100)
}

// per shares n among so many, rounded.
func per(n int64, among int) int64 {
	k := int64(max(among, 1))
	return (n + k/2) / k
}

func percent(a, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(a)/float64(max(of, 1))) }

// ceilPercent writes a gap rounded up, so that the sentence "within" stays true.
func ceilPercent(gap float64) string { return fmt.Sprintf("%.2f %%", math.Ceil(gap*10000)/100) }
