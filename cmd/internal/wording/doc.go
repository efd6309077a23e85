// Package wording puts what the model holds into words and figures for people, in the language of a voice: places and
// rules, reasons and sources, faults, the conflict of a policy that allows no plan and the ways out of it, and numbers as
// they stand on a screen. The sentences themselves are messages of package say.
//
// Km and CeilKm tell metres and metre-terms in thousands. What is told as "at most" is rounded up: CeilKm, CeilPercent.
package wording
