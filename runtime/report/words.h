/*
 * The words that the report's JSON uses for the enumerations of the plan and the states; written
 * by json.c and states_write.c, read back by states_read.c. Part of the documented format: never
 * rename one.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "journey/result.h"

const char *jrt_word_metric_kind(enum jrt_metric_kind kind);
const char *jrt_word_part_kind(enum jrt_part_kind kind);
const char *jrt_word_coverage(enum jrt_coverage coverage);
const char *jrt_word_verdict(enum jrt_verdict_kind verdict);
const char *jrt_word_criterion(enum jrt_criterion_kind kind);
const char *jrt_word_comparison(enum jrt_comparison comparison);
/* The comparison of a criterion that compares two groups. */
#define JRT_WORD_NO_WORSE "no_worse"
const char *jrt_word_method(enum jrt_interval_method method);
const char *jrt_word_severity(enum jrt_severity severity);
/* "share", "seconds", "points", "EUR" ...; of money the currency. */
struct jb_text jrt_word_unit(const struct jrt_metric *metric);
/* "month in Europe/London", "rolling 12 month in UTC": tells one period rule from another. */
void jrt_word_add_periods(struct jb_buf *buf, const struct jrt_plan *plan, uint32_t periods);

/* The coverage and the severity of a word; false for any other text. */
bool jrt_word_read_coverage(struct jb_text word, enum jrt_coverage *out);
bool jrt_word_read_severity(struct jb_text word, enum jrt_severity *out);

#endif
