package input

import (
	"github.com/spf13/pflag"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
)

// Bind makes the fields of a source flags of a command.
func (s *Source) Bind(f *pflag.FlagSet, v say.Voice) {
	s.BindCounty(f, v)
	f.StringVar(&s.Policy, "policy", "", v.Say("flag.policy"))
}

// BindCounty makes flags of all fields but the policy.
func (s *Source) BindCounty(f *pflag.FlagSet, v say.Voice) {
	f.StringVar(&s.County, "county", "", v.Say("flag.county"))
	s.BindTables(f, v)
}

// BindTables makes flags of the fields that many counties have in common, but for the policy.
func (s *Source) BindTables(f *pflag.FlagSet, v say.Voice) {
	f.StringVar(&s.Data, "data", "", v.Say("flag.data"))
	f.IntVar(&s.Year, "year", 0, v.Say("flag.year"))
	f.StringVar(&s.CRS, "crs", "", v.Say("flag.crs"))
	f.BoolVar(&s.Strict, "strict", false, v.Say("flag.strict"))
}

// valueForms say what the flags of a type hold.
var valueForms = map[string]string{
	"int":      "整数 / a whole number",
	"uint64":   "不小于 0 的整数 / a whole number not below 0",
	"float64":  "数字，如 0.001 / a number such as 0.001",
	"duration": "带单位的时长，如 5s、2m、1h / a time with its unit, such as 5s, 2m or 1h",
	"bool":     "true, false",
}

// BadValue is the fault of a flag whose value is not of its type.
func BadValue(f *pflag.Flag, value string) model.Fault {
	return Usage("--"+f.Name, value, valueForms[f.Value.Type()], "改正该选项 / correct the option")
}
