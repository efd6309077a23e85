package input

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
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
	"string":   "选项的值 / a value",
}

// BadFlag is the fault of a command line whose flags do not parse: one that is unknown among those known, one without its
// value, or one whose value is not of its type.
func BadFlag(err error, known *pflag.FlagSet, command string) model.Fault {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		wrong   *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		word := "--" + unknown.GetSpecifiedName()
		if letters := unknown.GetSpecifiedShortnames(); letters != "" {
			word = "-" + letters
		}
		names := flagNames(known)
		return Usage(command, word, "--"+strings.Join(names, ", --"), rule.DidYouMean(strings.TrimLeft(word, "-"), names))
	case errors.As(err, &bare):
		f := bare.GetFlag()
		return Usage("--"+f.Name, "", valueForms[f.Value.Type()], "在选项后写上值 / write a value behind the option")
	case errors.As(err, &wrong):
		f := wrong.GetFlag()
		return Usage("--"+f.Name, wrong.GetValue(), valueForms[f.Value.Type()], "改正该选项 / correct the option")
	}
	var garbled *pflag.InvalidSyntaxError
	word := err.Error()
	if errors.As(err, &garbled) {
		word = garbled.GetSpecifiedFlag()
	}
	return Usage(command, word, "--选项 值 / --option value", SeeHelp(command))
}

// SeeHelp is the remedy of a command line whose author needs to see how it is written.
func SeeHelp(command string) string {
	return "用法见 " + command + " --help / see " + command + " --help"
}

func flagNames(known *pflag.FlagSet) (names []string) {
	known.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// placeholders stand for what the flags of a type hold.
var placeholders = map[string]string{"int": "N", "uint64": "N", "float64": "X", "duration": "TIME", "string": "TEXT"}

// FlagUsages lists flags, what they hold, what they are for, and what they hold if nothing is said.
func FlagUsages(set *pflag.FlagSet, v say.Voice) string {
	var b strings.Builder
	set.VisitAll(func(f *pflag.Flag) {
		usage := f.Usage
		if !slices.Contains([]string{"", "0", "0s", "false"}, f.DefValue) {
			usage += v.Say("help.default", "Value", f.DefValue)
		}
		fmt.Fprintf(&b, "  --%-18s %s\n", strings.TrimSpace(f.Name+" "+placeholders[f.Value.Type()]), usage)
	})
	return b.String()
}
