/*
 * Diagnostics for people: a frame with the source lines, marks under the spans, notes and help.
 * Lines of one record in one file are shown together, in order; a gap between them is "...". Tabs
 * are widened; invisible characters and what begins a command of a build server are replaced by
 * U+FFFD, so that marks stand under what they mark and nothing in a file drives the terminal. Of a
 * long line the part around its first mark is shown.
 */
#include <stdlib.h>

#include "base/log_line.h"
#include "base/utf8.h"
#include "source/explained.h"
#include "source/file.h"
#include "source/sink_internal.h"

struct mark {
	struct jy_span span;
	struct jb_text text;
	bool primary;
};
struct marks {
	struct mark *at;
	size_t count;
};

/* The screen columns of a source line that are shown; where something is left out stands "…". */
struct window {
	uint32_t from, to;
};

/* A longer line is cut, and this much of it stands before its first mark. */
#define SHOWN_MAX 160
#define SHOWN_BEFORE 40

struct frame {
	struct jb_buf *out;
	const struct jy_diags *diags;
	bool colour;
	int gutter; /* digits of the largest line number */
};

#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define BLUE "\033[1;34m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

static void paint(struct frame *frame, const char *colour)
{
	if (frame->colour)
		jb_buf_add_string(frame->out, colour);
}

static const char *colour_of(enum jy_severity severity)
{
	return severity == JY_ERROR ? RED : severity == JY_WARNING ? YELLOW : BLUE;
}

static void gutter(struct frame *frame, uint32_t line, const char *bar)
{
	paint(frame, BLUE);
	if (line)
		jb_buf_printf(frame->out, "%*u %s", frame->gutter, line, bar);
	else
		jb_buf_printf(frame->out, "%*s %s", frame->gutter, "", bar);
	paint(frame, PLAIN);
}

static struct window window_of(const struct jy_file *file, const struct mark *first)
{
	struct jb_text text = jy_file_line_text(file, jy_file_line(file, first->span.begin));
	uint32_t end = (uint32_t)((size_t)(text.at - file->text.at) + text.size);
	uint32_t width = jy_file_screen_column(file, end);
	uint32_t mark = jy_file_screen_column(file, first->span.begin);
	if (width <= SHOWN_MAX)
		return (struct window){0, width};
	uint32_t from = mark > SHOWN_BEFORE ? mark - SHOWN_BEFORE : 0;
	return (struct window){from, from + SHOWN_MAX};
}

/* A colon is no danger behind the line's number. */
static bool is_shown(struct jb_text text, size_t at, uint32_t codepoint)
{
	if (codepoint == '#')
		return !jb_log_line_command_at(text, at);
	return !jb_utf8_is_invisible(codepoint);
}

static void source_line(struct frame *frame, const struct jy_file *file, uint32_t line,
			struct window window)
{
	struct jb_text text = jy_file_line_text(file, line);
	uint32_t column = 0, codepoint;
	if (window.from > 0)
		jb_buf_add_string(frame->out, "…");
	for (size_t at = 0, step; (step = jb_utf8_decode(text, at, &codepoint)) > 0; at += step) {
		uint32_t next = column + (codepoint == '\t' ? JY_TAB_WIDTH - column % JY_TAB_WIDTH
							    : jy_shown_width(codepoint));
		if (next > window.to) {
			jb_buf_add_string(frame->out, "…");
			return;
		}
		if (column >= window.from && codepoint == '\t')
			jb_buf_add_repeat(frame->out, ' ', next - column);
		else if (column >= window.from)
			jb_buf_add_codepoint(frame->out,
					     is_shown(text, at, codepoint) ? codepoint : 0xFFFD);
		else if (next > window.from)
			jb_buf_add_repeat(frame->out, ' ', next - window.from);
		column = next;
	}
}

/* The marks under one line: ^^^ or ---, its text behind. A span over lines is marked to the end
 * of its first, and as far as the line is shown. */
