package report

import "github.com/rotateplan/rotate/model"

// KeepDoc is what plan.json says of a list that was kept.
type KeepDoc struct {
	Path      string        `json:"path"`
	SHA256    string        `json:"sha256"`    // of the list as read
	Announced int           `json:"announced"` // teachers on it
	Decided   int           `json:"decided"`   // teachers about whom somebody has decided
	Released  []releasedDoc `json:"released"`  // decisions that could not be followed
	Changes   []alteredDoc  `json:"changes"`
}

type releasedDoc struct {
	Teacher string `json:"teacher"`
	Lock    string `json:"lock"`
	reasonDoc
}

type alteredDoc struct {
	Teacher string `json:"teacher"`
	From    string `json:"from"` // "" if she has left
	Before  []stop `json:"before"`
	After   []stop `json:"after"`
	reasonDoc
}

type reasonDoc struct {
	Cause string     `json:"cause"`
	Rule  string     `json:"rule,omitempty"`
	Quota string     `json:"quota,omitempty"`
	Also  []string   `json:"also,omitempty"` // of the cause "rule": rules it would break besides
	Cost  model.Cost `json:"cost"`           // by which the plan would be dearer without the change
}

// stop is one stay.
type stop struct {
	To      string `json:"to"`
	Stage   string `json:"stage"`
	Subject string `json:"subject"`
	Kind    string `json:"kind"`
	Start   string `json:"start"`
	End     string `json:"end"`
}

func (d *digest) keep(n *notice) *KeepDoc {
	if n == nil {
		return nil
	}
	k := &KeepDoc{Path: d.Keep.Path, SHA256: d.Keep.SHA256, Announced: n.announced, Decided: n.decided,
		Released: []releasedDoc{}, Changes: []alteredDoc{}}
	id := func(t model.TeacherID) string { return d.c.County.Teachers[t].ID }
	for i := range n.released {
		r := &n.released[i]
		k.Released = append(k.Released, releasedDoc{id(r.Teacher), r.Lock.Code(), r.doc()})
	}
	for i := range n.changes {
		c := &n.changes[i]
		x := alteredDoc{Before: append(d.stops(c.before), lapsedStops(c.lapsed)...), After: d.stops(c.after), reasonDoc: c.doc()}
		if c.teacher == model.None {
			x.Teacher = c.lapsed[0].Teacher
		} else {
			x.Teacher, x.From = id(c.teacher), d.school(d.c.County.Teachers[c.teacher].Home).ID
		}
		k.Changes = append(k.Changes, x)
	}
	return k
}

func (r *reason) doc() reasonDoc { return reasonDoc{r.cause, r.rule, r.quota, r.also, r.cost} }

func (d *digest) stops(stays []model.Stay) []stop {
	all := []stop{}
	for _, a := range stays {
		all = append(all, stop{d.school(a.Section).ID, d.stage(a.Section).Code(), a.Subject.Code(), a.Kind.Code(), d.start(a), d.end(a)})
	}
	return all
}

func lapsedStops(lines []model.Lapsed) (all []stop) {
	for i := range lines {
		x := &lines[i]
		all = append(all, stop{x.To, x.Stage.Code(), x.Subject.Code(), x.Kind.Code(), x.Start, x.End})
	}
	return all
}

// keptCSV is the list that was kept, as one file: the judge reads it as it was read.
func (d *digest) keptCSV() ([]byte, error) {
	rows := [][]string{{"teacher_id", "to", "stage", "subject", "kind", "start", "end", "lock", "announced"}}
	add := func(id string, stops []stop, lock model.Lock, announced string) {
		for _, x := range stops {
			rows = append(rows, []string{id, x.To, x.Stage, x.Subject, x.Kind, x.Start, x.End, lock.Code(), announced})
		}
	}
	for i := range d.c.County.Kept {
		k := &d.c.County.Kept[i]
		id := d.c.County.Teachers[k.Teacher].ID
		add(id, d.stops(k.Announced), model.Unlocked, "yes")
		add(id, d.stops(k.Decided), k.Lock, "no")
		if k.Lock == model.Refused {
			add(id, []stop{{}}, k.Lock, "no")
		}
	}
	for i, x := range d.c.County.Lapsed {
		add(x.Teacher, lapsedStops(d.c.County.Lapsed[i:i+1]), model.Unlocked, "yes")
	}
	return Commas(rows)
}

// changesCSV lists the teachers of whom the new list says something else, each with the reason in both languages.
func (d *digest) changesCSV() ([]byte, error) {
	rows := [][]string{{"teacher_id", "from", "before", "after", "cause", "rule", "cost", "reason_zh", "reason_en"}}
	for i := range d.changed.changes {
		c := &d.changed.changes[i]
		x := &d.doc.Keep.Changes[i]
		rows = append(rows, []string{x.Teacher, x.From, itinerary(x.Before), itinerary(x.After), x.Cause, x.Rule, whole(int64(x.Cost)),
			d.why(&c.reason, inChinese), d.why(&c.reason, inEnglish)})
	}
	return Commas(rows)
}

// itinerary writes stays in one cell: to/stage/subject/kind/start/end, those of several terms after one another.
func itinerary(stops []stop) string {
	text := ""
	for i, x := range stops {
		if i > 0 {
			text += ";"
		}
		text += x.To + "/" + x.Stage + "/" + x.Subject + "/" + x.Kind + "/" + x.Start + "/" + x.End
	}
	return text
}
