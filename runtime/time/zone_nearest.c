/*
 * Guesses which zone was meant, from the list of names that the system keeps beside its zones. A
 * hint only: without the list there is no guess, and nothing else changes.
 */
#include "time/zone.h"

#include "base/io.h"
#include "base/vec.h"

#define LIST_FILE_MAX ((size_t)1024 * 1024)

struct names {
	struct jb_arena *arena;
	JB_VEC(struct jb_text) full;   /* Europe/London */
	JB_VEC(struct jb_text) folded; /* europe/london */
	JB_VEC(struct jb_text) city;   /* london */
};

/* As people write a name without looking it up: case and blanks do not count. */
static struct jb_text fold(struct jb_arena *arena, struct jb_text text)
{
	char *folded = jb_copy(arena, text.at, text.size);

	for (size_t i = 0; i < text.size; i++) {
		if (folded[i] >= 'A' && folded[i] <= 'Z')
			folded[i] = (char)(folded[i] - 'A' + 'a');
		if (folded[i] == ' ')
			folded[i] = '_';
	}
	return (struct jb_text){.at = folded, .size = text.size};
}

static void add_name(struct names *names, struct jb_text name)
{
	if (!jrt_zone_name_valid(name))
		return;
	struct jb_text folded = fold(names->arena, name);
	*jb_push(names->arena, &names->full) = name;
	*jb_push(names->arena, &names->folded) = folded;
	*jb_push(names->arena, &names->city) = jb_path_name(folded);
}

/* Cuts the text up to the byte off the front of *rest. */
static struct jb_text cut(struct jb_text *rest, char byte)
{
	size_t end = 0;

	while (end < rest->size && rest->at[end] != byte)
		end++;
	struct jb_text part = jb_text_slice(*rest, 0, end);
	*rest = jb_text_slice(*rest, end + 1, rest->size);
	return part;
}

/* tzdata.zi: "Z NAME ..." is a zone, "L TARGET NAME" another name of one; zic(8). */
static void read_compact(struct names *names, struct jb_text line)
{
	struct jb_text kind = cut(&line, ' ');

	if (jb_text_is(kind, "L"))
		(void)cut(&line, ' ');
	if (jb_text_is(kind, "L") || jb_text_is(kind, "Z"))
		add_name(names, cut(&line, ' '));
}

/* zone1970.tab: countries, coordinates, name, separated by tabs. */
static void read_table(struct names *names, struct jb_text line)
{
	if (jb_text_starts(line, JB_TEXT("#")))
		return;
	(void)cut(&line, '\t');
	(void)cut(&line, '\t');
	add_name(names, cut(&line, '\t'));
}

static void read_list(struct names *names, struct jb_text path,
		      void (*read_line)(struct names *, struct jb_text))
{
	struct jb_text rest, unused;

	if (jb_io_read_all(names->arena, path, LIST_FILE_MAX, &rest, &unused) != JB_OK)
		return;
	while (rest.size > 0)
		read_line(names, cut(&rest, '\n'));
}

static int find(const struct jb_text *names, size_t count, struct jb_text name)
{
	for (size_t i = 0; i < count; i++)
		if (jb_text_equal(names[i], name))
			return (int)i;
	return -1;
}

struct jb_text jrt_zone_nearest(struct jb_arena *arena, struct jb_text name)
{
	struct names names = {.arena = arena};
	struct jb_text folded = fold(arena, jb_text_slice(name, 0, JRT_ZONE_NAME_MAX));

	read_list(&names, JB_TEXT(JRT_ZONE_FOLDER "/tzdata.zi"), read_compact);
	if (names.full.count == 0)
		read_list(&names, JB_TEXT(JRT_ZONE_FOLDER "/zone1970.tab"), read_table);
	int at = find(names.folded.at, names.full.count, folded);
	if (at < 0)
		at = find(names.city.at, names.full.count, jb_path_name(folded));
	if (at < 0)
		at = jb_text_nearest(folded, names.folded.at, names.full.count);
	if (at < 0)
		at = jb_text_nearest(jb_path_name(folded), names.city.at, names.full.count);
	return at < 0 ? (struct jb_text){.at = "", .size = 0} : names.full.at[at];
}
