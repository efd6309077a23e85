package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/geo"
	"github.com/rotateplan/rotate/model"
)

var (
	oddID = complaint{code: "doubtful-id", warn: true, expected: "10 位学校标识码 / an identifier of 10 digits",
		remedy: "核对是否丢了开头的 0 或末尾的数字 / check whether leading zeros or last digits are lost"}
	noStage = complaint{code: "missing-stage", expected: "学段或办学类型 / a stage or a type of school",
		remedy: "填写学段（小学、初中…）或办学类型（211、312…）/ fill in the stage or the type"}
	stageNotOfType = complaint{code: "stage-not-of-type", warn: true, expected: "办学类型所含的学段 / a stage that the type teaches",
		remedy: "按所写学段读取：请核对两列 / read by the stage written: check both columns"}
	twoRows = complaint{code: "school-rows-differ", warn: true, expected: "同一学校各行相同 / the same in all rows of a school",
		remedy: "以第一行为准：请核对，也可能是两所学校用了同一标识码 / the first row counts: check; perhaps two schools carry one id"}
	noCount = complaint{code: "missing-value", expected: "各学段部的学生数和班级数 / pupils and classes of every section",
		remedy: "补填；一行多个学段时填写分学段的列，如 小学学生数、初中班级数 / fill in; where a row has several stages, use columns by stage"}
	notRural = complaint{code: "not-rural", warn: true, expected: "乡村小规模学校的驻地城乡类型为 2xx / class 2xx of a small rural school",
		remedy: "按驻地城乡类型读取：请核对两列 / read by the urban-rural class: check both columns"}
	groupName = complaint{code: "group-name", warn: true, expected: "中心校的标识码或校名 / the id or name of the central school",
		remedy: "集团名称不指明学校，未读取：结对请填入“结对”表 / the name of a group names no school and is not read: fill in the table of pairs"}
	noPlace = complaint{code: "missing-coordinates", warn: true, expected: "经度和纬度 / longitude and latitude",
		remedy: "没有坐标的学校只有通勤表写明的距离，其他按距离的安排不考虑它 / without a place only the distances in the table of travel are known, and nothing that needs others is planned"}
)

// duplicate is the fault of a row whose id stands in an earlier one.
func duplicate(code string, line int) complaint {
	return complaint{code: code, expected: fmt.Sprintf("不重复：第 %d 行已有 / no repetition: row %[1]d has it", line),
		remedy: fmt.Sprintf("核对第 %d 行与本行，删去或改正其一 / compare row %[1]d with this one; remove or correct one", line)}
}

// addSchool adds the school of row i, or adds sections to it where an earlier row has the school.
func (b *builder) addSchool(i int) {
	r := &b.schools.list[i]
	if b.abroad[r.ID] && r.County != b.c.Code || r.ID == "" {
		return
	}
	k, known := b.byID[r.ID]
	if !known {
		k = int32(len(b.c.Schools))
		b.byID[r.ID] = k
		b.byName[fold(r.Name)] = append(b.byName[fold(r.Name)], k)
		b.schoolLine = append(b.schoolLine, i)
		b.c.Schools = append(b.c.Schools, b.school(i))
	}
	s := &b.c.Schools[k]
	switch {
	case known:
		b.joinRows(i, int(k))
	case isDigits(r.ID) && len(r.ID) != 10 && len(r.ID) < 19:
		b.schools.fault(i, "school_id", r.ID, oddID)
	}
	stages := b.stages(i)
	for x := model.Kindergarten; x <= model.SeniorHigh; x++ {
		if !stages.Has(x) {
			continue
		}
		if at := b.c.SectionAt(model.SchoolID(k), x); at != model.None {
			b.schools.fault(i, "school_id", r.ID, duplicate("duplicate-school", b.schools.lines[b.sectionLine[at]]))
			return
		}
		s.Sections = append(s.Sections, model.SectionID(len(b.c.Sections)))
		b.c.Sections = append(b.c.Sections, b.section(i, model.SchoolID(k), x, stages))
		b.sectionLine = append(b.sectionLine, i)
	}
}

