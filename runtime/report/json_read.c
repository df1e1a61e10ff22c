/*
 * JSON in, by jansson: strict, of limited depth, with the line of a mistake. What it holds is
 * malloc's and given back by jrt_document_release; everything handed out is copied into the
 * arena.
 */
#include <jansson.h>

#include "report/json_read.h"

static const json_t *json_of(const struct jrt_node *node)
{
	return (const json_t *)(const void *)node;
}

static const struct jrt_node *node_of(const json_t *json)
{
	return (const struct jrt_node *)(const void *)json;
}

enum jb_status jrt_document_parse(struct jrt_document *document, struct jb_arena *arena,
				  struct jb_text json, struct jb_text *why)
{
	json_error_t error;

	*document = (struct jrt_document){.arena = arena};
	document->root =
		json_loadb(json.at, json.size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	document->top = document->root;
	if (document->root != NULL)
		return JB_OK;
	if (json_error_code(&error) == json_error_out_of_memory)
		jb_arena_fail(arena);
	*why = jb_text_printf(arena, "line %d, column %d: no JSON: %s", error.line, error.column,
			      error.text);
	return JB_MALFORMED;
}

void jrt_document_release(struct jrt_document *document)
{
	json_decref(document->root);
	document->root = NULL;
	document->top = NULL;
}

bool jrt_document_enter(struct jrt_document *document, const char *name)
{
	const json_t *inside = json_object_get(document->top, name);

	if (!json_is_object(inside))
		return false;
	document->top = inside;
	return true;
}

const struct jrt_node *jrt_document_root(const struct jrt_document *document)
{
	return node_of(document->top);
}

bool jrt_document_sound(const struct jrt_document *document)
{
	return document->fault.size == 0;
}

static void add_place(struct jb_buf *buf, const struct jrt_place_in *in)
{
	if (in == NULL)
		return;
	add_place(buf, in->above);
	if (in->name == NULL)
		return;
	jb_buf_printf(buf, "%s%s", buf->size > 0 ? "." : "", in->name);
	if (in->index != JRT_NO_INDEX)
		jb_buf_printf(buf, "[%zu]", in->index);
}

void jrt_document_fault(struct jrt_document *document, const struct jrt_place_in *in,
			const char *name, struct jb_text message)
{
	struct jb_buf buf;

	if (!jrt_document_sound(document))
		return;
	jb_buf_init(&buf, document->arena);
	add_place(&buf, in);
	if (name != NULL)
		jb_buf_printf(&buf, "%s%s", buf.size > 0 ? "." : "", name);
	if (buf.size > 0)
		jb_buf_add_string(&buf, ": ");
	jb_buf_add_text(&buf, message);
	document->fault = jb_buf_text(&buf);
}

static const json_t *field(const struct jrt_place_in *in, const char *name)
{
	return json_object_get(json_of(in->node), name);
}

const struct jrt_node *jrt_node_field(const struct jrt_place_in *in, const char *name)
{
	return node_of(field(in, name));
}

const struct jrt_node *jrt_node_array(struct jrt_document *document, const struct jrt_place_in *in,
				      const char *name, size_t *count)
{
	const json_t *found = field(in, name);

	*count = 0;
	if (!json_is_array(found)) {
		jrt_document_fault(document, in, name, JB_TEXT("an array is missing"));
		return NULL;
	}
	*count = json_array_size(found);
	return node_of(found);
}

const struct jrt_node *jrt_node_item(const struct jrt_node *array, size_t index)
{
	return node_of(json_array_get(json_of(array), index));
}

size_t jrt_node_count(const struct jrt_node *array)
{
	return json_array_size(json_of(array));
}

static struct jb_text text_of(struct jb_arena *arena, const json_t *json)
{
	struct jb_text text = {json_string_value(json), json_string_length(json)};
	return jb_text_copy(arena, text);
}

struct jb_text jrt_node_text(struct jrt_document *document, const struct jrt_place_in *in,
			     const char *name)
{
	const json_t *found = field(in, name);

	if (json_is_string(found))
		return text_of(document->arena, found);
	if (found != NULL && !json_is_null(found))
		jrt_document_fault(document, in, name, JB_TEXT("a text was expected"));
	return JB_TEXT("");
}

static bool integer_of(const json_t *json, jb_i128 *out)
{
	struct jb_text text = {json_string_value(json), json_string_length(json)};

	if (json_is_integer(json)) {
		*out = json_integer_value(json);
		return true;
	}
	return json_is_string(json) && jb_i128_parse(text, out);
}

jb_i128 jrt_node_integer(struct jrt_document *document, const struct jrt_place_in *in,
			 const char *name, jb_i128 low, jb_i128 high)
{
	jb_i128 value;

	if (!integer_of(field(in, name), &value))
		jrt_document_fault(document, in, name, JB_TEXT("a whole number is missing"));
	else if (value < low || value > high)
		jrt_document_fault(document, in, name, JB_TEXT("this number cannot be"));
	else
		return value;
	return low > 0 ? low : 0;
}

bool jrt_node_flag(struct jrt_document *document, const struct jrt_place_in *in, const char *name)
{
	const json_t *found = field(in, name);

	if (!json_is_boolean(found))
		jrt_document_fault(document, in, name, JB_TEXT("true or false is missing"));
	return json_is_true(found);
}

bool jrt_node_item_integer(const struct jrt_node *array, size_t index, jb_i128 *out)
{
	return integer_of(json_array_get(json_of(array), index), out);
}

bool jrt_node_item_text(struct jrt_document *document, const struct jrt_node *array, size_t index,
			struct jb_text *out)
{
	const json_t *item = json_array_get(json_of(array), index);

	if (!json_is_string(item))
		return false;
	*out = text_of(document->arena, item);
	return true;
}

static int add_dumped(const char *bytes, size_t size, void *buf)
{
	jb_buf_add(buf, bytes, size);
	return 0;
}

/* The shortest that a reader holds to be the same number: 0.8, not 0.80000000000000004. */
static struct jb_text dumped(struct jb_arena *arena, const json_t *value)
{
	static const size_t digits[] = {15, 16, 17};
	struct jb_buf text;

	jb_buf_init(&text, arena);
	for (size_t i = 0; i < 3; i++) {
		json_t *again;
		bool same;

		jb_buf_reset(&text);
		json_dump_callback(value, add_dumped, &text,
				   JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits[i]));
		again = json_loadb(text.data, text.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		same = json_equal(value, again);
		json_decref(again);
		if (same)
			break;
	}
	return jb_buf_text(&text);
}

size_t jrt_node_members(struct jrt_document *document, const struct jrt_node *node,
			struct jrt_node_member **out)
{
	json_t *object = (json_t *)(uintptr_t)json_of(node);
	size_t count = json_object_size(object), i = 0;
	const char *name;
	json_t *value;

	*out = JB_NEW_ARRAY(document->arena, struct jrt_node_member, count);
	json_object_foreach(object, name, value)
	{
		(*out)[i].name = jb_text_copy(document->arena, jb_text_of(name));
		(*out)[i++].value = dumped(document->arena, value);
	}
	return i;
}
