/*
 * Diagnostics: what the compiler has to say about a file, as records in a list. Passes add
 * records; nothing prints but a sink (source/sink.h), after the last pass. A message is a
 * sentence that stands alone; labels point at other places ("declared here"), notes say why,
 * help says what to write, and a fix can be applied by a tool.
 *
 * 	struct jy_diag *d = jy_diag_error(diags, JY_D_UNKNOWN_NAME, span, "no metric `%.*s`",
 * 					  JB_ARG(name));
 * 	jy_diag_label(diags, d, other, "this one is near");
 * 	jy_diag_help(diags, d, "write `%.*s`", JB_ARG(near));
 * 	jy_diag_fix(diags, d, span, near);
 *
 * All texts are copied into the list's arena. The record returned is never NULL and dies with
 * the next jy_diag_add.
 */
#ifndef JOURNEY_DIAG_H
#define JOURNEY_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/vec.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many records are kept; more are only counted. */
#define JY_DIAGS_KEPT 1000
/* How many a text shows before it says how many more there are. */
#define JY_DIAGS_SHOWN 20

struct jy_file;

/* A piece of a file by byte offsets, half open. `file` is the file's number in the list of
 * diagnostics that it was opened with; 0: nowhere in particular. */
struct jy_span {
	uint32_t begin, end;
	uint32_t file;
};

enum jy_severity { JY_ERROR, JY_WARNING, JY_INFO };

struct jy_label {
	struct jy_span span;
	struct jb_text text; /* may be empty */
};

struct jy_fix {
	struct jy_span span; /* what is replaced; an empty span inserts */
	struct jb_text replacement;
};

/* Why a record is not shown: `allow … because …` in the file, or a decision outside of it. */
enum jy_silence { JY_SPOKEN, JY_SILENCED_IN_SOURCE, JY_SILENCED_OUTSIDE };

struct jy_diag {
	enum jy_severity severity;
	uint16_t code;	     /* 312 is shown as J0312; see journey/diag.def */
	struct jb_text rule; /* of a lint: `scale.single-region`, shown in place of the code */
	struct jb_text message;
	struct jy_span span;
	struct jb_text label; /* behind the marks of the primary span; may be empty */
	JB_VEC(struct jy_label) labels;
	JB_VEC(struct jb_text) notes;
	JB_VEC(struct jb_text) help;
	JB_VEC(struct jy_fix) fixes; /* apply all or none */
	enum jy_silence silence;     /* kept out of counts; only SARIF tells */
	struct jb_text because;	     /* the reason that was given for the silence */
	bool dropped;		     /* a duplicate: kept out of counts and sinks */
};

struct jy_diags {
	struct jb_arena *arena;
	JB_VEC(const struct jy_file *) files; /* file number n stands at n - 1 */
	JB_VEC(struct jy_diag) list;
	struct jy_diag beyond; /* takes what comes after JY_DIAGS_KEPT */
	uint32_t error_count, warning_count, info_count;
};

/* The code of every finding of a rule: `rule` tells which. */
#define JY_CODE_OF_RULES 900

enum jy_code {
#define DIAG(id, number, title) JY_D_##id = number,
#include "journey/diag.def"
#undef DIAG
};

void jy_diags_init(struct jy_diags *diags, struct jb_arena *arena);

/* The file with that number, or NULL. */
const struct jy_file *jy_diags_file(const struct jy_diags *diags, uint32_t number);

/* Adds a record. A second error of the readers (codes below 300) at the same offset of the same
 * file is dropped, and so is an equal record (code, span, message). */
struct jy_diag *jy_diag_add(struct jy_diags *diags, enum jy_severity severity, enum jy_code code,
			    struct jy_span span, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
struct jy_diag *jy_diag_vadd(struct jy_diags *diags, enum jy_severity severity, enum jy_code code,
			     struct jy_span span, const char *format, va_list args)
	__attribute__((format(printf, 5, 0)));
#define jy_diag_error(diags, code, ...) jy_diag_add((diags), JY_ERROR, (code), __VA_ARGS__)
#define jy_diag_warn(diags, code, ...) jy_diag_add((diags), JY_WARNING, (code), __VA_ARGS__)
#define jy_diag_info(diags, code, ...) jy_diag_add((diags), JY_INFO, (code), __VA_ARGS__)

/* The text behind the marks of the primary span. */
void jy_diag_mark(struct jy_diags *diags, struct jy_diag *diag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void jy_diag_label(struct jy_diags *diags, struct jy_diag *diag, struct jy_span span,
		   const char *format, ...) __attribute__((format(printf, 4, 5)));
void jy_diag_note(struct jy_diags *diags, struct jy_diag *diag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void jy_diag_help(struct jy_diags *diags, struct jy_diag *diag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void jy_diag_fix(struct jy_diags *diags, struct jy_diag *diag, struct jy_span span,
		 struct jb_text replacement);
/* Takes a record back: another explains it. */
void jy_diag_drop(struct jy_diags *diags, struct jy_diag *diag);
/* Silences a record that was found but is allowed. */
void jy_diag_silence(struct jy_diags *diags, struct jy_diag *diag, enum jy_silence silence,
		     struct jb_text because);

/* The short title of a code, and its name in capitals, NUMBER_NOT_WHOLE; "" for an unknown one. */
const char *jy_code_title(unsigned code);
const char *jy_code_name(unsigned code);
/* Orders by file (path), then offset, then code; stable. Sinks call it on a copy. */
void jy_diags_sort(const struct jy_diags *diags, uint32_t *order);

#ifdef __cplusplus
}
#endif

#endif
