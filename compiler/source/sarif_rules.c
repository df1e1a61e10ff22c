/*
 * What a SARIF log says of rules. GitHub asks for an id, a short and a full description and a help,
 * none of them empty, and shows `help` beside the finding; names are written in PascalCase.
 */
#include "source/sarif_rules.h"

#include <string.h>

/* GitHub refuses longer descriptions (characters; bytes are never fewer). */
#define DESCRIPTION_MAX 1000

static struct jb_text id_of(struct jb_arena *arena, const struct jy_diag *diag)
{
	struct jb_buf id;

	jb_buf_init(&id, arena);
	jy_sink_code(&id, diag);
	return jb_buf_text(&id);
}

/* "NUMBER_NOT_WHOLE" and "scale.single-region" become NumberNotWhole and ScaleSingleRegion. */
static struct jb_text pascal_case(struct jb_arena *arena, struct jb_text words)
{
	struct jb_buf name;
	bool begins = true;

	jb_buf_init(&name, arena);
	for (size_t i = 0; i < words.size; i++) {
		char c = words.at[i];

		if (memchr("_.-", c, 3)) {
			begins = true;
			continue;
		}
		if (begins && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		else if (!begins && c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		jb_buf_add_byte(&name, c);
		begins = false;
	}
	return jb_buf_text(&name);
}

static struct jb_text sentence(struct jb_arena *arena, struct jb_text text)
{
	char last = text.size ? text.at[text.size - 1] : '.';

	if (last == '.' || last == '?' || last == '!')
		return text;
	return jb_text_printf(arena, "%.*s.", JB_ARG(text));
}

/* A title as a sentence. */
static struct jb_text capital_sentence(struct jb_arena *arena, struct jb_text text)
{
	struct jb_text whole = sentence(arena, text);
	char *first = jb_copy(arena, whole.at, whole.size);

	if (*first >= 'a' && *first <= 'z')
		*first = (char)(*first - 'a' + 'A');
	return (struct jb_text){first, whole.size};
}

/* The first paragraph as one line, no longer than may be; a character is not cut in two. */
static struct jb_text shortened(struct jb_arena *arena, struct jb_text text)
{
	char *line;

	size_t end = text.size;

	for (size_t i = 0; i + 1 < text.size && end == text.size; i++)
		if (text.at[i] == '\n' && text.at[i + 1] == '\n')
			end = i;
	if (end > DESCRIPTION_MAX)
		end = DESCRIPTION_MAX;
	while (end < text.size && end > 0 && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end--;
	line = jb_copy(arena, text.at, end);
	for (size_t i = 0; i < end; i++)
		if (line[i] == '\n')
			line[i] = ' ';
	return jb_text_trim((struct jb_text){line, end});
}

static struct jy_rule_words words_of(struct jb_arena *arena, struct jb_text id,
				     const struct jy_diag *diag,
				     const struct jy_sink_options *options)
{
	struct jy_rule_words words = {{0}, {0}, {0}};

	if (options->describe)
		options->describe(id, arena, &words);
	if (!words.title.size)
		words.title = jb_text_of(jy_code_title(diag->code));
	if (!words.title.size)
		words.title = id;
	if (!words.what.size)
		words.what = words.title;
	if (!words.help.size)
		words.help =
			jb_text_printf(arena, "`journey explain %.*s` tells more.", JB_ARG(id));
	words.title = capital_sentence(arena, words.title);
	words.what = capital_sentence(arena, shortened(arena, words.what));
	return words;
}

void jy_sarif_rules_make(struct jy_sarif_rules *rules, const struct jy_findings *findings,
			 const struct jy_sink_options *options)
{
	*rules = (struct jy_sarif_rules){.arena = findings->arena};
	jb_map_init(&rules->index, findings->arena);
	for (size_t i = 0; i < findings->count; i++) {
		const struct jy_diag *diag = findings->at[i].diag;
		struct jb_text id = id_of(findings->arena, diag);
		uint64_t *index = NULL;
		bool fresh = false;

		if (!findings->at[i].known)
			index = jb_map_put(&rules->index, id, &fresh);
		if (!fresh)
			continue;
		*index = rules->rule.count;
		*jb_push(findings->arena, &rules->rule) = (struct jy_sarif_rule){
			.id = id,
			.name = pascal_case(findings->arena,
					    diag->rule.size ? diag->rule
							    : jb_text_of(jy_code_name(diag->code))),
			.first = diag,
			.words = words_of(findings->arena, id, diag, options),
		};
	}
}

size_t jy_sarif_rules_find(const struct jy_sarif_rules *rules, const struct jy_diag *diag)
{
	return (size_t)*jb_map_get(&rules->index, id_of(rules->arena, diag));
}

static void add_text(struct jy_json *json, const char *name, struct jb_text text)
{
	jy_json_open(json, name, '{');
	jy_json_text(json, "text", text);
	jy_json_close(json, '}');
}

/* What GitHub sorts and filters by. What the compiler refuses is certain, what a lint finds is a
 * judgement. */
static void add_properties(struct jy_json *json, const struct jy_sarif_rule *rule)
{
	static const char *const problem[] = {"error", "warning", "recommendation"};
	const struct jy_diag *diag = rule->first;
	const char *dot = diag->rule.size ? memchr(diag->rule.at, '.', diag->rule.size) : NULL;

	jy_json_open(json, "properties", '{');
	jy_json_open(json, "tags", '[');
	jy_json_word(json, NULL, "customer-experience");
	if (dot)
		jy_json_text(json, NULL,
			     jb_text_slice(diag->rule, 0, (size_t)(dot - diag->rule.at)));
	else
		jy_json_word(json, NULL, "correctness");
	jy_json_close(json, ']');
	jy_json_word(json, "precision", diag->rule.size ? "high" : "very-high");
	jy_json_word(json, "problem.severity", problem[diag->severity]);
	jy_json_close(json, '}');
}

static void add_rule(struct jy_json *json, const struct jy_sarif_rule *rule)
{
	enum jy_severity severity = rule->first->severity;

	jy_json_open(json, NULL, '{');
	jy_json_text(json, "id", rule->id);
	jy_json_text(json, "name", rule->name);
	add_text(json, "shortDescription", rule->words.title);
	add_text(json, "fullDescription", rule->words.what);
	jy_json_open(json, "help", '{');
	jy_json_text(json, "text", rule->words.help);
	jy_json_text(json, "markdown", rule->words.help);
	jy_json_close(json, '}');
	jy_json_open(json, "defaultConfiguration", '{');
	jy_json_word(json, "level", severity == JY_INFO ? "note" : jy_severity_name(severity));
	jy_json_close(json, '}');
	add_properties(json, rule);
	jy_json_close(json, '}');
}

void jy_sarif_rules_write(const struct jy_sarif_rules *rules, struct jy_json *json)
{
	jy_json_open(json, "rules", '[');
	for (size_t i = 0; i < rules->rule.count; i++) {
		jy_json_line(json);
		add_rule(json, &rules->rule.at[i]);
	}
	jy_json_close(json, ']');
}

static void add_sentence(struct jb_buf *out, struct jb_text text)
{
	const char *link = text.size > 1 ? memmem(text.at, text.size, "](", 2) : NULL;

	text = sentence(out->arena, text);
	for (size_t i = 0; i < text.size; i++) {
		if (link && memchr("[]\\", text.at[i], 3))
			jb_buf_add_byte(out, '\\');
		jb_buf_add_byte(out, text.at[i]);
	}
}

struct jb_text jy_sarif_message(struct jb_arena *arena, const struct jy_diag *diag)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	add_sentence(&buf, diag->message);
	for (size_t i = 0; i < diag->notes.count; i++) {
		jb_buf_add_string(&buf, "\nNote: ");
		add_sentence(&buf, diag->notes.at[i]);
	}
	for (size_t i = 0; i < diag->help.count; i++) {
		jb_buf_add_string(&buf, "\nHelp: ");
		add_sentence(&buf, diag->help.at[i]);
	}
	return jb_buf_text(&buf);
}
