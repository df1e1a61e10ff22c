/*
 * Evidence: one record of a run that holds all that a verdict rests on, and no customer's row. The
 * program word by word, digests of the data, what became of every row, states, verdicts, money. Who
 * has the record compiles the program out of it, judges the states again and gets the same record,
 * byte for byte; a changed byte is found. It is no signature: who wants to know whom it is from
 * exchanges its digest by another way. The format is told in docs/evidence.md.
 *
 *	jrt_evidence_make(plan, &given, measured, arena, &text, &why);
 *
 *	jrt_evidence_open(text, arena, &record, &why);	  digests; the program's texts
 *	... compile record.program.text into `plan` ...
 *	jrt_evidence_check(plan, &digest, &record, arena, &checked, &why);
 *
 * Keys of groups and of what is counted as different (agents, customers) are replaced by numbers in
 * their order, so that judging comes out the same; the keys that a verdict or figure names as its
 * worst stand beside their numbers.
 */
#ifndef JOURNEY_EVIDENCE_H
#define JOURNEY_EVIDENCE_H

#include "base/hash.h"
#include "journey/runtime.h"
#include "journey/settlement.h"

#ifdef __cplusplus
extern "C" {
#endif

#define JRT_EVIDENCE_SCHEMA "journey-evidence"
#define JRT_EVIDENCE_VERSION 1
#define JRT_EVIDENCE_BYTES_MAX ((size_t)512 * 1024 * 1024)
/* Texts of one program. */
#define JRT_EVIDENCE_TEXTS_MAX 256

/* A file of the program or a module of the library, by the name the program uses. `path` is what
 * it was called on the machine that made the record; messages that speak of it say `name`. */
struct jrt_evidence_text {
	struct jb_text name, text, path;
};

struct jrt_evidence_relief {
	struct jb_text agreement, title, approved_by;
	const struct jb_text *evidence; /* where it can be seen, in the program's words */
	size_t evidence_count;
	bool for_period; /* the period is excused; else rows are taken out */
	bool has_range;
	struct jrt_range range;
	const struct jb_text *guarantee; /* names; none: all */
	size_t guarantee_count;
};

/* What the compiler knows of the program and a plan does not say. */
struct jrt_evidence_program {
	const struct jrt_evidence_text *text; /* the main file first */
	size_t text_count;
	struct jb_digest plan;	     /* of the lowered plan as text */
	const struct jb_text *words; /* by metric of the plan: what it counts; may be empty */
	const struct jrt_evidence_relief *relief;
	size_t relief_count;
};

/* What was said beside the program and changes figures. */
struct jrt_evidence_options {
	const struct jrt_cover_given *cover;
	size_t cover_count;
	struct jb_text as_of; /* a day, or empty */
	const struct jrt_charge_given *charge;
	size_t charge_count;
	const struct jrt_recorded *settled; /* by earlier runs, out of a ledger */
	size_t settled_count;
};

/* A key that the results name, and the number that stands for it. */
struct jrt_shown_key {
	struct jb_text number, key;
};

/* A record as far as it is read without its plan, or all that goes into a new one. */
struct jrt_evidence {
	struct jb_text journey; /* version of the program that wrote it */
	struct jb_text digest;
	struct jrt_evidence_program program; /* opened: texts and the plan's digest */
	struct jrt_evidence_options options;
	const struct jrt_file_tally *input; /* opened: files with size and digest, in order */
	size_t input_count;
	const struct jrt_shown_key *shown; /* opened: in the order of their numbers */
	size_t shown_count;
	struct jb_text whole; /* opened: the record itself */
};

/* What checking has found out. */
struct jrt_evidence_checked {
	struct jrt_measured measured; /* with numbers for keys */
	bool other_version;	      /* of Journey wrote it: bytes are not compared */
	const struct jb_text *fault;  /* sentences; none: everything in it follows from it */
	size_t fault_count;
};

/* The record of a measuring, judged and settled here, from these states and charges alone. `plan`
 * is compiled out of the texts of `given`, so that its places name files as the record does; the
 * measuring may be by the same program from where its files are. */
enum jb_status jrt_evidence_make(const struct jrt_plan *plan, const struct jrt_evidence *given,
				 const struct jrt_measured *measured, struct jb_arena *arena,
				 struct jb_text *out, struct jb_text *why);

/* Whether a text is a record of this format, whole or not. */
bool jrt_evidence_is(struct jb_text text);
/* Its digest, the digests of the texts in it, its form. JB_MALFORMED or JB_REFUSED with a sentence:
 * where a byte was changed nothing of it is handed out. Texts point into the arena. */
enum jb_status jrt_evidence_open(struct jb_text text, struct jb_arena *arena,
				 struct jrt_evidence *out, struct jb_text *why);
/* Reads its states into those of the plan that its texts compile to, judges them and compares all
 * that follows with what it says. `given` is the opened record with words and reliefs of the
 * compiled program, `plan_digest` that of the plan. Not JB_OK where its states cannot be judged. */
enum jb_status jrt_evidence_check(const struct jrt_plan *plan, const struct jb_digest *plan_digest,
				  const struct jrt_evidence *given, struct jb_arena *arena,
				  struct jrt_evidence_checked *out, struct jb_text *why);
/* What a record's money was settled with. */
void jrt_evidence_settles(const struct jrt_evidence_options *options,
			  struct jrt_settle_input *input);
/* Puts the keys that the record shows in the place of their numbers, for people. */
void jrt_evidence_name_keys(const struct jrt_evidence *record, struct jrt_judged *judged);

#ifdef __cplusplus
}
#endif
#endif
