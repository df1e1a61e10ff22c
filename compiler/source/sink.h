/*
 * Writing findings out, ordered by file and place. A sink writes into a buffer; the program decides
 * where that goes. All of them show the same list (source/findings.h); sink.def names them.
 *
 * error[J0312]: a duration is compared with a share
 *   --> fault.journey:61:36
 *    |
 * 58 | metric handling_time "Average handling time" {
 *    |        ------------- this metric is a duration (mean of handle)
 * ...
 * 61 |       success handling_time at most 80% every month
 *    |                                     ^^^ this is a share
 *    |
 *    = help: write a duration, for example `at most 8min`
 *
 * Whatever stands in a file or in its name, no line of any format can be taken for a command by the
 * server that keeps the log (base/log_line.h), but for those the format `github` is made of.
 */
#ifndef SOURCE_SINK_H
#define SOURCE_SINK_H

#include "base/buf.h"
#include "journey/diag.h"
#include "source/findings.h"

enum jy_format {
#define SINK(id, name) JY_FORMAT_##id,
#include "source/sink.def"
#undef SINK
	JY_FORMATS
};

/* The names of all formats for a table of options, and the format of a name: JY_FORMATS for
 * none. */
#define JY_FORMAT_NAMES "text|short|json|sarif|github|gitlab|rdjson"
enum jy_format jy_format_of(struct jb_text name);

/* What a manual says about a code or a rule; each part may be empty. */
struct jy_rule_words {
	struct jb_text title; /* a line */
	struct jb_text what;  /* a paragraph or two */
	struct jb_text help;  /* all of it, as Markdown */
};

struct jy_sink_options {
	bool colour;
	uint32_t shown;	 /* text: at most this many; 0: JY_DIAGS_SHOWN; UINT32_MAX: all */
	int exit_status; /* SARIF: what the program is going to end with */
	/* The manual: false for an id that it does not have. May be NULL. */
	bool (*describe)(struct jb_text id, struct jb_arena *arena, struct jy_rule_words *words);
};

void jy_sink_write(struct jb_buf *out, enum jy_format format, const struct jy_findings *findings,
		   const struct jy_sink_options *options);
/* Frames as above, then a line "2 errors, 1 warning". Nothing for an empty list. Where there are
 * more than `shown`, errors go before warnings, and what is left out is counted. */
void jy_sink_write_text(struct jb_buf *out, const struct jy_findings *findings,
			const struct jy_sink_options *options);
/* "2 errors, 1 warning", without a line end; nothing where there are none. */
void jy_sink_counts(struct jb_buf *out, uint32_t errors, uint32_t warnings, uint32_t infos);

/* The findings of one program, paths as they were given. */
void jy_sink_text(struct jb_buf *out, const struct jy_diags *diags, struct jy_sink_options options);
/* file:line:column: error[J0312]: message */
void jy_sink_lines(struct jb_buf *out, const struct jy_diags *diags);
/* One JSON document; docs/json.md tells its fields. */
void jy_sink_json(struct jb_buf *out, const struct jy_diags *diags);

/* Text for a terminal and a log: what is invisible, or begins a command, as \u{1b}. */
void jy_sink_plain(struct jb_buf *out, struct jb_text text);
/* Lines as they are, less what a build server would obey. */
void jy_sink_guarded(struct jb_buf *out, struct jb_text lines);
/* "error", "warning", "info" */
const char *jy_severity_name(enum jy_severity severity);
/* "J0312", or the name of the lint. */
void jy_sink_code(struct jb_buf *out, const struct jy_diag *diag);
/* The message with its notes and help, each on a line of its own. */
struct jb_text jy_sink_whole_message(struct jb_arena *arena, const struct jy_diag *diag);

#endif
