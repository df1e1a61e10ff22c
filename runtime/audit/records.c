/*
 * Comparing records section by section. A section is an array of objects; a table says which fields
 * tell one from another and which are compared, so that a field that a later version adds stands in
 * nobody's way. Things are found by key, never by place: a row more on one side moves nothing.
 */
#include "audit/records.h"

#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "report/json_read.h"

#define FIELDS_MAX 16

/* One array of a record. */
struct table {
	enum jrt_records_section section;
	const char *inside; /* "report", or NULL: at the top */
	const char *name;
	const char *word;	     /* before the key: "metric quick"; may be "" */
	const char *key[FIELDS_MAX]; /* up to NULL */
	/* Compared, in order, up to NULL; none: all but the key. */
	const char *field[FIELDS_MAX];
	bool first_only; /* the fields are steps: the first that differs explains the others */
};

static const struct table tables[] = {
	{JRT_RECORDS_PROGRAM, NULL, "program", "", {"name"}, {"sha256"}, false},
	{JRT_RECORDS_MEANINGS, NULL, "metrics", "metric ", {"metric"}, {NULL}, false},
	{JRT_RECORDS_MEANINGS, NULL, "criteria", "criterion ", {"criterion"}, {NULL}, false},
	{JRT_RECORDS_MEANINGS,
	 NULL,
	 "reliefs",
	 "relief ",
	 {"agreement", "relief", "from"},
	 {NULL},
	 false},
	{JRT_RECORDS_OPTIONS, NULL, "covers", "--covers ", {"source"}, {NULL}, false},
	{JRT_RECORDS_OPTIONS,
	 NULL,
	 "charges",
	 "--charges ",
	 {"agreement", "period"},
	 {NULL},
	 false},
	{JRT_RECORDS_OPTIONS,
	 NULL,
	 "settled_before",
	 "settled before: ",
	 {"agreement", "period"},
	 {NULL},
	 false},
	{JRT_RECORDS_INPUTS, NULL, "inputs", "", {"source"}, {"size", "sha256"}, false},
	{JRT_RECORDS_COUNTS,
	 "report",
	 "sources",
	 "",
	 {"source"},
	 {"rows", "ignored", "duplicates", "rejected", "accepted", "unread", "covered",
	  "cover_from", "cover_to"},
	 true},
	{JRT_RECORDS_COUNTS,
	 NULL,
	 "waterfall",
	 "",
	 {"metric", "scope", "partner", "site", "period", "every"},
	 {"in_period", "in_scope", "relieved", "left_out", "not_due", "unusable", "counted",
	  "in_numerator", "for", "against"},
	 true},
	{JRT_RECORDS_FIGURES,
	 "report",
	 "measurements",
	 "",
	 {"metric", "scope", "partner", "site", "period"},
	 {"value", "num", "den", "n", "coverage", "provisional", "worst"},
	 false},
	{JRT_RECORDS_VERDICTS,
	 "report",
	 "verdicts",
	 "",
	 {"criterion", "period", "site"},
	 {"verdict", "compared", "provisional", "reason"},
	 false},
	{JRT_RECORDS_VERDICTS,
	 "report",
	 "triggers",
	 "trigger ",
	 {"criterion", "count", "of"},
	 {NULL},
	 false},
	{JRT_RECORDS_MONEY,
	 "report",
	 "accounts",
	 "account ",
	 {"agreement", "period"},
	 {NULL},
	 false},
	{JRT_RECORDS_MONEY,
	 "report",
	 "money",
	 "",
	 {"agreement", "guarantee", "period", "site", "kind"},
	 {"fate", "amount", "applied", "exact", "because"},
	 false},
	{JRT_RECORDS_MONEY,
	 "report",
	 "points",
	 "points ",
	 {"agreement", "guarantee", "period", "site"},
	 {NULL},
	 false},
	{JRT_RECORDS_MONEY,
	 "report",
	 "settled",
	 "settled ",
	 {"agreement", "period"},
	 {NULL},
	 false},
	{JRT_RECORDS_MONEY,
	 "report",
	 "remedies",
	 "remedy ",
	 {"agreement", "remedy"},
	 {NULL},
	 false},
	{JRT_RECORDS_REST, "report", "states", "state ", {"meter", "period"}, {NULL}, false},
};

struct member {
	struct jrt_node_member *at;
	size_t count;
};

struct comparing {
	struct jb_arena *arena;
	struct jrt_document a, b;
	struct jrt_records *out;
	JB_VEC(struct jrt_records_difference) found;
	enum jrt_records_section section; /* of the last thing that differs, and which it is */
	struct jb_text what;
};

/* Fields of one thing come one after the other. */
static void find(struct comparing *comparing, enum jrt_records_section section, struct jb_text what,
		 struct jb_text field, struct jb_text a, struct jb_text b)
{
	if (comparing->section != section || !jb_text_equal(comparing->what, what))
		comparing->out->found[section]++;
	comparing->section = section;
	comparing->what = what;
	if (comparing->found.count < JRT_RECORDS_SHOWN)
		*jb_push(comparing->arena, &comparing->found) =
			(struct jrt_records_difference){section, what, field, a, b};
}

