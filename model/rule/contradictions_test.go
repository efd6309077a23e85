package rule_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// Where documents contradict each other, both sides can be said. testdata/presets/contradictions.txtar has a folder for
// each topic: the sides are presets, or policies SIDE.yaml; the lists are LIST.plan.csv or LIST.groups.csv. Lines of want:
//
//	RULE SIDE LIST charged UNITS refused UNITS      (as in the scenarios of presets)
//	alike                                           (the sides judge alike: what they differ in decides no plan)
func TestContradictionsHaveTwoSides(t *testing.T) {
	for topic, files := range cases(t, filepath.Join(presetCases, "contradictions.txtar")) {
		t.Run(topic, func(t *testing.T) {
			verdicts, alike := map[string]map[string]string{}, false // by rule and list, by side
			for _, line := range strings.Split(strings.TrimSpace(string(files["want"])), "\n") {
				f := strings.Fields(line)
				if f[0] == "#" || f[0] == "alike" {
					alike = alike || f[0] == "alike"
					continue
				}
				what, side, want := f[0]+" "+f[2], f[1], strings.Join(f[3:], " ")
				got := judgedBy(t, files, f[0], side, f[2])
				if got != want {
					t.Errorf("%s by %s: %s, want %s", what, side, got, want)
				}
				if verdicts[what] == nil {
					verdicts[what] = map[string]string{}
				}
				verdicts[what][side] = got
			}
			differ := false
			for _, bySide := range verdicts {
				said := slices.Sorted(maps.Values(bySide))
				differ = differ || len(slices.Compact(said)) > 1
			}
			if differ == alike {
				t.Errorf("the sides differ: %v, want %v", differ, !alike)
			}
		})
	}
}

// judgedBy tells what a rule makes of a list under the policy of a side.
func judgedBy(t *testing.T, files map[string][]byte, name, side, list string) string {
	t.Helper()
	files = maps.Clone(files)
	for _, table := range []string{"plan.csv", "groups.csv"} {
		if text := files[list+"."+table]; text != nil {
			files[table] = text
		}
	}
	var p *model.Policy
	if text := files[side+".yaml"]; text != nil {
		p = parse(t, string(text))
	} else {
		p = loaded(t, side)
	}
	w := open(t, rule.Find(name), files)
	return w.says(t, p)
}

// Whether the personnel relation stays (Sanming, county template j) or moves with the teacher (Zhejiang) is told by the tables of
// the next year: when her stay is over she goes home, or she is home where she was sent, and may be sent from there.
func TestRelationStaysOrMoves(t *testing.T) {
	for _, x := range []struct{ relation, moved, status, home string }{{"C", "no", "current", "C"}, {"W", "yes", "done", "W"}} {
		county := readCounty(t, map[string][]byte{
			"schools.csv": []byte("school_id,stage,standing,urban_rural,lat,lng\nC,primary,core,111,30.0,110.0\nW,primary,weak,220,30.1,110.0\n"),
			"teachers.csv": []byte("teacher_id,school_id,relation_school,stage,subject,school_since\n" +
				"T,W," + x.relation + ",primary,chinese,2015-09\nU,C,C,primary,chinese,2015-09\n"),
			"postings.csv": []byte("teacher_id,school_id,kind,from,to,relation_moved,status\nT,W,轮岗,2023-09,2026-07," + x.moved + "," + x.status + "\n"),
		})
		c, err := rule.NewCase(county.county, loaded(t, "national-2014"), 1)
		if err != nil {
			t.Fatal(err)
		}
		at, returns := c.Baseline(county.people["T"], 0), c.Returning(county.people["T"]) != nil
		if at != county.section(x.home, "primary") || returns != (x.home == "C") {
			t.Errorf("relation at %s: in autumn at section %d, returning %v; want at %s", x.relation, at, returns, x.home)
		}
	}
}
