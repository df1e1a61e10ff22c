/*
 * The scanner of JSON values, see json.h. Texts are searched eight bytes at a time. At most seven
 * bytes behind the row's line feed are read, whatever they are.
 */
#include "read/json.h"

#include <string.h>

#include "base/utf8.h"

bool jrt_json_fail(struct jrt_json *json, enum jrt_json_fault fault, const char *expected)
{
	json->fault = fault;
	json->expected = expected;
	return false;
}

static bool wrong(struct jrt_json *json, const char *at, const char *expected)
{
	json->at = at;
	return jrt_json_fail(json, JRT_JSON_WRONG, expected);
}

/* ---- texts ---- */

/* The first byte that is a quote, a backslash or a control character. There is one: the line feed.
 * The bits of a word are exact up to the first such byte, as a borrow only runs upwards. */
static const char *find_text_end(const char *at)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	const uint64_t low = UINT64_C(0x0101010101010101), high = low << 7;

	for (;; at += 8) {
		uint64_t word, quote, back, found;
		memcpy(&word, at, 8);
		quote = word ^ low * '"';
		back = word ^ low * '\\';
		found = ((quote - low) & ~quote) | ((back - low) & ~back) |
			((word - low * 0x20) & ~word);
		found &= high;
		if (found != 0)
			return at + (__builtin_ctzll(found) >> 3);
	}
#else
	while ((unsigned char)*at >= 0x20 && *at != '"' && *at != '\\')
		at++;
	return at;
#endif
}

static int hex_digit(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
		return (digit | 0x20) - 'a' + 10;
	return -1;
}

