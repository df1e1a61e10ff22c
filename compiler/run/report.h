/*
 * Writing reports: one in the format of --format to --output, and any number of others from the
 * same results, --also FORMAT=FILE. What the options say is looked at before any data is read.
 */
#ifndef RUN_REPORT_H
#define RUN_REPORT_H

#include "run/command.h"
#include "journey/runtime.h"

/* The formats of report.c, for tables of options. */
#define JY_REPORT_FORMATS "text|json|junit|markdown|csv|csv-money|xlsx|trend"

/* Whether --format, --output and --also can be done; `verdicts`: whether there will be any.
 * JY_EXIT_OK, or JY_EXIT_USAGE (reported). */
int jy_report_check(struct jy_command *command, bool verdicts);
/* Writes all of them; JY_EXIT_OK, or JY_EXIT_DATA where one could not be written (reported; the
 * others are). */
int jy_report_write(struct jy_command *command, const struct jrt_measured *measured,
		    const struct jrt_judged *judged, bool verdicts);

#endif
