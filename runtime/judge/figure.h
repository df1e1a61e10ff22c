/*
 * Figures for people: values, thresholds and shortfalls with their unit, as "83.1 %", "8 min 20 s",
 * "21.2 points", "EUR 1,204.50". Written for sentences and tables; machines read the JSON.
 *
 * `detail` 0 is the usual precision of the unit (a share: one decimal, two below 10 %); each step
 * adds a decimal. jrt_figure_detail finds the first one at which what is shown lies on the same
 * side of a threshold as the value itself, so that no report says "80.0 % is below 80 %".
 */
#ifndef JUDGE_FIGURE_H
#define JUDGE_FIGURE_H

#include "journey/result.h"

#define JRT_FIGURE_DETAIL_MAX 6

void jrt_figure_add(struct jb_buf *buf, const struct jrt_metric *metric, struct jb_ratio value,
		    unsigned detail);
/* The same of a double; of infinity "no bound". */
void jrt_figure_add_real(struct jb_buf *buf, const struct jrt_metric *metric, double value,
			 unsigned detail);
/* An exact declared number, as short as it can be: "80 %", "1 h 30 min". */
void jrt_figure_add_exact(struct jb_buf *buf, const struct jrt_metric *metric, jb_fix value);
/* A difference of two values: of shares in "pp", with one decimal. */
void jrt_figure_add_gap(struct jb_buf *buf, const struct jrt_metric *metric, struct jb_ratio gap);
/* "at least 80 %", "75 % to 85 %". */
void jrt_figure_add_threshold(struct jb_buf *buf, const struct jrt_metric *metric,
			      const struct jrt_threshold *threshold);
/* A share in percent without superfluous zeros: "98.5 %". */
void jrt_figure_add_percent(struct jb_buf *buf, struct jb_ratio share, unsigned decimals);
/* "12,034". */
void jrt_figure_add_count(struct jb_buf *buf, uint64_t count);
/* A count of days since 1970-01-01 as "2026-03-05"; an instant as "2026-03-05T09:30:00Z". */
void jrt_figure_add_date(struct jb_buf *buf, int64_t days);
void jrt_figure_add_instant(struct jb_buf *buf, int64_t instant);

unsigned jrt_figure_detail(const struct jrt_metric *metric, struct jb_ratio value,
			   const struct jrt_threshold *threshold);

/* The double as the fraction it is; false for what 127 bits do not hold, for infinity and no
 * number. */
bool jrt_ratio_of_double(double value, struct jb_ratio *out);

#endif
