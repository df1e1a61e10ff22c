/*
 * The words of engines, see said.h. Nothing here knows an engine: what can be told of one stands in
 * advice.def.
 */
#include "engine/said.h"

#include <string.h>
#include <strings.h>

#define SHOWN_BYTES 600
#define HIDDEN "***"

/* ---- what is hidden ---- */

/* How many bytes of a value stand here: in braces or quotes, or up to a blank or the next key. */
static size_t value_size(struct jb_text text)
{
	const char end = !text.size		   ? 0
			 : *text.at == '{'	   ? '}'
			 : strchr("'\"", *text.at) ? *text.at
						   : 0;
	size_t size = end ? 1 : 0;

	while (size < text.size &&
	       (end ? text.at[size] != end : !memchr(";& \t\n\r)", text.at[size], 8)))
		size++;
	return end && size < text.size ? size + 1 : size;
}

static size_t behind_blanks(struct jb_text text, size_t at)
{
	while (at < text.size && text.at[at] == ' ')
		at++;
	return at;
}

/* Of "password = x" at the beginning the bytes before the value; 0: it is no such thing. */
static size_t key_size(struct jb_text text)
{
	static const struct jb_text key[] = {JB_TEXT("password"), JB_TEXT("pwd")};

	for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
		size_t at = key[i].size;

		if (text.size < at || strncasecmp(text.at, key[i].at, at) != 0)
			continue;
		at = behind_blanks(text, at);
		if (at < text.size && text.at[at] == '=')
			return behind_blanks(text, at + 1);
	}
	return 0;
}

/* Bytes at the beginning that nobody may see. */
static size_t hidden_size(struct jb_text text, struct jb_text secret)
{
	return secret.size && jb_text_starts(text, secret) ? secret.size : 0;
}

static void add_hiding(struct jb_buf *buf, struct jb_text said, struct jb_text secret)
{
	size_t at = 0;

	while (at < said.size) {
		const struct jb_text rest = jb_text_slice(said, at, said.size);
		const size_t key = key_size(rest);
		size_t hidden = hidden_size(rest, secret);

		jb_buf_add_text(buf, jb_text_slice(rest, 0, key));
		if (key)
			hidden = value_size(jb_text_slice(rest, key, rest.size));
		if (key || hidden)
			jb_buf_add_string(buf, HIDDEN);
		else
			jb_buf_add_byte(buf, *rest.at);
		at += key || hidden ? key + hidden : 1;
	}
}

/* ---- one line ---- */

void jrt_said_add(struct jb_buf *buf, struct jb_text said, struct jb_text secret)
{
	struct jb_buf hiding;
	bool blank = true;

	jb_buf_init(&hiding, buf->arena);
	add_hiding(&hiding, said, secret);
	for (size_t i = 0; i < hiding.size && i < SHOWN_BYTES; i++) {
		const unsigned char byte = (unsigned char)hiding.data[i];
		const bool is_blank = byte <= ' ' || byte == 0x7f;

		if (!is_blank)
			jb_buf_add_byte(buf, hiding.data[i]);
		else if (!blank)
			jb_buf_add_byte(buf, ' ');
		blank = is_blank;
	}
	while (buf->size && buf->data[buf->size - 1] == ' ')
		buf->data[--buf->size] = '\0';
}

/* ---- advice ---- */

struct advice {
	const char *states, *words, *text;
};

static bool has_state(const char *states, const char *state)
{
	while (*states) {
		const size_t size = strcspn(states, " ");

		if (strncmp(states, state, size) == 0)
			return true;
		states += size;
		states += strspn(states, " ");
	}
	return false;
}

static bool has_word(const char *words, const char *said)
{
	const size_t room = strlen(said);

	while (*words) {
		const size_t size = strcspn(words, "|");

		if (memmem(said, room, words, size))
			return true;
		words += size;
		words += strspn(words, "|");
	}
	return false;
}

const char *jrt_said_advice(const char *state, const char *said)
{
	static const struct advice advice[] = {
#define ADVICE(states, words, text) {states, words, text},
#include "engine/advice.def"
#undef ADVICE
	};

	for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
		if ((state && has_state(advice[i].states, state)) ||
		    (said && has_word(advice[i].words, said)))
			return advice[i].text;
	return NULL;
}
