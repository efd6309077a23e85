// Package input reads what a plan is made from: a county, from a bureau's tables or built in, and a policy. Everything
// wrong with them comes back as faults, all at once.
package input

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/gen"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/model/table"
)

// BuiltIn is the code of the county that needs no tables.
const BuiltIn = "990001"

// DefaultPolicy is the policy of a plan that names none.
const DefaultPolicy = "national-2014"

// Source names what a plan is made from, as a person types it.
type Source struct {
	County string // 6 digits
	Data   string // folder or workbook; "" is the built-in county
	Policy string // preset or file; "" is DefaultPolicy
	Year   int    // calendar year in which the school year starts; 0 is the built-in county's own
	CRS    string // of coordinates without a column that says so: "", wgs84, gcj02, bd09
	Strict bool   // doubtful values are faults
	Keep   string // folder of a plan of the same year, or its list: see Kept; "" keeps none
	Groups string // file of memberships taken as given in the place of any others; "" names none
}

// Input is what a source holds.
type Input struct {
	Source   Source // with the defaults filled in
	County   *model.County
	Policy   *model.Policy // nil where it cannot be read
	SHA256   string        // of the county, in whatever format its tables came; "" where they cannot be read
	Warnings model.Faults
	Doubts   model.Faults    // of the warnings, those about the tables and the policy; the others are about the list kept
	Kept     *Kept           // nil where no list is kept
	Tables   []table.Reading // what was read of each table; nil of the built-in county
}

// Read reads a source. With any fault that is more than a warning the input is only good to tell what was read of the
// tables, and their county where nothing is wrong with it; a source that contradicts itself gives none.
func Read(s Source) (*Input, model.Faults) {
	if s.Policy == "" {
		s.Policy = DefaultPolicy
	}
	in := &Input{Source: s}
	faults := in.Source.Check()
	if len(faults) > 0 {
		return nil, faults
	}
	faults = in.readCounty()
	if len(faults.Bad()) == 0 {
		in.SHA256 = table.Fingerprint(in.County)
	}
	policy, more := rule.LoadPolicy(s.Policy)
	if len(more.Bad()) == 0 {
		in.Policy = policy
	}
	faults = append(faults, s.heard(more)...)
	if len(faults.Bad()) > 0 {
		return in, faults
	}
	in.Warnings, in.Doubts = faults, faults
	in.Source.County, in.Source.Year = in.County.Code, in.County.Year
	if s.Keep == "" {
		return in, nil
	}
	if faults = in.keep(); len(faults.Bad()) > 0 {
		return in, append(in.Warnings, faults...)
	}
	in.Warnings = slices.Concat(in.Warnings, faults)
	return in, nil
}

// Check checks the source against itself; nothing is read.
func (s *Source) Check() model.Faults {
	var faults model.Faults
	if s.Data == "" && s.County == "" {
		faults = append(faults, Usage("--county", "", "区县代码 / the code of a county",
			"例如 --county 990001（内置示例县）/ for instance --county 990001, the built-in county"))
	}
	if s.Data == "" && IsCode(s.County) && s.County != BuiltIn {
		faults = append(faults, Usage("--data", "",
			"读取区县 "+s.County+" 的数据 / tables to read county "+s.County+" from",
			"加上 --data 文件夹或工作簿；不带 --data 只有内置示例县 990001 / add --data FOLDER or WORKBOOK; without it there is only the built-in county 990001"))
	}
	if s.Data != "" && s.Year == 0 {
		faults = append(faults, Usage("--year", "",
			"学年开始的公历年份 / the calendar year in which the school year starts",
			"例如 --year 2026 / for instance --year 2026"))
	}
	return append(faults, s.values()...)
}

// values checks what each flag holds by itself.
func (s *Source) values() model.Faults {
	var faults model.Faults
	const correct = "改正该选项 / correct the option"
	if s.County != "" && !IsCode(s.County) {
		faults = append(faults, Usage("--county", s.County, "6 位数字的区县代码 / a county code of 6 digits", correct))
	}
	if s.Year != 0 && (s.Year < 2000 || s.Year > 2100) {
		faults = append(faults, Usage("--year", strconv.Itoa(s.Year), "2000 至 2100 之间的年份 / a year from 2000 to 2100", correct))
	}
	if s.CRS != "" && !slices.Contains(datums, strings.ToLower(strings.ReplaceAll(s.CRS, "-", ""))) {
		faults = append(faults, Usage("--crs", s.CRS, "wgs84、gcj02 或 bd09 / wgs84, gcj02 or bd09", correct))
	}
	return faults
}

var datums = []string{"wgs84", "gcj02", "bd09"}

// IsCode reports whether a text is written like the code of a county: 6 digits.
func IsCode(code string) bool {
	return len(code) == 6 && strings.Trim(code, "0123456789") == ""
}

func (in *Input) readCounty() (faults model.Faults) {
	s := &in.Source
	if s.Data == "" {
		in.County = gen.County(gen.Options{Year: s.Year})
		return nil
	}
	in.County, in.Tables, faults = table.ReadTold(s.Data, table.Options{County: s.County, Year: s.Year, CRS: s.CRS, Strict: s.Strict})
	return faults
}

// heard returns what was found as the source wants it heard: a strict one takes doubts as faults.
func (s *Source) heard(found model.Faults) model.Faults {
	for i := range found {
		found[i].Warn = found[i].Warn && !s.Strict
	}
	return found
}

// Usage is the fault of a command line: the flag, what it holds, what it should hold and what to do.
func Usage(flag, found, expected, remedy string) model.Fault {
	return model.Fault{Code: "usage", Column: flag, Found: found, Expected: expected, Remedy: remedy}
}
