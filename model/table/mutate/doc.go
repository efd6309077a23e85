// Package mutate spoils the tables of a county as people and programs do, and keeps a naive reading of them: what a
// person who looks at the spoilt tables would say each cell means. Tests hold the readers to it.
//
// It shares no code with model/table: it knows the tables only by the plain layout of layout.go, in which the counties it
// starts from are written, and never parses what it has written itself. A mutation changes the text of a cell together
// with its meaning and its Fit, which says what a reader must make of it:
//
//	Same   reads it as it is meant
//	Doubt  reads it as it is meant, or names its place in a fault or a warning
//	Ill    names its place in a fault
//	Any    does what it likes, but to no other cell
//
// The same county and seed give the same tables.
package mutate
