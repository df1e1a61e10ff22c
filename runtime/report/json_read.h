/*
 * JSON in. The one place of the runtime that knows jansson: a document, its nodes, and fields of
 * a named type. A fault is kept, the first one with its place ("states[3].parts[0].n: a whole
 * number is missing"), and everything read after it is empty; so a reader may check once per
 * item.
 */
#ifndef REPORT_JSON_READ_H
#define REPORT_JSON_READ_H

#include "base/number.h"
#include "base/status.h"

#define JRT_NO_INDEX SIZE_MAX

struct jrt_node; /* a value inside the document; NULL is "absent" everywhere */

struct jrt_document {
	struct jb_arena *arena;
	void *root;
	const void *top;      /* where reading begins: the root, or an object inside it */
	struct jb_text fault; /* empty: none yet */
};

/* Objects with a name twice, and anything behind the document, are faults. */
enum jb_status jrt_document_parse(struct jrt_document *document, struct jb_arena *arena,
				  struct jb_text json, struct jb_text *why);
/* Gives the memory of jansson back; texts that were read live on in the arena. */
void jrt_document_release(struct jrt_document *document);
/* Goes into a field of the top that is an object: reading then begins there. False where there is
 * none. */
bool jrt_document_enter(struct jrt_document *document, const char *name);
const struct jrt_node *jrt_document_root(const struct jrt_document *document);

/* An item with its place, for messages. */
struct jrt_place_in {
	const struct jrt_place_in *above;
	const char *name; /* of the array, or of the field */
	size_t index;	  /* JRT_NO_INDEX: a field */
	const struct jrt_node *node;
};

/* A field of any kind; NULL where there is none. */
const struct jrt_node *jrt_node_field(const struct jrt_place_in *in, const char *name);
const struct jrt_node *jrt_node_array(struct jrt_document *document, const struct jrt_place_in *in,
				      const char *name, size_t *count);
const struct jrt_node *jrt_node_item(const struct jrt_node *array, size_t index);
/* null and a missing field read as the empty text. */
struct jb_text jrt_node_text(struct jrt_document *document, const struct jrt_place_in *in,
			     const char *name);
/* Whole numbers, as a number or as a text of digits, from `low` to `high`. */
jb_i128 jrt_node_integer(struct jrt_document *document, const struct jrt_place_in *in,
			 const char *name, jb_i128 low, jb_i128 high);
bool jrt_node_flag(struct jrt_document *document, const struct jrt_place_in *in, const char *name);
/* The items of an inline array: item k of `array` as a whole number or a text. */
bool jrt_node_item_integer(const struct jrt_node *array, size_t index, jb_i128 *out);
bool jrt_node_item_text(struct jrt_document *document, const struct jrt_node *array, size_t index,
			struct jb_text *out);
size_t jrt_node_count(const struct jrt_node *array);

/* The fields of an object in their order, each value as compact JSON; 0 for anything else. */
struct jrt_node_member {
	struct jb_text name, value;
};
size_t jrt_node_members(struct jrt_document *document, const struct jrt_node *node,
			struct jrt_node_member **out);

/* Keeps the first fault: "states[3]: <message>". */
void jrt_document_fault(struct jrt_document *document, const struct jrt_place_in *in,
			const char *name, struct jb_text message);
bool jrt_document_sound(const struct jrt_document *document);

#endif
