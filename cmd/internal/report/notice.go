package report

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/cmd/internal/say"
	"github.com/rotateplan/rotate/cmd/internal/wording"
	"github.com/rotateplan/rotate/model"
)

// Causes of what a new version of a list says otherwise than the one before it, and of a decision it does not follow.
const (
	causeRefused   = "refused"   // she is to go nowhere, and stays
	causeDecided   = "decided"   // she goes where a person has sent her
	causeElsewhere = "elsewhere" // she was not to go to the school announced
	causeRule      = "rule"      // with what was announced, or decided, in place of what is planned the plan breaks a rule
	causeCost      = "cost"      // so changed it would cost more
	causeArranged  = "arranged"  // what the notice board tells of any other
	causeGap       = "gap"       // it would not: the difference lies within the gap of the plan
	causeGone      = "gone"      // she is no longer among the teachers of the tables
	causeClosed    = "closed"    // the school or section announced is no longer in the tables, or no longer hers to go to
)

// change is a teacher of whom the new list says something else than the one before.
type change struct {
	teacher       model.TeacherID // None if she has left
	before, after []model.Stay    // none where she is not on the list
	lapsed        []model.Lapsed  // before too
	reason
}

// reason is why: a cause, and of the causes "rule" and "cost" the rule that loses most without the change.
type reason struct {
	cause string
	rule  string
	quota string     // of that rule, the one broken most; "" none
	also  []string   // rules it would break besides
	more  int        // and as many that are not named
	cost  model.Cost // by which the plan would be dearer without the change; below 0 cheaper
}

// released is a decision that the new list does not follow.
type released struct {
	*model.Kept
	reason
}

// notice is what became of a list that was kept.
type notice struct {
	announced, decided int // teachers
	changes            []change
	released           []released
}

// notice compares the plan with the list that was kept; nil where none was.
func (d *digest) notice() *notice {
	county := d.c.County
	if county.Kept == nil {
		return nil
	}
	n, of, lapsed := &notice{}, make([]*model.Kept, len(county.Teachers)), map[string][]model.Lapsed{}
	for i := range county.Kept {
		of[county.Kept[i].Teacher] = &county.Kept[i]
	}
	for _, x := range county.Lapsed {
		lapsed[x.Teacher] = append(lapsed[x.Teacher], x)
	}
	for i := range county.Teachers {
		k := of[i]
		if k == nil {
			k = &model.Kept{Teacher: model.TeacherID(i)}
		}
		after, lines := d.moves.Walk(k.Teacher), lapsed[county.Teachers[i].ID]
		delete(lapsed, county.Teachers[i].ID)
		n.announced += one(len(k.Announced)+len(lines) > 0)
		n.decided += one(k.Lock != model.Unlocked)
		follows := county.Follows(k, after)
		if !follows {
			n.released = append(n.released, released{k, d.against(k.Teacher, wanted(k))})
		}
		if slices.Equal(k.Announced, after) && len(lines) == 0 {
			continue
		}
		c := change{teacher: k.Teacher, before: k.Announced, after: after, lapsed: lines, reason: reason{cause: k.Lock.Code()}}
		switch {
		case k.Lock == model.Locked && follows:
			c.cause = causeDecided
		case len(lines) > 0 && k.Lock == model.Unlocked:
			c.cause = causeClosed
		case !follows || county.Holds(k):
			c.reason = d.against(k.Teacher, k.Announced)
		}
		n.changes = append(n.changes, c)
	}
	n.departed(county.Lapsed, lapsed)
	return n
}

// departed adds the changes of those who have left the tables: in the order of their lines.
func (n *notice) departed(lines []model.Lapsed, of map[string][]model.Lapsed) {
	for i := range lines {
		if who := lines[i].Teacher; of[who] != nil {
			n.announced++
			n.changes = append(n.changes, change{teacher: model.None, lapsed: of[who], reason: reason{cause: causeGone}})
			delete(of, who)
		}
	}
}

// wanted are the stays that would follow a decision.
func wanted(k *model.Kept) []model.Stay {
	if k.Lock == model.Locked {
		return k.Decided
	}
	return nil
}

// against says what speaks against other stays of a teacher, all else as planned.
func (d *digest) against(t model.TeacherID, stays []model.Stay) reason {
	effects := d.moves.Change(t, stays)
	r := reason{cause: causeGap}
	for _, e := range effects {
		r.cost += e.Cost
	}
	switch {
	case len(effects) > 0 && effects[0].Breaks > 0:
		r.cause, r.rule, r.quota, r.cost = causeRule, effects[0].Rule, effects[0].Quota, 0
		for _, e := range effects[1:] {
			if e.Breaks > 0 {
				r.also = append(r.also, e.Rule)
			}
		}
	case r.cost > 0:
		r.cause, r.rule = causeCost, effects[0].Rule
	}
	return r
}

// public is the reason as the notice board may tell it: of rules only those that count people, never one that speaks of a
// person (exemption, age, wishes …), and no place, which has an id in it.
func (r *reason) public() reason {
	switch {
	case r.cause == causeGone || r.cause == causeClosed:
		return reason{cause: r.cause}
	case r.cause == causeRule && r.quota != "":
		return reason{cause: causeRule, rule: r.rule}
	case r.cause == causeRefused || r.cause == causeElsewhere || r.cause == causeDecided:
		return reason{cause: causeDecided}
	}
	return reason{cause: causeArranged}
}

// why puts the reason of a change into words.
func (d *digest) why(r *reason, v say.Voice) string { return d.words(r, "keep.cause-"+r.cause, v) }

// inShort is the reason for a screen: of the rules it would break the first is named.
func (r *reason) inShort() *reason {
	short := *r
	short.also, short.more = nil, len(r.also)
	return &short
}

// whyNot puts the reason why a decision is not followed into words.
func (d *digest) whyNot(r *reason, v say.Voice) string { return d.words(r, "keep.against-"+r.cause, v) }

func (d *digest) words(r *reason, id string, v say.Voice) string {
	title := ""
	if r.rule != "" {
		title, _ = wording.RuleSays(r.rule, v)
	}
	var also []string
	for _, name := range r.also {
		other, _ := wording.RuleSays(name, v)
		also = append(also, v.Say("keep.also", "Rule", other))
	}
	return v.Say(id, "Rule", title, "Place", wording.Place(d.c.County, r.quota, v), "Also", strings.Join(also, ""), "More", r.more, "Total", r.more+1, "Cost", wording.Grouped(int64(max(r.cost, -r.cost))))
}
