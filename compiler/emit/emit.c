/*
 * The whole file from its opening words to main.
 */
#include "emit/emit.h"

#include "emit/program.h"

/* ---- zones ---- */

struct zones {
	struct jb_arena *arena;
	struct jb_map known;
	JB_VEC(struct jb_text) list;
};

static void add_zone(struct zones *zones, struct jb_text name)
{
	bool fresh;

	/* The runtime knows these by heart. */
	if (!name.size || jb_text_is(name, "UTC") || jb_text_is(name, "Etc/UTC"))
		return;
	jb_map_put(&zones->known, name, &fresh);
	if (fresh)
		*jb_push(zones->arena, &zones->list) = name;
}

static void add_zones_of(struct zones *zones, const struct jrt_column *column, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_zone(zones, column[i].zone);
}

const struct jb_text *jy_emit_zones(const struct jrt_plan *plan, struct jb_arena *arena,
				    size_t *count)
{
	struct zones zones = {.arena = arena};

	jb_map_init(&zones.known, arena);
	for (size_t i = 0; i < plan->zone_count; i++)
		add_zone(&zones, plan->zone[i]);
	for (size_t i = 0; i < plan->source_count; i++) {
		const struct jrt_source *source = &plan->source[i];

		add_zones_of(&zones, source->column, source->column_count);
		for (size_t s = 0; s < source->schema_count; s++)
			add_zones_of(&zones, source->schema[s].column, source->column_count);
	}
	*count = zones.list.count;
	return zones.list.at;
}

static void put_bytes(struct jy_writer *writer, struct jb_text bytes)
{
	for (size_t i = 0; i < bytes.size; i++) {
		if (i % 24 == 0)
			jy_line(writer, 1);
		jy_put(writer, "%d,", bytes.at[i]);
	}
}

static void put_zones(const struct jy_emitted *emitted, struct jy_writer *writer)
{
	size_t count;
	const struct jb_text *zone = jy_emit_zones(emitted->plan, writer->arena, &count);

	jy_line(writer, 0);
	jy_put(writer, "/* ---- time zones, as TZif files (RFC 8536) ---- */");
	jy_line(writer, 0);
	for (size_t i = 0; i < count; i++) {
		jy_line(writer, 0);
		jy_put(writer, "static const signed char zone_%zu[%zu] = {", i,
		       emitted->zone_bytes[i].size);
		put_bytes(writer, emitted->zone_bytes[i]);
		jy_line(writer, 0);
		jy_put(writer, "};");
	}
	jy_line(writer, 0);
	jy_put(writer, "static const struct jrt_zone_file zone_files[] = {");
	for (size_t i = 0; i < count; i++) {
		jy_line(writer, 1);
		jy_put(writer, "{{");
		jy_put_literal(writer, zone[i]);
		jy_put(writer, ", %zu}, {(const char *)zone_%zu, sizeof zone_%zu}},", zone[i].size,
		       i, i);
	}
	if (!count)
		jy_put(writer, "{{0}, {0}}");
	jy_line(writer, 0);
	jy_put(writer, "};");
	jy_line(writer, 0);
	jy_put(writer, "const struct jrt_zones jrt_zones_carried = {zone_files, %zu};", count);
	jy_line(writer, 0);
}

/* ---- texts ---- */

static void put_texts(const struct jy_emitted *emitted, struct jy_writer *writer)
{
	jy_line(writer, 0);
	jy_put(writer,
	       "/* ---- the program word by word: nothing is counted or judged by it ---- */");
	jy_line(writer, 0);
	jy_line(writer, 0);
	jy_put(writer, "static const struct jrt_evidence_text texts[] = {");
	for (size_t i = 0; i < emitted->text_count; i++) {
		const struct jrt_evidence_text *text = &emitted->text[i];

		jy_line(writer, 1);
		jy_put(writer, "{{");
		jy_put_literal(writer, text->name);
		jy_put(writer, ", %zu}, {", text->name.size);
		jy_line(writer, 2);
		jy_put_literal(writer, text->text);
		jy_put(writer, ", %zu}, {", text->text.size);
		jy_put_literal(writer, text->path);
		jy_put(writer, ", %zu}},", text->path.size);
	}
	jy_line(writer, 0);
	jy_put(writer, "};");
	jy_line(writer, 0);
}

