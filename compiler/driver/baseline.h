/*
 * A baseline: a file with the findings that a project has accepted for now, so that only new ones
 * count. It is keyed by fingerprint (source/fingerprint.h) and written sorted, one finding a line,
 * so that two branches that change it can be merged.
 *
 * What the language forbids is no matter of opinion: errors of codes are never taken into a
 * baseline, only warnings, remarks and the findings of rules, whatever their level.
 */
#ifndef DRIVER_BASELINE_H
#define DRIVER_BASELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/status.h"
#include "base/vec.h"
#include "source/findings.h"

/* A larger file is no baseline. */
#define JY_BASELINE_BYTES_MAX ((size_t)64 * 1024 * 1024)

struct jy_baseline_entry {
	struct jb_text path, rule, fingerprint, message;
	bool occurs; /* the run has it */
};

struct jy_baseline {
	struct jb_arena *arena;
	struct jb_map index; /* of a fingerprint */
	JB_VEC(struct jy_baseline_entry) entry;
};

void jy_baseline_init(struct jy_baseline *baseline, struct jb_arena *arena);
/* What the file at `path` holds; `why` says what is wrong with it. */
enum jb_status jy_baseline_read(struct jy_baseline *baseline, struct jb_text path,
				struct jb_text *why);
/* Marks what it knows as known. */
void jy_baseline_apply(struct jy_baseline *baseline, struct jy_findings *findings);
/* How many entries no longer occur, in files that this run has looked at to the end (without
 * errors) or that are gone. */
size_t jy_baseline_stale(const struct jy_baseline *baseline, const struct jy_findings *findings);
/* The file that accepts all of these findings. Entries of other files that exist stay as they
 * are. */
struct jb_text jy_baseline_renewed(const struct jy_baseline *baseline,
				   const struct jy_findings *findings);

#endif
