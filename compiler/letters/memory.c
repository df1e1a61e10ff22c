/*
 * Remembered answers, see memory.h. The file is lines of text: what the answers depend on as it
 * was, the answers, and a sum of it all, in case the file is damaged. Reading writes down what is
 * there now, line by line, and believes the file when both are the same; so there is nothing in it
 * that would have to be understood but the answers.
 */
#include "letters/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "diagram/measure.h"

#define FILE_MAX ((size_t)1 << 20)
#define BELIEVED_SECONDS (24 * 60 * 60)
/* A file may change twice within what its system counts of time, and its clock may be a moment
 * ahead of time(). */
#define SETTLED_SECONDS 2
#define SUM_DIGITS 16
#define SUM_LINE (sizeof "sum \n" - 1 + SUM_DIGITS)

/* ---- what answers depend on ---- */

/* Those that fontconfig reads, and of the last three it is enough that they are set. */
static const char *const environment[] = {
	"HOME",	   "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CURRENT_DESKTOP",
	"FC_LANG", "LC_ALL",	      "LC_CTYPE",      "LANG",
};
static const char *const elsewhere[] = {
	"FONTCONFIG_FILE",
	"FONTCONFIG_PATH",
	"FONTCONFIG_SYSROOT",
};
/* Settings of a user that may not be there yet, below a variable or, where it is not set, HOME. */
static const struct {
	const char *variable, *below, *below_home;
} users[] = {
	{"XDG_CONFIG_HOME", "/fontconfig/fonts.conf", "/.config/fontconfig/fonts.conf"},
	{"XDG_CONFIG_HOME", "/fontconfig/conf.d", "/.config/fontconfig/conf.d"},
	{"HOME", "/.fonts.conf", ""},
	{"HOME", "/.fonts.conf.d", ""},
};

static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

static struct jb_text below(struct jb_arena *arena, const char *name, const char *path,
			    const char *path_home)
{
	const char *value = variable(name);

	if (value[0] == '/')
		return jb_text_printf(arena, "%s%s", value, path);
	value = variable("HOME");
	return value[0] == '/' ? jb_text_printf(arena, "%s%s", value, path_home) : JB_TEXT("");
}

/* Where answers are remembered; empty: nowhere. */
static struct jb_text place_of(struct jb_arena *arena)
{
	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		if (getenv(elsewhere[i]))
			return JB_TEXT("");
	return below(arena, "XDG_CACHE_HOME", "/journey/fonts", "/.cache/journey/fonts");
}

static void add_head(struct jb_buf *out)
{
	jb_buf_printf(out, "fonts of journey %s\nstack %s\nprogram %s\n", JOURNEY_VERSION,
		      JY_FONT_STACK, program_invocation_short_name);
	for (size_t i = 0; i < sizeof environment / sizeof *environment; i++)
		jb_buf_printf(out, "environment %s=%s\n", environment[i], variable(environment[i]));
}

/* One file or folder as it is now. False: it has changed since, or so shortly before that it may
 * change again unseen. */
static bool add_source(struct jb_buf *out, const char *path, time_t since)
{
	struct stat is;

	if (stat(path, &is) != 0) {
		jb_buf_printf(out, "source none %s\n", path);
		return true;
	}
	jb_buf_printf(out, "source %lld.%09ld,%lld,%llu %s\n", (long long)is.st_mtim.tv_sec,
		      is.st_mtim.tv_nsec, (long long)is.st_size, (unsigned long long)is.st_ino,
		      path);
	return is.st_mtim.tv_sec < since - SETTLED_SECONDS;
}

static void add_sum(struct jb_buf *out)
{
	uint64_t sum = jb_text_hash_keyed(jb_buf_text(out), 0, 0);

	jb_buf_printf(out, "sum %0*llx\n", SUM_DIGITS, (unsigned long long)sum);
}

/* ---- reading ---- */

/* Takes the sum off the end. */
static bool is_whole(struct jb_arena *arena, struct jb_text *text)
{
	struct jb_buf again;
	size_t size = text->size > SUM_LINE ? text->size - SUM_LINE : 0;

	jb_buf_init(&again, arena);
	jb_buf_add_text(&again, jb_text_slice(*text, 0, size));
	add_sum(&again);
	if (!jb_text_equal(jb_buf_text(&again), *text))
		return false;
	*text = jb_text_slice(*text, 0, size);
	return true;
}

/* The line at *at without its end, and *at behind that; false at the end of the text. */
static bool next_line(struct jb_text text, size_t *at, struct jb_text *line)
{
	const char *end = *at < text.size ? memchr(text.at + *at, '\n', text.size - *at) : NULL;

	if (!end)
		return false;
	*line = jb_text_slice(text, *at, (size_t)(end - text.at));
	*at += line->size + 1;
	return true;
}

/* Cuts the word before the first blank off. */
static struct jb_text take_word(struct jb_text *line)
{
	struct jb_text word;
	size_t size = 0;

	while (size < line->size && line->at[size] != ' ')
		size++;
	word = jb_text_slice(*line, 0, size);
	*line = jb_text_slice(*line, size + 1, line->size);
	return word;
}

