package mutate

import (
	"math/rand/v2"
)

// Mutate returns a copy of tables with one to three mutations, drawn by a seed.
func (t *Tables) Mutate(seed uint64) *Tables {
	d := dice{rand.New(rand.NewPCG(seed, 0))}
	c := t.clone()
	c.Book = d.IntN(3) == 0 && len(c.Sheets[0].Lines) < 100 // of few schools
	for range 1 + d.IntN(3) {
		c.apply(d, [][]mutation{cells, cells, rows, columns, files}[d.IntN(5)])
	}
	if d.IntN(5) == 0 {
		c.apply(d, damages)
	}
	return c
}

// apply does one of several mutations that suits the tables.
func (t *Tables) apply(d dice, list []mutation) {
	for range 100 {
		if said := list[d.IntN(len(list))](d, t); said != "" {
			t.Log = append(t.Log, said)
			return
		}
	}
}

// Head is the header of a column, also of one that was taken away.
func (s *Sheet) Head(key string) string {
	if j := s.at(key); j >= 0 {
		return s.Columns[j].Head
	}
	return or(s.Gone[key], key)
}
