package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"github.com/rotateplan/rotate/model"
)

func build(t *testing.T, d *digest, name string) []byte {
	t.Helper()
	for _, f := range d.files() {
		if f.Name == name {
			data, err := f.Build()
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
	}
	t.Fatalf("no file %s", name)
	return nil
}

func TestTablesKeepTheContractOfColumns(t *testing.T) {
	d := digested(samplePlan(t))
	for name, want := range map[string][]string{
		"exchange.csv": {"teacher_id,from,to,stage,subject,kind,start,end,metres,cost,equals,reasons",
			"T990009000001,2100000001,2100000002,primary,maths,full,2026-09,2027-07,5560,12120,1,"},
		"groups.csv": {"core_id,member_id,stage,type,metres,cost", "2100000001,2100000002,primary,alliance,5560,7960"},
		"schools.csv": {"school_id,stage,heads_before,heads_after,eligible,required,out,in,backbone_out,backbone_in,returns,continuing",
			"2100000001,primary,3,3,2,1,2,0,1,0,0,1"},
		"rules.csv":  {"quota,rule,mode,achieved,min,max,violation,lower,upper"},
		"faults.csv": {"\ufeffcode,file,sheet,row,column,found,expected,remedy,severity"},
	} {
		lines := strings.Split(string(build(t, d, name)), "\n")
		for i := range want {
			if !strings.HasPrefix(lines[i], want[i]) {
				t.Errorf("%s line %d\n got %s\nwant %s", name, i, lines[i], want[i])
			}
		}
	}
}

func TestEveryQuotaHasALineWithItsPrice(t *testing.T) {
	p := samplePlan(t)
	first := p.Moves.Account.Quotas[0].Key
	lines := strings.Split(strings.TrimSpace(string(build(t, digested(p), "rules.csv"))), "\n")
	if got, want := len(lines)-1, len(p.Groups.Account.Quotas)+len(p.Moves.Account.Quotas); got != want {
		t.Errorf("%d lines for %d quotas", got, want)
	}
	for _, line := range lines {
		if strings.HasPrefix(line, first+",") && !strings.HasSuffix(line, ",1500,0") {
			t.Errorf("the price of a quota is lost: %s", line)
		}
	}
	p.Moves.Certificate = model.Certificate{Branch: &model.Branch{}}
	for _, line := range strings.Split(string(build(t, digested(p), "rules.csv")), "\n") {
		if strings.HasPrefix(line, first+",") && !strings.HasSuffix(line, ",,") {
			t.Errorf("a certificate that branches has no one price: %s", line)
		}
	}
}

func TestParquetHoldsTheRowsOfTheLists(t *testing.T) {
	d := digested(samplePlan(t))
	data := build(t, d, "exchange.parquet")
	rows, err := parquet.Read[exchangeRow](bytes.NewReader(data), int64(len(data)))
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	if m := d.doc.Rotation.Moves[2]; rows[2].Teacher != m.Teacher || rows[2].Metres != m.Metres || len(rows[2].Reasons) != len(m.Reasons) {
		t.Errorf("row %+v of move %+v", rows[2], m)
	}
	empty := digested(&Plan{Case: samplePlan(t).Case})
	if data := build(t, empty, "groups.parquet"); len(data) == 0 {
		t.Error("a list without rows is no Parquet file")
	}
}

func TestMapHasLongitudeFirst(t *testing.T) {
	all, err := geojson.UnmarshalFeatureCollection(build(t, digested(samplePlan(t)), "groups.geojson"))
	if err != nil || len(all.Features) != 3 {
		t.Fatalf("%d features: %v", len(all.Features), err)
	}
	roles := []string{"core", "member", "link"}
	for i, f := range all.Features {
		if f.Properties["role"] != roles[i] {
			t.Errorf("feature %d is a %v", i, f.Properties["role"])
		}
	}
	if got := all.Features[0].Geometry.(orb.Point); got.Lon() != 111.5 || got.Lat() != 26 {
		t.Errorf("the core stands at %v", got)
	}
}

// TestAPlanOfGroupsAlone is what an interrupt before the first exchange list leaves.
func TestAPlanOfGroupsAlone(t *testing.T) {
	p := samplePlan(t)
	p.Rotation, p.Moves = model.Rotation{}, Verdict{}
	d := digested(p)
	if got := d.doc.Rotation.Status; got != "skipped" {
		t.Errorf("status %s", got)
	}
	if text := Summary(p, "en"); strings.Contains(text, "Movers") || !strings.Contains(text, "Groups") {
		t.Error(text)
	}
	if err := Write(t.TempDir(), p); err != nil {
		t.Error(err)
	}
}
