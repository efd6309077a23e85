package itinerant

import (
	"io"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
	"github.com/rotateplan/rotate/solver/program"
)

// WriteMPS writes the itinerant teaching of a case under its rotation as an integer program whose optimum is the cost of
// the best circuit, and to names what each of its columns stands for.
func WriteMPS(w, names io.Writer, c *rule.Case) error {
	p, trips := program.Compile(program.Source[model.Trip]{Agents: c.TripAgents(), Law: c.TripLaw(), Each: c.EachTrip, Span: rule.TripSpan})
	return program.WriteMPS(w, names, p, program.MPS{
		Name:   "itinerant",
		Prefix: "t",
		Atom:   func(k int32) string { return c.TripKey(trips[k]) },
		Agent:  c.TripAgentKey,
	})
}
