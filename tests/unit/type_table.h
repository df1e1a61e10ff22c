/*
 * The tables of the manual's "Types and units", read from docs/language.md: what `a + b`, `a - b`,
 * `a * b`, `a / b` are and what is compared with what. They are the second opinion of the tests
 * that walk every cell and of those that make expressions at random.
 */
#ifndef TESTS_TYPE_TABLE_H
#define TESTS_TYPE_TABLE_H

#include <stdio.h>
#include <string.h>

#include "model/types.h"
#include "testing.h"

#define MANUAL "docs/language.md"

/* As the manual calls them; a refused cell is NONE. */
enum kind {
	NUMBER,
	COUNT,
	RATING,
	SHARE,
	PP,
	DURATION,
	MONEY,
	POINTS,
	DATE,
	MOMENT,
	TIME_OF_DAY,
	TEXT,
	CONDITION,
	RATIO,
	KIND_COUNT,
	NONE
};

static const char *const kind_word[KIND_COUNT] = {
	"number", "count", "rating", "share",	    "pp",   "duration",	 "money",
	"points", "date",  "moment", "time of day", "text", "condition", "ratio"};

enum sign { PLUS, MINUS, TIMES, OVER, SIGN_COUNT };

static const char *const sign_written[SIGN_COUNT] = {"+", "-", "*", "/"};

struct type_table {
	enum kind cell[SIGN_COUNT][KIND_COUNT][KIND_COUNT];
	bool compared[KIND_COUNT][KIND_COUNT];
	int rows[SIGN_COUNT + 1]; /* found in the manual */
};

static inline enum kind kind_called(const char *word)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (strcmp(word, kind_word[kind]) == 0)
			return (enum kind)kind;
	return NONE;
}

/* The next cell of a row without blanks and stars around it; false at its end. */
static inline bool next_cell(char **line, char *cell, size_t size)
{
	char *begin = *line + strspn(*line, "| *"), *end = strchr(begin, '|');

	if (!end)
		return false;
	*line = end;
	while (end > begin && strchr(" *", end[-1]))
		end--;
	snprintf(cell, size, "%.*s", (int)(end - begin), begin);
	return true;
}

static inline void read_compared(struct type_table *table, char *line)
{
	char cell[200], *word, *rest;
	enum kind left;

	if (!next_cell(&line, cell, sizeof cell) || (left = kind_called(cell)) == NONE)
		return;
	table->rows[SIGN_COUNT]++;
	next_cell(&line, cell, sizeof cell);
	for (word = strtok_r(cell, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
		enum kind right = kind_called(word + strspn(word, " "));

		if (right == NONE)
			fail_msg("%s: \"%s\" is no type", MANUAL, word);
		table->compared[left][right] = true;
	}
}

static inline void read_row(struct type_table *table, enum sign sign, const enum kind *column,
			    char *line)
{
	char cell[200];
	enum kind left;

	if (!next_cell(&line, cell, sizeof cell) || (left = kind_called(cell)) == NONE)
		return;
	table->rows[sign]++;
	for (int i = 0; next_cell(&line, cell, sizeof cell); i++) {
		enum kind out = kind_called(cell);

		if (out == NONE && strcmp(cell, "–") != 0)
			fail_msg("%s: \"%s\" is no type", MANUAL, cell);
		table->cell[sign][left][column[i]] = out;
	}
}

/* The table that a line begins; SIGN_COUNT for comparisons, -1 for another line. */
static inline int table_begun(char *line, enum kind *column)
{
	static const char *const head[] = {"| + |", "| − |", "| × |", "| ÷ |",
					   "| type | is compared with |"};
	char cell[200];

	for (int i = 0; i <= SIGN_COUNT; i++) {
		if (strncmp(line, head[i], strlen(head[i])) != 0)
			continue;
		line += strlen(head[i]) - 1;
		for (int k = 0; i < SIGN_COUNT && next_cell(&line, cell, sizeof cell); k++)
			column[k] = kind_called(cell);
		return i;
	}
	return -1;
}

static inline void read_type_table(struct type_table *table)
{
	FILE *file = fopen(MANUAL, "r");
	enum kind column[KIND_COUNT] = {0};
	char line[1000];
	int now = -1;

	if (!file)
		fail_msg("%s cannot be read from here", MANUAL);
	*table = (struct type_table){.rows = {0}};
	for (int i = 0; i < SIGN_COUNT * KIND_COUNT * KIND_COUNT; i++)
		(&table->cell[0][0][0])[i] = NONE;
	while (fgets(line, sizeof line, file)) {
		if (line[0] != '|')
			now = table_begun(line, column);
		else if (table_begun(line, column) >= 0)
			now = table_begun(line, column);
		else if (now == SIGN_COUNT)
			read_compared(table, line);
		else if (now >= 0)
			read_row(table, (enum sign)now, column, line);
	}
	fclose(file);
	for (int i = 0; i <= SIGN_COUNT; i++)
		assert_true(table->rows[i] > 0);
}

static inline enum kind kind_of(struct jy_typed typed)
{
	switch (typed.type) {
	case JRT_TEXT: return TEXT;
	case JRT_FLAG: return CONDITION;
	case JRT_NUMBER: return typed.quotient ? RATIO : NUMBER;
	case JRT_COUNT: return COUNT;
	case JRT_SHARE: return typed.difference ? PP : SHARE;
	case JRT_DURATION: return DURATION;
	case JRT_MONEY: return MONEY;
	case JRT_RATING: return RATING;
	case JRT_DATE: return DATE;
	case JRT_CLOCK: return TIME_OF_DAY;
	case JRT_INSTANT: return MOMENT;
	default: return POINTS;
	}
}

#endif