/* ---- one thing against another ---- */

static struct jb_text value_of(const struct member *members, struct jb_text name)
{
	for (size_t i = 0; i < members->count; i++)
		if (jb_text_equal(members->at[i].name, name))
			return members->at[i].value;
	return JB_TEXT("");
}

static bool is_key(const struct table *table, struct jb_text name)
{
	for (size_t i = 0; i < FIELDS_MAX && table->key[i]; i++)
		if (jb_text_is(name, table->key[i]))
			return true;
	return false;
}

/* Null and an absent field say the same. */
static bool same(struct jb_text a, struct jb_text b)
{
	return jb_text_equal(a, b) || (a.size == 0 && jb_text_is(b, "null")) ||
	       (b.size == 0 && jb_text_is(a, "null"));
}

/* False where it differs. */
static bool compare_field(struct comparing *comparing, const struct table *table,
			  struct jb_text what, struct jb_text field, const struct member *a,
			  const struct member *b)
{
	struct jb_text in_a = value_of(a, field), in_b = value_of(b, field);

	if (same(in_a, in_b))
		return true;
	find(comparing, table->section, what, field, in_a, in_b);
	return false;
}

static void compare_all_fields(struct comparing *comparing, const struct table *table,
			       struct jb_text what, const struct member *a, const struct member *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (!is_key(table, a->at[i].name))
			compare_field(comparing, table, what, a->at[i].name, a, b);
	for (size_t i = 0; i < b->count; i++)
		if (!is_key(table, b->at[i].name) && value_of(a, b->at[i].name).size == 0)
			compare_field(comparing, table, what, b->at[i].name, a, b);
}

static void compare_members(struct comparing *comparing, const struct table *table,
			    struct jb_text what, const struct member *a, const struct member *b)
{
	if (!table->field[0]) {
		compare_all_fields(comparing, table, what, a, b);
		return;
	}
	for (size_t i = 0; i < FIELDS_MAX && table->field[i]; i++)
		if (!compare_field(comparing, table, what, jb_text_of(table->field[i]), a, b) &&
		    table->first_only)
			return;
}

/* ---- one array against another ---- */

/* Things of one side, in their order, with what tells them apart. */
struct things {
	struct jb_text *key;
	struct member *members;
	size_t count;
};

/* A value as it is said: without the quotes of a text. */
static void add_said(struct jb_buf *out, struct jb_text value)
{
	bool text = value.size >= 2 && value.at[0] == '"';

	jb_buf_add_text(out, text ? jb_text_slice(value, 1, value.size - 1) : value);
}

static struct jb_text key_of(struct comparing *comparing, const struct table *table,
			     const struct member *members)
{
	struct jb_buf key;
	const char *between = "";

	jb_buf_init(&key, comparing->arena);
	jb_buf_add_string(&key, table->word);
	for (size_t i = 0; i < FIELDS_MAX && table->key[i]; i++) {
		struct jb_text value = value_of(members, jb_text_of(table->key[i]));

		if (value.size == 0 || jb_text_is(value, "null"))
			continue;
		jb_buf_add_string(&key, between);
		add_said(&key, value);
		between = ", ";
	}
	return jb_buf_text(&key);
}

/* Several things may be called alike (files of one source, one metric with relief and without):
 * the second is "calls (2)". */
static struct jb_text numbered(struct comparing *comparing, struct jb_map *seen, struct jb_text key)
{
	uint64_t times = ++*jb_map_put(seen, key, NULL);

	return times == 1 ? key
			  : jb_text_printf(comparing->arena, "%.*s (%llu)", JB_ARG(key),
					   (unsigned long long)times);
}

static const struct jrt_node *array_of(const struct jrt_document *document,
				       const struct table *table, size_t *count)
{
	struct jrt_document inside = *document;
	struct jrt_place_in root;
	const struct jrt_node *array = NULL;

	*count = 0;
	if (table->inside && !jrt_document_enter(&inside, table->inside))
		return NULL;
	root = (struct jrt_place_in){NULL, NULL, 0, jrt_document_root(&inside)};
	if (jrt_node_field(&root, table->name)) /* a section of later versions */
		array = jrt_node_array(&inside, &root, table->name, count);
	return array;
}

static struct things things_of(struct comparing *comparing, struct jrt_document *document,
			       const struct table *table)
{
	struct things things = {0};
	const struct jrt_node *array = array_of(document, table, &things.count);
	struct jb_map seen;

	jb_map_init(&seen, comparing->arena);
	things.key = JB_NEW_ARRAY(comparing->arena, struct jb_text, things.count);
	things.members = JB_NEW_ARRAY(comparing->arena, struct member, things.count);
	for (size_t i = 0; i < things.count; i++) {
		struct member *members = &things.members[i];

		members->count = jrt_node_members(document, jrt_node_item(array, i), &members->at);
		things.key[i] = numbered(comparing, &seen, key_of(comparing, table, members));
	}
	return things;
}

static void index_things(struct comparing *comparing, const struct things *things,
			 struct jb_map *map)
{
	jb_map_init(map, comparing->arena);
	for (size_t i = 0; i < things->count; i++)
		*jb_map_put(map, things->key[i], NULL) = i;
}

