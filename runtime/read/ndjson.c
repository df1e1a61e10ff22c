/*
 * Lines and members, see ndjson.h. What a value may look like is json.c's.
 */
#include "read/ndjson.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

#define LOOK_AHEAD 4 /* members that a row may leave out at once and still be guessed */
#define MISSES_MAX 8 /* in one row; with more of them the order is learned anew */

void jrt_ndjson_init(struct jrt_ndjson *ndjson, struct jb_arena *arena, const struct jb_text *name,
		     size_t count)
{
	*ndjson = (struct jrt_ndjson){0};
	jrt_words_init(&ndjson->names, arena, name, count);
	ndjson->guess = JB_NEW_ARRAY(arena, struct jrt_guess, JRT_GUESSES);
	ndjson->value = JB_NEW_ARRAY(arena, struct jrt_json_value, count);
	jrt_ndjson_begin(ndjson);
}

void jrt_ndjson_begin(struct jrt_ndjson *ndjson)
{
	ndjson->line = 1;
	ndjson->scan = 0;
	ndjson->passing = false;
}

/* ---- lines ---- */

static bool is_blank(const char *data, size_t size)
{
	size_t at = 0;

	while (at < size && (data[at] == ' ' || data[at] == '\t' || data[at] == '\r'))
		at++;
	return at == size;
}

enum jrt_csv_found jrt_ndjson_next(struct jrt_ndjson *ndjson, const char *data, size_t size,
				   bool last, struct jrt_csv_row *row)
{
	assert(data[size] == '\n');
	if (size == 0)
		return last ? JRT_CSV_END : JRT_CSV_MORE;
	const char *feed = memchr(data + ndjson->scan, '\n', size - ndjson->scan);
	if (feed == NULL && !last) {
		ndjson->scan = size;
		ndjson->passing |= size > JRT_ROW_BYTES;
		return JRT_CSV_MORE;
	}
	size_t end = feed != NULL ? (size_t)(feed - data) : size;
	bool longer = ndjson->passing || end > JRT_ROW_BYTES;
	*row = (struct jrt_csv_row){
		.size = end > 0 && data[end - 1] == '\r' ? end - 1 : end,
		.taken = end + (feed != NULL),
		.line = ndjson->line,
		.fault = longer ? JRT_CSV_LONG_ROW : JRT_CSV_SOUND,
		.fault_line = ndjson->line,
	};
	ndjson->line++;
	ndjson->scan = 0;
	ndjson->passing = false;
	return !longer && is_blank(data, end) ? JRT_CSV_BLANK : JRT_CSV_ROW;
}

size_t jrt_ndjson_keep(struct jrt_ndjson *ndjson, size_t size)
{
	if (!ndjson->passing || ndjson->scan < size || size <= JRT_FIELD_BYTES)
		return size;
	ndjson->scan = JRT_FIELD_BYTES;
	return JRT_FIELD_BYTES;
}

/* ---- names ---- */

static bool matches(const struct jrt_guess *guess, const char *at)
{
	uint64_t differ = 0, word;

	for (size_t i = 0; i < JRT_GUESS_SIZE / 8; i++) {
		memcpy(&word, at + 8 * i, 8);
		differ |= (word ^ guess->word[i]) & guess->mask[i];
	}
	return differ == 0;
}

/* Remembers a name as the next in order. */
static void learn(struct jrt_ndjson *ndjson, struct jb_text name, uint32_t member)
{
	struct jrt_guess *guess = &ndjson->guess[ndjson->guess_count];
	char mask[JRT_GUESS_SIZE] = {0};

	if (ndjson->guess_count == JRT_GUESSES || ndjson->guess_next < ndjson->guess_count)
		return;
	*guess = (struct jrt_guess){.size = (uint32_t)name.size, .member = member};
	memcpy(guess->name, name.at, name.size + 1); /* with its quote */
	memset(mask, 0xff, name.size + 1);
	memcpy(guess->word, guess->name, sizeof guess->word);
	memcpy(guess->mask, mask, sizeof guess->mask);
	ndjson->guess_next = ++ndjson->guess_count;
}

static const struct jrt_guess *find_guess(struct jrt_ndjson *ndjson, const char *at)
{
	uint32_t end = ndjson->guess_next + LOOK_AHEAD;

	for (uint32_t i = ndjson->guess_next; i < end && i < ndjson->guess_count; i++) {
		if (!matches(&ndjson->guess[i], at))
			continue;
		ndjson->guess_next = i + 1;
		return &ndjson->guess[i];
	}
	return NULL;
}

static bool is_ascii(struct jb_text text)
{
	unsigned char all = 0;

	for (size_t i = 0; i < text.size; i++)
		all |= (unsigned char)text.at[i];
	return all < 0x80;
}

