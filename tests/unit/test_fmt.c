/* The formatter, rule by rule: each pair is a text and what becomes of it. Every result is laid out
 * again and must stay, and must have the tree of the text. */
#include <string.h>

#include "fmt/layout.h"
#include "own_arena.h"

/* Gives the text laid out, and its tree. */
static struct jb_text lay_out(struct jb_text text, struct jb_text *tree)
{
	struct jy_diags diags;
	struct jy_file *file = JB_NEW(&arena, struct jy_file);
	struct jb_text out = {0};
	struct jb_buf dump;

	jy_diags_init(&diags, &arena);
	assert_true(jy_file_init(file, &arena, JB_TEXT("t.journey"), text, &diags));
	struct jy_parsed parsed = jy_parse(file, &arena, &diags);
	if (parsed.error_count)
		fail_msg("%.*s\n%.*s", JB_ARG(text), JB_ARG(diags.list.at[0].message));
	assert_int_equal(jy_fmt(file, &parsed, &arena, &out), JY_FMT_DONE);
	jb_buf_init(&dump, &arena);
	jy_tree_dump(&dump, parsed.root);
	*tree = jb_buf_text(&dump);
	return out;
}

static void becomes(const char *before, const char *after)
{
	struct jb_text tree, tree_after;
	struct jb_text once = lay_out(jb_text_of(before), &tree);

	if (!jb_text_is(once, after))
		fail_msg("\n%s\nshould become\n%s\nand became\n%.*s", before, after, JB_ARG(once));
	struct jb_text twice = lay_out(once, &tree_after);
	if (!jb_text_equal(once, twice))
		fail_msg("\n%.*s\nlaid out again is\n%.*s", JB_ARG(once), JB_ARG(twice));
	assert_true(jb_text_equal(tree, tree_after));
}

static void stays(const char *text)
{
	becomes(text, text);
}

static void blanks_between_tokens(void **state)
{
	(void)state;
	becomes("persona   maria\t\"Maria\"", "persona maria \"Maria\"\n");
	becomes("persona m{needs \"a\" ,\"b\"}", "persona m { needs \"a\", \"b\" }\n");
	becomes("journey j {\n scale - 5 to + 5\n}", "journey j {\n  scale -5 to +5\n}\n");
	becomes("calendar c { zone America / Port - au - Prince }",
		"calendar c { zone America/Port-au-Prince }\n");
	becomes("source s { column c rating -1 .. 10 }", "source s { column c rating -1..10 }\n");
	becomes("source s { let x = a-b - -c*d }", "source s { let x = a - b - -c * d }\n");
	becomes("source s { let x = ( - (a+b) )>=2s }", "source s { let x = (-(a + b)) >= 2s }\n");
	becomes("metric m { value share of not(a)among s . b }",
		"metric m { value share of not (a) among s.b }\n");
	becomes("brand b { allow scale . single - region because \"x\" }",
		"brand b { allow scale.single-region because \"x\" }\n");
}

static void the_ends_of_the_file(void **state)
{
	(void)state;
	becomes("", "");
	becomes("\n \n\t\n", "");
	becomes("\xEF\xBB\xBF\n\nbrand b", "brand b\n");
	becomes("brand b   \n\n\n", "brand b\n");
	becomes("# only this", "# only this\n");
	becomes("brand a\r\n\r\n\r\nbrand b\r", "brand a\n\nbrand b\n");
}

static void blank_lines(void **state)
{
	(void)state;
	becomes("brand a\n\n\n\nbrand b\n", "brand a\n\nbrand b\n");
	stays("brand a\nbrand b\n\nbrand c\n");
	becomes("brand b {\n\n  owner \"x\"\n\n  promise \"y\"\n\n}\n",
		"brand b {\n  owner \"x\"\n\n  promise \"y\"\n}\n");
	becomes("brand b {\n\n\n# a\n\n\n# b\n\n}\n", "brand b {\n  # a\n\n  # b\n}\n");
}

static void blocks(void **state)
{
	(void)state;
	becomes("brand b\n\n{\nowner \"x\" }", "brand b {\n  owner \"x\"\n}\n");
	becomes("brand b {\n\n}", "brand b {}\n");
	becomes("brand b\n{ owner \"x\" }", "brand b { owner \"x\" }\n");
	becomes("journey j { stage s { touchpoint t { customer acts } } }",
		"journey j {\n  stage s {\n    touchpoint t { customer acts }\n  }\n}\n");
	becomes("persona p { goal \"\"\"a\nb\"\"\" }", "persona p {\n  goal \"\"\"a\nb\"\"\"\n}\n");
	/* As wide as a line may be, and one wider. */
	stays("brand b \"12345678901234567890123456789012345678901234567890123456789012345678\" "
	      "{ owner \"123456789\" }\n");
	becomes("brand b \"12345678901234567890123456789012345678901234567890123456789012345678\" "
		"{ owner \"1234567890\" }\n",
		"brand b \"12345678901234567890123456789012345678901234567890123456789012345678\" "
		"{\n  owner \"1234567890\"\n}\n");
}