// school is the school of row i, without sections.
func (b *builder) school(i int) model.School {
	r := &b.schools.list[i]
	s := model.School{ID: r.ID, Name: r.Name, Town: r.Town, UrbanRural: r.Area, Posts: r.Posts, SeniorPosts: r.SeniorPosts,
		Affiliation: r.Affiliation, Ownership: r.Ownership, Central: model.None, Housing: r.Housing, Founded: r.Founded}
	if b.schools.has("point") && !b.schools.has("lng") {
		r.Lng, r.Lat = r.Point[0], r.Point[1]
	}
	switch {
	case r.SmallRural && r.Area == 0:
		s.UrbanRural = 200
	case r.SmallRural && !s.Rural():
		b.schools.fault(i, "is_small_rural", strconv.Itoa(int(r.Area)), notRural)
	}
	s.Place, s.HasPlace = place(r.Lat, r.Lng, b.datumOf(i))
	if !s.HasPlace && b.schools.placed() && !b.schools.broken(i, "lat", "lng", "point") {
		b.schools.fault(i, "lat", "", noPlace)
	}
	return s
}

// datumOf is the datum of the coordinates in row i.
func (b *builder) datumOf(i int) geo.Datum {
	if d := b.schools.list[i].Datum; d != nil {
		return *d
	}
	return b.datum
}

// joinRows adds what a further row says of school k: posts of its sections add up, the rest must agree.
func (b *builder) joinRows(i, k int) {
	r, j := &b.schools.list[i], b.schoolLine[k]
	first, s := &b.schools.list[j], &b.c.Schools[k]
	s.Posts = b.joinPosts(i, "posts", s.Posts, first.Posts, r.Posts)
	s.SeniorPosts = b.joinPosts(i, "senior_posts", s.SeniorPosts, first.SeniorPosts, r.SeniorPosts)
	for _, c := range schoolColumns {
		if text := b.schools.text(i, c.Key); slices.Contains(ofSchool, c.Key) && text != "" && c.Get(r) != c.Get(first) {
			b.schools.fault(i, c.Key, text, twoRows)
		}
	}
	if r.taught()&first.taught() == 0 && r.Pupils >= manyPupils && r.Pupils == first.Pupils && r.Classes == first.Classes {
		again := repeated
		again.remedy = "按各学段部都有这么多人读取：若是全校的数，请分学段填写 / read as the number of each section: if it is that of the school, fill in its sections"
		b.schools.fault(i, "pupils", strconv.Itoa(r.Pupils), again)
	}
}

// ofSchool are the columns that say the same in all rows of a school.
var ofSchool = []string{"name", "town", "urban_rural", "founded", "lng", "lat", "affiliation", "ownership"}

// joinPosts adds the posts of a further row, unless it repeats those of the first: then they are the school's.
func (b *builder) joinPosts(i int, key string, sum, first, more int) int {
	if more > 0 && more == first {
		again := repeated
		again.remedy = "按全校的数读取，只计一次：若是各学段部各自的数，请在一行写合计，其余留空 / read as the number of the school and counted once: if it is that of each section, write the sum in one row and leave the others blank"
		b.schools.fault(i, key, strconv.Itoa(more), again)
		return sum
	}
	return plus(sum, more)
}

func plus(a, b int) int {
	if a == unknown || b == unknown {
		return max(a, b)
	}
	return a + b
}

// stages returns the stages of row i: those written, else those of its type.
func (b *builder) stages(i int) model.StageSet {
	r := &b.schools.list[i]
	switch {
	case r.Stages == 0 && r.Kind == 0 && !b.schools.broken(i, "stage", "type"):
		b.schools.fault(i, "stage", "", noStage)
	case r.Stages == 0:
		return r.Kind
	case r.Kind != 0 && r.Stages&^r.Kind != 0:
		b.schools.fault(i, "stage", stageSet.write(r.Stages), stageNotOfType)
	}
	return r.Stages
}

// section is the section of row i with stage x, one of the stages of that row.
func (b *builder) section(i int, school model.SchoolID, x model.Stage, stages model.StageSet) model.Section {
	r := &b.schools.list[i]
	s := model.Section{School: school, Stage: x, Standing: r.standing(), New: r.New || b.young(r.Founded), Quality: r.Quality}
	single := stages == model.StageSet(0).With(x)
	pupils, classes := pick(r.PupilsOf[x], r.Pupils, single), pick(r.ClassesOf[x], r.Classes, single)
	s.Pupils, s.Classes = b.count(i, "pupils", x, pupils), b.count(i, "classes", x, classes)
	if oddClasses(pupils, classes) {
		b.schools.fault(i, b.ofStage("pupils", x), fmt.Sprintf("%d / %d", pupils, classes), oddSize)
	}
	return s
}

