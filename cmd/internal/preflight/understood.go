// Package preflight tells, before a plan is made and beside it, what was understood of the tables: what was read of which
// file, what it adds up to, what is doubtful and what blocks. Whoever filled in the tables can check the sums.
package preflight

import (
	"cmp"
	"path/filepath"
	"slices"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/table"
)

// Understood is what was understood of the tables: what was read of which file, and what it adds up to.
type Understood struct {
	Tables []table.Reading `json:"tables"`
	Sums
	Doubtful []alikes `json:"doubtful"` // warnings
	Blocking []alikes `json:"blocking"` // faults
}

// Sums are totals that whoever filled in the tables can check; equal counties have equal ones, whatever files they came in.
// Of tables with faults there are none.
type Sums struct {
	Schools int           `json:"schools"`
	Stages  []stageTotals `json:"stages"` // that the county has
	Total   stageTotals   `json:"total"`
	Places  places        `json:"places"`
	Away    away          `json:"away"`

	county *model.County
}

// stageTotals are sums over the sections of a stage. A target may be weak, rural and new at once.
type stageTotals struct {
	Stage     string `json:"stage"`
	Sections  int    `json:"sections"`
	Pupils    int    `json:"pupils"`
	Classes   int    `json:"classes"`
	Teachers  int    `json:"teachers"` // whose home it is
	Cores     int    `json:"cores"`
	Targets   int    `json:"targets"`
	Weak      int    `json:"weak"` // targets
	Rural     int    `json:"rural"`
	New       int    `json:"new"`
	Unstaffed int    `json:"unstaffed"` // sections that are nobody's home

	stage model.Stage
}

// places says of how many schools the place is known, and which lies farthest from the county's middle, the point of the
// median latitude and longitude.
type places struct {
	Known    int          `json:"known"`
	Missing  int          `json:"missing"`
	Outside  int          `json:"outside"` // so much farther than the others that they are hardly in the county
	Farthest string       `json:"farthest"`
	Metres   model.Metres `json:"metres"`

	school model.SchoolID // the farthest
}

// away counts the teachers whose stays end before the school year, and those whose stays go on.
type away struct {
	Returning  int `json:"returning"`
	Continuing int `json:"continuing"`
}

// alikes are the faults of one code: how many, and where the first is.
type alikes struct {
	Code   string `json:"code"`
	Count  int    `json:"count"`
	File   string `json:"file"`
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`
	Column string `json:"column"`

	first *model.Fault
}

// Understand sums up a county, nil where there is none for its faults, with what was read of its tables and found wrong.
func Understand(county *model.County, tables []table.Reading, found model.Faults) *Understood {
	u := &Understood{Tables: slices.Clone(tables), Sums: *SumsOf(county), Doubtful: byCode(found, true), Blocking: byCode(found, false)}
	if u.Tables == nil {
		u.Tables = []table.Reading{}
	}
	return u
}

// SumsOf sums up a county; nil has no sums.
func SumsOf(county *model.County) *Sums {
	u := &Sums{Stages: []stageTotals{}, county: county}
	if county != nil {
		u.Schools = len(county.Schools)
		u.count()
		u.Places = placesOf(county)
		u.Away = awayOf(county)
	}
	return u
}

// byCode groups faults, or warnings, by their code, the most frequent first.
func byCode(found model.Faults, warnings bool) []alikes {
	groups := []alikes{}
	for i := range found {
		f := &found[i]
		if f.Warn != warnings {
			continue
		}
		k := slices.IndexFunc(groups, func(a alikes) bool { return a.Code == f.Code })
		if k < 0 {
			k = len(groups)
			groups = append(groups, alikes{Code: f.Code, File: base(f.File), Sheet: f.Sheet, Row: f.Row, Column: f.Column, first: f})
		}
		groups[k].Count++
	}
	slices.SortStableFunc(groups, func(a, b alikes) int { return cmp.Compare(b.Count, a.Count) })
	return groups
}

// base is the name of a file without its folder; the folder may be named otherwise from elsewhere.
func base(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Base(path)
}

func (u *Sums) count() {
	people := make([]int, len(u.county.Sections))
	for i := range u.county.Teachers {
		people[u.county.Teachers[i].Home]++
	}
	u.Total.Stage = "total"
	for x := model.NoStage; x <= model.SeniorHigh; x++ {
		n := stageTotals{Stage: x.Code(), stage: x}
		for i := range u.county.Sections {
			if u.county.Sections[i].Stage == x {
				n.add(u.county, model.SectionID(i), people[i])
				u.Total.add(u.county, model.SectionID(i), people[i])
			}
		}
		if n.Sections > 0 {
			u.Stages = append(u.Stages, n)
		}
	}
}

func (n *stageTotals) add(county *model.County, id model.SectionID, people int) {
	s, target := &county.Sections[id], county.Target(id)
	n.Sections++
	n.Pupils, n.Classes, n.Teachers = n.Pupils+max(s.Pupils, 0), n.Classes+max(s.Classes, 0), n.Teachers+people
	for _, x := range []struct {
		count *int
		holds bool
	}{{&n.Cores, s.Core()}, {&n.Targets, target}, {&n.Unstaffed, people == 0}, {&n.Weak, target && s.Standing == model.Weak},
		{&n.Rural, target && county.SchoolOf(id).Rural()}, {&n.New, target && s.New}} {
		if x.holds {
			*x.count++
		}
	}
}

func placesOf(county *model.County) places {
	var lat, lng []float64
	for i := range county.Schools {
		if s := &county.Schools[i]; s.HasPlace {
			lat, lng = append(lat, s.Place.Lat), append(lng, s.Place.Lng)
		}
	}
	p := places{Known: len(lat), Missing: len(county.Schools) - len(lat), school: model.None}
	if p.Known == 0 {
		return p
	}
	slices.Sort(lat)
	slices.Sort(lng)
	middle := geo.LatLng{Lat: lat[len(lat)/2], Lng: lng[len(lng)/2]}
	var away []int64
	for i := range county.Schools {
		s := &county.Schools[i]
		if !s.HasPlace {
			continue
		}
		far := geo.Distance(geo.LatLng(s.Place), middle)
		away = append(away, far)
		if p.school == model.None || far > p.Metres {
			p.school, p.Farthest, p.Metres = model.SchoolID(i), s.ID, far
		}
	}
	for limit := table.Reach(away); len(away) > 0; away = away[1:] {
		if away[0] > limit {
			p.Outside++
		}
	}
	return p
}

func awayOf(county *model.County) away {
	var n away
	day := model.FirstSeptember(county.Year)
	back, on := make([]bool, len(county.Teachers)), make([]bool, len(county.Teachers))
	for i := range county.Postings {
		p := &county.Postings[i]
		back[p.Teacher], on[p.Teacher] = back[p.Teacher] || p.Over(day), on[p.Teacher] || p.Runs(day)
	}
	for t := range back {
		if back[t] {
			n.Returning++
		}
		if on[t] {
			n.Continuing++
		}
	}
	return n
}
