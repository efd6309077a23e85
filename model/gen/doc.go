// Package gen makes counties up: seeded synthetic schools and teachers in the shape of a Chinese county, plainly marked
// as generated. The same options give the same county on any machine.
//
// A county seat with its urban schools lies in the middle; towns lie around it at 9 to 29 km, each with a central
// primary school and every second one with a junior school; villages lie 2 to 7 km around their town. Cores stand in the
// seat and in one town. Weak schools stand everywhere, new ones in the seat, two nine-year schools in town and village.
//
// Teachers follow what the literature reports of the structural shortage: rural schools have too few teachers of
// foreign language, physical education, music and art, and older ones; backbone teachers gather in the cores.
//
// Draws are integers; degrees are whole millionths until they are written as floats.
package gen