static void mark_line(struct frame *frame, const struct jy_file *file, const struct mark *mark,
		      enum jy_severity severity, struct window window)
{
	uint32_t line = jy_file_line(file, mark->span.begin);
	struct jb_text text = jy_file_line_text(file, line);
	uint32_t line_end = (uint32_t)((size_t)(text.at - file->text.at) + text.size);
	uint32_t end = mark->span.end < line_end ? mark->span.end : line_end;
	uint32_t from = jy_file_screen_column(file, mark->span.begin);
	uint32_t to = end > mark->span.begin ? jy_file_screen_column(file, end) : from;
	from = from < window.to ? from : window.to;
	to = to < window.to ? to : window.to;
	gutter(frame, 0, "|");
	jb_buf_add_repeat(frame->out, ' ', from - window.from + (window.from > 0) + 1);
	paint(frame, mark->primary ? colour_of(severity) : BLUE);
	jb_buf_add_repeat(frame->out, mark->primary ? '^' : '-', to > from ? to - from : 1);
	if (mark->text.size)
		jb_buf_add_byte(frame->out, ' ');
	jy_sink_plain(frame->out, mark->text);
	paint(frame, PLAIN);
	jb_buf_add_byte(frame->out, '\n');
}

static int by_place(const void *left, const void *right)
{
	const struct mark *a = left, *b = right;
	if (a->span.begin != b->span.begin)
		return a->span.begin < b->span.begin ? -1 : 1;
	return (int)b->primary - (int)a->primary;
}

/* The marks of a record that lie in one file; the primary file is asked for first. */
static struct marks marks_in(struct frame *frame, const struct jy_diag *diag, uint32_t file)
{
	struct marks marks = {JB_NEW_ARRAY(frame->out->arena, struct mark, diag->labels.count + 1),
			      0};
	if (diag->span.file == file)
		marks.at[marks.count++] = (struct mark){diag->span, diag->label, true};
	for (size_t i = 0; i < diag->labels.count; i++)
		if (diag->labels.at[i].span.file == file)
			marks.at[marks.count++] = (struct mark){diag->labels.at[i].span,
								diag->labels.at[i].text, false};
	qsort(marks.at, marks.count, sizeof *marks.at, by_place);
	return marks;
}

static void excerpt(struct frame *frame, const struct jy_diag *diag, const struct jy_file *file)
{
	struct marks marks = marks_in(frame, diag, file->number);
	if (marks.count == 0)
		return;
	uint32_t anchor =
		diag->span.file == file->number ? diag->span.begin : marks.at[0].span.begin;
	paint(frame, BLUE);
	jb_buf_printf(frame->out, "%*s--> ", frame->gutter, "");
	paint(frame, PLAIN);
	jy_sink_plain(frame->out, file->path);
	jb_buf_printf(frame->out, ":%u:%u\n", jy_file_line(file, anchor),
		      jy_file_column(file, anchor));
	if (file->text.size == 0)
		return;
	gutter(frame, 0, "|\n");
	struct window window = {0};
	uint32_t last = 0;
	for (size_t i = 0; i < marks.count; i++) {
		uint32_t line = jy_file_line(file, marks.at[i].span.begin);
		if (line != last) {
			if (last && line > last + 1)
				jb_buf_add_string(frame->out, "...\n");
			window = window_of(file, &marks.at[i]);
			gutter(frame, line, "| ");
			source_line(frame, file, line, window);
			jb_buf_add_byte(frame->out, '\n');
			last = line;
		}
		mark_line(frame, file, &marks.at[i], diag->severity, window);
	}
}

static int digits_of(struct frame *frame, const struct jy_diag *diag)
{
	uint32_t most = 1;
	for (size_t i = 0; i <= diag->labels.count; i++) {
		struct jy_span span = i ? diag->labels.at[i - 1].span : diag->span;
		const struct jy_file *file = jy_diags_file(frame->diags, span.file);
		uint32_t line = file ? jy_file_line(file, span.begin) : 1;
		most = line > most ? line : most;
	}
	int digits = 1;
	while (most >= 10) {
		most /= 10;
		digits++;
	}
	return digits;
}

static void remark(struct frame *frame, const char *kind, struct jb_text text)
{
	gutter(frame, 0, "= ");
	paint(frame, BOLD);
	jb_buf_printf(frame->out, "%s:", kind);
	paint(frame, PLAIN);
	jb_buf_add_byte(frame->out, ' ');
	jy_sink_plain(frame->out, text);
	jb_buf_add_byte(frame->out, '\n');
}

/* Other files that labels point into, each once, in the order of the labels. */
static void other_files(struct frame *frame, const struct jy_diag *diag)
{
	for (size_t i = 0; i < diag->labels.count; i++) {
		uint32_t number = diag->labels.at[i].span.file;
		bool seen = number == diag->span.file;
		for (size_t j = 0; j < i && !seen; j++)
			seen = diag->labels.at[j].span.file == number;
		const struct jy_file *file = jy_diags_file(frame->diags, number);
		if (file && !seen)
			excerpt(frame, diag, file);
	}
}

