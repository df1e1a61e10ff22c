/*
 * Paths say something of the machine a record was made on, and nothing of the run. Wherever a
 * message speaks of a file of the program or of the data, its name takes their place.
 */
#include <ctype.h>
#include <string.h>

#include "base/io.h"
#include "evidence/record.h"

struct place {
	struct jb_text path, name;
};

/* A path stands by itself: "max/calls.csv" is not a file "x/calls.csv". */
static bool begins_here(struct jb_text text, size_t at)
{
	return at == 0 || (!isalnum((unsigned char)text.at[at - 1]) && text.at[at - 1] != '/' &&
			   text.at[at - 1] != '.' && text.at[at - 1] != '_');
}

static void consider(struct place *best, struct jb_text rest, struct jb_text path,
		     struct jb_text name)
{
	if (path.size > best->path.size && !jb_text_equal(path, name) && jb_text_starts(rest, path))
		*best = (struct place){path, name};
}

/* The longest of the paths that the text goes on with. */
static struct place place_at(const struct jrt_record *record, const struct jrt_measured *measured,
			     struct jb_text rest)
{
	const struct jrt_evidence_program *program = &record->given->program;
	struct place best = {0};

	for (size_t i = 0; i < program->text_count; i++)
		consider(&best, rest, program->text[i].path, program->text[i].name);
	for (size_t i = 0; i < measured->file_count; i++)
		consider(&best, rest, measured->file[i].file, jb_path_name(measured->file[i].file));
	return best;
}

struct jb_text jrt_record_without_folders(const struct jrt_record *record,
					  const struct jrt_measured *measured, struct jb_text text)
{
	struct jb_buf out;

	jb_buf_init(&out, record->arena);
	for (size_t i = 0; i < text.size;) {
		struct jb_text rest = jb_text_slice(text, i, text.size);
		struct place place = {0};

		if (begins_here(text, i))
			place = place_at(record, measured, rest);
		if (place.path.size) {
			jb_buf_add_text(&out, place.name);
			i += place.path.size;
		} else {
			jb_buf_add_byte(&out, text.at[i++]);
		}
	}
	return jb_buf_text(&out);
}