static void compare_table(struct comparing *comparing, const struct table *table)
{
	const struct things a = things_of(comparing, &comparing->a, table);
	const struct things b = things_of(comparing, &comparing->b, table);
	const struct jb_text none = {0}, there = JB_TEXT("true");
	struct jb_map in_a, in_b;

	index_things(comparing, &a, &in_a);
	index_things(comparing, &b, &in_b);
	for (size_t i = 0; i < a.count; i++) {
		const uint64_t *at = jb_map_get(&in_b, a.key[i]);

		if (at)
			compare_members(comparing, table, a.key[i], &a.members[i], &b.members[*at]);
		else
			find(comparing, table->section, a.key[i], none, there, none);
	}
	for (size_t i = 0; i < b.count; i++)
		if (!jb_map_get(&in_a, b.key[i]))
			find(comparing, table->section, b.key[i], none, none, there);
}

/* ---- all of it ---- */

/* Two texts of the records' heads. */
static void compare_texts(struct comparing *comparing, enum jrt_records_section section,
			  const char *what, const char *field, struct jb_text a, struct jb_text b)
{
	struct jb_buf in_a, in_b;

	if (jb_text_equal(a, b))
		return;
	jb_buf_init(&in_a, comparing->arena);
	jb_buf_init(&in_b, comparing->arena);
	jb_buf_add_json_string(&in_a, a);
	jb_buf_add_json_string(&in_b, b);
	find(comparing, section, jb_text_of(what), jb_text_of(field), jb_buf_text(&in_a),
	     jb_buf_text(&in_b));
}

/* The states are looked at only where nothing else has told of a difference. */
static bool is_explained(const struct comparing *comparing)
{
	return comparing->found.count > 0;
}

static void compare_rest(struct comparing *comparing)
{
	const struct jrt_evidence *a = &comparing->out->a.record, *b = &comparing->out->b.record;

	if (is_explained(comparing) || jb_text_equal(a->whole, b->whole))
		return;
	compare_texts(comparing, JRT_RECORDS_REST, "version of Journey", "journey", a->journey,
		      b->journey);
	compare_texts(comparing, JRT_RECORDS_REST, "the record", "digest", a->digest, b->digest);
}

static enum jb_status parse(struct comparing *comparing, struct jb_text *why)
{
	enum jb_status status = jrt_document_parse(&comparing->a, comparing->arena,
						   comparing->out->a.record.whole, why);

	return status == JB_OK ? jrt_document_parse(&comparing->b, comparing->arena,
						    comparing->out->b.record.whole, why)
			       : status;
}

static void compare(struct comparing *comparing)
{
	compare_texts(comparing, JRT_RECORDS_OPTIONS, "--as-of", "as_of",
		      comparing->out->a.record.options.as_of,
		      comparing->out->b.record.options.as_of);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (tables[i].section != JRT_RECORDS_REST || !is_explained(comparing))
			compare_table(comparing, &tables[i]);
	compare_rest(comparing);
	comparing->out->difference = comparing->found.at;
	comparing->out->count = comparing->found.count;
}

static enum jb_status open_side(struct comparing *comparing, struct jrt_records_side *side,
				struct jb_text text, struct jb_text *why)
{
	enum jb_status status = jrt_evidence_open(text, comparing->arena, &side->record, why);

	if (status != JB_OK)
		*why = jb_text_printf(comparing->arena, "%.*s: %.*s", JB_ARG(side->file),
				      JB_ARG(*why));
	return status;
}

static enum jb_status open_both(struct comparing *comparing, struct jb_text a, struct jb_text b,
				struct jb_text *why)
{
	enum jb_status status = open_side(comparing, &comparing->out->a, a, why);

	if (status == JB_OK)
		status = open_side(comparing, &comparing->out->b, b, why);
	return status == JB_OK ? parse(comparing, why) : status;
}

static void release(struct comparing *comparing)
{
	if (comparing->a.root != NULL)
		jrt_document_release(&comparing->a);
	if (comparing->b.root != NULL)
		jrt_document_release(&comparing->b);
}

enum jb_status jrt_records_compare(struct jb_text name_a, struct jb_text a, struct jb_text name_b,
				   struct jb_text b, struct jb_arena *arena,
				   struct jrt_records *out, struct jb_text *why)
{
	struct comparing *volatile comparing = NULL;
	enum jb_status status;

	*out = (struct jrt_records){.a.file = name_a, .b.file = name_b};
	*why = JB_TEXT("");
	if (JB_ARM(arena) != 0) {
		if (comparing != NULL)
			release(comparing);
		*why = JB_TEXT("not enough memory to compare the records");
		return JB_NO_MEMORY;
	}
	comparing = JB_NEW(arena, struct comparing);
	comparing->arena = arena;
	comparing->out = out;
	status = open_both(comparing, a, b, why);
	if (status == JB_OK)
		compare(comparing);
	release(comparing);
	jb_arena_disarm(arena);
	return status;
}

bool jrt_records_equal(const struct jrt_records *records)
{
	return records->count == 0;
}
