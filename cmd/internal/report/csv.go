package report

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/verify"
)

// Commas writes rows as comma-separated values in UTF-8, lines ended by LF.
func Commas(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	err := csv.NewWriter(&b).WriteAll(rows)
	return b.Bytes(), err
}

func (d *digest) exchangeCSV() ([]byte, error) {
	rows := [][]string{{"teacher_id", "from", "to", "stage", "subject", "kind", "start", "end", "metres", "cost", "equals", "reasons"}}
	for _, m := range d.doc.Rotation.Moves {
		rows = append(rows, []string{m.Teacher, m.From, m.To, m.Stage, m.Subject, m.Kind, m.Start, m.End,
			whole(m.Metres), whole(int64(m.Cost)), strconv.Itoa(m.Equals), strings.Join(m.Reasons, ";")})
	}
	return Commas(rows)
}

func (d *digest) groupsCSV() ([]byte, error) {
	rows, across := [][]string{{"core_id", "member_id", "stage", "type", "metres", "cost"}}, d.doc.Grouping.acrossStages()
	if across {
		rows[0] = append(rows[0], "core_stage")
	}
	for _, g := range d.doc.Grouping.Groups {
		for _, m := range g.Members {
			row := []string{g.Core, m.School, m.Stage, m.Type, whole(m.Metres), whole(int64(m.Cost))}
			if across {
				row = append(row, g.Stage)
			}
			rows = append(rows, row)
		}
	}
	return Commas(rows)
}

// acrossStages reports whether a core leads a section of another stage: lists of groups then tell the stage of cores too.
func (g *groupingDoc) acrossStages() bool {
	return slices.ContainsFunc(g.Groups, func(x Group) bool {
		return slices.ContainsFunc(x.Members, func(m Member) bool { return m.Stage != x.Stage })
	})
}

func (d *digest) schoolsCSV() ([]byte, error) {
	rows := [][]string{{"school_id", "stage", "heads_before", "heads_after", "eligible", "required", "out", "in",
		"backbone_out", "backbone_in", "returns", "continuing"}}
	for _, x := range d.sections() {
		row := []string{d.school(x.id).ID, d.stage(x.id).Code()}
		for _, n := range []int{x.headsBefore, x.headsAfter, x.eligible, x.required, x.out, x.in, x.backboneOut, x.backboneIn, x.returns, x.continuing} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
	return Commas(rows)
}

// rulesCSV lists every quota. An open end is left blank, and so is the price where the certificate has none to tell; of a tree they are
// those of its root.
func (d *digest) rulesCSV() ([]byte, error) {
	rows := [][]string{{"quota", "rule", "mode", "achieved", "min", "max", "violation", "lower", "upper"}}
	prices := map[*Verdict]map[string]model.QuotaPrice{&d.Groups: d.Groups.prices(), &d.Moves: d.Moves.prices(), &d.Trips: d.Trips.prices()}
	d.quotas(func(v *Verdict, q *verify.QuotaLine) {
		lower, upper := "", ""
		if v.Certificate.Branch == nil || len(v.Certificate.Prices) > 0 {
			x := prices[v][q.Key]
			lower, upper = whole(x.Lower), whole(x.Upper)
		}
		rows = append(rows, []string{q.Key, q.Rule, q.Mode.String(), whole(q.Achieved), end(q.Min), end(q.Max), whole(q.Violation), lower, upper})
	})
	return Commas(rows)
}

func whole(n int64) string { return strconv.FormatInt(n, 10) }

func end(n int64) string {
	if n == rule.NoMin || n == rule.NoMax {
		return ""
	}
	return whole(n)
}