static uint32_t find_member(struct jrt_ndjson *ndjson, const struct jrt_json_value *value,
			    struct jb_arena *scratch)
{
	struct jb_text name = jrt_json_text(value, scratch);
	uint32_t member;

	if (!is_ascii(name)) {
		if (jb_utf8_check(name) != name.size)
			return JRT_NONE;
		name = jb_utf8_nfc(scratch, name);
	}
	member = jrt_words_find(&ndjson->names, name);
	if (!value->escaped && value->size < JRT_GUESS_SIZE) {
		ndjson->misses += ndjson->guess_next < ndjson->guess_count;
		learn(ndjson, (struct jb_text){value->at, value->size}, member);
	}
	return member;
}

/* The name at hand, up to its value. */
static bool pass_name(struct jrt_ndjson *ndjson, struct jb_arena *scratch, uint32_t *member)
{
	struct jrt_json *json = &ndjson->json;
	struct jrt_json_value name;

	if (*json->at != '"')
		return jrt_json_fail(json, JRT_JSON_WRONG, "a member's name in quotes");
	const struct jrt_guess *guess = find_guess(ndjson, json->at + 1);
	if (guess != NULL) {
		json->at += guess->size + 2;
		*member = guess->member;
	} else {
		if (!jrt_json_pass_text(json, &name))
			return false;
		*member = find_member(ndjson, &name, scratch);
	}
	jrt_json_pass_blanks(json);
	if (*json->at != ':')
		return jrt_json_fail(json, JRT_JSON_WRONG, "a colon");
	json->at++;
	jrt_json_pass_blanks(json);
	return true;
}

/* ---- members ---- */

void jrt_ndjson_no_members(struct jrt_ndjson *ndjson)
{
	for (size_t i = 0; i < ndjson->names.count; i++)
		ndjson->value[i].kind = JRT_JSON_ABSENT;
}

/* Keeps a value once what stands behind it is right: of a row cut short the last number may be half
 * of one. */
static bool take_value(struct jrt_ndjson *ndjson, uint32_t member)
{
	struct jrt_json *json = &ndjson->json;
	struct jrt_json_value value;

	if (!jrt_json_pass_value(json, 1, &value))
		return false;
	jrt_json_pass_blanks(json);
	if (*json->at != ',' && *json->at != '}')
		return jrt_json_fail(json, JRT_JSON_WRONG, "a comma or }");
	if (member != JRT_NONE)
		ndjson->value[member] = value;
	return true;
}

static bool is_first(struct jrt_ndjson *ndjson, uint32_t member, const char *name)
{
	if (member == JRT_NONE || ndjson->value[member].kind == JRT_JSON_ABSENT)
		return true;
	ndjson->fault = JRT_NDJSON_TWICE;
	ndjson->twice = member;
	ndjson->json.at = name;
	return false;
}

/* From behind the brace to behind the brace. */
static bool pass_members(struct jrt_ndjson *ndjson, struct jb_arena *scratch)
{
	struct jrt_json *json = &ndjson->json;

	jrt_json_pass_blanks(json);
	if (*json->at == '}') {
		json->at++;
		return true;
	}
	for (;;) {
		const char *name = json->at;
		uint32_t member = JRT_NONE;
		if (!pass_name(ndjson, scratch, &member) || !is_first(ndjson, member, name) ||
		    !take_value(ndjson, member))
			return false;
		if (*json->at++ == '}')
			return true;
		jrt_json_pass_blanks(json);
	}
}

static bool pass_row(struct jrt_ndjson *ndjson, struct jb_arena *scratch)
{
	struct jrt_json *json = &ndjson->json;

	jrt_json_pass_blanks(json);
	if (*json->at != '{')
		return jrt_json_fail(json, JRT_JSON_WRONG, "an object, which begins with {");
	json->at++;
	if (!pass_members(ndjson, scratch))
		return false;
	jrt_json_pass_blanks(json);
	return *json->at == '\n' ||
	       jrt_json_fail(json, JRT_JSON_WRONG, "the end of the line behind the object");
}

bool jrt_ndjson_members(struct jrt_ndjson *ndjson, const char *at, struct jb_arena *scratch)
{
	jrt_ndjson_no_members(ndjson);
	ndjson->fault = JRT_NDJSON_SOUND;
	ndjson->json = (struct jrt_json){.at = at};
	ndjson->misses = 0;
	ndjson->guess_next = 0;
	bool sound = pass_row(ndjson, scratch);
	if (!sound && ndjson->fault == JRT_NDJSON_SOUND)
		ndjson->fault = JRT_NDJSON_JSON;
	if (ndjson->misses > MISSES_MAX)
		ndjson->guess_count = 0;
	return sound;
}
