// Package model holds the nouns of the house and their units, and nothing that computes an answer.
//
// A County has Schools; a School has one Section for each stage it teaches; Teachers belong to a home Section.
// A Grouping is a set of Memberships (a target section joined to a core section); a Rotation is a set of Stays
// (a teacher posted at a section for a run of terms). A Policy is a list of Clauses, one per rule in force.
// A Certificate is a list of prices, one per quota, from which anyone can compute a bound on the cost.
//
// # Units
//
//	Cost      metre-terms: one metre of one-way travel, for one teacher, for one term
//	price     thousandths of a metre-term (in certificates)
//	distance  metres on the great circle
//	share     per mille
//	Term      0-based term of the horizon, even = autumn (September to January), odd = spring (February to August)
//	Date      a calendar day written yyyymmdd; 0 = unknown
//
// The identifiers SchoolID, SectionID and TeacherID are indices into the slices of a County, in the order of the
// input tables; None (-1) means "no such thing".
package model
