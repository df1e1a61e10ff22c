/*
 * Two parties' records of one agreement, set side by side: the same program, the same data, the
 * same rows at each step, the same figures, verdicts and money? Sections are looked at in the order
 * in which a run makes them, so what comes first explains what comes after. Of the way of rows to
 * one figure only the first step at which the counts part is told: the later ones follow.
 *
 * Reads the records alone; that their verdicts follow from them is another question
 * (jrt_evidence_check).
 */
#ifndef AUDIT_RECORDS_H
#define AUDIT_RECORDS_H

#include "journey/evidence.h"

/* Differences beyond these are counted, not listed. */
#define JRT_RECORDS_SHOWN 1000

enum jrt_records_section {
	JRT_RECORDS_PROGRAM,
	JRT_RECORDS_MEANINGS, /* metrics, criteria, reliefs */
	JRT_RECORDS_OPTIONS,
	JRT_RECORDS_INPUTS,
	JRT_RECORDS_COUNTS,
	JRT_RECORDS_FIGURES,
	JRT_RECORDS_VERDICTS,
	JRT_RECORDS_MONEY,
	JRT_RECORDS_REST, /* differs, and nothing above says why */
	JRT_RECORDS_SECTIONS
};

/* One field of one thing. A value is JSON on one line; empty where that side has none. An empty
 * field: the whole thing is on one side only. */
struct jrt_records_difference {
	enum jrt_records_section section;
	struct jb_text what; /* "service_level, fault_repair.call, acme, 2026-03" */
	struct jb_text field, a, b;
};

struct jrt_records_side {
	struct jb_text file; /* as the caller names it */
	struct jrt_evidence record;
};

struct jrt_records {
	struct jrt_records_side a, b;
	struct jrt_records_difference *difference; /* by section, then as in A, then as in B */
	size_t count;
	size_t found[JRT_RECORDS_SECTIONS]; /* things that differ, with those that are not listed */
};

/* Opens both (digests and form) and compares. JB_OK whether they are equal or not; else *why says
 * which cannot be read. */
enum jb_status jrt_records_compare(struct jb_text name_a, struct jb_text a, struct jb_text name_b,
				   struct jb_text b, struct jb_arena *arena,
				   struct jrt_records *out, struct jb_text *why);
/* Whether nothing differs. */
bool jrt_records_equal(const struct jrt_records *records);

/* records_write.c: for people, and for programs. */
void jrt_records_text(const struct jrt_records *records, bool colour, unsigned width,
		      struct jb_buf *out);
void jrt_records_json(const struct jrt_records *records, struct jb_buf *out);

#endif
