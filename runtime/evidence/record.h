/*
 * Between the files that make and read records. What is public stands in journey/evidence.h.
 */
#ifndef EVIDENCE_RECORD_H
#define EVIDENCE_RECORD_H

#include "journey/evidence.h"
#include "report/json.h"
#include "report/json_read.h"

/* All that a record is written from. */
struct jrt_record {
	const struct jrt_plan *plan;
	const struct jrt_evidence *given;
	struct jb_arena *arena;
	struct jrt_measured measured; /* a copy without keys and folders, see veil.c */
	struct jrt_judged judged;     /* of that copy */
	struct jrt_shown_key *shown;
	size_t shown_count;
};

/* ---- veil.c ---- */

/* Fills record->measured. */
void jrt_record_veil(struct jrt_record *record, const struct jrt_measured *measured);
/* After judging: the keys that results name. */
void jrt_record_find_shown(struct jrt_record *record, const struct jrt_measured *measured);
/* Whether groups of the metric have keys that are somebody's. */
bool jrt_record_is_keyed(const struct jrt_metric *metric);

/* ---- names.c ---- */

/* The text with every path of the program and the data replaced by its name. */
struct jb_text jrt_record_without_folders(const struct jrt_record *record,
					  const struct jrt_measured *measured, struct jb_text text);

/* ---- define.c, waterfall.c: sections ---- */

void jrt_record_metrics(struct jrt_json *json, const struct jrt_record *record);
void jrt_record_criteria(struct jrt_json *json, const struct jrt_record *record);
void jrt_record_reliefs(struct jrt_json *json, const struct jrt_record *record);
void jrt_record_waterfall(struct jrt_json *json, const struct jrt_record *record);

/* ---- settled.c: accounts of earlier runs, out and in ---- */

void jrt_record_settled(struct jrt_json *json, const struct jrt_evidence_options *options);
/* Faults are kept in the document. */
void jrt_record_read_settled(struct jrt_document *document, struct jrt_evidence_options *options);

/* ---- write.c ---- */

/* Veils, judges and writes. */
enum jb_status jrt_record_write(struct jrt_record *record, const struct jrt_measured *measured,
				struct jb_text *out, struct jb_text *why);

/* The last line of every record, after which nothing comes, and how long it is. */
#define JRT_RECORD_SEAL "  \"digest\": \""
#define JRT_RECORD_END "\"\n}\n"
#define JRT_RECORD_SEAL_SIZE \
	(sizeof JRT_RECORD_SEAL - 1 + JB_DIGEST_HEX + sizeof JRT_RECORD_END - 1)

#endif
