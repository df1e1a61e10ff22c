/*
 * Rules about files: who tells the story of a journey and who knows the columns of an export are
 * different people, and a file of each is easier to read, to review and to give away.
 */
#include "lint/linter.h"

/* A file with no more columns than these is small enough to hold both. */
#define COLUMNS_BESIDE 10

struct file {
	bool has_journey;
	size_t columns;
	const struct jy_source *first;
};

JY_RULE(file_mixed)
{
	const struct jy_model *model = linter->model;
	size_t count = linter->diags->files.count + 1; /* files are numbered from 1 */
	struct file *file = JB_NEW_ARRAY(linter->arena, struct file, count);

	for (size_t i = 0; i < model->journeys.count; i++)
		file[model->journeys.at[i]->decl.span.file].has_journey = true;
	for (size_t i = 0; i < model->sources.count; i++) {
		struct file *in = &file[model->sources.at[i]->decl.span.file];

		in->columns += model->sources.at[i]->plain.column_count;
		in->first = in->first ? in->first : model->sources.at[i];
	}
	for (size_t i = 1; i < count; i++) {
		struct jy_diag *diag;

		if (!file[i].has_journey || file[i].columns <= COLUMNS_BESIDE)
			continue;
		diag = jy_find(linter, file[i].first->decl.span,
			       "this file tells a journey and reads %zu columns of data",
			       file[i].columns);
		jy_help(linter, diag,
			"move the sources and metrics into a file beside it, and write `use "
			"\"data.journey\"` here");
	}
}
