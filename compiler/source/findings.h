/*
 * What is shown of one run: the findings of one or several programs in one list, ordered by file
 * and place, each with a path that is the same on every machine and a fingerprint that survives
 * lines moving. Every sink (source/sink.h) writes this list, so all formats tell the same.
 *
 * A file that several programs use is reported once. Silenced records are in the list, because some
 * formats tell of them; jy_finding_counts() says which ones count.
 */
#ifndef SOURCE_FINDINGS_H
#define SOURCE_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "journey/diag.h"

struct jy_finding {
	const struct jy_diags *diags; /* where its spans' files are */
	const struct jy_diag *diag;
	const struct jy_file *file; /* of its primary span; NULL: nowhere in particular */
	struct jb_text path;	    /* see jy_findings_path; empty without a file */
	struct jb_text line_hash;   /* 16 digits, a colon, the occurrence: of the line's text */
	struct jb_text fingerprint; /* 16 digits: of code, path, line's text, occurrence */
	bool known;		    /* the baseline holds it */
};

struct jy_findings {
	struct jb_arena *arena;
	/* the folder that paths are relative to, ends with '/'; may be empty */
	struct jb_text base;
	struct jy_finding *at;
	size_t count;
	/* What counts; with records beyond JY_DIAGS_KEPT, which are not in the list. */
	uint32_t errors, warnings, infos;
	uint32_t known; /* kept out by the baseline */
	/* By the path of every file that was read: 1 where all that can be found in it is here; 0
	 * where errors, or too many findings, kept later stages from looking. */
	struct jb_map read;
};

/* Takes the records together. `base` is an absolute path, or empty: then paths are as given. */
void jy_findings_make(struct jy_findings *findings, struct jb_arena *arena, struct jb_text base,
		      const struct jy_diags *const *diags, size_t count);

/* Neither silenced nor known. */
bool jy_finding_counts(const struct jy_finding *finding);
/* Marks a finding as known and takes it out of the counts. */
void jy_finding_know(struct jy_findings *findings, struct jy_finding *finding);

/* A file's path for machines: below `base` relative to it, without "." and ".." where the text
 * alone allows that, with '/' between. */
struct jb_text jy_findings_path(const struct jy_findings *findings, const struct jy_file *file);

#endif
