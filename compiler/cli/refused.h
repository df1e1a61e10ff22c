/*
 * What is refused as SQL, as findings.
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

#endif
