// Package folder writes folders of files, and single files, whole or not at all.
//
// A folder is written beside its final place and renamed into it, so that a run that dies leaves the old folder or none.
// A folder that already stands there is replaced only if every file in it is one this program writes: somebody else's
// files are never lost. What a failed run says of a county stands beside the plan of an earlier one, and is forgiven by the
// next that succeeds.
//
// Whether a folder could be written is known before the work (CanStand), and what is wrong with a disk is told apart from
// what is wrong with the program (Wanted).
package folder
