package benchmarks_test

import (
	"fmt"
	"strings"
)

// broken names every broken must rule of the plan read, one line a case. Where two rules see one case, both speak.
func (c *county) broken(l law) []string {
	var all []string
	say := func(rule, format string, args ...any) {
		all = append(all, rule+": "+fmt.Sprintf(format, args...))
	}
	c.judgeGroups(l, say)
	for _, p := range c.people {
		for _, m := range p.moves {
			c.judgeMove(p, m, l, say)
		}
		if len(p.moves) > 1 {
			say("repeat", "%s is sent %d times", p.id, len(p.moves))
		}
	}
	c.judgeShares(l, say)
	for _, month := range []int{autumn(c.year), spring(c.year)} {
		c.judgeHeads(month, say)
		c.judgeDonors(month, l.donor, func(*person) bool { return true }, say)
		c.judgeDonors(month, l.donorBackbone, func(p *person) bool { return p.backbone }, say)
		c.judgeSubjects(month, say)
	}
	return all
}

type sayer func(rule, format string, args ...any)

func (c *county) judgeGroups(l law, say sayer) {
	members, led := map[*section]int{}, map[*section]int{}
	for _, g := range c.groups {
		members[g.core]++
		led[g.member]++
		c.judgeMember(g, l, say)
	}
	for _, s := range c.sections {
		if members[s] > l.members {
			say("group-size", "%s leads %d", s.school.id, members[s])
		}
		if led[s] > 1 {
			say("membership", "%s is in %d groups", s.school.id, led[s])
		}
	}
	for _, r := range c.pairs {
		c.judgePair(r, say)
	}
}

func (c *county) judgeMember(g group, l law, say sayer) {
	far := c.own.way(g.core.school, g.member.school)
	if g.core.stage != g.member.stage {
		say("stage-match", "%s %s", g.core.school.id, g.member.school.id)
	}
	if !g.core.core {
		say("core-certified", "%s", g.core.school.id)
	}
	if !g.member.target() {
		say("targets-only", "%s", g.member.school.id)
	}
	if g.core.training || g.member.training {
		say("ownership", "%s %s", g.core.school.id, g.member.school.id)
	}
	if l.radius > 0 && far > l.radius {
		say("group-radius", "%s to %s: %d m", g.core.school.id, g.member.school.id, far)
	}
	if far-g.metres > 1 || g.metres-far > 1 {
		say("group-travel", "%s to %s: %d m, the plan says %d", g.core.school.id, g.member.school.id, far, g.metres)
	}
}

func (c *county) judgePair(r row, say sayer) {
	core, member := c.section(r["core_id"], word(r["stage"])), c.section(r["member_id"], word(r["stage"]))
	joined := member != nil && core != nil && c.lead(member) == core
	status := word(r["status"])
	if status == "forbidden" && joined || status == "pinned" && !joined && member != nil && c.lead(member) != nil {
		say("pins", "%v", r)
	}
}

func (c *county) judgeMove(p *person, m *span, l law, say sayer) {
	if p.fixed != nil {
		say("repeat", "%s is on a running stay", p.id)
	}
	for _, rule := range c.unfit(p, l) {
		say(rule, "%s", p.id)
	}
	if p.leader {
		say("leaders-stay", "%s", p.id)
	}
	if !certified(p, m.section.stage) || !p.teaches(m.subject) || m.trainee && m.subject != p.subject {
		say("qualification", "%s for %s %s", p.id, m.section.stage, m.subject)
	}
	if c.own.tooFar(p, m.section.school, l) && !m.section.school.housing {
		say("commute", "%s: %d m", p.id, c.own.commute(p, m.section.school))
	}
	if !c.mayGo(p, m) {
		say("direction", "%s from %s to %s", p.id, p.home.school.id, m.section.school.id)
	}
	if n := one(m.covers(autumn(c.year))) + one(m.covers(spring(c.year))); n < l.terms || n < 1 || m.from < september(c.year) {
		say("stay-length", "%s: %d terms from month %d", p.id, n, m.from)
	}
}

// certified reads certificates as written: a list of stages; none written means the stage she teaches.
func certified(p *person, stage string) bool {
	if p.certificate == "" {
		return p.stage == stage
	}
	for s, code := range words {
		if code == stage && strings.Contains(p.certificate, s) {
			return true
		}
	}
	return strings.Contains(p.certificate, stage)
}

