/*
 * Walking shapes twice: first down every pointer, so that what is pointed to stands above, then
 * field by field. Fields that are zero are left out, as C does for itself.
 */
#include "emit/data.h"

#include <string.h>

/* Structures around the one at hand, for counts that stand further out. */
struct around {
	const struct around *up;
	const struct jy_shape *shape;
	const char *object;
};

void jy_data_init(struct jy_data *data, struct jy_writer *writer)
{
	*data = (struct jy_data){.writer = writer};
	jb_map_init(&data->made, writer->arena);
	jb_map_init(&data->compiled, writer->arena);
}

static struct jb_text address_of(const void *const *object)
{
	return (struct jb_text){(const char *)object, sizeof *object};
}

void jy_data_compiled(struct jy_data *data, const void *program, struct jb_text name)
{
	struct jb_text key = address_of(&program);

	*jb_push(data->writer->arena, &data->names) = name;
	*jb_map_intern(&data->compiled, &key, NULL) = data->names.count - 1;
}

/* ---- reading ---- */

static const void *pointer_at(const char *at)
{
	const void *pointer;

	memcpy(&pointer, at, sizeof pointer);
	return pointer;
}

static size_t count_at(const char *at)
{
	size_t count;

	memcpy(&count, at, sizeof count);
	return count;
}

static int64_t signed_at(const char *at, size_t size)
{
	int64_t wide = 0;
	int32_t whole;
	int16_t half;
	int8_t byte;

	switch (size) {
	case sizeof wide: memcpy(&wide, at, sizeof wide); return wide;
	case sizeof whole: memcpy(&whole, at, sizeof whole); return whole;
	case sizeof half: memcpy(&half, at, sizeof half); return half;
	default: memcpy(&byte, at, sizeof byte); return byte;
	}
}

static uint64_t unsigned_at(const char *at, size_t size)
{
	uint64_t wide = 0;
	uint32_t whole;
	uint16_t half;
	uint8_t byte;

	switch (size) {
	case sizeof wide: memcpy(&wide, at, sizeof wide); return wide;
	case sizeof whole: memcpy(&whole, at, sizeof whole); return whole;
	case sizeof half: memcpy(&half, at, sizeof half); return half;
	default: memcpy(&byte, at, sizeof byte); return byte;
	}
}

static struct jb_text text_at(const char *at)
{
	struct jb_text text;

	memcpy(&text, at, sizeof text);
	return text;
}

static size_t outer_count(const struct around *around, const char *name)
{
	for (; around; around = around->up)
		for (size_t i = 0; i < around->shape->field_count; i++)
			if (strcmp(around->shape->field[i].name, name) == 0)
				return count_at(around->object + around->shape->field[i].offset);
	return 0;
}

/* How many a pointer field leads to. */
static size_t many(const struct around *here, const struct jy_field *field)
{
	switch (field->how) {
	case JY_FIELD_ONE: return pointer_at(here->object + field->offset) != NULL;
	case JY_FIELD_MANY: return count_at(here->object + field->count);
	case JY_FIELD_MANY_OUTER: return outer_count(here->up, field->count_outer);
	default: return 0;
	}
}

/* ---- writing scalars ---- */

static void put_signed(struct jy_writer *writer, int64_t value, size_t size)
{
	if (size == sizeof(int32_t) && (value == INT32_MIN || value == INT32_MAX))
		jy_put(writer, value < 0 ? "INT32_MIN" : "INT32_MAX");
	else if (value == INT64_MIN || value == INT64_MAX)
		jy_put(writer, value < 0 ? "INT64_MIN" : "INT64_MAX");
	else if (value < INT32_MIN || value > INT32_MAX)
		jy_put(writer, "INT64_C(%lld)", (long long)value);
	else
		jy_put(writer, "%lld", (long long)value);
}

static void put_unsigned(struct jy_writer *writer, uint64_t value, size_t size)
{
	if (size == sizeof(uint32_t) && value == UINT32_MAX)
		jy_put(writer, "JRT_NONE");
	else if (value > UINT32_MAX)
		jy_put(writer, "UINT64_C(%llu)", (unsigned long long)value);
	else
		jy_put(writer, "%llu", (unsigned long long)value);
}

