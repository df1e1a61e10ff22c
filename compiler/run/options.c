/*
 * Reading command lines by a table of options. An unknown option is answered with the nearest known
 * one.
 */
#include "run/options.h"

#include <assert.h>
#include <string.h>

/* The column in which the help of an option begins. */
#define HELP_INDENT ((size_t)32)

const char *jy_option_dashes(const struct jy_option *option)
{
	return option->name[0] >= 'A' && option->name[0] <= 'Z' ? "-" : "--";
}

static bool is_choice(const char *choices, struct jb_text value)
{
	for (const char *at = choices; *at;) {
		size_t size = strcspn(at, "|");

		if (jb_text_equal((struct jb_text){at, size}, value))
			return true;
		at += size + (at[size] == '|');
	}
	return false;
}

static struct jb_text unknown_option(struct jb_arena *arena, const struct jy_args *args,
				     struct jb_text name)
{
	struct jb_text known[JY_OPTIONS_MAX];
	int near;

	for (size_t i = 0; i < args->option_count; i++)
		known[i] = jb_text_of(args->option[i].name);
	near = jb_text_nearest(name, known, args->option_count);
	if (near < 0)
		return jb_text_printf(arena, "there is no option --%.*s", JB_ARG(name));
	return jb_text_printf(arena, "there is no option --%.*s; did you mean %s%s?", JB_ARG(name),
			      jy_option_dashes(&args->option[near]), args->option[near].name);
}

/* The number of the option with that name, or a negative number. */
static int find_name(const struct jy_args *args, struct jb_text name)
{
	for (size_t i = 0; i < args->option_count; i++)
		if (jb_text_is(name, args->option[i].name))
			return (int)i;
	return -1;
}

static bool is_capital(const struct jy_args *args, int number)
{
	return jy_option_dashes(&args->option[number])[1] == '\0';
}

static int find_letter(const struct jy_args *args, char letter)
{
	for (size_t i = 0; i < args->option_count; i++)
		if (args->option[i].letter == letter)
			return (int)i;
	return -1;
}

/* The option of a word without its dashes. Not `named`: by its letter, a value may be glued to
 * it. */
static int find(const struct jy_args *args, bool two_dashes, struct jb_text name, bool *named)
{
	int number = find_name(args, name);

	*named = number >= 0 && is_capital(args, number) != two_dashes;
	if (*named)
		return number;
	return two_dashes ? -1 : find_letter(args, name.at[0]);
}

static struct jb_text lower(struct jb_arena *arena, struct jb_text text)
{
	char *out = jb_copy(arena, text.at, text.size);

	for (size_t i = 0; i < text.size; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] - 'A' + 'a');
	return (struct jb_text){out, text.size};
}

/* The nearest of "light|dark|print", ", did you mean "dark"?", or an empty text. */
static struct jb_text nearest_choice(struct jb_arena *arena, const char *choices,
				     struct jb_text value)
{
	struct jb_text rest = jb_text_of(choices);
	JB_VEC(struct jb_text) word = {0};
	int near;

	while (rest.size > 0) {
		const char *bar = memchr(rest.at, '|', rest.size);
		size_t end = bar ? (size_t)(bar - rest.at) : rest.size;

		*jb_push(arena, &word) = jb_text_slice(rest, 0, end);
		rest = jb_text_slice(rest, end + 1, rest.size);
	}
	near = jb_text_nearest(lower(arena, value), word.at, word.count);
	return near < 0 ? JB_TEXT("")
			: jb_text_printf(arena, "; did you mean %.*s?", JB_ARG(word.at[near]));
}

static bool take(struct jy_args *args, struct jb_arena *arena, int number, struct jb_text value,
		 struct jb_text *why)
{
	const struct jy_option *option = &args->option[number];

	if (args->values[number].count && !option->many) {
		*why = jb_text_printf(arena, "%s%s is given twice", jy_option_dashes(option),
				      option->name);
		return false;
	}
	if (option->choices && !is_choice(option->choices, value)) {
		*why = jb_text_printf(arena, "%s%s takes one of %s, not \"%.*s\"%.*s",
				      jy_option_dashes(option), option->name, option->choices,
				      JB_ARG(value),
				      JB_ARG(nearest_choice(arena, option->choices, value)));
		return false;
	}
	*jb_push(arena, &args->values[number]) = value;
	return true;
}

/* A value that is an option of the table was forgotten; --NAME=VALUE takes any. */
static bool is_option(const struct jy_args *args, const char *word)
{
	bool two_dashes, named;
	struct jb_text name;

	if (word[0] != '-' || word[1] == '\0')
		return false;
	two_dashes = word[1] == '-';
	name = jb_text_of(word + (two_dashes ? 2 : 1));
	name.size = strcspn(name.at, two_dashes ? "=" : "");
	if (jb_text_is(name, two_dashes ? "help" : "h"))
		return true;
	return find(args, two_dashes, name, &named) >= 0 && (named || name.size == 1);
}

static bool needs_value(const struct jy_option *option, struct jb_arena *arena, const char *next,
			struct jb_text *why)
{
	const char *dashes = jy_option_dashes(option);

	*why = jb_text_printf(arena, "%s%s needs a value: %s%s %s", dashes, option->name, dashes,
			      option->name, option->choices ? option->choices : option->value);
	if (next)
		*why = jb_text_printf(arena, "%.*s; %s is an option", JB_ARG(*why), next);
	return false;
}

