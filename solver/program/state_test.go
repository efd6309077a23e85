package program

import (
	"testing"

	"github.com/rotateplan/rotate/model"
	"github.com/rotateplan/rotate/model/rule"
)

// An agent who may not be idle breaks a must until she goes.
func TestIdleWhereAWalkIsDue(t *testing.T) {
	due := &rule.Walk[thing]{States: 2, Start: func(int) int { return 0 }, Next: func(int, thing) (int, int64) { return 1, 0 },
		End: func(state int) int64 { return int64(1 - state) }}
	p, _ := Compile(Source[thing]{Agents: 2,
		Law: []rule.Applied[thing]{
			{Rule: &rule.Rule{}, Mode: model.Must, Form: rule.Form[thing]{Walk: due}},
			{Rule: &rule.Rule{}, Mode: model.Should, Weight: 3, Form: rule.Form[thing]{Price: func(thing) int64 { return 1 }}}},
		Each: func(agent int, _ func(thing) bool, visit func(thing)) { visit(thing{agent: agent}) },
		Span: func(thing) (int, int) { return 0, 0 }})
	s := NewState(p)
	for _, x := range []struct {
		agent        int32
		walk         []int32
		cost, broken int64
	}{{0, nil, 0, 2}, {0, []int32{0}, 3, 1}, {1, []int32{1}, 6, 0}, {0, nil, 3, 1}} {
		if s.Set(x.agent, x.walk); int64(s.Cost()) != x.cost || s.Broken() != x.broken {
			t.Errorf("%+v: cost %d, %d broken", x, s.Cost(), s.Broken())
		}
		if err := s.Audit(); err != nil {
			t.Error(err)
		}
	}
}
