/*
 * What is refused of a plan, as SQL or otherwise, as findings.
 */
#ifndef CLI_REFUSED_H
#define CLI_REFUSED_H

#include "cli/command.h"
#include "source/sink.h"
#include "sql/sql.h"

/* Says it on standard error: each refusal where its statement stands, and, as text, that there is
 * no statement for the engine. */
void jy_refused_say(struct jy_command *command, const struct jy_sql_refusals *refusals,
		    const struct jy_dialect *dialect, enum jy_format format);

/* Where the statement stands that begins with `word` in the declaration at `place`, else the
 * declaration's name; *whose is that name where the statement is not all of it. Nowhere in
 * particular: the place has no line, or is of no file of the session. */
struct jy_span jy_refused_span(const struct jy_session *session, const struct jrt_place *place,
			       struct jb_text word, struct jy_span *whose);

/* An empty list over the session's files, and its printing on standard error; as text, with a last
 * line behind it. `status` is what the program is going to end with. */
void jy_refused_begin(struct jy_command *command, struct jy_diags *diags);
void jy_refused_end(struct jy_command *command, const struct jy_diags *diags, enum jy_format format,
		    int status, struct jb_text last);

#endif