/* -1: no number, or a larger one than is ever written. */
static int take_number(struct jb_text *line)
{
	struct jb_text word = take_word(line);
	int value = 0;

	if (word.size == 0 || word.size > 8)
		return -1;
	for (size_t i = 0; i < word.size; i++) {
		if (word.at[i] < '0' || word.at[i] > '9')
			return -1;
		value = value * 10 + (word.at[i] - '0');
	}
	return value;
}

/* "font", style, sign, number in the file, path. */
static bool take_answer(struct jb_text line, struct jy_answers *answers)
{
	int style = take_number(&line), sign = take_number(&line), index = take_number(&line);
	struct jy_font_file file = {0};

	if (style < 0 || style >= JY_STYLES || sign < 0 || index < 0 ||
	    answers->count == JY_ANSWERS_MAX)
		return false;
	if (line.size > 0) {
		file = (struct jy_font_file){strndup(line.at, line.size), index};
		if (!file.path)
			return false;
	}
	answers->at[answers->count++] = (struct jy_answer){style, (uint32_t)sign, file};
	return true;
}

static bool source_stands(struct jb_arena *arena, struct jb_buf *now, struct jb_text line)
{
	struct jb_text rest = line;

	take_word(&rest);
	take_word(&rest);
	jb_buf_reset(now);
	add_source(now, jb_text_cstring(arena, rest), 0);
	return jb_text_equal(jb_text_slice(jb_buf_text(now), 0, now->size - 1), line);
}

static bool all_stands(struct jb_arena *arena, struct jb_text text, struct jy_answers *answers)
{
	struct jb_text line, rest;
	struct jb_buf now;
	size_t at;

	jb_buf_init(&now, arena);
	add_head(&now);
	if (!is_whole(arena, &text) || !jb_text_starts(text, jb_buf_text(&now)))
		return false;
	at = now.size;
	while (next_line(text, &at, &line)) {
		rest = line;
		if (jb_text_is(take_word(&rest), "font") ? !take_answer(rest, answers)
							 : !source_stands(arena, &now, line))
			return false;
	}
	return at == text.size;
}

static void forget(struct jy_answers *answers)
{
	while (answers->count > 0)
		free(answers->at[--answers->count].file.path);
}

static bool is_fresh(struct jb_arena *arena, struct jb_text path)
{
	time_t now = time(NULL);
	struct stat is;

	return stat(jb_text_cstring(arena, path), &is) == 0 && S_ISREG(is.st_mode) &&
	       is.st_mtim.tv_sec <= now + SETTLED_SECONDS &&
	       now - is.st_mtim.tv_sec < BELIEVED_SECONDS;
}

static void read_in(struct jb_arena *arena, struct jy_answers *answers)
{
	struct jb_text path = place_of(arena), text, why;

	if (path.size > 0 && is_fresh(arena, path) &&
	    jb_io_read_all(arena, path, FILE_MAX, &text, &why) == JB_OK &&
	    !all_stands(arena, text, answers))
		forget(answers);
}

void jy_memory_read(struct jy_answers *answers)
{
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	if (JB_ARM(&arena) == 0) {
		read_in(&arena, answers);
		jb_arena_disarm(&arena);
	} else {
		forget(answers);
	}
	jb_arena_release(&arena);
}

/* ---- writing ---- */

static bool add_sources(struct jb_arena *arena, struct jb_buf *out,
			const struct jy_answers *answers, time_t since)
{
	struct jy_paths paths = {0};

	jy_match_sources(arena, &paths);
	for (size_t i = 0; i < sizeof users / sizeof *users; i++)
		*jb_push(arena, &paths.list) =
			jb_text_cstring(arena, below(arena, users[i].variable, users[i].below,
						     users[i].below_home));
	for (size_t i = 0; i < answers->count; i++)
		if (answers->at[i].file.path)
			*jb_push(arena, &paths.list) = answers->at[i].file.path;
	for (size_t i = 0; i < paths.list.count; i++)
		if (strchr(paths.list.at[i], '\n') || !add_source(out, paths.list.at[i], since))
			return false;
	return true;
}

/* A pipe in the file's place would wait for its reader. */
static bool may_be_written(struct jb_arena *arena, struct jb_text path)
{
	struct stat is;

	return path.size > 0 &&
	       (stat(jb_text_cstring(arena, path), &is) != 0 || S_ISREG(is.st_mode));
}

static void write_in(struct jb_arena *arena, const struct jy_answers *answers, time_t since)
{
	struct jb_text path = place_of(arena), folder = jb_path_folder(path), why;
	struct jb_buf out;

	if (!may_be_written(arena, path))
		return;
	jb_buf_init(&out, arena);
	add_head(&out);
	if (!add_sources(arena, &out, answers, since))
		return;
	for (size_t i = 0; i < answers->count; i++) {
		const struct jy_answer *answer = &answers->at[i];

		jb_buf_printf(&out, "font %d %u %d %s\n", answer->style, (unsigned)answer->sign,
			      answer->file.index, answer->file.path ? answer->file.path : "");
	}
	add_sum(&out);
	mkdir(jb_text_cstring(arena, jb_path_folder(folder)), 0700);
	mkdir(jb_text_cstring(arena, folder), 0700);
	jb_io_write_soon(arena, path, jb_buf_text(&out), &why);
}

void jy_memory_write(const struct jy_answers *answers, time_t since)
{
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	if (JB_ARM(&arena) == 0) {
		write_in(&arena, answers, since);
		jb_arena_disarm(&arena);
	}
	jb_arena_release(&arena);
}
