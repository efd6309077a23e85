package rotation

import (
	"io"

	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// WriteMPS writes the rotation of a case under its grouping as an integer program whose optimum is the cost of the best
// plan, and to names what each of its columns stands for.
func WriteMPS(w, names io.Writer, c *rule.Case) error {
	q := compile(c)
	return program.WriteMPS(w, names, q.p, program.MPS{
		Name:   "rotation",
		Prefix: "x",
		Atom:   func(k int32) string { return c.StayKey(q.stays[k]) },
		Agent:  func(i int) string { return "teacher=" + c.County.Teachers[i].ID },
	})
}