static void comments(void **state)
{
	(void)state;
	becomes("brand b # why \t\n", "brand b  # why\n");
	becomes("brand b#why\n#and\n", "brand b  #why\n#and\n");
	becomes("brand b { # why\nowner \"x\"} # so", "brand b {  # why\n  owner \"x\"\n}  # so\n");
	becomes("brand b # 1\n# 2\n{ # 3\nowner \"x\" }",
		"brand b {  # 1\n  # 2\n  # 3\n  owner \"x\"\n}\n");
	becomes("brand b\n# 1\n{ owner \"x\" }", "brand b {\n  # 1\n  owner \"x\"\n}\n");
	becomes("brand b {\n# none\n}", "brand b {\n  # none\n}\n");
	becomes("persona p {\nneeds \"a\", # 1\n\n\"bcd\", # 2\n# 3\n\"e\"\n}",
		"persona p {\n  needs \"a\",  # 1\n      \"bcd\",  # 2\n      # 3\n"
		"      \"e\"\n}\n");
	becomes("brand b { # 1\nowner \"xyz\" # 2\n}",
		"brand b {      # 1\n  owner \"xyz\"  # 2\n}\n");
}

static void columns(void **state)
{
	(void)state;
	becomes("source s {\ncolumn a text from \"A\"\ncolumn bcd rating 0..10 missing \"\"\n"
		"column e one of \"x\", \"y\"\ncolumn f flag\n}",
		"source s {\n"
		"  column a   text         from \"A\"\n"
		"  column bcd rating 0..10 missing \"\"\n"
		"  column e   one of \"x\", \"y\"\n"
		"  column f   flag\n"
		"}\n");
	becomes("source s {\nlet a=b\nlet long_one=c # why\n\nlet d=e\n# so\nlet fg=h\n}",
		"source s {\n"
		"  let a        = b\n"
		"  let long_one = c  # why\n"
		"\n"
		"  let d = e\n"
		"  # so\n"
		"  let fg = h\n"
		"}\n");
	becomes("source s {\nslice where where a\nslice b \"B\" where c\n}",
		"source s {\n  slice where where a\n  slice b \"B\" where c\n}\n");
	/* Columns start anew below another depth. */
	becomes("source s { let a = b }\nsource t { let long_one = c }\n",
		"source s { let a = b }\nsource t { let long_one = c }\n");
}

/* A line that the columns would make too wide keeps to those it can. */
static void columns_and_the_width(void **state)
{
	(void)state;
	stays("source s {\n"
	      "  column answered_on date        as \"%Y\"\n"
	      "  column step        text one of \"status\", \"call\", \"verify\", \"line_test\", "
	      "\"book\", \"visit\", \"confirm\"\n"
	      "  column rating      rating 1..5 missing \"\"\n"
	      "}\n");
	stays("source s {\n"
	      "  let a = \"12345678901234567890123456789012345678901234567890"
	      "12345678901234567890123456789012345678\"\n"
	      "  let long_one = b\n"
	      "  let d        = e\n"
	      "}\n");
}

static void long_statements(void **state)
{
	(void)state;
	becomes("metric m {\n value share of (answered_within_the_promise and wait <= 20s and "
		"resolved) or short_abandon among offered and not from_the_menu\n}",
		"metric m {\n"
		"  value share of (answered_within_the_promise and wait <= 20s and resolved) or "
		"short_abandon\n"
		"      among offered and not from_the_menu\n"
		"}\n");
	/* A break that is not needed goes. */
	becomes("metric m {\n value share of a\n  among b\n and c\n}",
		"metric m {\n  value share of a among b and c\n}\n");
	/* `and` of a `between` is no place to break; a sign that belongs to a number neither. */
	becomes("source s {\n let x = column_number_one_of_the_source between "
		"column_number_two_of_the_source and column_three and bc\n}",
		"source s {\n"
		"  let x = column_number_one_of_the_source between "
		"column_number_two_of_the_source and column_three\n"
		"      and bc\n"
		"}\n");
	/* No line end is possible here. */
	stays("brand b {\n"
	      "  promise \"1234567890123456789012345678901234567890123456789012345678901234567890"
	      "12345678901234567890123456789012345678901234567890\"\n"
	      "}\n");
}

