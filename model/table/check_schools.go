package table

import (
	"cmp"
	"strconv"

	"github.com/rotateplan/rotate/model"
)

// What a row of schools says twice must agree: stages and counts by stage, counts of a stage and of the school, standing.

var (
	repeated = complaint{code: "repeated-number", warn: true, expected: "每个学段部各自的数，或只在一行写全校的数 / numbers of each section, or that of the school in one row"}
	oddSize  = complaint{code: "odd-class-size", warn: true, expected: "每班不超过 100 人，班级不多于学生 / at most 100 pupils a class, no more classes than pupils",
		remedy: "按所写的学生数与班级数读取：核对两列是否填反、多写或漏写了数字 / read as written (pupils / classes): check whether the two are swapped or a digit is lost or doubled"}
	otherStage = complaint{code: "counts-of-other-stage", warn: true, expected: "只有本校学段的学生数、班级数 / counts of the stages that the school has",
		remedy: "该校各行的学段都不含这个学段，这个数没有读取：若有这个学段部，请补进学段 / no row of the school has this stage and the number is not read: if the school has it, add the stage"}
	stageLost = complaint{code: "stage-of-type-lost", warn: true, expected: "办学类型所含的全部学段 / all stages that the type teaches",
		remedy: "按所写学段读取，其余学段部不计：若有，请补进学段，或另加一行 / read by the stage written, without sections of the other stages: if there are any, add the stage, or a row"}
	sumDiffers = complaint{code: "sum-differs", warn: true, expected: "等于分学段各数之和 / the sum of the numbers by stage",
		remedy: "按分学段的数读取：核对各列 / read by stage: check the columns"}
	aTotal = complaint{code: "total-as-school", warn: true, expected: "一所学校的名称 / the name of a school",
		remedy: "按学校读取：若是合计行，请删去 / read as a school: if it is a row of totals, remove it"}
	standingDiffers = complaint{code: "standing-differs", warn: true, expected: "学校类别与“是否优质校”“是否薄弱校”一致 / standing, is_core and is_weak that agree",
		remedy: "“是否优质校”为是的按优质校读取，其次看“是否薄弱校”，再次看学校类别：请改正矛盾的一列 / read as a core where is_core says yes, else by is_weak, else by standing: correct the column that is wrong"}
)

// Bounds of what is no slip: pupils of a class, classes of a school with fewer pupils than these, pupils who fill a class.
const (
	mostInClass = 100
	fewClasses  = 12
	manyPupils  = 20
)

// oddClasses reports whether two counts look swapped or misspelt.
func oddClasses(pupils, classes int) bool {
	switch {
	case pupils == unknown || classes == unknown:
		return false
	case classes == 0:
		return pupils >= mostInClass
	}
	return pupils > mostInClass*classes || classes > pupils && classes > fewClasses
}

// ofStage is the column that a table has for a count of a stage.
func (b *builder) ofStage(key string, x model.Stage) string {
	if by := key + "_" + x.Code(); b.schools.has(by) {
		return by
	}
	return key
}

// checkSchools warns of rows that contradict themselves.
func (b *builder) checkSchools() {
	lost := map[int32]bool{}
	for i := range b.schools.list {
		r := &b.schools.list[i]
		k, ok := b.byID[r.ID]
		if !ok || b.abroad[r.ID] && r.County != b.c.Code {
			continue
		}
		var has model.StageSet // of all rows of the school
		for _, x := range b.c.Schools[k].Sections {
			has = has.With(b.c.Sections[x].Stage)
		}
		if isTotal(r.Name) {
			b.schools.fault(i, "name", r.Name, aTotal)
		}
		b.checkStanding(i)
		b.checkSum(i, "pupils", r.Pupils, r.PupilsOf[:])
		b.checkSum(i, "classes", r.Classes, r.ClassesOf[:])
		for x := model.Kindergarten; x <= model.SeniorHigh; x++ {
			switch {
			case has.Has(x):
			case r.PupilsOf[x] > 0:
				b.schools.fault(i, "pupils_"+x.Code(), strconv.Itoa(r.PupilsOf[x]), otherStage)
			case r.ClassesOf[x] > 0:
				b.schools.fault(i, "classes_"+x.Code(), strconv.Itoa(r.ClassesOf[x]), otherStage)
			case r.Kind.Has(x) && r.Stages&^r.Kind == 0 && !lost[k]:
				lost[k] = true
				b.schools.fault(i, "type", b.schools.text(i, "type"), stageLost)
			}
		}
	}
}

// checkSum holds a count of row i against those by stage: the sum of its own stages, or of all.
func (b *builder) checkSum(i int, key string, total int, of []int) {
	stages := b.schools.list[i].taught()
	own, all, complete := 0, 0, stages != 0
	for x, n := range of {
		all += max(n, 0)
		if stages.Has(model.Stage(x)) {
			own, complete = own+max(n, 0), complete && n != unknown
		}
	}
	if total != unknown && (complete && own != total && all != total || all > total) {
		b.schools.fault(i, key, strconv.Itoa(total), sumDiffers)
	}
}

// checkStanding holds what the three columns of standing say in row i against one another.
func (b *builder) checkStanding(i int) {
	r, t := &b.schools.list[i], b.schools
	says := func(key string) bool { return t.text(i, key) != "" && !t.broken(i, key) }
	is := r.standing()
	switch {
	case says("standing") && r.Standing != is:
		t.fault(i, "standing", t.text(i, "standing"), standingDiffers)
	case says("is_core") && r.IsCore != (is == model.CoreStanding):
		t.fault(i, "is_core", t.text(i, "is_core"), standingDiffers)
	case says("is_weak") && r.IsWeak != (is == model.Weak):
		t.fault(i, "is_weak", t.text(i, "is_weak"), standingDiffers)
	}
}

// taught are the stages of a row: those written, else those of its type.
func (r *schoolRow) taught() model.StageSet { return cmp.Or(r.Stages, r.Kind) }

// standing is that of a row by its three columns.
func (r *schoolRow) standing() model.Standing {
	switch {
	case r.IsCore:
		return model.CoreStanding
	case r.IsWeak:
		return model.Weak
	}
	return r.Standing
}
