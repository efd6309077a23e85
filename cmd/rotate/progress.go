package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/cwriter"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/solver"
)

// watcher tells people how far a solve is.
type watcher interface {
	report(p solver.Progress)
	end()
}

// watch returns bars where err is a terminal, log lines elsewhere.
func (c *console) watch() watcher {
	if f, ok := c.err.(*os.File); ok && cwriter.IsTerminal(int(f.Fd())) {
		return &bars{console: c, shown: mpb.New(mpb.WithOutput(f), mpb.WithWidth(24))}
	}
	return &lines{log: c.log(), voice: c.voice}
}

// logger writes lines for programs to read.
func logger(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }

// log writes lines whose keys are in the language of the run.
func (c *console) log() *slog.Logger {
	word := func(_ []string, a slog.Attr) slog.Attr {
		if id := "command.log-" + a.Key; c.voice.Say(id) != id {
			a.Key = c.voice.Say(id)
		}
		return a
	}
	return slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{ReplaceAttr: word}))
}

// lines writes a log line when a problem starts, and then at most one every two seconds.
type lines struct {
	log     *slog.Logger
	voice   say.Voice
	problem string
	last    time.Time
}

func (l *lines) report(p solver.Progress) {
	if p.Problem == l.problem && time.Since(l.last) < 2*time.Second {
		return
	}
	l.problem, l.last = p.Problem, time.Now()
	args := []any{"work", fmt.Sprintf("%d/%d", p.Work, p.Effort)}
	if p.HasPlan && telling(p.Cost, p.Bound) {
		args = append([]any{"gap", percent(solver.Gap(p.Cost, p.Bound)), "bound", p.Bound}, args...)
	}
	if p.HasPlan {
		args = append([]any{"cost", p.Cost}, args...)
	}
	l.log.Info(l.voice.Say("report."+p.Problem), args...)
}

func (l *lines) end() {}

// telling reports whether a bound says anything to people about a plan that costs so much.
func telling(cost, bound model.Cost) bool { return bound >= -10*max(cost, -cost) }

func percent(share float64) string { return fmt.Sprintf("%.3f%%", 100*share) }

// bars shows one bar per problem: work done, cost, bound and gap.
type bars struct {
	console *console
	shown   *mpb.Progress
	problem string
	bar     *mpb.Bar
	latest  *atomic.Pointer[solver.Progress]
}

func (b *bars) report(p solver.Progress) {
	if p.Problem != b.problem {
		b.start(p.Problem)
	}
	b.latest.Store(&p)
	b.bar.SetTotal(int64(max(p.Effort, p.Work+1)), false)
	b.bar.SetCurrent(int64(p.Work))
}

func (b *bars) start(problem string) {
	b.finish()
	latest := &atomic.Pointer[solver.Progress]{}
	figures := func(decor.Statistics) string { return b.figures(latest.Load()) }
	b.problem, b.latest = problem, latest
	b.bar = b.shown.AddBar(0, mpb.PrependDecorators(decor.Name(b.console.voice.Say("report."+problem))),
		mpb.AppendDecorators(decor.Any(figures)))
}

func (b *bars) figures(p *solver.Progress) string {
	switch {
	case p == nil || !p.HasPlan:
		return ""
	case !telling(p.Cost, p.Bound):
		return b.console.voice.Say("command.figures-cost", "Cost", p.Cost)
	}
	return b.console.voice.Say("command.figures", "Cost", p.Cost, "Bound", p.Bound, "Gap", percent(solver.Gap(p.Cost, p.Bound)))
}

func (b *bars) finish() {
	if b.bar != nil {
		b.bar.SetTotal(-1, true)
		b.bar = nil
	}
}

func (b *bars) end() {
	b.finish()
	b.shown.Wait()
}
