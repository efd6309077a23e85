// Package compare holds plans of one county beside the first of them: as text, as one JSON document, and in a folder of its
// own. Only its workbook and compare-teachers.csv name teachers.
//
// # Costs
//
// Costs are weighed by the intervals [bound, cost]: those of groups hold the least cost that a policy allows, those of lists
// and whole plans the least on the plan's own groups, so that of plans on different groups nothing follows for their
// policies. The intervals of one question always meet.
package compare
