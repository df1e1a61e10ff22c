/*
 * The form that a table has, of a source whose files have several.
 */
#ifndef SQL_SCHEMA_H
#define SQL_SCHEMA_H

#include "sql/work.h"

/* Gives the source the columns of the schema that `--schema` names, where it names one of its. */
void jy_sql_take_schema(const struct jy_sql_how *how, struct jrt_source *source);

#endif
