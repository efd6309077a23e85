package model

// TravelRow is what the bureau knows of the way from one school to another; -1 where it does not say. It serves the way
// back too, unless that has a row which says it.
type TravelRow struct {
	From, To SchoolID
	Metres   int
	Minutes  int
}

// RetirementRow is the age at which those of one sex and post retire who are born on a day or later, up to the next row's.
type RetirementRow struct {
	Sex      Sex
	Post     Post // AnyPost: all of them
	BornFrom Date // 0: from the beginning
	Months   int  // age
}

// LessonRow is the periods a week of one subject in a class: of one grade, or the mean of all grades of the stage.
type LessonRow struct {
	Stage   Stage
	Grade   int // 0: the mean of all
	Subject Subject
	Periods int // thousandths
}

// LoadRow is the periods a week of a full post.
type LoadRow struct {
	Stage   Stage
	Subject Subject
	Periods int
}

// Post is a line of the retirement table.
type Post uint8

const (
	AnyPost     Post = iota
	ManagerPost      // leaders and middle managers
	FirstRank        // others of title 一级 and above
	TeacherPost      // all others
)

var posts = []word{{"", ""}, {"manager", "管理"}, {"first", "一级及以上"}, {"teacher", "教师"}}

func (x Post) Code() string    { return code(posts, int(x)) }
func (x Post) Chinese() string { return chinese(posts, int(x)) }

// Post is the line of the retirement table that t falls under.
func (t *Teacher) Post() Post {
	switch {
	case t.Position.Manager():
		return ManagerPost
	case t.Title >= FirstTitle:
		return FirstRank
	}
	return TeacherPost
}
