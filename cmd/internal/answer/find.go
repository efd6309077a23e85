package answer

import (
	"cmp"

	"github.com/rotateplan/rotate/cmd/internal/input"
	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// noList is the fault of a question about people where only groups were planned.
func noList(found string) error {
	return model.Faults{{Code: "no-list", Found: found, Expected: "含交流名单的方案 / a plan with an exchange list",
		Remedy: "重新编制，不加 --only groups / plan again without --only groups"}}
}

func unknown(code, found, expected string, names []string) error {
	return model.Faults{{Code: code, Found: found, Expected: expected, Remedy: rule.DidYouMean(found, names)}}
}

// findTeacher finds a teacher by her id, or by a name that only one has.
func (d *desk) findTeacher(word string) (model.TeacherID, error) {
	found, n := model.TeacherID(model.None), 0
	var ids []string
	for i := range d.c.County.Teachers {
		p := &d.c.County.Teachers[i]
		if p.ID == word {
			return model.TeacherID(i), nil
		}
		if p.Name == word && word != "" {
			found, n = model.TeacherID(i), n+1
		}
		ids = append(ids, p.ID)
	}
	if n == 1 {
		return found, nil
	}
	return model.None, unknown("unknown-teacher", word, "教职工号，或无重名的姓名 / the id of a teacher, or a name that only one has", ids)
}

// findSchool finds a school by its id, or by a name that only one has.
func (d *desk) findSchool(word string) (model.SchoolID, error) {
	found, n := model.SchoolID(model.None), 0
	var words []string
	for i := range d.c.County.Schools {
		x := &d.c.County.Schools[i]
		if x.ID == word {
			return model.SchoolID(i), nil
		}
		if x.Name == word {
			found, n = model.SchoolID(i), n+1
		}
		words = append(words, x.ID, x.Name)
	}
	if n == 1 {
		return found, nil
	}
	return model.None, unknown("unknown-school", word, "学校标识码，或无重名的校名 / the id of a school, or a name that only one has", words)
}

// findRule finds a rule by its name, or by its Chinese title.
func (d *desk) findRule(word string) (*rule.Rule, error) {
	var names []string
	for _, r := range rule.All() {
		if r.Name == word || r.Title == word {
			return r, nil
		}
		names = append(names, r.Name)
	}
	return nil, unknown("unknown-rule", word, "规则名称，见 rotate policy show / the name of a rule, see rotate policy show", names)
}

// Unclean is the fault of a plan whose claims are about other tables or another policy.
func Unclean(dir string) error {
	return model.Faults{input.Usage(cmp.Or(dir, "DIR"), "", "编制方案时所用的数据和政策 / the tables and the policy the plan was made from",
		"指明原来的 --data 和 --policy / name them with --data and --policy")}
}