static void put_word(struct jy_writer *writer, const struct jy_field *field, int64_t value)
{
	for (const struct jy_shape_word *word = field->word; word->name; word++)
		if (word->value == value) {
			jy_put(writer, "%s", word->name);
			return;
		}
	jy_put(writer, "(%s)%lld", field->type, (long long)value);
}

static void put_text(struct jy_writer *writer, struct jb_text text)
{
	jy_put(writer, "{");
	jy_put_literal(writer, text);
	jy_put(writer, ", %zu}", text.size);
}

static void put_scalar(struct jy_writer *writer, const struct jy_field *field, const char *at)
{
	switch (field->kind) {
	case JY_SHAPE_BOOL: jy_put(writer, unsigned_at(at, 1) ? "true" : "false"); return;
	case JY_SHAPE_TEXT: put_text(writer, text_at(at)); return;
	case JY_SHAPE_ENUM: put_word(writer, field, signed_at(at, field->size)); return;
	case JY_SHAPE_UNSIGNED:
		put_unsigned(writer, unsigned_at(at, field->size), field->size);
		return;
	default: put_signed(writer, signed_at(at, field->size), field->size); return;
	}
}

/* ---- what is zero ---- */

static bool is_zero_struct(const struct jy_data *data, const struct jy_shape *shape,
			   const char *object);

static bool is_zero(const struct jy_data *data, const struct jy_shape *shape,
		    const struct jy_field *field, const char *object)
{
	const char *at = object + field->offset;
	const struct around here = {NULL, shape, object};
	const void *self = object;

	switch (field->how) {
	case JY_FIELD_HERE: break;
	case JY_FIELD_SKIPPED: return !jb_map_get(&data->compiled, address_of(&self));
	case JY_FIELD_MANY_OUTER: return !pointer_at(at);
	default: return !many(&here, field);
	}
	if (field->kind == JY_SHAPE_STRUCT)
		return is_zero_struct(data, field->shape, at);
	if (field->kind == JY_SHAPE_TEXT)
		return !text_at(at).size;
	return !unsigned_at(at, field->size);
}

static bool is_zero_struct(const struct jy_data *data, const struct jy_shape *shape,
			   const char *object)
{
	for (size_t i = 0; i < shape->field_count; i++)
		if (!is_zero(data, shape, &shape->field[i], object))
			return false;
	return true;
}

/* ---- structures ---- */

static struct jb_text hoisted(struct jy_data *data, const struct jy_field *field,
			      const struct around *here);

/* Writes all arrays below a structure. */
static void hoist(struct jy_data *data, const struct around *here)
{
	for (size_t i = 0; i < here->shape->field_count; i++) {
		const struct jy_field *field = &here->shape->field[i];

		if (field->how == JY_FIELD_HERE && field->kind == JY_SHAPE_STRUCT) {
			const struct around inner = {here, field->shape,
						     here->object + field->offset};

			hoist(data, &inner);
		} else if (field->how != JY_FIELD_HERE && many(here, field)) {
			hoisted(data, field, here);
		}
	}
}

static void put_struct(struct jy_data *data, const struct around *here);

static void put_field(struct jy_data *data, const struct around *here, const struct jy_field *field)
{
	struct jy_writer *writer = data->writer;
	const char *at = here->object + field->offset;
	const void *self = here->object;

	jy_put(writer, ".%s = ", field->name);
	if (field->how == JY_FIELD_SKIPPED) {
		size_t number = *jb_map_get(&data->compiled, address_of(&self));

		jy_put(writer, "&%.*s", JB_ARG(data->names.at[number]));
	} else if (field->how != JY_FIELD_HERE) {
		jy_put(writer, "%.*s", JB_ARG(hoisted(data, field, here)));
	} else if (field->kind == JY_SHAPE_STRUCT) {
		const struct around inner = {here, field->shape, at};

		put_struct(data, &inner);
	} else {
		put_scalar(writer, field, at);
	}
}

