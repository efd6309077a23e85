package judge

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/cmd/internal/report"
	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
)

// Exit codes of the judge.
const (
	Clean    = 0
	Internal = 1
	BadInput = 2 // or usage
	Refused  = 5
)

// ErrRefused ends a judgement that found something. What it found has been told.
var ErrRefused = errors.New("refused")

// Options are the flags of verify, the same in both commands.
type Options struct {
	input.Source
	Format string
}

// Bind makes the options flags of a command.
func (o *Options) Bind(f *pflag.FlagSet, v say.Voice) {
	o.Source.Bind(f, v)
	f.StringVar(&o.Groups, "groups", "", v.Say("flag.groups-judged"))
	f.StringVar(&o.Format, "format", "text", v.Say("flag.format"))
}

// Run judges what stands at path and tells it on out. Its error is ErrRefused, model.Faults, or an error of ours.
func Run(path string, o Options, out io.Writer, voice say.Voice) error {
	if o.Format != "text" && o.Format != "json" {
		return model.Faults{input.Usage("--format", o.Format, "text, json", "写其中之一 / write one of them")}
	}
	v, err := Judge(Request{Path: path, Source: o.Source})
	if err != nil {
		return err
	}
	if o.Format == "json" {
		err = v.writeJSON(out, voice)
	} else {
		_, err = io.WriteString(out, v.Text(voice))
	}
	if err == nil && len(v.Findings) > 0 {
		return ErrRefused
	}
	return err
}

// Text tells the verdict to people.
func (v *Verdict) Text(voice say.Voice) string {
	if len(v.Findings) > 0 {
		return v.refusal(voice)
	}
	text := ""
	for _, x := range v.parts() {
		text += voice.Say("judge.clean-"+x.problem, "Rules", len(x.account.Rules), "Quotas", len(x.account.Quotas), "Cost", x.account.Cost) + "\n"
	}
	if v.Claimed {
		text += voice.Say("judge.claims-hold") + "\n"
	}
	return text + v.scope(voice)
}

func (v *Verdict) refusal(voice say.Voice) string {
	text := voice.Say("judge.refused", "N", len(v.Findings)) + "\n"
	for i := range v.Findings {
		if i == mostTold {
			text += voice.Say("judge.more", "N", len(v.Findings)-i) + "\n"
			break
		}
		text += "  " + v.Findings[i].Sentence(v.Input.County, voice) + "\n"
	}
	return text + v.hint(voice) + v.scope(voice)
}

// scope says which files of a folder were judged, or what of a list is doubtful.
func (v *Verdict) scope(voice say.Voice) string {
	switch {
	case v.Claimed:
		return voice.Say("judge.scope", "Moves", v.Rotation != nil, "Kept", v.Input.Kept != nil) + "\n"
	case v.Folder:
		return voice.Say("judge.scope-lists", "Moves", v.Rotation != nil) + "\n"
	case len(v.Doubts) > 0:
		return voice.Say("judge.doubts", "N", len(v.Doubts)) + "\n" + Faults(v.Doubts, voice)
	}
	return ""
}

// hint says what may be missing where trainees were judged under the groups of today.
func (v *Verdict) hint(voice say.Voice) string {
	trainee := func(a model.Stay) bool { return a.Kind == model.Trainee }
	if v.Lists.Groups == nil && slices.ContainsFunc(v.moves().Stays, trainee) {
		return voice.Say("judge.hint-groups") + "\n"
	}
	return ""
}

// mostTold is how many findings are told on a screen. JSON tells all.
const mostTold = 50

func (v *Verdict) writeJSON(out io.Writer, voice say.Voice) error {
	doc := struct {
		Verdict  string        `json:"verdict"`
		Findings []toldInFull  `json:"findings"`
		Doubts   []FaultInFull `json:"doubts"`
	}{Verdict: "clean", Findings: []toldInFull{}, Doubts: []FaultInFull{}}
	for _, f := range v.Doubts {
		doc.Doubts = append(doc.Doubts, FaultInFull(f))
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		doc.Verdict = "refused"
		doc.Findings = append(doc.Findings, toldInFull{f.Rule, f.Where, f.Units, f.Sentence(v.Input.County, voice)})
	}
	text, err := report.Indented(doc)
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	return err
}

// FaultInFull is a fault as JSON tells it.
type FaultInFull struct {
	Code     string `json:"code"`
	File     string `json:"file"`
	Sheet    string `json:"sheet"`
	Row      int    `json:"row"`
	Column   string `json:"column"`
	Found    string `json:"found"`
	Expected string `json:"expected"`
	Remedy   string `json:"remedy"`
	Warn     bool   `json:"warning"`
}

type toldInFull struct {
	Rule     string `json:"rule"`
	Where    string `json:"where"`
	Units    int64  `json:"units"`
	Sentence string `json:"sentence"`
}

// Main is the command rotate-verify.
func Main(args []string, out, err io.Writer) int {
	voice := say.In(say.Asked(args))
	var o Options
	f := pflag.NewFlagSet("rotate-verify", pflag.ContinueOnError)
	f.SetOutput(err)
	f.Usage = func() { fmt.Fprintf(out, "%s\n\n%s", voice.Say("judge.usage"), input.FlagUsages(f, voice)) }
	o.Bind(f, voice)
	lang := f.String("lang", voice.Lang, voice.Say("flag.lang"))
	switch e := f.Parse(args); {
	case errors.Is(e, pflag.ErrHelp):
		return Clean
	case e != nil:
		return tell(model.Faults{input.BadFlag(e, f, f.Name())}, err, voice)
	case !slices.Contains(say.Languages, *lang):
		return tell(model.Faults{input.Usage("--lang", *lang, strings.Join(say.Languages, ", "), "写其中之一 / write one of them")}, err, voice)
	case f.NArg() != 1:
		return tell(misuse(strings.Join(f.Args(), " "), voice), err, voice)
	}
	return tell(Run(f.Arg(0), o, out, voice), err, voice)
}

func misuse(found string, voice say.Voice) error {
	return model.Faults{input.Usage("rotate-verify", found, voice.Say("judge.usage"), input.SeeHelp("rotate-verify"))}
}

// tell says why a judgement ended and returns the exit code.
func tell(e error, err io.Writer, voice say.Voice) int {
	var faults model.Faults
	switch {
	case e == nil:
		return Clean
	case errors.Is(e, ErrRefused):
		return Refused
	case errors.As(e, &faults):
		io.WriteString(err, Faults(faults, voice))
		return BadInput
	}
	fmt.Fprintln(err, voice.Say("command.internal", "Error", e))
	return Internal
}

// Faults tells faults before warnings, and where there are several how many of each.
func Faults(found model.Faults, voice say.Voice) string {
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b model.Fault) int { return rank(a) - rank(b) })
	for i := range sorted {
		sorted[i].Column = voice.Pick(sorted[i].Column)
	}
	text := wording.Faults(sorted, voice.Lang)
	if bad := len(found.Bad()); len(found) > 1 {
		text += voice.Say("judge.counts", "Faults", bad, "Warnings", len(found)-bad) + "\n"
	}
	return text
}

func rank(f model.Fault) int {
	if f.Warn {
		return 1
	}
	return 0
}