static void write_diag(struct frame *frame, const struct jy_diag *diag)
{
	struct jb_buf *out = frame->out;
	frame->gutter = digits_of(frame, diag);
	paint(frame, colour_of(diag->severity));
	jb_buf_printf(out, "%s[", jy_severity_name(diag->severity));
	jy_sink_code(out, diag);
	jb_buf_add_byte(out, ']');
	paint(frame, PLAIN);
	paint(frame, BOLD);
	jb_buf_add_string(out, ": ");
	jy_sink_plain(out, diag->message);
	jb_buf_add_byte(out, '\n');
	paint(frame, PLAIN);
	const struct jy_file *file = jy_diags_file(frame->diags, diag->span.file);
	if (file)
		excerpt(frame, diag, file);
	other_files(frame, diag);
	if (file && (diag->notes.count || diag->help.count))
		gutter(frame, 0, "|\n");
	for (size_t i = 0; i < diag->notes.count; i++)
		remark(frame, "note", diag->notes.at[i]);
	for (size_t i = 0; i < diag->help.count; i++)
		remark(frame, "help", diag->help.at[i]);
	jb_buf_add_byte(out, '\n');
}

void jy_sink_counts(struct jb_buf *out, uint32_t errors, uint32_t warnings, uint32_t infos)
{
	const struct {
		uint32_t count;
		const char *what;
	} part[] = {{errors, "error"}, {warnings, "warning"}, {infos, "remark"}};
	const char *separator = "";

	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		if (part[i].count == 0)
			continue;
		jb_buf_printf(out, "%s%u %s%s", separator, part[i].count, part[i].what,
			      part[i].count == 1 ? "" : "s");
		separator = ", ";
	}
}

/* The findings to show, and how many of each severity. */
struct choice {
	const struct jy_finding **at;
	size_t count;
	uint32_t of[JY_INFO + 1];
};

/* No error may hide behind warnings: room is given to the graver ones first. What was chosen is
 * shown in order all the same. */
static struct choice choose(const struct jy_findings *findings, uint32_t limit)
{
	struct choice choice = {
		.at = JB_NEW_ARRAY(findings->arena, const struct jy_finding *, findings->count)};
	uint32_t room[JY_INFO + 1] = {0}, left = limit;

	for (size_t i = 0; i < findings->count; i++)
		room[findings->at[i].diag->severity] += jy_finding_counts(&findings->at[i]);
	for (int severity = JY_ERROR; severity <= JY_INFO; severity++) {
		room[severity] = room[severity] < left ? room[severity] : left;
		left -= room[severity];
	}
	for (size_t i = 0; i < findings->count; i++) {
		const struct jy_finding *finding = &findings->at[i];
		enum jy_severity severity = finding->diag->severity;

		if (jy_finding_counts(finding) && choice.of[severity] < room[severity]) {
			choice.of[severity]++;
			choice.at[choice.count++] = finding;
		}
	}
	return choice;
}

/* Of more than JY_DIAGS_KEPT records the rest was counted alone, and cannot be shown. */
static void add_left_out(struct jb_buf *out, const struct jy_findings *findings,
			 const struct choice *choice, uint32_t limit)
{
	uint32_t errors = findings->errors - choice->of[JY_ERROR];
	uint32_t warnings = findings->warnings - choice->of[JY_WARNING];
	uint32_t infos = findings->infos - choice->of[JY_INFO];

	if (errors + warnings + infos == 0)
		return;
	jb_buf_add_string(out, "… and ");
	jy_sink_counts(out, errors, warnings, infos);
	jb_buf_printf(out, " more%s\n", choice->count == limit ? " (`--show all`)" : "");
}

void jy_sink_write_text(struct jb_buf *out, const struct jy_findings *findings,
			const struct jy_sink_options *options)
{
	struct frame frame = {.out = out, .colour = options->colour};
	uint32_t limit = options->shown ? options->shown : JY_DIAGS_SHOWN;
	struct choice choice = choose(findings, limit);

	for (size_t i = 0; i < choice.count; i++) {
		frame.diags = choice.at[i]->diags;
		write_diag(&frame, choice.at[i]->diag);
	}
	add_left_out(out, findings, &choice, limit);
	if (findings->errors + findings->warnings + findings->infos > 0) {
		jy_sink_counts(out, findings->errors, findings->warnings, findings->infos);
		jb_buf_add_byte(out, '\n');
	}
	jy_explained_add(out, choice.at, choice.count);
}
