/*
 * Refusals know a file and a line, for a plan knows no more. The tree tells which declaration
 * begins there and where in it the statement stands that cannot be done, so that what is said looks
 * like anything else that is said of a file.
 */
#include "cli/refused.h"

#include <ctype.h>
#include <unistd.h>

#include "cli/check.h"
#include "source/file.h"

/* ---- where ---- */

struct search {
	const struct jy_file *file;
	uint32_t line;	     /* of the declaration */
	struct jb_text word; /* that begins the statement */
	const struct jy_node *node;
};

static bool seek_line(void *user, const struct jy_node *node)
{
	struct search *search = user;

	if (!search->node && node->kind != JY_N_FILE && node->kind != JY_N_LIST &&
	    jy_file_line(search->file, node->span.begin) == search->line)
		search->node = node;
	return !search->node;
}

static bool seek_word(void *user, const struct jy_node *node)
{
	struct search *search = user;
	struct jb_text text = jy_file_slice(search->file, node->span);

	if (!search->node && node->kind != JY_N_LIST && jb_text_starts(text, search->word) &&
	    (text.size == search->word.size || !isalnum((unsigned char)text.at[search->word.size])))
		search->node = node;
	return !search->node;
}

static const struct jy_node *sought(const struct jy_node *below, jy_visit *visit,
				    struct search search)
{
	jy_tree_walk(below, visit, &search);
	return search.node;
}

/* The first line of a piece, without what opens a block. */
static struct jy_span first_line(const struct jy_file *file, struct jy_span span)
{
	struct jb_text text = jy_file_slice(file, span);
	uint32_t size = 0;

	while (size < text.size && text.at[size] != '\n' && text.at[size] != '{')
		size++;
	while (size > 1 && isspace((unsigned char)text.at[size - 1]))
		size--;
	span.end = span.begin + size;
	return span;
}

/* Of the statement, else of the declaration's name; *whose is that name where both are shown. */
static struct jy_span span_in(const struct jy_unit *unit, uint32_t line, struct jb_text word,
			      struct jy_span *whose)
{
	const struct search search = {.file = unit->file, .line = line, .word = word};
	const struct jy_node *decl = sought(unit->parsed.root, seek_line, search);
	const struct jy_node *name = jy_kid(decl, JY_DECL_NAME), *statement = NULL;

	if (search.word.size)
		statement = sought(decl, seek_word, search);
	if (statement) {
		if (statement != decl && jy_is(name, JY_N_NAME))
			*whose = name->span;
		return first_line(unit->file, statement->span);
	}
	if (jy_is(name, JY_N_NAME))
		return name->span;
	return decl ? first_line(unit->file, decl->span) : (struct jy_span){0};
}

struct jy_span jy_refused_span(const struct jy_session *session, const struct jrt_place *place,
			       struct jb_text word, struct jy_span *whose)
{
	*whose = (struct jy_span){0};
	for (size_t u = 0; u < session->units.count && place->line; u++)
		if (jb_text_equal(session->units.at[u].file->path, place->file))
			return span_in(&session->units.at[u], place->line, word, whose);
	return (struct jy_span){0};
}

/* ---- what ---- */

static void add(struct jy_diags *diags, const struct jy_session *session,
		const struct jy_sql_refusal *refusal, const struct jy_dialect *dialect)
{
	const struct jy_sql_reason *reason = &jy_sql_reasons[refusal->reason];
	struct jy_span whose,
		span = jy_refused_span(session, &refusal->place, refusal->word, &whose);
	struct jy_diag *diag = jy_diag_error(diags, (enum jy_code)reason->code, span, "%.*s: %s",
					     JB_ARG(refusal->whose), reason->why);

	jy_diag_mark(diags, diag, "not as SQL for %s", dialect->title);
	if (whose.file)
		jy_diag_label(diags, diag, whose, "of this");
	jy_diag_help(diags, diag, "%s", reason->instead);
}

void jy_refused_say(struct jy_command *command, const struct jy_sql_refusals *refusals,
		    const struct jy_dialect *dialect, enum jy_format format)
{
	struct jy_diags diags;

	jy_refused_begin(command, &diags);
	for (size_t i = 0; i < refusals->list.count; i++)
		add(&diags, command->session, &refusals->list.at[i], dialect);
	jy_refused_end(command, &diags, format, JY_EXIT_FINDINGS,
		       jb_text_printf(command->arena, "%zu refused for %s; no statement is written",
				      refusals->list.count, dialect->title));
}

/* ---- printing ---- */

void jy_refused_begin(struct jy_command *command, struct jy_diags *diags)
{
	jy_diags_init(diags, command->arena);
	diags->files = command->session->diags.files;
}

void jy_refused_end(struct jy_command *command, const struct jy_diags *diags, enum jy_format format,
		    int status, struct jb_text last)
{
	struct jy_findings findings;
	struct jb_buf out;

	jy_findings_make(&findings, command->arena, JB_TEXT(""), &diags, 1);
	jb_buf_init(&out, command->arena);
	jy_sink_write(&out, format, &findings,
		      &(struct jy_sink_options){.colour = jy_command_colour(command, STDERR_FILENO),
						.exit_status = status,
						.describe = jy_check_describe});
	if (format == JY_FORMAT_text)
		jb_buf_printf(&out, "%.*s\n", JB_ARG(last));
	jy_command_print(STDERR_FILENO, jb_buf_text(&out));
}
