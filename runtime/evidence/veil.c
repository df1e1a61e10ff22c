/*
 * Taking names away. A state over groups holds a key a group (an agent, a skill), and a count of
 * different values holds the values (customers). Each is replaced by its number in the order of all
 * keys of the record: equal keys stay equal and the first stays the first, which is all that
 * judging asks of them. A record that is veiled again stays as it is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/vec.h"
#include "evidence/record.h"

struct names {
	struct jb_text *at;
	size_t count, room;
};

struct values {
	jb_fix *at;
	size_t count, room;
};

struct veil {
	struct jb_arena *arena;
	struct names key, text;
	struct values value;
};

bool jrt_record_is_keyed(const struct jrt_metric *metric)
{
	return metric->grouping.kind != JRT_GROUPS_NONE && metric->grouping.key != JRT_NONE;
}

static const struct jrt_metric *metric_of(const struct jrt_record *record,
					  const struct jrt_cell *cell)
{
	return &record->plan->metric[record->plan->meter[cell->meter].metric];
}

/* ---- all keys ---- */

static void collect_distinct(struct veil *veil, const struct jrt_part_state *part)
{
	if (part->kind != JRT_PART_DISTINCT)
		return;
	for (size_t i = 0; i < part->text_count; i++)
		*jb_push(veil->arena, &veil->text) = part->text[i];
	for (size_t i = 0; i < part->value_count; i++)
		*jb_push(veil->arena, &veil->value) = part->value[i].value;
}

static void collect_part(struct veil *veil, const struct jrt_part_state *part, bool keyed)
{
	collect_distinct(veil, part);
	for (size_t g = 0; g < part->group_count; g++) {
		if (keyed)
			*jb_push(veil->arena, &veil->key) = part->group[g].key;
		collect_distinct(veil, &part->group[g].state);
	}
}

static int by_bytes(const void *a, const void *b)
{
	return jb_text_compare(*(const struct jb_text *)a, *(const struct jb_text *)b);
}

static int by_value(const void *a, const void *b)
{
	const jb_fix x = *(const jb_fix *)a, y = *(const jb_fix *)b;

	return (x > y) - (x < y);
}

static void settle_names(struct names *names)
{
	size_t count = 0;

	if (names->count)
		qsort(names->at, names->count, sizeof *names->at, by_bytes);
	for (size_t i = 0; i < names->count; i++)
		if (count == 0 || !jb_text_equal(names->at[count - 1], names->at[i]))
			names->at[count++] = names->at[i];
	names->count = count;
}

static void settle_values(struct values *values)
{
	size_t count = 0;

	if (values->count)
		qsort(values->at, values->count, sizeof *values->at, by_value);
	for (size_t i = 0; i < values->count; i++)
		if (count == 0 || values->at[count - 1] != values->at[i])
			values->at[count++] = values->at[i];
	values->count = count;
}

static struct veil collect(const struct jrt_record *record, const struct jrt_measured *measured)
{
	struct veil veil = {.arena = record->arena};

	for (size_t i = 0; i < measured->cell_count; i++) {
		const struct jrt_metric *metric = metric_of(record, &measured->cell[i]);

		for (size_t p = 0; p < metric->part_count; p++)
			collect_part(&veil, &measured->cell[i].part[p],
				     jrt_record_is_keyed(metric));
	}
	settle_names(&veil.key);
	settle_names(&veil.text);
	settle_values(&veil.value);
	return veil;
}

/* ---- numbers for them ---- */

/* "#0007": as many digits as the last number has, so that numbers ascend as the names do. */
static struct jb_text number_of(const struct veil *veil, const struct names *names,
				struct jb_text name)
{
	const struct jb_text *found =
		bsearch(&name, names->at, names->count, sizeof name, by_bytes);
	int width = 1;

	for (size_t last = names->count; last >= 10; last /= 10)
		width++;
	return jb_text_printf(veil->arena, "#%0*zu", width, (size_t)(found - names->at) + 1);
}

static void veil_distinct(const struct veil *veil, struct jrt_part_state *part)
{
	struct jb_text *text = JB_NEW_ARRAY(veil->arena, struct jb_text, part->text_count);
	struct jrt_value_count *value =
		JB_NEW_ARRAY(veil->arena, struct jrt_value_count, part->value_count);

	if (part->kind != JRT_PART_DISTINCT)
		return;
	for (size_t i = 0; i < part->text_count; i++)
		text[i] = number_of(veil, &veil->text, part->text[i]);
	for (size_t i = 0; i < part->value_count; i++) {
		const jb_fix *found = bsearch(&part->value[i].value, veil->value.at,
					      veil->value.count, sizeof *found, by_value);

		value[i] =
			(struct jrt_value_count){found - veil->value.at + 1, part->value[i].count};
	}
	part->text = text;
	part->value = value;
}

