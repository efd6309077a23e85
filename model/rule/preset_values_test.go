package rule_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// What each preset sets over the layer beneath it, and nothing else.
func TestPresetValues(t *testing.T) {
	values := map[string]string{
		"chongqing-2021": `
complement mode=should
core-load mode=should
coverage mode=must rural=1000 weak=1000
group-size max=50 min=1 mode=must
membership mode=must
stage-match match=same mode=must
donor-cap mode=must
subject-demand mode=should`,
		"county-template-close-knit": `
coverage all=1000 mode=must
group-type new=[close-knit] rural=[close-knit] weak=[close-knit]
ownership mode=must private=false
scope backbone=group mode=must ordinary=group`,
		"county-template-partition": `
coverage all=1000 mode=must
group-size max=50 min=1
new-members mode=off
targets-only mode=off`,
		"county-template": `
core-certified mode=must
coverage all=1000 mode=should
group-size max=5 min=1 mode=must
group-type mode=must new=[close-knit, trusteeship] rural=[alliance, trusteeship] weak=[alliance, trusteeship, close-knit]
new-members max=2 mode=must
stage-match match=same mode=must pairs=[senior-junior]
targets-only mode=must
town-central mode=should
reciprocity mode=should`,
		"henan-2021": `
core-load mode=should
group-type mode=must new=[close-knit, alliance, project, cooperation] rural=[close-knit, alliance, project, cooperation] weak=[alliance, close-knit, project, cooperation]
stage-match match=same mode=must
targets-only mode=must
first-post at=core mode=should terms=2
senior-posts mode=should pool=group`,
		"national-2014": `
backbone-share mode=must of=movers share=200
direction mode=must
exchange-share base=kind mode=must share=100`,
		"sanming-2017": `
group-size max=50 min=1 mode=must
group-type mode=must new=[close-knit] rural=[close-knit] weak=[close-knit]
pins mode=must
stage-match match=any mode=must
dispatch backbone_max=3 backbone_min=2 leaders=1 level=city middle=1 mode=must per=member
donor-cap mode=should
head-count group=0 mode=must
leader-posts extra=1 mode=must
reciprocity mode=must tolerance=0
scope backbone=group mode=must ordinary=group
senior-posts mode=off`,
		"yongzhou-2018": `
core-certified mode=must
coverage all=800 mode=should
group-budget alliance=100 mode=must trusteeship=300
group-count min=1 mode=should
group-radius km=20 mode=must
group-size max=3 min=1 mode=must
ownership mode=must private=true
pins mode=must
stage-match match=same mode=must
targets-only mode=must
town-central mode=should
promotion mode=should terms=2 weight=30000 window_terms=10
repeat years=3
service-cycle mode=should principals_exempt=true terms=1 weight=30000 window_terms=10
stay-length min_terms=1
tenure years=3`,
	}
	for _, name := range rule.Presets()[1:] {
		p, got := loaded(t, name), ""
		for _, k := range p.Clauses {
			if k.Layer == name {
				got += "\n" + k.Rule + " " + strings.Join(set(k), " ")
			}
		}
		if d := cmp.Diff(strings.Split(values[name], "\n"), strings.Split(got, "\n")); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// set lists what the layer of a clause set itself, by name.
func set(k model.Clause) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(k.From)) {
		if k.From[name] != k.Layer {
			continue
		}
		text := fmt.Sprint(k.Weight)
		if p := rule.Find(k.Rule).Param(name); p != nil {
			text = p.Text(k.Args[name])
		} else if name == "mode" {
			text = k.Mode.String()
		}
		out = append(out, name+"="+text)
	}
	return out
}
