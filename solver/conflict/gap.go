package conflict

import "math"

// gap is what is known of the values of a parameter, told by how far they lie from the clause as it was: up to never they are too little, which is
// shown; to makes a plan. Between, others may have been tried that made no plan and were not shown to be too little: they are open.
type gap struct {
	never  int64
	low    int64 // the farthest that made no plan: at or beyond never
	dark   int64 // the nearest that is open; to or beyond where none is
	to     int64
	plan   witness // at to
	steady bool    // see step

	last, before int64 // the last shown to be too little, which fell short by
	short, more  int64
	straight     bool  // the last one tried was where a straight line led
	part         int64 // which is gone of the way to what makes a plan: half of it, less where plans take long to find and too little is soon shown
}

func newGap(end int64, steady bool) *gap { return &gap{dark: end, to: end, steady: steady, part: 2} }

// rowMost is how many values are tried one after the other, where each is to be shown to be too little by itself.
const rowMost = 8

// misses notes a value that made no plan: shown to be too little, short by so much if that is known, or open.
func (s *gap) misses(v int64, shown bool, short int64) {
	s.low = max(s.low, v)
	switch {
	case !shown:
		s.dark = min(s.dark, v)
	case s.steady || v == s.never+1:
		s.never = max(s.never, v)
	}
	if short > 0 {
		s.before, s.more = s.last, s.short
		s.last, s.short = v, short
	}
}

// reaches notes that a value makes a plan.
func (s *gap) reaches(v int64, plan witness) { s.to, s.plan = v, plan }

// least reports whether all values nearer than the one that makes a plan are shown to be too little.
func (s *gap) least() bool { return s.to == s.never+1 }

// next is the value to try, if any: one that may make a plan, where nothing is short any more if that shrinks as it did between the last two or
// halfway in turn, until there is none; then one that may be shown to be too little.
func (s *gap) next() (v int64, any bool) {
	switch first := min(s.dark, s.to); {
	case s.to-s.low > 1:
		return s.nearer(), true
	case !s.steady:
		return s.never + 1, s.never+1 < first && s.to-s.never <= rowMost
	default:
		return s.never + (first-s.never)/2, first-s.never > 1
	}
}

func (s *gap) nearer() int64 {
	if s.straight = !s.straight && s.short > 0 && s.more > s.short; !s.straight {
		return s.low + max((s.to-s.low)/s.part, 1)
	}
	v := float64(s.last) + math.Round(float64(s.short)/float64(s.more-s.short)*float64(s.last-s.before))
	return int64(min(max(v, float64(s.low+1)), float64(s.to-1)))
}