static void put_struct(struct jy_data *data, const struct around *here)
{
	bool first = true;

	jy_put(data->writer, "{");
	for (size_t i = 0; i < here->shape->field_count; i++) {
		const struct jy_field *field = &here->shape->field[i];

		/* What a thing is is said even where it is the first of its enumeration. */
		if (is_zero(data, here->shape, field, here->object) &&
		    (field->kind != JY_SHAPE_ENUM || field->how != JY_FIELD_HERE))
			continue;
		if (!first)
			jy_put(data->writer, ", ");
		first = false;
		put_field(data, here, field);
	}
	jy_put(data->writer, first ? "0}" : "}");
}

/* ---- arrays ---- */

/* The key of an array: where it is, and of what. */
static struct jb_text key_of(struct jb_arena *arena, const void *object, const char *type,
			     size_t count)
{
	return jb_text_printf(arena, "%p %s %zu", object, type, count);
}

static void put_elements(struct jy_data *data, const struct jy_field *field, const char *object,
			 size_t count, const struct around *up)
{
	for (size_t i = 0; i < count; i++) {
		const struct around here = {up, field->shape, object + i * field->size};

		if (field->kind == JY_SHAPE_STRUCT || field->kind == JY_SHAPE_TEXT || i % 16 == 0)
			jy_line(data->writer, 1);
		if (field->kind == JY_SHAPE_STRUCT) {
			jy_put(data->writer, "[%zu] = ", i);
			put_struct(data, &here);
		} else {
			put_scalar(data->writer, field, here.object);
		}
		jy_put(data->writer, field->kind == JY_SHAPE_STRUCT ? "," : ", ");
	}
}

/* An array and all below it, unless it is there; its name. */
static struct jb_text array(struct jy_data *data, const struct jy_field *field, const void *object,
			    size_t count, const struct around *up, const char *name)
{
	struct jy_writer *writer = data->writer;
	struct jb_text key = key_of(writer->arena, object, field->type, count);
	const uint64_t *known = jb_map_get(&data->made, key);
	struct jb_text given;

	if (known)
		return data->names.at[*known];
	for (size_t i = 0; i < count && field->kind == JY_SHAPE_STRUCT; i++) {
		const struct around here = {up, field->shape,
					    (const char *)object + i * field->size};

		hoist(data, &here);
	}
	given = jy_c_name(writer, name, JB_TEXT(""));
	*jb_push(writer->arena, &data->names) = given;
	*jb_map_intern(&data->made, &key, NULL) = data->names.count - 1;
	jy_line(writer, 0);
	jy_put(writer, "static const %s %.*s[%zu] = {", field->type, JB_ARG(given), count);
	put_elements(data, field, object, count, up);
	jy_line(writer, 0);
	jy_put(writer, "};");
	return given;
}

static struct jb_text hoisted(struct jy_data *data, const struct jy_field *field,
			      const struct around *here)
{
	const void *object = pointer_at(here->object + field->offset);
	struct jb_text name = jb_text_printf(data->writer->arena, "plan_%s_%s",
					     here->shape->type + 11, field->name);

	return array(data, field, object, many(here, field), here, name.at);
}

struct jb_text jy_data_array(struct jy_data *data, const struct jy_shape *shape, const void *object,
			     size_t count, const char *name)
{
	const struct jy_field field = {
		.type = shape->type,
		.size = shape->size,
		.kind = JY_SHAPE_STRUCT,
		.shape = shape,
	};

	return array(data, &field, object, count, NULL, name);
}

void jy_data_write(struct jy_data *data, const struct jy_shape *shape, const void *object,
		   const char *name)
{
	const struct around here = {NULL, shape, object};

	hoist(data, &here);
	jy_line(data->writer, 0);
	jy_put(data->writer, "static const %s %s = ", shape->type, name);
	put_struct(data, &here);
	jy_put(data->writer, ";");
	jy_line(data->writer, 0);
}
