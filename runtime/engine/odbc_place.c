/*
 * Places of ODBC: "NAME" of odbc.ini, or "DRIVER=SQLite3;Database=calls.db". A string is a list of
 * KEY=VALUE parted by semicolons; a value may stand in braces, in which } is written twice.
 * Passwords belong into odbc.ini or JOURNEY_ODBC_PASSWORD: everybody on the machine can read a
 * line.
 */
#include "engine/odbc.h"

#include <string.h>
#include <strings.h>

struct pair {
	struct jb_text key, whole; /* without blanks around; "KEY=VALUE" */
};

static size_t value_end(struct jb_text text, size_t at)
{
	bool braces = at < text.size && text.at[at] == '{';

	for (; at < text.size && (braces || text.at[at] != ';'); at++)
		if (braces && text.at[at] == '}')
			braces = at + 1 < text.size && text.at[at + 1] == '}' && at++;
	return at;
}

/* The next pair of what is left; false: there is none. A piece without '=' is all key. */
static bool next_pair(struct jb_text *left, struct pair *pair)
{
	size_t key = 0, end;

	if (!left->size)
		return false;
	while (key < left->size && left->at[key] != '=' && left->at[key] != ';')
		key++;
	end = key < left->size && left->at[key] == '=' ? value_end(*left, key + 1) : key;
	*pair = (struct pair){jb_text_trim(jb_text_slice(*left, 0, key)),
			      jb_text_slice(*left, 0, end)};
	*left = jb_text_slice(*left, end + 1, left->size);
	return true;
}

static bool has_word(struct jb_text key, const char *const *word, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at + strlen(word[i]) <= key.size; at++)
			if (strncasecmp(key.at + at, word[i], strlen(word[i])) == 0)
				return true;
	return false;
}

/* Drivers call it PWD, Password, pass, AccessToken, SecretKey, … */
static bool is_secret(struct jb_text key)
{
	static const char *const word[] = {"pwd",	 "pass",   "secret",	"token",
					   "credential", "apikey", "privatekey"};

	return has_word(key, word, sizeof word / sizeof *word);
}

static bool is_user(struct jb_text key)
{
	static const char *const word[] = {"uid", "user"};

	return has_word(key, word, sizeof word / sizeof *word);
}

static bool is_string(struct jb_text place)
{
	return memchr(place.at, '=', place.size) != NULL;
}

enum jb_status jrt_odbc_fit(struct jb_arena *arena, struct jb_text place, struct jb_text *why)
{
	struct pair pair;

	while (next_pair(&place, &pair)) {
		if (!is_secret(pair.key))
			continue;
		*why = jb_text_printf(arena,
				      "%.*s= on the command line can be read by all on this "
				      "machine: put it into odbc.ini, or a password into "
				      "JOURNEY_ODBC_PASSWORD",
				      JB_ARG(pair.key));
		return JB_REFUSED;
	}
	return JB_OK;
}

struct jb_text jrt_odbc_shown(struct jb_arena *arena, struct jb_text place)
{
	struct jb_buf buf;
	struct pair pair;

	jb_buf_init(&buf, arena);
	jb_buf_add_string(&buf, "odbc:");
	if (!is_string(place))
		jb_buf_add_text(&buf, place);
	else
		while (next_pair(&place, &pair)) {
			if (is_user(pair.key) || is_secret(pair.key))
				continue;
			if (buf.data[buf.size - 1] != ':')
				jb_buf_add_byte(&buf, ';');
			jb_buf_add_text(&buf, pair.whole);
		}
	return jb_buf_text(&buf);
}

/* SQLite's driver makes a database where there is none, unless it is told not to. */
static bool is_sqlite(struct jb_text place)
{
	static const char *const word[] = {"sqlite"};
	struct pair pair;

	while (next_pair(&place, &pair))
		if (pair.key.size == 6 && strncasecmp(pair.key.at, "driver", 6) == 0 &&
		    has_word(pair.whole, word, 1))
			return true;
	return false;
}

struct jb_text jrt_odbc_string(struct jb_arena *arena, struct jb_text place, const char *password)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_printf(&buf, "%s%.*s%s", is_string(place) ? "" : "DSN=", JB_ARG(place),
		      is_sqlite(place) ? ";NoCreat=1" : "");
	if (!password)
		return jb_buf_text(&buf);
	jb_buf_add_string(&buf, ";PWD={");
	for (; *password; password++)
		jb_buf_printf(&buf, *password == '}' ? "%c}" : "%c", *password);
	jb_buf_add_byte(&buf, '}');
	return jb_buf_text(&buf);
}
