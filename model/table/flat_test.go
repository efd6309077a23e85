package table

import (
	"fmt"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// flat is a county element by element, as mutate.Facts names them.
func flat(c *model.County) map[string]string {
	all := map[string]string{}
	put := func(record string, values ...string) {
		for i := 0; i < len(values); i += 2 {
			all[record+"/"+values[i]] = values[i+1]
		}
	}
	for i := range c.Schools {
		s := &c.Schools[i]
		put("schools/"+s.ID, flatSchool(c, s)...)
	}
	for i := range c.Teachers {
		p := &c.Teachers[i]
		put("teachers/"+p.ID, flatTeacher(c, p)...)
	}
	for i := range c.Postings {
		p := &c.Postings[i]
		base := "postings/" + c.Teachers[p.Teacher].ID + "/" + c.Schools[p.School].ID + "/" + dayOf(p.From)
		record := base
		for n := 2; all[record+"/teacher"] != ""; n++ {
			record = fmt.Sprint(base, "#", n)
		}
		put(record, "teacher", c.Teachers[p.Teacher].ID, "school", c.Schools[p.School].ID, "kind", p.Kind, "from", dayOf(p.From),
			"to", dayOf(p.Until), "result", p.Result.Code(), "relation_moved", yesOrNo(p.Moved), "status", p.Status.Code())
	}
	return all
}

func flatSchool(c *model.County, s *model.School) []string {
	area := known(int(s.UrbanRural), 0)
	list := []string{"school_id", s.ID, "name", s.Name, "county", "", "town", s.Town, "urban_rural", area, "place", onEarth(s.Place, s.HasPlace),
		"posts", known(s.Posts, unknown), "senior_posts", known(s.SeniorPosts, unknown), "affiliation", s.Affiliation,
		"ownership", s.Ownership.Code(), "housing", yesOrNo(s.Housing)}
	var stages []string
	for _, id := range s.Sections {
		x := &c.Sections[id]
		stages = append(stages, x.Stage.Code())
		list = append(list, "standing", x.Standing.Code(), "new", yesOrNo(x.New), "pupils", known(x.Pupils, unknown), "classes", known(x.Classes, unknown))
	}
	return append(list, "stage", strings.Join(stages, ";"))
}

func flatTeacher(c *model.County, p *model.Teacher) []string {
	spouse := ""
	if p.Spouse != model.None {
		spouse = c.Teachers[p.Spouse].ID
	}
	var wishes, certificate []string
	for _, s := range p.Wishes {
		wishes = append(wishes, c.Schools[s].ID)
	}
	for x := model.Kindergarten; x <= model.SeniorHigh; x++ {
		if p.Certificate.Has(x) {
			certificate = append(certificate, x.Code())
		}
	}
	return []string{"teacher_id", p.ID, "name", p.Name, "sex", p.Sex.Code(), "birth", dayOf(p.Birth), "at", c.Schools[p.At].ID,
		"home", c.SchoolOf(p.Home).ID, "stage", p.Stage.Code(), "subject", p.Subject.Code(), "subject2", p.Subject2.Code(),
		"certificate", strings.Join(certificate, ";"), "title", p.Title.Code(), "backbone", p.Backbone.Code(),
		"position", p.Position.Code(), "degree", p.Degree, "school_since", dayOf(p.SchoolSince), "work_since", dayOf(p.WorkSince),
		"exempt", p.Exempt.Code(), "promotion_year", known(p.PromotionYear, 0), "appraisal", p.Appraisal.Code(),
		"residence", onEarth(p.Residence, p.HasResidence), "spouse", spouse, "wishes", strings.Join(wishes, ";")}
}
