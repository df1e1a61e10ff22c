/*
 * Rows of JSON, one object a line, and their members by name. Like the splitter of csv.h it looks
 * at a window of bytes whose first byte begins a row, and either finds the whole row, or asks to be
 * called again with the same bytes and more behind them.
 *
 * A line ends with LF or CRLF; a line of nothing but blanks is not a row. Members that nobody asks
 * for are passed over, but they too must be JSON. Names are compared in NFC, after their escapes.
 */
#ifndef READ_NDJSON_H
#define READ_NDJSON_H

#include "read/csv.h"
#include "read/json.h"
#include "read/symbols.h"

/* Objects of a file mostly have the same members in the same order: so many are remembered, of
 * names that fit. */
#define JRT_GUESSES 64
#define JRT_GUESS_SIZE 32

struct jrt_guess {
	uint64_t word[JRT_GUESS_SIZE / 8], mask[JRT_GUESS_SIZE / 8]; /* the name and its quote */
	char name[JRT_GUESS_SIZE];
	uint32_t size;
	uint32_t member; /* or JRT_NONE */
};

enum jrt_ndjson_fault {
	JRT_NDJSON_SOUND,
	JRT_NDJSON_JSON, /* see jrt_ndjson.json */
	JRT_NDJSON_TWICE /* a member that is asked for, a second time, at jrt_ndjson.json.at */
};

struct jrt_ndjson {
	uint64_t line; /* of the next row */
	size_t scan;   /* how far the present row is known to have no line feed */
	bool passing;  /* over the rest of a line that is too long */
	struct jrt_words names;
	struct jrt_guess *guess;
	uint32_t guess_count;
	/* Of the present row: */
	struct jrt_json_value *value; /* by index of the name */
	enum jrt_ndjson_fault fault;
	uint32_t twice; /* the name */
	struct jrt_json json;
	uint32_t guess_next, misses;
};

/* `name`: what is asked for; of equal names the first is the one that has the value, see
 * jrt_words_find. */
void jrt_ndjson_init(struct jrt_ndjson *ndjson, struct jb_arena *arena, const struct jb_text *name,
		     size_t count);
void jrt_ndjson_begin(struct jrt_ndjson *ndjson); /* a new file */

/* As jrt_csv_next and jrt_csv_keep; rows have no fields, and JRT_CSV_LONG_ROW is their only
 * fault. */
enum jrt_csv_found jrt_ndjson_next(struct jrt_ndjson *ndjson, const char *data, size_t size,
				   bool last, struct jrt_csv_row *row);
size_t jrt_ndjson_keep(struct jrt_ndjson *ndjson, size_t size);

/* Finds the members of a row that was found at `at`, without a fault; JRT_GUESS_SIZE bytes behind
 * its line feed must be readable. False with `fault`; members before it have their values. Texts
 * are views of the row. */
bool jrt_ndjson_members(struct jrt_ndjson *ndjson, const char *at, struct jb_arena *scratch);
/* What a row has that cannot be read: no member has a value. */
void jrt_ndjson_no_members(struct jrt_ndjson *ndjson);

#endif
