package table

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

// Options says which county to read and how. The zero value reads the only county of the tables.
type Options struct {
	County string // code of 6 digits; "" the only one there is
	Year   int    // calendar year in which the planned school year starts
	CRS    string // of coordinates whose rows do not say it: wgs84 (default), gcj02, bd09
	Strict bool   // warnings are faults

	GroupsOnly bool // teachers are not asked for
}

// Read reads a county from a folder of tables, a workbook, a Hive dataset of Parquet files, or a folder that holds one of
// them under the county's code.
// It returns no county if there is any fault that is more than a warning.
func Read(path string, o Options) (*model.County, model.Faults) {
	b, faults := read(path, o)
	if len(faults.Bad()) > 0 {
		return nil, faults
	}
	return b.c, faults
}

func read(path string, o Options) (*builder, model.Faults) {
	l := &ledger{strict: o.Strict, year: o.Year}
	path, o.County = partitioned(path, o.County, l)
	sheets := byTable(open(path, o.County, l), l)
	b := &builder{Options: o, ledger: l, datum: defaultDatum(o.CRS, l), c: &model.County{Year: o.Year}}
	b.require(sheets, path)
	b.readTables(sheets)
	b.build()
	return b, l.sorted()
}

func blank[R any]() (r R) { return r }

var (
	twoTables = complaint{code: "two-tables", expected: "每种表一份 / one table of a kind",
		remedy: "合并两份表，或移走其中一份 / merge the two, or move one elsewhere"}
	noTable = complaint{code: "missing-table", expected: "名为“学校”（schools）的文件或工作表 / a file or sheet named schools or 学校",
		remedy: "检查 --data 的路径和表名 / check the path given to --data and the names of tables"}
	noTeachers = complaint{code: "missing-table", expected: "名为“教师”（teachers）的文件或工作表 / a file or sheet named teachers or 教师",
		remedy: "补上教师表，或改正表名 / add the table of teachers, or correct its name"}
)

// needed are the tables without which nothing can be planned.
var needed = map[string]bool{"schools": true, "teachers": true}

// tableOf returns the key of the table a sheet holds.
func tableOf(s *Sheet) string {
	if key := tableNamed(s.Name); key != "" {
		return key
	}
	return tableNamed(stem(s.File))
}

// byTable sorts sheets by the table they hold.
func byTable(sheets []*Sheet, l *ledger) map[string]*Sheet {
	table := map[string]*Sheet{}
	for _, s := range sheets {
		key := tableOf(s)
		if other := table[key]; other != nil {
			l.file(s, 0, s.File+" "+s.Name+" = "+other.File+" "+other.Name, twoTables)
			continue
		}
		table[key] = s
	}
	return table
}

func defaultDatum(crs string, l *ledger) geo.Datum {
	if crs == "" {
		return geo.WGS84
	}
	d, ok := geo.ParseDatum(crs)
	if !ok {
		l.add(model.Fault{Code: badDatum.code, Column: "--crs", Found: crs, Expected: badDatum.expected, Remedy: badDatum.remedy})
	}
	return d
}

// builder puts the rows of all tables together.
type builder struct {
	Options
	*ledger
	datum geo.Datum
	c     *model.County

	schools    *rows[schoolRow]
	teachers   *rows[teacherRow]
	postings   *rows[postingRow]
	pairs      *rows[pairRow]
	needs      *rows[demandRow]
	ways       *rows[travelRow]
	retirement *rows[retirementRow]
	lessons    *rows[lessonRow]
	loads      *rows[loadRow]

	byID, byTeacher map[string]int32          // index of a school or teacher; None where its row is of no use
	byName          map[string][]int32        // indices of the schools of a name
	abroad          map[string]bool           // ids and names of the schools of other counties
	others          map[string]int            // by table: rows of other counties
	schoolLine      []int                     // by school: row of the table
	sectionLine     []int                     // by section
	teacherRow      []int                     // by teacher: index of her row
	postingRow      []int                     // by posting
	pairRow         []int                     // by pair
	guesses         map[string]string         // nearest known school of an unknown one
	teacherLine     map[string]int            // by id of a teacher: row of the table
	needLine        map[[2]int32]int          // by section and subject: row of the table of demand
	wayLine         map[[2]model.SchoolID]int // by ends: row of the table of travel
	stayLine        map[model.Posting]int     // row of the table of postings
	centre          geo.LatLng                // of the county's schools
	hasCentre       bool
}

// require faults tables that must be there and are not, unless a file that may hold them could not be read.
func (b *builder) require(sheets map[string]*Sheet, path string) {
	if slices.ContainsFunc(b.faults, func(f model.Fault) bool { return !f.Warn && f.Expected != twoTables.expected && f.Code != notRead }) {
		return
	}
	whole := &Sheet{File: filepath.Base(path)}
	if sheets["schools"] == nil {
		b.file(whole, 0, path, noTable)
	}
	if sheets["teachers"] == nil && !b.GroupsOnly {
		b.file(whole, 0, path, noTeachers)
	}
}

