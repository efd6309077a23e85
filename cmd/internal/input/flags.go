package input

import (
	"github.com/spf13/pflag"

	"github.com/rotateplan/rotate/cmd/internal/say"
)

// Bind makes the fields of a source flags of a command.
func (s *Source) Bind(f *pflag.FlagSet, v say.Voice) {
	f.StringVar(&s.County, "county", "", v.Say("flag.county"))
	f.StringVar(&s.Data, "data", "", v.Say("flag.data"))
	f.StringVar(&s.Policy, "policy", "", v.Say("flag.policy"))
	f.IntVar(&s.Year, "year", 0, v.Say("flag.year"))
	f.StringVar(&s.CRS, "crs", "", v.Say("flag.crs"))
	f.BoolVar(&s.Strict, "strict", false, v.Say("flag.strict"))
}