static void texts_stay(void **state)
{
	(void)state;
	stays("persona p {\n  goal \"a  b\t# c\"\n}\n");
	stays("persona p {\n  goal \"\"\"\n\tfirst  \n\n      second\n  \"\"\"\n}\n");
	becomes("persona p {\n\tgoal \"\"\"\r\n  a\r\n\r\n  b\"\"\" # c\r\n}\r\n",
		"persona p {\n  goal \"\"\"\n  a\n\n  b\"\"\"  # c\n}\n");
	/* Characters count, not bytes. */
	becomes("source s {\nlet ärger = a\nlet b = c\n}",
		"source s {\n  let ärger = a\n  let b     = c\n}\n");
	stays("journey j {\n  outcome m at least 250_000 every month\n}\n");
}

/* 64 KiB of one line are laid out in a moment. */
static void a_long_line_is_no_matter(void **state)
{
	struct jb_buf text;
	struct jb_text tree;

	(void)state;
	jb_buf_init(&text, &arena);
	jb_buf_add_string(&text, "source s { let x = a");
	for (int i = 0; i < 16384; i++)
		jb_buf_add_string(&text, " + b");
	jb_buf_add_string(&text, " }");
	struct jb_text once = lay_out(jb_buf_text(&text), &tree);
	assert_true(jb_text_starts(once, JB_TEXT("source s {\n  let x = a + b + b")));
	assert_true(jb_text_equal(once, lay_out(once, &tree)));
}

/* Wider than a journey file may be: deep blocks of short lines. */
static void too_large(void **state)
{
	struct jy_diags diags;
	struct jy_file file;
	struct jb_buf text;
	struct jb_text out = {0};

	(void)state;
	jb_buf_init(&text, &arena);
	jb_buf_add_string(&text, "source s {\n");
	/* Short names beside one long one: the columns make the text grow. */
	jb_buf_add_string(&text, "let a");
	jb_buf_add_repeat(&text, 'b', 80);
	jb_buf_add_string(&text, "=c\n");
	while (text.size < (size_t)2 << 20)
		jb_buf_add_string(&text, "let d=e\n");
	jb_buf_add_string(&text, "}\n");
	jy_diags_init(&diags, &arena);
	assert_true(jy_file_init(&file, &arena, JB_TEXT("t.journey"), jb_buf_text(&text), &diags));
	struct jy_parsed parsed = jy_parse(&file, &arena, &diags);
	assert_int_equal(parsed.error_count, 0);
	assert_int_equal(jy_fmt(&file, &parsed, &arena, &out), JY_FMT_TOO_LARGE);
}

/* The guard behind every file: it takes another layout and refuses another text. */
static void what_the_file_says_must_stay(void **state)
{
	static const struct {
		const char *text;
		bool same;
	} cases[] = {
		{"persona p { # 1\n needs \"a\", \"b\"\n goal \"c\" # 2\n}", true},
		{"persona p\n{#\t1\nneeds \"a\",\n\"b\"\ngoal \"c\"# 2\n}", false},
		{"persona p\n{# 1\nneeds \"a\",\n\"b\"\ngoal \"c\"# 2 \n}\n\n", true},
		{"persona p { # 1\n needs \"a\", \"b\"\n goal \"c \" # 2\n}", false},
		{"persona p { # 1\n needs \"a\", \"b\"\n goal \"c\"\n}", false},
		{"persona p { # 1\n needs \"a\", \"b\"\n goal \"c\" # 2\n# 3\n}", false},
		{"persona p { # 1\n needs \"a\"\n goal \"c\" # 2\n}", false},
		{"persona p { # 1\n goal \"c\" # 2\n needs \"a\", \"b\"\n}", false},
		{"persona p { # 1\n needs \"a\", \"b\" goal \"c\" # 2\n}", false},
		{"", false},
	};
	struct jy_diags diags;
	struct jy_file file;

	(void)state;
	jy_diags_init(&diags, &arena);
	assert_true(jy_file_init(&file, &arena, JB_TEXT("t.journey"), jb_text_of(cases[0].text),
				 &diags));
	struct jy_parsed parsed = jy_parse(&file, &arena, &diags);
	struct jy_layout layout = {.arena = &arena, .file = &file, .parsed = &parsed};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(jy_layout_same(&layout, jb_text_of(cases[i].text)), cases[i].same);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(blanks_between_tokens),
		TEST(the_ends_of_the_file),
		TEST(blank_lines),
		TEST(blocks),
		TEST(comments),
		TEST(columns),
		TEST(columns_and_the_width),
		TEST(long_statements),
		TEST(texts_stay),
		TEST(a_long_line_is_no_matter),
		TEST(too_large),
		TEST(what_the_file_says_must_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