/* One option at argv[*at]; a value may stand in the next argument. */
static bool read_option(struct jy_args *args, struct jb_arena *arena, int argc, char *const *argv,
			int *at, struct jb_text *why)
{
	bool two_dashes = argv[*at][1] == '-', named;
	struct jb_text word = jb_text_of(argv[*at] + (two_dashes ? 2 : 1));
	const char *sign = two_dashes ? memchr(word.at, '=', word.size) : NULL;
	struct jb_text name = sign ? jb_text_slice(word, 0, (size_t)(sign - word.at)) : word;
	int number = find(args, two_dashes, name, &named);

	if (number < 0 || (!named && word.size > 1 && !args->option[number].value)) {
		*why = two_dashes ? unknown_option(arena, args, name)
				  : jb_text_printf(arena, "there is no option -%.*s", JB_ARG(word));
		return false;
	}
	if (!args->option[number].value) {
		if (!sign)
			return take(args, arena, number, JB_TEXT("yes"), why);
		*why = jb_text_printf(arena, "--%.*s takes no value", JB_ARG(name));
		return false;
	}
	if (sign)
		return take(args, arena, number, jb_text_slice(word, name.size + 1, word.size),
			    why);
	if (!named && word.size > 1)
		return take(args, arena, number, jb_text_slice(word, 1, word.size), why);
	if (*at + 1 >= argc || is_option(args, argv[*at + 1]))
		return needs_value(&args->option[number], arena,
				   *at + 1 < argc ? argv[*at + 1] : NULL, why);
	return take(args, arena, number, jb_text_of(argv[++*at]), why);
}

bool jy_args_read(struct jy_args *args, struct jb_arena *arena, const struct jy_option *option,
		  size_t count, int argc, char *const *argv, struct jb_text *why)
{
	bool options = true;

	assert(count <= JY_OPTIONS_MAX);
	*args = (struct jy_args){.option = option, .option_count = count};
	for (int i = 0; i < argc; i++) {
		struct jb_text word = jb_text_of(argv[i]);

		if (options && jb_text_is(word, "--")) {
			options = false;
		} else if (options && (jb_text_is(word, "--help") || jb_text_is(word, "-h"))) {
			args->help = true;
		} else if (options && word.size > 1 && word.at[0] == '-') {
			if (!read_option(args, arena, argc, argv, &i, why))
				return false;
		} else {
			*jb_push(arena, &args->files) = word;
		}
	}
	return true;
}

const struct jb_text *jy_args_values(const struct jy_args *args, const char *name, size_t *count)
{
	int number = find_name(args, jb_text_of(name));

	assert(number >= 0);
	*count = args->values[number].count;
	return args->values[number].at;
}

bool jy_args_has(const struct jy_args *args, const char *name)
{
	size_t count;

	jy_args_values(args, name, &count);
	return count > 0;
}

struct jb_text jy_args_value(const struct jy_args *args, const char *name, const char *otherwise)
{
	size_t count;
	const struct jb_text *value = jy_args_values(args, name, &count);

	return count ? value[count - 1] : jb_text_of(otherwise);
}

bool jy_args_number(const struct jy_args *args, const char *name, uint32_t *number)
{
	struct jb_text value = jy_args_value(args, name, "");

	*number = 0;
	for (size_t i = 0; i < value.size; i++) {
		if (value.at[i] < '0' || value.at[i] > '9' || *number > 99999999)
			return false;
		*number = *number * 10 + (uint32_t)(value.at[i] - '0');
	}
	return value.size > 0;
}

/* The end of the line that begins at `from`: after the last word that fits, or after one too
 * long. */
static size_t line_end(const char *text, size_t from, size_t room)
{
	size_t end = from + strcspn(text + from, " ");

	for (size_t next = end; text[end]; end = next) {
		next = end + 1 + strcspn(text + end + 1, " ");
		if (next - from > room)
			break;
	}
	return end;
}

void jy_help_paragraph(struct jb_buf *out, const char *text, size_t indent)
{
	for (size_t at = 0, end; text[at]; at = end + (text[end] == ' ')) {
		if (at > 0)
			jb_buf_add_repeat(out, ' ', indent);
		end = line_end(text, at, JY_HELP_WIDTH - indent);
		jb_buf_add_text(out, (struct jb_text){text + at, end - at});
		jb_buf_add_byte(out, '\n');
	}
}

static void add_option(struct jb_buf *out, const struct jy_option *option)
{
	size_t start = out->size;

	jb_buf_add_string(out, "  ");
	if (option->letter)
		jb_buf_printf(out, "-%c, ", option->letter);
	jb_buf_printf(out, "%s%s", jy_option_dashes(option), option->name);
	if (option->value)
		jb_buf_printf(out, " %s", option->choices ? option->choices : option->value);
	if (out->size - start > HELP_INDENT - 2) {
		jb_buf_add_byte(out, '\n');
		start = out->size;
	}
	jb_buf_add_repeat(out, ' ', HELP_INDENT - (out->size - start));
	jy_help_paragraph(out, option->help, HELP_INDENT);
}

void jy_options_help(struct jb_buf *out, const struct jy_option *option, size_t count)
{
	static const struct jy_option help = {"help", 'h', NULL, "show this help", NULL, false};

	for (size_t i = 0; i < count; i++)
		add_option(out, &option[i]);
	add_option(out, &help);
}
