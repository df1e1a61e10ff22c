/*
 * The list of diagnostics: adding, completing, taking back, ordering. It decides what is a
 * duplicate and how much is kept; it writes nothing.
 */
#include "journey/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "source/file.h"

/* Codes below this come from scanner and grammar: one report a place is enough, but a warning does
 * not stand for an error. */
#define READER_CODES 300

void jy_diags_init(struct jy_diags *diags, struct jb_arena *arena)
{
	*diags = (struct jy_diags){.arena = arena};
}

const struct jy_file *jy_diags_file(const struct jy_diags *diags, uint32_t number)
{
	return number >= 1 && number <= diags->files.count ? diags->files.at[number - 1] : NULL;
}

static struct jb_text vformat(struct jb_arena *arena, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
static struct jb_text vformat(struct jb_arena *arena, const char *format, va_list args)
{
	struct jb_buf buf;
	jb_buf_init(&buf, arena);
	jb_buf_vprintf(&buf, format, args);
	return jb_buf_text(&buf);
}

/* vformat between va_start and va_end: `last` is the last named parameter. */
#define FORMAT(arena, out, format)                        \
	do {                                              \
		va_list args;                             \
		va_start(args, format);                   \
		(out) = vformat((arena), (format), args); \
		va_end(args);                             \
	} while (0)

static bool is_duplicate(const struct jy_diags *diags, const struct jy_diag *fresh)
{
	for (size_t i = diags->list.count; i-- > 0;) {
		const struct jy_diag *old = &diags->list.at[i];
		if (old->dropped || old->span.file != fresh->span.file ||
		    old->span.begin != fresh->span.begin)
			continue;
		if (old->code < READER_CODES && fresh->code < READER_CODES && !old->rule.size &&
		    (old->severity == JY_ERROR || fresh->severity != JY_ERROR))
			return true;
		if (old->code == fresh->code && jb_text_equal(old->message, fresh->message))
			return true;
	}
	return false;
}

static uint32_t *counter(struct jy_diags *diags, enum jy_severity severity)
{
	switch (severity) {
	case JY_ERROR: return &diags->error_count;
	case JY_WARNING: return &diags->warning_count;
	default: return &diags->info_count;
	}
}

struct jy_diag *jy_diag_vadd(struct jy_diags *diags, enum jy_severity severity, enum jy_code code,
			     struct jy_span span, const char *format, va_list args)
{
	if (diags->list.count >= JY_DIAGS_KEPT) {
		diags->beyond = (struct jy_diag){.dropped = true};
		*counter(diags, severity) += 1;
		return &diags->beyond;
	}
	struct jy_diag fresh = {.severity = severity, .code = (uint16_t)code, .span = span};
	fresh.message = vformat(diags->arena, format, args);
	if (is_duplicate(diags, &fresh)) {
		diags->beyond = (struct jy_diag){.dropped = true};
		return &diags->beyond;
	}
	*counter(diags, severity) += 1;
	struct jy_diag *diag = jb_push(diags->arena, &diags->list);
	*diag = fresh;
	return diag;
}

struct jy_diag *jy_diag_add(struct jy_diags *diags, enum jy_severity severity, enum jy_code code,
			    struct jy_span span, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct jy_diag *diag = jy_diag_vadd(diags, severity, code, span, format, args);
	va_end(args);
	return diag;
}

/* A report that is not kept: whatever is said about it nobody reads. */
static bool goes_nowhere(const struct jy_diags *diags, const struct jy_diag *diag)
{
	return diag == &diags->beyond;
}

void jy_diag_mark(struct jy_diags *diags, struct jy_diag *diag, const char *format, ...)
{
	if (goes_nowhere(diags, diag))
		return;
	FORMAT(diags->arena, diag->label, format);
}

void jy_diag_label(struct jy_diags *diags, struct jy_diag *diag, struct jy_span span,
		   const char *format, ...)
{
	if (goes_nowhere(diags, diag))
		return;
	struct jy_label *label = jb_push(diags->arena, &diag->labels);
	label->span = span;
	FORMAT(diags->arena, label->text, format);
}

void jy_diag_note(struct jy_diags *diags, struct jy_diag *diag, const char *format, ...)
{
	if (goes_nowhere(diags, diag))
		return;
	struct jb_text *note = jb_push(diags->arena, &diag->notes);
	FORMAT(diags->arena, *note, format);
}

void jy_diag_help(struct jy_diags *diags, struct jy_diag *diag, const char *format, ...)
{
	if (goes_nowhere(diags, diag))
		return;
	struct jb_text *help = jb_push(diags->arena, &diag->help);
	FORMAT(diags->arena, *help, format);
}

void jy_diag_fix(struct jy_diags *diags, struct jy_diag *diag, struct jy_span span,
		 struct jb_text replacement)
{
	if (goes_nowhere(diags, diag))
		return;
	*jb_push(diags->arena, &diag->fixes) = (struct jy_fix){
		.span = span, .replacement = jb_text_copy(diags->arena, replacement)};
}

void jy_diag_drop(struct jy_diags *diags, struct jy_diag *diag)
{
	if (diag->dropped)
		return;
	diag->dropped = true;
	if (diag->silence == JY_SPOKEN)
		*counter(diags, diag->severity) -= 1;
}

void jy_diag_silence(struct jy_diags *diags, struct jy_diag *diag, enum jy_silence silence,
		     struct jb_text because)
{
	if (!diag->dropped && diag->silence == JY_SPOKEN && silence != JY_SPOKEN)
		*counter(diags, diag->severity) -= 1;
	diag->silence = silence;
	diag->because = jb_text_copy(diags->arena, because);
}

const char *jy_code_title(unsigned code)
{
	switch (code) {
#define DIAG(id, number, title) \
	case number:            \
		return title;
#include "journey/diag.def"
#undef DIAG
	default: return "";
	}
}

const char *jy_code_name(unsigned code)
{
	switch (code) {
#define DIAG(id, number, title) \
	case number:            \
		return #id;
#include "journey/diag.def"
#undef DIAG
	default: return "";
	}
}

static int compare(const struct jy_diags *diags, uint32_t left, uint32_t right)
{
	const struct jy_diag *a = &diags->list.at[left], *b = &diags->list.at[right];
	if (a->span.file != b->span.file) {
		const struct jy_file *x = jy_diags_file(diags, a->span.file);
		const struct jy_file *y = jy_diags_file(diags, b->span.file);
		int by_path =
			x && y ? jb_text_compare(x->path, y->path) : (x != NULL) - (y != NULL);
		return by_path ? by_path : (a->span.file < b->span.file ? -1 : 1);
	}
	if (a->span.begin != b->span.begin)
		return a->span.begin < b->span.begin ? -1 : 1;
	return a->code < b->code ? -1 : a->code > b->code;
}

static int compare_indirect(const void *left, const void *right, void *diags)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	int order = compare(diags, a, b);
	return order ? order : (a < b ? -1 : a > b); /* the order of adding: stable */
}

void jy_diags_sort(const struct jy_diags *diags, uint32_t *order)
{
	for (size_t i = 0; i < diags->list.count; i++)
		order[i] = (uint32_t)i;
	union {
		const struct jy_diags *in;
		void *out;
	} context = {.in = diags};
	qsort_r(order, diags->list.count, sizeof *order, compare_indirect, context.out);
}