// pick takes the count of a stage, or the count of the row where that has one stage.
func pick(ofStage, ofRow int, single bool) int {
	if ofStage == unknown && single {
		return ofRow
	}
	return ofStage
}

// count faults an unknown count; where need is not computed from it (kindergarten, senior) it only warns.
func (b *builder) count(i int, key string, x model.Stage, n int) int {
	if n == unknown && !b.schools.broken(i, key, key+"_"+x.Code()) {
		wrong := noCount
		wrong.warn = x == model.Kindergarten || x == model.SeniorHigh
		b.schools.fault(i, b.ofStage(key, x), "", wrong)
	}
	return max(n, 0)
}

// young reports whether a school founded then is new: at most 3 years old when the planned year starts.
func (b *builder) young(founded model.Date) bool {
	return founded != 0 && b.Year != 0 && founded.AddYears(3) >= model.FirstSeptember(b.Year)
}

// linkCentral finds the central schools.
func (b *builder) linkCentral() {
	for k := range b.c.Schools {
		i := b.schoolLine[k]
		ref := b.schools.list[i].Central
		if ref != "" && b.groupNamed(ref) {
			b.schools.fault(i, "central_school", ref, groupName)
		} else if ref != "" {
			if at, ok := find(b, b.schools, i, "central_school", ref); ok {
				b.c.Schools[k].Central = at
			}
		}
	}
}

// groupNamed reports whether a cell under a header that asks for the group names one and no school of the county.
func (b *builder) groupNamed(ref string) bool {
	_, isID := b.byID[ref]
	return strings.Contains(b.schools.heads["central_school"], "集团") && !isID && len(b.byName[ref]) == 0 && !b.abroad[ref]
}

var sameName = complaint{code: "same-name-schools", expected: "学校标识码 / the id of the school",
	remedy: "有几所学校同名：请改填学校标识码 / several schools have this name: write the id"}

// find returns the school that a cell names by id or exact name. Of what it does not find it says so, unless the school
// is one of another county or the table of schools could not be read.
func find[R any](b *builder, t *rows[R], i int, key, ref string) (model.SchoolID, bool) {
	if k, ok := b.byID[ref]; ok {
		return model.SchoolID(k), true
	}
	if same := b.byName[ref]; len(same) == 1 {
		return model.SchoolID(same[0]), true
	} else if len(same) > 1 {
		wrong := sameName
		wrong.expected += "：" + strings.Join(b.ids(same), "、")
		t.fault(i, key, ref, wrong)
		return model.None, false
	}
	if k, ok := b.byID[idWithin(ref)]; ok {
		return model.SchoolID(k), true
	}
	if !b.abroad[ref] && len(b.c.Schools) > 0 {
		t.fault(i, key, ref, b.unknownSchool(ref))
	}
	return model.None, false
}

// idWithin is what the brackets hold at the end of a reference to a school, as in 中心小学（2199001102）; "" nothing.
func idWithin(ref string) string {
	ref = strings.NewReplacer("（", "(", "）", ")").Replace(ref)
	i := strings.LastIndexByte(ref, '(')
	if i < 0 || !strings.HasSuffix(ref, ")") {
		return ""
	}
	return ref[i+1 : len(ref)-1]
}

func (b *builder) ids(schools []int32) []string {
	var list []string
	for _, k := range schools {
		list = append(list, b.c.Schools[k].ID)
	}
	return list
}

const unknownSchoolCode = "unknown-school"

// unknownSchool names the nearest school there is.
func (b *builder) unknownSchool(ref string) complaint {
	near, ok := b.guesses[ref]
	if !ok && len(b.guesses) < 200 {
		names := make([]string, 0, 2*len(b.c.Schools))
		for k := range b.c.Schools {
			names = append(names, b.c.Schools[k].ID, b.c.Schools[k].Name)
		}
		near = nearest(ref, names)
		b.guesses[ref] = near
	}
	wrong := complaint{code: unknownSchoolCode, expected: "学校表中的标识码或校名 / an id or exact name in the table of schools",
		remedy: "改正，或把该校加入学校表 / correct it, or add the school to the table of schools"}
	if near != "" {
		wrong.expected = fmt.Sprintf("学校表中的标识码或校名，是否为 %s / an id or exact name in the table of schools, perhaps %[1]s", near)
	}
	return wrong
}