// mayGo is the direction rule: town to rural, anybody to a target, core to non-core, over- to under-staffed non-core;
// trainees from a target to the core of its group.
func (c *county) mayGo(p *person, m *span) bool {
	from, to := p.home, m.section
	if from.school == to.school {
		return false
	}
	if m.trainee {
		return from.target() && to.core && c.lead(from) == to
	}
	if from.inTown && to.rural || to.target() || from.core && !to.core {
		return true
	}
	month := autumn(c.year)
	if !m.covers(month) {
		month = spring(c.year)
	}
	heads := c.heads(month, false)
	return !to.core && heads[from] > c.standard(from) && heads[to] < c.standard(to)
}

// standard is the teachers a section should have: by pupils, or by lessons, whichever is more.
func (c *county) standard(s *section) int {
	byPupils := (s.pupils + 18) / 19
	if s.stage == "junior" {
		byPupils = (2*s.pupils + 26) / 27
	}
	return max(byPupils, c.own.posts(s))
}

func (c *county) judgeShares(l law, say sayer) {
	_, urban := c.countEligible(l)
	var fromUrban, movers, backbone int
	for _, p := range c.people {
		if len(p.moves) == 0 || p.moves[0].trainee || !c.eligible(p, l) {
			continue
		}
		movers++
		backbone += one(p.backbone)
		fromUrban += one(p.home.inTown || p.home.core)
	}
	if 1000*fromUrban < l.share*urban {
		say("exchange-share", "%d of %d", fromUrban, urban)
	}
	if 1000*backbone < l.backbone*movers {
		say("backbone-share", "%d of %d", backbone, movers)
	}
}

// judgeHeads compares heads with the baseline: a school may change by one, a group not at all, and no school may exceed
// the larger of its baseline and its posts.
func (c *county) judgeHeads(month int, say sayer) {
	before, after := c.schoolHeads(month, false), c.schoolHeads(month, true)
	for _, s := range c.schools {
		if d := after[s] - before[s]; d > 1 || d < -1 {
			say("head-count", "school %s: %+d in month %d", s.id, d, month)
		}
		limit := before[s]
		if s.posts >= 0 {
			limit = max(limit, s.posts)
		}
		if after[s] > limit {
			say("staff-ceiling", "school %s: %d of %d in month %d", s.id, after[s], limit, month)
		}
	}
	sections, planned := c.heads(month, false), c.heads(month, true)
	change := map[*section]int{}
	for _, s := range c.sections {
		if core := c.lead(s); core != nil {
			change[core] += planned[s] - sections[s]
		}
	}
	for _, s := range c.sections {
		if change[s] != 0 {
			say("head-count", "group of %s: %+d in month %d", s.school.id, change[s], month)
		}
	}
}

// judgeDonors bounds how many of a section's own teachers are away; only those are counted who belong.
func (c *county) judgeDonors(month, share int, belongs func(*person) bool, say sayer) {
	heads, already, away := map[*section]int{}, map[*section]int{}, map[*section]int{}
	for _, p := range c.people {
		if !belongs(p) {
			continue
		}
		before, _ := where(p, month, false)
		after, _ := where(p, month, true)
		heads[before]++
		already[p.home] += one(p.fixed.covers(month))
		away[p.home] += one(after != p.home)
	}
	for _, s := range c.sections {
		if away[s] > max((share*heads[s]+999)/1000, already[s]) {
			say("donor-cap", "%s %s: %d of %d away in month %d", s.school.id, s.stage, away[s], heads[s], month)
		}
	}
}

// judgeSubjects asks that a subject with a teacher at baseline keeps one.
func (c *county) judgeSubjects(month int, say sayer) {
	type leaf struct {
		s *section
		x string
	}
	before, after := map[leaf]int{}, map[leaf]int{}
	for _, p := range c.people {
		s, x := where(p, month, false)
		before[leaf{s, x}]++
		s, x = where(p, month, true)
		after[leaf{s, x}]++
	}
	for k := range before {
		if k.x != "" && after[k] == 0 {
			say("donor-cap", "%s %s loses its last teacher of %s in month %d", k.s.school.id, k.s.stage, k.x, month)
		}
	}
}