static void veil_part(const struct veil *veil, struct jrt_part_state *part, bool keyed)
{
	struct jrt_group *group = JB_NEW_ARRAY(veil->arena, struct jrt_group, part->group_count);

	veil_distinct(veil, part);
	for (size_t g = 0; g < part->group_count; g++) {
		group[g] = part->group[g];
		if (keyed)
			group[g].key = number_of(veil, &veil->key, group[g].key);
		veil_distinct(veil, &group[g].state);
	}
	part->group = group;
}

static void veil_cell(const struct jrt_record *record, const struct veil *veil,
		      struct jrt_cell *cell)
{
	const struct jrt_metric *metric = metric_of(record, cell);
	struct jrt_part_state *part =
		JB_NEW_ARRAY(record->arena, struct jrt_part_state, metric->part_count);

	for (size_t p = 0; p < metric->part_count; p++) {
		part[p] = cell->part[p];
		veil_part(veil, &part[p], jrt_record_is_keyed(metric));
	}
	cell->part = part;
}

/* ---- what else is left behind ---- */

static void name_files(struct jrt_record *record, const struct jrt_measured *measured)
{
	struct jrt_file_tally *file =
		JB_NEW_ARRAY(record->arena, struct jrt_file_tally, measured->file_count);
	struct jrt_finding *finding =
		JB_NEW_ARRAY(record->arena, struct jrt_finding, measured->finding_count);

	for (size_t i = 0; i < measured->file_count; i++) {
		file[i] = measured->file[i];
		file[i].file = jb_path_name(file[i].file);
	}
	for (size_t i = 0; i < measured->finding_count; i++) {
		finding[i] = measured->finding[i];
		finding[i].file = jrt_record_without_folders(record, measured, finding[i].file);
		finding[i].message =
			jrt_record_without_folders(record, measured, finding[i].message);
		finding[i].help = jrt_record_without_folders(record, measured, finding[i].help);
	}
	record->measured.file = file;
	record->measured.finding = finding;
}

void jrt_record_veil(struct jrt_record *record, const struct jrt_measured *measured)
{
	const struct veil veil = collect(record, measured);
	struct jrt_cell *cell = JB_NEW_ARRAY(record->arena, struct jrt_cell, measured->cell_count);

	for (size_t i = 0; i < measured->cell_count; i++) {
		cell[i] = measured->cell[i];
		veil_cell(record, &veil, &cell[i]);
	}
	record->measured = *measured;
	record->measured.cell = cell;
	record->measured.reject = NULL;
	record->measured.reject_count = 0;
	name_files(record, measured);
}

/* ---- the keys that results name ---- */

/* What results name is a number of ours. */
static void find_one(const struct jrt_record *record, const struct jrt_measurement *of, bool *shown)
{
	const struct jrt_metric *metric =
		&record->plan->metric[record->plan->meter[of->meter].metric];

	const struct jb_text worst = of->grouped.worst;
	size_t number = 0;

	if (!of->has_groups || !worst.size || !jrt_record_is_keyed(metric))
		return;
	for (size_t i = 1; i < worst.size; i++)
		number = number * 10 + (size_t)(worst.at[i] - '0');
	shown[number - 1] = true;
}

/* Of a record that is written again, the keys are numbers: their names stand in what it gave. */
static struct jb_text name_of(const struct jrt_record *record, struct jb_text key)
{
	for (size_t i = 0; i < record->given->shown_count; i++)
		if (jb_text_equal(record->given->shown[i].number, key))
			return record->given->shown[i].key;
	return key;
}

void jrt_record_find_shown(struct jrt_record *record, const struct jrt_measured *measured)
{
	const struct veil veil = collect(record, measured);
	bool *shown = JB_NEW_ARRAY(record->arena, bool, veil.key.count);

	for (size_t i = 0; i < record->judged.measurement_count; i++)
		find_one(record, &record->judged.measurement[i], shown);
	for (size_t i = 0; i < record->judged.verdict_count; i++) {
		find_one(record, &record->judged.verdict[i].measured, shown);
		find_one(record, &record->judged.verdict[i].whole, shown);
	}
	record->shown = JB_NEW_ARRAY(record->arena, struct jrt_shown_key, veil.key.count);
	for (size_t i = 0; i < veil.key.count; i++)
		if (shown[i])
			record->shown[record->shown_count++] = (struct jrt_shown_key){
				.number = number_of(&veil, &veil.key, veil.key.at[i]),
				.key = name_of(record, veil.key.at[i]),
			};
}
