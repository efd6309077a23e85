package grouping

import (
	"io"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// WriteMPS writes the grouping of a case as an integer program whose optimum is the cost of the best plan, and to names
// what each of its columns stands for.
func WriteMPS(w, names io.Writer, c *rule.Case) error {
	pr := compile(c, c.MemberLaw())
	return program.WriteMPS(w, names, pr.p, program.MPS{
		Name:   "grouping",
		Prefix: "g",
		Atom:   func(k int32) string { return c.MemberKey(pr.atoms[k]) },
		Agent:  func(i int) string { return c.SectionKey(model.SectionID(i)) },
	})
}
