/*
 * Only what this program writes, or lets engines write, is known by its beginning.
 */
#include "cli/seems.h"

#include "base/io.h"
#include "journey/evidence.h"

/* Enough for the beginning of all of them. */
#define BEGINNING 64

static bool begins(struct jb_text bytes, const char *with)
{
	return jb_text_starts(bytes, jb_text_of(with));
}

static bool is_separator(char byte)
{
	return byte == ',' || byte == ';' || byte == '\t' || byte == '|';
}

/* "query,plan,", whatever the separator and with quotes or without. */
static bool is_answer(struct jb_text bytes)
{
	char letters[BEGINNING];
	size_t size = 0;

	if (begins(bytes, "\xef\xbb\xbf"))
		bytes = jb_text_slice(bytes, 3, bytes.size);
	for (size_t i = 0; i < bytes.size && i < BEGINNING; i++)
		if (bytes.at[i] != '"')
			letters[size++] = is_separator(bytes.at[i]) ? ',' : bytes.at[i];
	return begins((struct jb_text){letters, size}, "query,plan,");
}

enum jy_seems jy_seems(struct jb_text bytes)
{
	if (jrt_evidence_is(bytes))
		return JY_SEEMS_RECORD;
	if (begins(bytes, "{\n  \"schema\": \"journey-report\""))
		return JY_SEEMS_STATES;
	return is_answer(bytes) ? JY_SEEMS_ANSWER : JY_SEEMS_NOTHING;
}

static struct jb_text words(struct jb_arena *arena, struct jb_text path, enum jy_seems seems)
{
	switch (seems) {
	case JY_SEEMS_STATES:
		return jb_text_printf(arena,
				      "%.*s holds the states of a measuring: `journey judge FILE "
				      "--states %.*s` judges them",
				      JB_ARG(path), JB_ARG(path));
	case JY_SEEMS_RECORD:
		return jb_text_printf(arena,
				      "%.*s is a record of evidence: `journey judge %.*s` judges "
				      "it",
				      JB_ARG(path), JB_ARG(path));
	case JY_SEEMS_ANSWER:
		return jb_text_printf(arena,
				      "%.*s holds what an engine answered to `journey sql`: "
				      "`journey judge FILE --answers %.*s` judges it",
				      JB_ARG(path), JB_ARG(path));
	case JY_SEEMS_NOTHING: break;
	}
	return JB_TEXT("");
}

struct jb_text jy_seems_words(struct jb_arena *arena, struct jb_text path, struct jb_text bytes,
			      enum jy_seems wanted)
{
	const enum jy_seems seems = jy_seems(bytes);

	return seems == wanted ? JB_TEXT("") : words(arena, path, seems);
}

/* States come one a file, answers by the folder. */
static struct jb_text words_of_folder(struct jb_arena *arena, struct jb_text path)
{
	struct jy_paths answers = {0}, states = {0};
	struct jb_text why;

	if (jy_folder_files(arena, path, JB_TEXT(".csv"), &answers, &why) && answers.list.count)
		return jb_text_printf(
			arena,
			"%.*s is a folder: where it holds what an engine answered to "
			"`journey sql`, `journey judge FILE --answers %.*s` judges it",
			JB_ARG(path), JB_ARG(path));
	if (jy_folder_files(arena, path, JB_TEXT(".json"), &states, &why) && states.list.count)
		return jb_text_printf(arena,
				      "%.*s is a folder: where it holds the states of shards, "
				      "`journey merge FILE %.*s` adds them up",
				      JB_ARG(path), JB_ARG(path));
	return jb_text_printf(arena, "%.*s is a folder: name a file", JB_ARG(path));
}

struct jb_text jy_seems_of(struct jb_arena *arena, struct jb_text path, enum jy_seems wanted)
{
	char bytes[BEGINNING];
	struct jb_input input;
	struct jb_text why;
	size_t size = 0;

	if (jy_folder_is(arena, path))
		return words_of_folder(arena, path);
	if (!jb_io_is_file(arena, path) || jb_input_open(&input, arena, path, &why) != JB_OK)
		return JB_TEXT("");
	if (jb_input_read(&input, bytes, sizeof bytes, &size) != JB_OK)
		size = 0;
	jb_input_close(&input);
	return jy_seems_words(arena, path, (struct jb_text){bytes, size}, wanted);
}
