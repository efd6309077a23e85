package rule

import "github.com/rotateplan/rotate/model"

// course says of some teachers which stays they are to make, one after the other, and no others. One who leaves her
// course, be it by staying at home, is one unit.
type course struct {
	laid    []bool // by teacher: she has a course
	stays   [][]model.Stay
	longest int
}

func newCourse(c *Case) *course {
	n := len(c.County.Teachers)
	return &course{laid: make([]bool, n), stays: make([][]model.Stay, n)}
}

func (x *course) lay(t model.TeacherID, stays []model.Stay) {
	x.laid[t], x.stays[t], x.longest = true, stays, max(x.longest, len(stays))
}

// walk is the course as an automaton. Its state is the number of stays still to be made; one more than the longest
// course has stands for those who have none, or have left theirs and been counted.
func (x *course) walk() *Walk[model.Stay] {
	off := x.longest + 1
	return &Walk[model.Stay]{
		States: off + 1,
		Start: func(agent int) int {
			if !x.laid[agent] {
				return off
			}
			return len(x.stays[agent])
		},
		Next: func(state int, a model.Stay) (int, int64) {
			if state == off {
				return off, 0
			}
			if ahead := x.stays[a.Teacher]; 0 < state && state <= len(ahead) && ahead[len(ahead)-state] == a {
				return state - 1, 0
			}
			return off, 1
		},
		End: func(state int) int64 {
			if state == 0 || state == off {
				return 0
			}
			return 1
		},
	}
}
