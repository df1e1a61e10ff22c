/*
 * Finds, reads and checks a zone by its name. The name is checked before it becomes a path, so that
 * no journey file can make the runtime read outside the folder of zones.
 */
#include "time/zone.h"

#include "base/buf.h"
#include "base/io.h"
#include "journey/zones.h"
#include "time/tzif.h"
#include "time/tzrule.h"
#include "time/zone_table.h"

bool jrt_zone_name_valid(struct jb_text name)
{
	bool after_slash = true;

	if (name.size == 0 || name.size > JRT_ZONE_NAME_MAX)
		return false;
	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];
		if (c == '/' ? after_slash
			     : !((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
				 (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-'))
			return false;
		after_slash = c == '/';
	}
	return !after_slash;
}

enum jb_status jrt_zone_parse(struct jb_arena *arena, struct jb_text name, struct jb_text bytes,
			      const struct jrt_zone **zone, struct jb_text *why)
{
	struct jrt_zone_changes changes;
	struct jrt_tzrule rule;
	struct jb_text written;
	jb_fix cycle_start = INT64_MAX;

	enum jb_status status = jrt_tzif_read(arena, bytes, &changes, &written, why);
	if (status == JB_OK && written.size > 0) {
		if (jrt_tzrule_parse(written, &rule))
			cycle_start = jrt_tzrule_unroll(&rule, &changes);
		else
			status = JB_MALFORMED;
	}
	if (status != JB_OK) {
		*why = jb_text_printf(arena, "time zone \"%.*s\" %.*s", JB_ARG(name), JB_ARG(*why));
		return status;
	}
	*zone = jrt_zone_table_make(&changes, name, cycle_start);
	return JB_OK;
}

static enum jb_status unknown(struct jb_arena *arena, struct jb_text name, struct jb_text *why)
{
	struct jb_text nearest = jrt_zone_nearest(arena, name);
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_add_string(&buf, "no time zone is called ");
	jb_buf_add_json_string(&buf, jb_text_slice(name, 0, JRT_ZONE_NAME_MAX));
	if (nearest.size > 0)
		jb_buf_printf(&buf, "; did you mean \"%.*s\"?", JB_ARG(nearest));
	else
		jb_buf_add_string(&buf,
				  " on this machine (zones have names like \"Europe/London\" and "
				  "are read from " JRT_ZONE_FOLDER ", package tzdata)");
	*why = jb_buf_text(&buf);
	return JB_REFUSED;
}

enum jb_status jrt_zone_load_from(struct jb_arena *arena, struct jb_text folder,
				  struct jb_text name, const struct jrt_zone **zone,
				  struct jb_text *why)
{
	struct jb_text bytes;

	if (jb_text_is(name, "UTC") || jb_text_is(name, "Etc/UTC")) {
		*zone = jrt_zone_utc();
		return JB_OK;
	}
	if (!jrt_zone_name_valid(name) || jb_text_is(name, "localtime") ||
	    jb_text_is(name, "posixrules"))
		return unknown(arena, name, why);
	struct jb_text path = jb_path_join(arena, folder, name);
	enum jb_status status = jb_io_read_all(arena, path, JRT_ZONE_FILE_MAX, &bytes, why);
	if (status == JB_CANNOT_OPEN)
		return unknown(arena, name, why);
	if (status != JB_OK)
		return status;
	return jrt_zone_parse(arena, name, bytes, zone, why);
}

/* The bytes of a zone that the program carries; empty where it has none of that name. */
static struct jb_text carried(struct jb_text name)
{
	if (&jrt_zones_carried == NULL)
		return JB_TEXT("");
	for (size_t i = 0; i < jrt_zones_carried.count; i++)
		if (jb_text_equal(jrt_zones_carried.file[i].name, name))
			return jrt_zones_carried.file[i].bytes;
	return JB_TEXT("");
}

enum jb_status jrt_zone_load(struct jb_arena *arena, struct jb_text name,
			     const struct jrt_zone **zone, struct jb_text *why)
{
	const struct jb_text bytes = carried(name);

	if (bytes.size > 0)
		return jrt_zone_parse(arena, name, bytes, zone, why);
	return jrt_zone_load_from(arena, JB_TEXT(JRT_ZONE_FOLDER), name, zone, why);
}