/* The number behind `\u`, or -1. */
static int32_t unit_at(const char *at)
{
	int32_t unit = 0;

	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(at[i]);
		if (digit < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	return unit;
}

static bool is_lead(int32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_trail(int32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

static bool pass_unit(struct jrt_json *json)
{
	int32_t unit = unit_at(json->at + 2);

	if (unit < 0)
		return jrt_json_fail(json, JRT_JSON_WRONG, "\\u with four hexadecimal digits");
	if (is_lead(unit) && json->at[6] == '\\' && json->at[7] == 'u' &&
	    is_trail(unit_at(json->at + 8))) {
		json->at += 12;
		return true;
	}
	if (is_lead(unit) || is_trail(unit))
		return jrt_json_fail(json, JRT_JSON_HALF,
				     "a whole character, such as \\ud83d\\ude00");
	json->at += 6;
	return true;
}

static bool pass_escape(struct jrt_json *json)
{
	switch (json->at[1]) {
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't': json->at += 2; return true;
	case 'u': return pass_unit(json);
	default:
		return jrt_json_fail(
			json, JRT_JSON_WRONG,
			"an escape such as \\n, \\\" or \\u00e9; a backslash itself is "
			"written twice");
	}
}

bool jrt_json_pass_text(struct jrt_json *json, struct jrt_json_value *value)
{
	*value = (struct jrt_json_value){.at = json->at + 1, .kind = JRT_JSON_TEXT};
	json->at = find_text_end(json->at + 1);
	while (*json->at == '\\') {
		value->escaped = true;
		if (!pass_escape(json))
			return false;
		json->at = find_text_end(json->at);
	}
	if (*json->at != '"') {
		bool end = json->at[0] == '\n' || (json->at[0] == '\r' && json->at[1] == '\n');
		return jrt_json_fail(json, JRT_JSON_WRONG,
				     end ? "the quote that ends the text"
					 : "an escape, such as \\t, for a control character");
	}
	value->size = (uint32_t)(json->at - value->at);
	json->at++;
	return true;
}

static size_t unescape_one(const char *at, char *out, size_t *length)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	uint32_t unit;

	if (at[1] != 'u') {
		*out = to[strchr(from, at[1]) - from];
		*length = 1;
		return 2;
	}
	unit = (uint32_t)unit_at(at + 2);
	if (!is_lead((int32_t)unit)) {
		*length = jb_utf8_encode(unit, out);
		return 6;
	}
	unit = 0x10000 + ((unit - 0xd800) << 10) + ((uint32_t)unit_at(at + 8) - 0xdc00);
	*length = jb_utf8_encode(unit, out);
	return 12;
}

struct jb_text jrt_json_text(const struct jrt_json_value *value, struct jb_arena *scratch)
{
	char *out;
	size_t size = 0;

	if (!value->escaped)
		return (struct jb_text){value->at, value->size};
	out = jb_alloc(scratch, value->size); /* no escape is shorter than what it stands for */
	for (size_t i = 0; i < value->size;) {
		size_t length = 1;
		if (value->at[i] == '\\') {
			char character[4];
			i += unescape_one(value->at + i, character, &length);
			memcpy(out + size, character, length);
		} else {
			out[size] = value->at[i++];
		}
		size += length;
	}
	return (struct jb_text){out, size};
}

/* ---- numbers and words ---- */

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static const char *pass_digits(const char *at)
{
	while (is_digit(*at))
		at++;
	return at;
}

static bool pass_number(struct jrt_json *json, struct jrt_json_value *value)
{
	const char *at = json->at + (*json->at == '-');

	*value = (struct jrt_json_value){.at = json->at, .kind = JRT_JSON_NUMBER};
	if (!is_digit(*at))
		return wrong(json, at, "a digit");
	at = *at == '0' ? at + 1 : pass_digits(at);
	if (*at == '.') {
		if (!is_digit(*++at))
			return wrong(json, at, "a digit behind the decimal point");
		at = pass_digits(at);
	}
	if (*at == 'e' || *at == 'E') {
		at++;
		at += *at == '+' || *at == '-';
		if (!is_digit(*at))
			return wrong(json, at, "a digit of the exponent");
		at = pass_digits(at);
	}
	json->at = at;
	value->size = (uint32_t)(at - value->at);
	return true;
}

static bool pass_word(struct jrt_json *json, struct jb_text word, enum jrt_json_kind kind,
		      struct jrt_json_value *value)
{
	if (strncmp(json->at, word.at, word.size) != 0)
		return wrong(json, json->at, "a value");
	*value = (struct jrt_json_value){
		.at = json->at, .size = (uint32_t)word.size, .kind = (uint8_t)kind};
	json->at += word.size;
	return true;
}

static bool pass_scalar(struct jrt_json *json, struct jrt_json_value *value)
{
	switch (*json->at) {
	case '"': return jrt_json_pass_text(json, value);
	case 't': return pass_word(json, JB_TEXT("true"), JRT_JSON_TRUE, value);
	case 'f': return pass_word(json, JB_TEXT("false"), JRT_JSON_FALSE, value);
	case 'n': return pass_word(json, JB_TEXT("null"), JRT_JSON_NULL, value);
	case '-': return pass_number(json, value);
	default:
		if (is_digit(*json->at))
			return pass_number(json, value);
		return wrong(json, json->at, "a value");
	}
}

/* ---- arrays and objects ---- */

/* What is open, one bit each: whether it is an object. */
struct nest {
	uint64_t objects[JRT_JSON_DEPTH / 64];
	unsigned depth;
};

static bool in_object(const struct nest *nest)
{
	unsigned top = nest->depth - 1;

	return nest->objects[top / 64] >> top % 64 & 1;
}

/* A name, its colon, and the blanks up to the value. */
static bool pass_name(struct jrt_json *json)
{
	struct jrt_json_value name;

	if (*json->at != '"')
		return wrong(json, json->at, "a member's name in quotes");
	if (!jrt_json_pass_text(json, &name))
		return false;
	jrt_json_pass_blanks(json);
	if (*json->at != ':')
		return wrong(json, json->at, "a colon");
	json->at++;
	jrt_json_pass_blanks(json);
	return true;
}

/* Opens what begins here. *empty: it is closed at once, and passed. */
static bool open_nest(struct jrt_json *json, struct nest *nest, bool *empty)
{
	bool object = *json->at == '{';
	uint64_t bit = UINT64_C(1) << nest->depth % 64;

	if (nest->depth == JRT_JSON_DEPTH)
		return jrt_json_fail(json, JRT_JSON_DEEP, "at most 128 levels");
	nest->objects[nest->depth / 64] &= ~bit;
	nest->objects[nest->depth / 64] |= object ? bit : 0;
	json->at++;
	jrt_json_pass_blanks(json);
	*empty = *json->at == (object ? '}' : ']');
	json->at += *empty;
	nest->depth += !*empty;
	return *empty || !object || pass_name(json);
}

/* Behind a value: closes what ends here, down to `base`; *more when another value follows. */
static bool close_nests(struct jrt_json *json, struct nest *nest, unsigned base, bool *more)
{
	*more = false;
	while (nest->depth > base) {
		bool object = in_object(nest);
		jrt_json_pass_blanks(json);
		if (*json->at == ',') {
			json->at++;
			jrt_json_pass_blanks(json);
			*more = true;
			return !object || pass_name(json);
		}
		if (*json->at != (object ? '}' : ']'))
			return wrong(json, json->at, object ? "a comma or }" : "a comma or ]");
		json->at++;
		nest->depth--;
	}
	return true;
}

static bool pass_nest(struct jrt_json *json, unsigned depth, struct jrt_json_value *value)
{
	struct nest nest = {.depth = depth};
	struct jrt_json_value inner;
	bool more = true;

	*value = (struct jrt_json_value){
		.at = json->at, .kind = *json->at == '{' ? JRT_JSON_OBJECT : JRT_JSON_ARRAY};
	while (more) {
		bool empty = true;
		if (*json->at == '{' || *json->at == '[') {
			if (!open_nest(json, &nest, &empty))
				return false;
		} else if (!pass_scalar(json, &inner)) {
			return false;
		}
		if (empty && !close_nests(json, &nest, depth, &more))
			return false;
	}
	value->size = (uint32_t)(json->at - value->at);
	return true;
}

bool jrt_json_pass_value(struct jrt_json *json, unsigned depth, struct jrt_json_value *value)
{
	if (*json->at == '{' || *json->at == '[')
		return pass_nest(json, depth, value);
	return pass_scalar(json, value);
}
