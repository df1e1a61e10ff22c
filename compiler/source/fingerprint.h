/*
 * A name for a finding that outlives edits elsewhere in the file: made of what was found, in which
 * file, on a line with which text, and the how-manieth of those it is; never of a line's number.
 * Equal findings on equal lines are told apart by their order alone.
 *
 * Two are made. `fingerprint` is ours, for baselines and GitLab. `line_hash` has the form that
 * GitHub's code scanning keeps as primaryLocationLineHash, "hash:occurrence", of the line alone.
 */
#ifndef SOURCE_FINGERPRINT_H
#define SOURCE_FINGERPRINT_H

#include "source/findings.h"

/* Fills both names of all findings; they must be in order. */
void jy_fingerprints_make(struct jy_findings *findings);

#endif
