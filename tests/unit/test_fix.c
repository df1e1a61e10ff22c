/* Fixes applied to texts: all pieces of one or none, the first of two that touch, nothing in files
 * that may not change. */
#include <string.h>

#include "source/file.h"
#include "source/fix.h"
#include "testing.h"

struct fixture {
	struct jb_arena arena;
	struct jy_diags diags;
	struct jy_file file[2];
	struct jy_fixed fixed[2];
	bool applied[16];
};

static void begin(struct fixture *f, const char *first, const char *second)
{
	*f = (struct fixture){0};
	jb_arena_init(&f->arena, NULL);
	jy_diags_init(&f->diags, &f->arena);
	jy_file_init(&f->file[0], &f->arena, JB_TEXT("a"), jb_text_of(first), &f->diags);
	jy_file_init(&f->file[1], &f->arena, JB_TEXT("b"), jb_text_of(second), &f->diags);
	for (int i = 0; i < 2; i++)
		f->fixed[i].file = &f->file[i];
}

static struct jy_diag *found(struct fixture *f, uint32_t at)
{
	return jy_diag_warn(&f->diags, JY_D_NAME_UNKNOWN, ((struct jy_span){at, at + 1, 1}),
			    "at %u", at);
}

static void piece(struct fixture *f, struct jy_diag *diag, uint32_t from, uint32_t to,
		  uint32_t file, const char *text)
{
	jy_diag_fix(&f->diags, diag, (struct jy_span){from, to, file}, jb_text_of(text));
}

static size_t apply(struct fixture *f)
{
	const struct jy_diags *diags = &f->diags;
	struct jy_findings findings;

	jy_findings_make(&findings, &f->arena, JB_TEXT(""), &diags, 1);
	return jy_fixes_apply(&findings, f->fixed, f->applied);
}

static void expect(struct fixture *f, int file, const char *text)
{
	assert_true(f->fixed[file].changed);
	assert_string_equal(jb_text_cstring(&f->arena, f->fixed[file].text), text);
}

static void pieces_go_where_they_belong(void **state)
{
	struct fixture f;
	struct jy_diag *diag;

	(void)state;
	begin(&f, "one two three", "four");
	diag = found(&f, 0);
	piece(&f, diag, 8, 13, 1, "3");
	piece(&f, diag, 0, 3, 1, "1");
	piece(&f, diag, 4, 4, 2, "teen");
	assert_int_equal(apply(&f), 1);
	expect(&f, 0, "1 two 3");
	expect(&f, 1, "fourteen");
	jb_arena_release(&f.arena);
}

static void the_first_of_two_that_touch_wins(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "abcdef", "");
	piece(&f, found(&f, 0), 0, 3, 1, "X");
	piece(&f, found(&f, 1), 2, 4, 1, "Y"); /* overlaps the first */
	piece(&f, found(&f, 2), 3, 4, 1, "Z"); /* begins where the first ends */
	piece(&f, found(&f, 3), 3, 3, 1, "W"); /* inserts where another replaces */
	assert_int_equal(apply(&f), 2);
	assert_true(f.applied[0] && !f.applied[1] && f.applied[2] && !f.applied[3]);
	expect(&f, 0, "XZef");
	jb_arena_release(&f.arena);
}

static void all_pieces_or_none(void **state)
{
	struct fixture f;
	struct jy_diag *diag;

	(void)state;
	begin(&f, "abcdef", "locked");
	piece(&f, found(&f, 0), 0, 1, 1, "A");
	diag = found(&f, 1);
	piece(&f, diag, 5, 6, 1, "F");
	piece(&f, diag, 0, 2, 1, "no");
	diag = found(&f, 2);
	piece(&f, diag, 3, 4, 1, "D");
	piece(&f, diag, 0, 6, 2, "open");
	f.fixed[1].file = NULL;
	assert_int_equal(apply(&f), 1);
	expect(&f, 0, "Abcdef");
	assert_false(f.fixed[1].changed);
	jb_arena_release(&f.arena);
}

static void a_fix_that_crosses_itself_is_none(void **state)
{
	struct fixture f;
	struct jy_diag *diag;
	struct jy_fix joined;

	(void)state;
	begin(&f, "abcdef", "");
	diag = found(&f, 0);
	piece(&f, diag, 0, 3, 1, "x");
	piece(&f, diag, 2, 4, 1, "y");
	assert_false(jy_fix_join(&joined, &f.arena, diag, &f.file[0]));
	assert_int_equal(apply(&f), 0);
	jb_arena_release(&f.arena);
}

static void pieces_join_with_what_is_between(void **state)
{
	struct fixture f;
	struct jy_diag *diag;
	struct jy_fix joined;

	(void)state;
	begin(&f, "one two three", "");
	diag = found(&f, 0);
	assert_false(jy_fix_join(&joined, &f.arena, diag, &f.file[0]));
	piece(&f, diag, 8, 13, 1, "3");
	piece(&f, diag, 0, 3, 1, "1");
	assert_true(jy_fix_join(&joined, &f.arena, diag, &f.file[0]));
	assert_int_equal(joined.span.begin, 0);
	assert_int_equal(joined.span.end, 13);
	assert_string_equal(jb_text_cstring(&f.arena, joined.replacement), "1 two 3");
	piece(&f, diag, 0, 1, 2, "elsewhere");
	assert_false(jy_fix_join(&joined, &f.arena, diag, &f.file[0]));
	jb_arena_release(&f.arena);
}

static void what_is_silenced_is_left_alone(void **state)
{
	struct fixture f;
	struct jy_diag *diag;

	(void)state;
	begin(&f, "abc", "");
	diag = found(&f, 0);
	piece(&f, diag, 0, 1, 1, "A");
	jy_diag_silence(&f.diags, diag, JY_SILENCED_IN_SOURCE, JB_TEXT("as it is"));
	assert_int_equal(apply(&f), 0);
	assert_false(f.fixed[0].changed);
	jb_arena_release(&f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_go_where_they_belong),
		cmocka_unit_test(the_first_of_two_that_touch_wins),
		cmocka_unit_test(all_pieces_or_none),
		cmocka_unit_test(a_fix_that_crosses_itself_is_none),
		cmocka_unit_test(pieces_join_with_what_is_between),
		cmocka_unit_test(what_is_silenced_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
