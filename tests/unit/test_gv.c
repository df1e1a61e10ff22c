/*
 * The DOT writer: Graphviz reads what it wrote, places are pinned, labels come back as they were
 * and are never HTML or escapes; and `neato -n2`, where it is installed, draws every picture
 * without a word.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <graphviz/cgraph.h>

#include "diagram/diagram.h"
#include "nasty.h"
#include "own_arena.h"

static struct jb_buf dot_of(struct broadband *b)
{
	struct jy_picture_options options = {.overlay = &b->overlay, .portable_text = true};
	struct jb_buf out;
	struct jb_text why = JB_TEXT("");
	jb_buf_init(&out, &arena);
	struct jy_scene scene = broadband_map(&arena, b, &options);
	assert_int_equal(jy_scene_dot(&scene, &out, &why), JB_OK);
	return out;
}

static char attribute_name[32];

static const char *get(void *object, const char *name)
{
	snprintf(attribute_name, sizeof attribute_name, "%s", name);
	return agget(object, attribute_name);
}

static void test_nodes_are_pinned_cards(void **state)
{
	(void)state;
	struct jb_buf dot = dot_of(broadband_new(&arena));
	Agraph_t *graph = agmemread(dot.data);
	assert_non_null(graph);
	assert_int_equal(agnnodes(graph), 9);
	assert_int_equal(agnedges(graph), 0);
	Agnode_t *first = agfstnode(graph);
	assert_string_equal(agnameof(first), "map-fault_repair-t1");
	assert_string_equal(get(first, "label"), "Router light red");
	const char *pos = get(first, "pos");
	assert_int_equal(pos[strlen(pos) - 1], '!');
	assert_non_null(strstr(get(graph, "_background"), "-“On hold, again” "));
	agclose(graph);
}

static void test_dot_is_the_same_again(void **state)
{
	(void)state;
	struct jb_buf one = dot_of(broadband_new(&arena)), two = dot_of(broadband_new(&arena));
	assert_string_equal(one.data, two.data);
}

/* Takes an xdot text apart as readers do: every count must lead to the end of its bytes. */
static void assert_counts(const char *ops)
{
	for (const char *at = ops; (at = strstr(at, " -")) != NULL; at++) {
		const char *digit = at;
		while (digit > ops && digit[-1] >= '0' && digit[-1] <= '9')
			digit--;
		bool counted = digit < at && digit > ops + 1 && digit[-1] == ' ' &&
			       strchr("cCS", digit[-2]) != NULL &&
			       (digit == ops + 2 || digit[-3] == ' ');
		if (!counted)
			continue;
		long size = strtol(digit, NULL, 10);
		assert_true((long)strlen(at + 2) >= size);
		assert_int_equal(at[2 + size], ' ');
	}
}

static void test_nasty_labels_are_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct jb_buf dot = dot_of(nasty_new(&arena, i));
		Agraph_t *graph = agmemread(dot.data);
		assert_non_null(graph);
		assert_true(agnnodes(graph) >= 9); /* and lines with a backslash */
		for (Agnode_t *node = agfstnode(graph); node != NULL;
		     node = agnxtnode(graph, node)) {
			snprintf(attribute_name, sizeof attribute_name, "label");
			char *label = agget(node, attribute_name);
			assert_false(aghtmlstr(label));
			for (const char *at = label; (at = strchr(at, '\\')) != NULL; at += 2)
				assert_true(at[1] == '\\' || at[1] == 'n');
			for (const char *at = label; (at = strchr(at, '&')) != NULL; at++)
				assert_int_equal(strncmp(at, "&amp;", 5), 0);
		}
		assert_null(strchr(get(graph, "_background"), '\\'));
		assert_counts(get(graph, "_background"));
		agclose(graph);
		jb_arena_reset(&arena);
	}
}

static bool run_neato(int in, int out, int err)
{
	pid_t child = fork();
	if (child == 0) {
		dup2(in, 0);
		dup2(out, 1);
		dup2(err, 2);
		execlp("neato", "neato", "-n2", "-Tpng:cairo", (char *)NULL);
		_exit(127);
	}
	int status = 0;
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return false;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	return true;
}

static void test_neato_draws_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct jb_buf dot = dot_of(nasty_new(&arena, i));
		FILE *in = tmpfile(), *out = tmpfile(), *err = tmpfile();
		char head[8] = "", said[200] = "";
		assert_int_equal(fwrite(dot.data, 1, dot.size, in), dot.size);
		rewind(in);
		if (!run_neato(fileno(in), fileno(out), fileno(err)))
			skip();
		assert_int_equal(pread(fileno(out), head, 8, 0), 8);
		assert_memory_equal(head, "\x89PNG\r\n\x1a\n", 8);
		assert_true(pread(fileno(err), said, sizeof said - 1, 0) >= 0);
		assert_string_equal(said, "");
		fclose(in);
		fclose(out);
		fclose(err);
		jb_arena_reset(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nodes_are_pinned_cards),
		TEST(test_dot_is_the_same_again),
		TEST(test_nasty_labels_are_text),
		TEST(test_neato_draws_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
