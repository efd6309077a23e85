package gen_test

import (
	"fmt"

	"github.com/rotateplan/rotate/model/gen"
)

func ExampleCounty() {
	c := gen.County(gen.Options{Code: "990002", Name: "示例县2", Schools: 8, Teachers: 60, Seed: 1})
	for i := range c.Schools[:4] {
		s := &c.Schools[i]
		x := &c.Sections[s.Sections[0]]
		fmt.Println(s.ID, s.Name, s.UrbanRural, x.Standing.Chinese())
	}
	fmt.Println(len(c.Teachers), c.Teachers[0].Name)
	// Output:
	// 2100020001 示例县2第一小学 111 核心校
	// 2100020002 示例县2第二小学 111 薄弱校
	// 2100020003 青山镇中心小学（示例） 121 薄弱校
	// 2100020004 青山镇上河村小学（示例） 220 薄弱校
	// 60 教师00001
}