/* ---- the file ---- */

static void put_opening(const struct jy_emitted *emitted, struct jy_writer *writer)
{
	jy_put(writer, "/*");
	jy_line(writer, 0);
	jy_put(writer, " * ");
	jy_put_words(writer, emitted->plan->title, " * ");
	jy_line(writer, 0);
	jy_put(writer, " *");
	jy_line(writer, 0);
	jy_put(writer, JY_EMIT_SIGN "%s from ", JOURNEY_VERSION);
	jy_put_words(writer, emitted->file, " * ");
	jy_put(writer, "; do not edit.");
	jy_line(writer, 0);
	jy_put(writer, " * SHA-256 of the plan, as `journey dump --plan` writes it:");
	jy_line(writer, 0);
	jy_put(writer, " * %.*s", JB_ARG(jb_digest_hex(writer->arena, &emitted->plan_digest)));
	jb_buf_add_string(
		writer->out,
		"\n *\n"
		" * A program that reads data and judges it, with the options of `journey eval`.\n"
		" * `journey build` compiles it; by hand, where journey is installed:\n"
		" *\n"
		" *\tcc -O3 -static -o validator FILE.c $(pkg-config --static --cflags --libs "
		"journey-compiler)\n"
		" *\n"
		" * Each step of the plan has a register, see journey/compiled.h. Above each "
		"metric "
		"stands what\n"
		" * is counted from which register; counting, judging and reporting is the "
		"runtime's.\n"
		" */\n"
		"#include \"journey/validator.h\"\n");
}

static void put_closing(const struct jy_emitted *emitted, struct jy_writer *writer)
{
	jb_buf_add_string(writer->out, "\n/* A program that includes this file defines "
				       "JOURNEY_EMBEDDED and has `plan`. */\n"
				       "#ifndef JOURNEY_EMBEDDED");
	jy_line(writer, 0);
	jy_put(writer, "static const struct jy_validator validator = {");
	jy_line(writer, 1);
	jy_put(writer, ".plan = &plan,");
	jy_line(writer, 1);
	jy_put(writer, ".plan_digest = {{");
	for (size_t i = 0; i < sizeof emitted->plan_digest.byte; i++) {
		jy_put(writer, "%u", (unsigned)emitted->plan_digest.byte[i]);
		jy_put(writer, ", ");
	}
	jy_put(writer, "}},");
	jy_line(writer, 1);
	jy_put(writer, ".text = texts,");
	jy_line(writer, 1);
	jy_put(writer, ".text_count = %zu,", emitted->text_count);
	jb_buf_add_string(writer->out, "\n};\n"
				       "\n"
				       "int main(int argc, char **argv)\n"
				       "{\n"
				       "\treturn jy_validator_main(&validator, argc, argv);\n"
				       "}\n"
				       "#endif\n");
}

void jy_emit(const struct jy_emitted *emitted, struct jb_arena *arena, struct jb_buf *out)
{
	const struct jrt_plan *plan = emitted->plan;
	const struct jb_text *text;
	struct jy_writer writer;
	struct jy_data data;

	jy_writer_init(&writer, arena, out);
	jy_data_init(&data, &writer);
	put_opening(emitted, &writer);
	text = jy_emit_texts(plan, &writer);
	for (uint32_t s = 0; s < plan->source_count; s++)
		jy_emit_programs(plan, s, text, &writer, &data);
	jy_line(&writer, 0);
	jy_put(&writer, "/* ---- the plan, see journey/plan.h ---- */");
	jy_line(&writer, 0);
	jy_data_write(&data, &jy_shape_jrt_plan, plan, "plan");
	put_zones(emitted, &writer);
	put_texts(emitted, &writer);
	put_closing(emitted, &writer);
}