func (b *builder) readTables(sheets map[string]*Sheet) {
	b.schools = readTable(sheets["schools"], schoolColumns, blankSchool, b.ledger)
	b.teachers = readTable(sheets["teachers"], teacherColumns, blankTeacher, b.ledger)
	b.postings = readTable(sheets["postings"], postingColumns, blank[postingRow], b.ledger)
	b.pairs = readTable(sheets["pairs"], pairColumns, blank[pairRow], b.ledger)
	b.needs = readTable(sheets["demand"], demandColumns, blank[demandRow], b.ledger)
	b.ways = readTable(sheets["travel"], travelColumns, blankTravel, b.ledger)
	b.retirement = readTable(sheets["retirement"], retirementColumns, blank[retirementRow], b.ledger)
	b.lessons = readTable(sheets["curriculum"], curriculumColumns, blank[lessonRow], b.ledger)
	b.loads = readTable(sheets["load"], loadColumns, blank[loadRow], b.ledger)
}

// build turns rows into the county, table by table: each needs those before it.
func (b *builder) build() {
	b.byID, b.byTeacher, b.byName = map[string]int32{}, map[string]int32{}, map[string][]int32{}
	b.others = map[string]int{}
	b.abroad, b.guesses = map[string]bool{}, map[string]string{}
	b.teacherLine, b.needLine, b.stayLine = map[string]int{}, map[[2]int32]int{}, map[model.Posting]int{}
	b.chooseCounty()
	for i := range b.schools.list {
		b.addSchool(i)
	}
	b.linkCentral()
	b.checkSchools()
	b.checkCores()
	b.checkPlaces()
	for i := range b.teachers.list {
		b.addTeacher(i)
	}
	b.linkTeachers()
	for i := range b.postings.list {
		b.addPosting(i)
	}
	b.checkAway()
	for i := range b.pairs.list {
		b.addPair(i)
	}
	for i := range b.needs.list {
		b.addNeed(i)
	}
	b.checkPins()
	b.override()
}

// override reads what stands in the place of built-in tables.
func (b *builder) override() {
	b.wayLine = map[[2]model.SchoolID]int{}
	for i := range b.ways.list {
		b.addWay(i)
	}
	b.addRetirement()
	b.addLessons()
	b.addLoads()
}

var (
	severalCounties = complaint{code: "several-counties", expected: "一个区县 / one county",
		remedy: "用 --county 指明其中一个 / name one of them with --county"}
	otherCounty = complaint{code: "other-county", expected: "所要区县的学校 / schools of the county asked for",
		remedy: "检查 --county 与“行政区划代码”列 / check --county and the column of county codes"}
)

// chooseCounty settles the code of the county and marks the schools of others.
func (b *builder) chooseCounty() {
	var codes []string
	for i := range b.schools.list {
		if code := b.schools.list[i].County; code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	b.c.Code = b.County
	if len(b.County) > 6 {
		b.c.Code = b.County[:6]
	}
	switch {
	case b.County == "" && len(codes) == 1:
		b.c.Code = codes[0]
	case b.County == "" && len(codes) > 1:
		b.schools.header(b.schools.heads["county"], fmt.Sprint(codes), severalCounties)
	case len(codes) > 0 && !slices.Contains(codes, b.c.Code):
		b.schools.header(b.schools.heads["county"], fmt.Sprint(codes), otherCounty)
	}
	for i := range b.schools.list {
		r := &b.schools.list[i]
		switch {
		case r.County == "" && len(codes) > 1:
			b.schools.fault(i, "county", "", blankCell)
		case r.County != "" && r.County != b.c.Code && slices.Contains(codes, b.c.Code):
			b.abroad[r.ID], b.abroad[fold(r.Name)] = true, true
			b.others["schools"]++
		}
	}
	b.checkCodes()
}

// fewSchools is of how many schools a county code among manySchools of another looks like a slip of the pen.
const (
	fewSchools  = 2
	manySchools = 10
)

// checkCodes warns of schools that would be passed over for a code hardly any school has.
func (b *builder) checkCodes() {
	schools := map[string]int{}
	for i := range b.schools.list {
		schools[b.schools.list[i].County]++
	}
	for i := range b.schools.list {
		code := b.schools.list[i].County
		if code != "" && code != b.c.Code && schools[code] <= fewSchools && schools[b.c.Code] >= manySchools {
			wrong := loneCode
			wrong.expected = b.c.Code + wrong.expected
			b.schools.fault(i, "county", code, wrong)
		}
	}
}

var loneCode = complaint{code: "lone-county", warn: true, expected: "，或有许多学校的另一个区县 / , or another county of many schools",
	remedy: "该校按其他区县的学校略过：若是笔误请改正代码 / the school is passed over as another county's: correct the code if it is a slip"}

var coreless = complaint{code: "no-core", warn: true,
	expected: "至少一所学校在“学校类别”一列写 核心校 或 优质校（也认：牵头校、龙头校、总校），或“是否优质校”写 是 / at least one school whose column standing says core, or whose is_core says yes",
	remedy:   "没有核心校就不能组建集团：请标出核心校 / without a core nothing can be grouped: mark the cores"}

// checkCores warns of a county none of whose schools can lead a group.
func (b *builder) checkCores() {
	for i := range b.schools.list {
		r := &b.schools.list[i]
		if r.Standing == model.CoreStanding || r.IsCore || b.schools.broken(i, "standing", "is_core") {
			return
		}
	}
	if len(b.schools.list) == 0 {
		return
	}
	head, ok := b.schools.heads["standing"]
	if !ok {
		head = "学校类别"
	}
	b.schools.header(head, "", coreless)
}
