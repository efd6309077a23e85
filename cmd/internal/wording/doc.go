// Package wording puts what the model holds into words and figures for people, in the language of a voice: places and
// rules, reasons and sources, faults, the conflict of a policy that allows no plan and the ways out of it, and numbers as
// they stand on a screen. The sentences themselves are messages of package say.
//
// Costs and distances come in metre-terms and metres and are told in kilometres. What is told as "at most" is rounded up.
package wording
