package model

import "strings"

// Indices into the slices of a County. None stands for "no such thing".
type (
	SchoolID  int32
	SectionID int32
	TeacherID int32
)

// None is the absent SchoolID, SectionID or TeacherID.
const None = -1

// County is one county as its tables tell it: immutable once read.
type County struct {
	Code string // 6 digits (GB/T 2260)
	Name string
	Year int // calendar year in which the planned school year starts

	Schools  []School
	Sections []Section
	Teachers []Teacher
	Postings []Posting
	Pairs    []Pair
	Needs    []NeedRow // periods per week the bureau supplies; overrides the computed need
	Kept     []Kept    `json:",omitempty"` // by teacher: an earlier list of the year; nil where none is kept
	Lapsed   []Lapsed  `json:",omitempty"` // in order: what of that list can no longer be kept

	// What a bureau may put in the place of built-in tables; empty ones leave no trace in a fingerprint.
	Travel     []TravelRow     `json:",omitempty"` // overrides distances pair by pair
	Retirement []RetirementRow `json:",omitempty"` // replaces the table of ages as a whole
	Curriculum []LessonRow     `json:",omitempty"` // replaces the lessons of the stages it lists
	Loads      []LoadRow       `json:",omitempty"` // replaces the loads it lists
}

// Place is a point of the earth: degrees, WGS-84.
type Place struct{ Lat, Lng float64 }

// School is one institution at one place.
type School struct {
	ID          string // 学校标识码
	Name        string
	Town        string
	UrbanRural  UrbanRural
	Place       Place // WGS-84
	HasPlace    bool
	Posts       int // approved posts; -1 unknown
	SeniorPosts int // approved senior posts; -1 unknown
	Affiliation string
	Ownership   Ownership
	Central     SchoolID // central school of its town, or None
	Housing     bool     // housing for teachers
	Founded     Date
	Sections    []SectionID
}

// Section is one stage of a school: the unit of grouping and of demand.
type Section struct {
	School   SchoolID
	Stage    Stage
	Standing Standing
	New      bool
	Pupils   int
	Classes  int
	Quality  int // 0..100; -1 unknown
}

// Teacher is one person. Names are never needed to solve.
type Teacher struct {
	ID            string // 教职工号
	Name          string
	At            SchoolID  // where she is posted today
	Home          SectionID // section of her relation school if given, else of the school where she is posted
	Sex           Sex
	Birth         Date
	Stage         Stage
	Subject       Subject
	Subject2      Subject
	Certificate   StageSet
	Title         Title
	Backbone      Backbone
	Position      Position
	Degree        string
	SchoolSince   Date
	WorkSince     Date
	Periods       int // per week; -1 unknown
	Class, Grade  string
	Exempt        Exemption
	PromotionYear int // declared year of promotion; 0 none
	Appraisal     Appraisal
	Spouse        TeacherID
	Residence     Place // WGS-84
	HasResidence  bool
	Wishes        []SchoolID // best first
}

// Posting is one row of a teacher's history, or a stay somebody has fixed or forbidden.
type Posting struct {
	Teacher TeacherID
	School  SchoolID
	Kind    string // 交流轮岗类型, as written
	From    Date   // first day
	Until   Date   // last day, included; 0 open
	Result  Appraisal
	Moved   bool // whether the personnel relation moved
	Status  PostingStatus
}

// Pair is a membership that exists, or that somebody has pinned or forbidden.
type Pair struct {
	Core, Member SectionID
	Type         GroupType
	Typed        bool `json:",omitempty"` // whether the table tells Type
	Status       PairStatus
	Since        Date
}

// NeedRow is a need in periods per week supplied by the bureau.
type NeedRow struct {
	Section SectionID
	Subject Subject
	Periods int
}

// Runs reports whether p is a current stay that runs on a day.
func (p *Posting) Runs(day Date) bool {
	return p.Status == Current && p.From <= day && (p.Until == 0 || p.Until >= day)
}

// Trainee reports whether p is a trainee's stay (跟岗), who delivers no periods.
func (p *Posting) Trainee() bool { return strings.Contains(p.Kind, "跟岗") }

// Over reports whether p is a current stay that ends before a day: whoever is away comes home.
func (p *Posting) Over(day Date) bool {
	return p.Status == Current && p.Until != 0 && p.Until < day
}

// Leader reports whether p is principal or vice principal.
func (p Position) Leader() bool { return p == Principal || p == Vice }

// Manager reports whether p is a leader or middle manager.
func (p Position) Manager() bool { return p != Staff }

// Senior reports whether t is 高级 or 正高级.
func (t Title) Senior() bool { return t == SeniorTitle || t == ProfessorTitle }

// Core reports whether s is certified to lead a group.
func (s *Section) Core() bool { return s.Standing == CoreStanding }

// Rural reports whether the school lies in urban-rural class 2xx (GB/T 33782-2017).
func (s *School) Rural() bool { return s.UrbanRural/100 == 2 }

// InTown reports whether the school lies in urban-rural class 11x or 12x (GB/T 33782-2017).
func (s *School) InTown() bool { return s.UrbanRural/100 == 1 }

// SchoolOf returns the school of section s.
func (c *County) SchoolOf(s SectionID) *School { return &c.Schools[c.Sections[s].School] }

// Target reports whether section s is weak, rural or new, and not a core.
func (c *County) Target(s SectionID) bool {
	x := &c.Sections[s]
	return !x.Core() && (x.Standing == Weak || x.New || c.SchoolOf(s).Rural())
}

// SectionAt returns the section of school with the given stage, or None.
func (c *County) SectionAt(school SchoolID, stage Stage) SectionID {
	for _, s := range c.Schools[school].Sections {
		if c.Sections[s].Stage == stage {
			return s
		}
	}
	return None
}
