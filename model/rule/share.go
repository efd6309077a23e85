package rule

import "github.com/rotateplan/rotate/model"

// share is a minimum of movers per school year, pool by pool: of a pool's eligible teachers at least the given share
// moves. Movers are eligible teachers with a stay, not a trainee's, that starts in the year.
type share struct {
	rule     string
	perMille int64
	pools    int
	pool     func(t model.TeacherID) int  // the pool a teacher belongs to, or None
	of       func(t model.TeacherID) bool // whether she is one of those of whom the share is taken
	counts   func(t model.TeacherID) bool // whether she counts when she moves
	part     func(pool int) []string      // the part of the quota key that names a pool
}

// eligibility names the rules that decide who is eligible: what a share counts depends on them.
var eligibility = []string{"age-cap", "exemption", "near-retirement", "repeat", "tenure"}

// anybody holds of every teacher.
func anybody(model.TeacherID) bool { return true }

// Mover returns the year of the horizon in which a stay starts, and whether who takes it counts as a mover of that year: she is
// eligible, and no trainee.
func (c *Case) Mover(a model.Stay) (year int, counts bool) {
	year = int(a.First) / 2
	return year, a.Kind != model.Trainee && c.Eligible(a.Teacher, year)
}

// sends reports whether a section is one of those the national share is asked of: town or core.
func (c *Case) sends(s model.SectionID) bool {
	return c.County.Sections[s].Core() || c.County.SchoolOf(s).InTown()
}

// minima builds the quotas ⌈perMille·eligible/1000⌉, one per year and pool that has eligible teachers.
func (x *share) minima(c *Case) *Family[model.Stay] {
	f := &Family[model.Stay]{Placeless: true}
	at := make([]int, c.Years()*x.pools)
	for i, n := range x.eligible(c) {
		if at[i] = model.None; n == 0 {
			continue
		}
		at[i] = len(f.Quotas)
		parts := append(x.part(i%x.pools), c.yearPart(i/x.pools))
		f.Quotas = append(f.Quotas, Quota{Key: key(x.rule, parts...), Min: ceil(x.perMille*n, 1000), Max: NoMax})
	}
	f.Count = func(a model.Stay, add func(int, int64)) {
		year, counts := c.Mover(a)
		pool := x.pool(a.Teacher)
		if !counts || pool == model.None || !x.counts(a.Teacher) {
			return
		}
		if q := at[year*x.pools+pool]; q != model.None {
			add(q, 1)
		}
	}
	return f
}

// eligible counts the eligible teachers by year and pool.
func (x *share) eligible(c *Case) []int64 {
	n := make([]int64, c.Years()*x.pools)
	for t := range c.County.Teachers {
		id := model.TeacherID(t)
		pool := x.pool(id)
		if pool == model.None || !x.of(id) {
			continue
		}
		for y := range c.Years() {
			if c.Eligible(id, y) {
				n[y*x.pools+pool]++
			}
		}
	}
	return n
}

// perSchool makes the pools of a share the town and core sections of each school.
func (x share) perSchool(c *Case) share {
	x.pools = len(c.County.Schools)
	x.pool = func(t model.TeacherID) int {
		home := c.County.Teachers[t].Home
		if !c.sends(home) {
			return model.None
		}
		return int(c.County.Sections[home].School)
	}
	x.part = func(pool int) []string { return []string{c.schoolPart(model.SchoolID(pool))} }
	return x
}

// together makes one pool of all teachers for whom in holds.
func (x share) together(in func(t model.TeacherID) bool) share {
	x.pools = 1
	x.pool = func(t model.TeacherID) int {
		if in(t) {
			return 0
		}
		return model.None
	}
	x.part = func(int) []string { return nil }
	return x
}
