/*
 * A source whose files have several forms, of which a table has one: that which the line names. Its
 * columns are then those of the source.
 */
#include "sql/schema.h"

static const struct jrt_schema *schema_of(const struct jrt_source *source, struct jb_text name)
{
	for (size_t i = 0; i < source->schema_count; i++)
		if (jb_text_equal(source->schema[i].name, name))
			return &source->schema[i];
	return NULL;
}

void jy_sql_take_schema(const struct jy_sql_how *how, struct jrt_source *source)
{
	for (size_t i = 0; i < how->schema_count; i++) {
		const struct jrt_schema *schema = jb_text_equal(how->schema[i].source, source->name)
							  ? schema_of(source, how->schema[i].table)
							  : NULL;

		if (!schema)
			continue;
		source->column = schema->column;
		source->schema_count = 0;
	}
}
