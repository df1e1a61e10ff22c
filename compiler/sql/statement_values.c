/*
 * The statement of values: how often each value of a part occurs in each period, class and group of
 * rows that have one. Rows are looked at once for all parts; the values of a group then go into
 * runs (statement_runs.c). Of a row's class only those conditions are asked that a meter of the
 * part asks, and rows that no such meter sees are left out.
 *
 *	values_1  a row for each period, class, part and value: how often it occurs
 */
#include "sql/statement_values.h"

/* Values whose differences pass 64 bits are not put into runs. */
#define MOST_APART (INT64_MAX / 2)

static bool is_text(const struct jrt_part *part)
{
	return part->kind == JRT_PART_DISTINCT && part->type == JRT_TEXT;
}

static const struct jrt_part *part_of(const struct jy_sql_values *v, size_t i)
{
	return v->query->part.at[v->part.at[i]].part;
}

bool jy_sql_is_text(const struct jy_sql_values *v, size_t i)
{
	return is_text(part_of(v, i));
}

bool jy_sql_any_values(const struct jy_sql_query *query)
{
	for (size_t p = 0; p < query->part.count; p++)
		if (jy_sql_has_values(query->part.at[p].part))
			return true;
	return false;
}

/* ---- rows ---- */

/* One of several expressions, by part; where a part has none there is NULL. */
static struct jy_sql_value by_part(const struct jy_sql_values *v, const struct jy_sql_value *of)
{
	struct jb_buf out;

	if (v->part.count == 1)
		return of[0];
	jb_buf_init(&out, v->work->arena);
	jb_buf_printf(&out, "CASE %.*s", JB_ARG(v->number.text));
	for (size_t i = 0; i < v->part.count; i++)
		if (of[i].text.size)
			jb_buf_printf(&out, " WHEN %u THEN %.*s", (unsigned)v->part.at[i],
				      JB_ARG(of[i].text));
	jb_buf_add_string(&out, " END");
	return (struct jy_sql_value){.text = jb_buf_text(&out), .atom = true};
}

static bool asks(const struct jy_sql_values *v, size_t i, uint32_t bit)
{
	const uint64_t *bits = v->query->part.at[v->part.at[i]].bits;

	return bits[bit / JRT_QUERY_BITS] >> bit % JRT_QUERY_BITS & 1;
}

struct jy_sql_value jy_sql_class_seen(const struct jy_sql_values *v, size_t i, size_t word)
{
	const size_t from = word * JRT_QUERY_BITS;
	struct jy_sql_value class = {0};
	bool all = true;

	for (uint32_t b = (uint32_t)from; b < v->query->bit.count && b < from + JRT_QUERY_BITS;
	     b++) {
		struct jy_sql_value bit =
			JY_SQL(v->sheet, "CASE WHEN $1 THEN $2 ELSE 0 END", jy_sql_bit(v->query, b),
			       jy_sql_number(v->sheet, INT64_C(1) << (b - from)));

		if (!asks(v, i, b))
			all = false;
		else
			class = class.text.size ? JY_SQL(v->sheet, "$1 + $2", class, bit) : bit;
		class.atom = true;
	}
	if (all)
		return v->query->class.at[word];
	return class.text.size ? class : jy_sql_word("0");
}

static struct jy_sql_value without(const struct jy_sql_values *v, struct jy_sql_value sees,
				   uint32_t bit)
{
	const struct jy_sql_value out = jy_sql_bit(v->query, bit);

	return sees.text.size ? JY_SQL(v->sheet, "$1 AND NOT $2", sees, out)
			      : JY_SQL(v->sheet, "NOT $1", out);
}

/* Whether a row is seen by one of the part's meters; the empty text: every row is. */
static struct jy_sql_value seen(const struct jy_sql_values *v, uint32_t part)
{
	struct jy_sql_value any = {0};

	for (size_t m = 0; m < v->query->meter.count; m++) {
		const struct jrt_query_meter *meter = &v->query->meter.at[m];
		const struct jrt_meter *of = &v->work->plan->meter[meter->meter];
		struct jy_sql_value sees = {0};
		uint32_t p = 0;

		while (p < v->work->plan->metric[of->metric].part_count && meter->part[p] != part)
			p++;
		if (p == v->work->plan->metric[of->metric].part_count)
			continue;
		if (meter->mask == JRT_NONE && meter->relief == JRT_NONE &&
		    meter->surplus_count == 0)
			return (struct jy_sql_value){0};
		if (meter->mask != JRT_NONE)
			sees = jy_sql_bit(v->query, meter->mask);
		if (meter->relief != JRT_NONE)
			sees = without(v, sees, meter->relief);
		for (size_t i = 0; i < meter->surplus_count; i++)
			sees = without(v, sees, meter->surplus[i]);
		any = any.text.size ? JY_SQL(v->sheet, "$1 OR $2", any, sees) : sees;
	}
	return any;
}

struct jy_sql_value jy_sql_value_counts(const struct jy_sql_values *v, size_t i)
{
	struct jy_sql_value is = seen(v, v->part.at[i]);

	if (!v->use[i].all)
		is = is.text.size ? JY_SQL(v->sheet, "$1 AND $2", is, v->use[i].counts)
				  : v->use[i].counts;
	return is.text.size ? is : jy_sql_word("TRUE");
}

struct jy_sql_value jy_sql_value_told(const struct jy_sql_values *v, size_t i)
{
	if (jy_sql_is_text(v, i))
		return JY_SQL(v->sheet, v->work->dialect->text, v->use[i].a);
	if (part_of(v, i)->type == JRT_FLAG)
		return JY_SQL(v->sheet, "CASE WHEN $1 THEN 1 ELSE 0 END", v->use[i].a);
	return JY_SQL(v->sheet, v->work->dialect->whole, v->use[i].a);
}

/* SELECT period, class, part, value, text FROM rows that count. */
static void add_rows(const struct jy_sql_values *v, struct jb_buf *out)
{
	struct jy_sql_value *of = JB_NEW_ARRAY(v->work->arena, struct jy_sql_value, v->part.count);

	jb_buf_printf(out, "SELECT %.*s AS period", JB_ARG(v->work->period.text));
	for (size_t word = 0; word < v->query->class.count; word++) {
		for (size_t i = 0; i < v->part.count; i++)
			of[i] = jy_sql_class_seen(v, i, word);
		jb_buf_printf(out, ", %.*s AS class_%zu", JB_ARG(by_part(v, of).text), word);
	}
	if (jy_sql_is_grouped(v->query))
		jb_buf_printf(out, ", %.*s AS key_of", JB_ARG(v->query->group.text));
	jb_buf_printf(out, ", %.*s AS part", JB_ARG(v->number.text));
	for (int texts = 0; texts < 2; texts++) {
		if (!(texts ? v->texts : v->numbers))
			continue;
		for (size_t i = 0; i < v->part.count; i++)
			of[i] = jy_sql_is_text(v, i) == (texts == 1) ? jy_sql_value_told(v, i)
								     : (struct jy_sql_value){0};
		jb_buf_printf(out, ",\n    %.*s AS %s", JB_ARG(by_part(v, of).text),
			      texts ? "spelling" : "value");
	}
}

/* The parts as a table to look at each row for each of them. */
static void add_from(const struct jy_sql_values *v, struct jb_buf *out)
{
	jb_buf_printf(out, "\n  FROM %.*s", JB_ARG(jy_sheet_rows(v->sheet)));
	if (v->part.count == 1)
		return;
	jb_buf_add_string(out, " CROSS JOIN (");
	for (size_t i = 0; i < v->part.count; i++) {
		jb_buf_printf(out, i ? " UNION ALL SELECT %u" : "SELECT %u",
			      (unsigned)v->part.at[i]);
		if (i == 0)
			jb_buf_printf(out, " AS %.*s", JB_ARG(v->number.text));
	}
	jb_buf_add_string(out, ") AS parts");
}

static void add_where(const struct jy_sql_values *v, struct jb_buf *out)
{
	jb_buf_printf(out, "\n  WHERE %.*s = 'accepted'", JB_ARG(v->work->fate.text));
	if (jy_sql_is_grouped(v->query))
		jb_buf_printf(out, " AND %.*s IS NOT NULL", JB_ARG(v->query->group.text));
	jb_buf_add_string(out, " AND (");
	for (size_t i = 0; i < v->part.count; i++) {
		struct jy_sql_value is = jy_sql_value_counts(v, i);

		if (v->part.count > 1)
			is = JY_SQL(v->sheet, "$1 = $2 AND $3", v->number,
				    jy_sql_number(v->sheet, v->part.at[i]), is);
		jb_buf_printf(out, i ? "\n    OR (%.*s)" : "(%.*s)", JB_ARG(is.text));
	}
	jb_buf_add_byte(out, ')');
}

/* ---- the statement ---- */

static struct jb_text value_names(const struct jy_sql_values *v)
{
	return v->numbers && v->texts ? JB_TEXT("value, spelling")
	       : v->numbers	      ? JB_TEXT("value")
				      : JB_TEXT("spelling");
}

static void add_values(const struct jy_sql_values *v, struct jb_buf *out)
{
	const struct jb_text names = value_names(v);

	jb_buf_printf(out, ",\n values_1 AS (\n  SELECT %.*s, %.*s, COUNT(*) AS times\n  FROM (",
		      JB_ARG(v->group), JB_ARG(names));
	add_rows(v, out);
	add_from(v, out);
	add_where(v, out);
	jb_buf_printf(out, ") AS looked_at\n  GROUP BY %.*s, %.*s)", JB_ARG(v->group),
		      JB_ARG(names));
}

void jy_sql_group_columns(const struct jy_sql_values *v, struct jy_sql_result *result)
{
	jy_sql_result_add(result, JRT_QUERY_PERIOD, 0, JB_TEXT("period"), jy_sql_word("period"));
	for (uint32_t i = 0; i < v->query->class.count; i++)
		jy_sql_result_add(
			result, JRT_QUERY_CLASS, i, JB_TEXT("class"),
			(struct jy_sql_value){
				.text = jb_text_printf(v->work->arena, "class_%u", (unsigned)i),
				.atom = true});
	if (jy_sql_is_grouped(v->query))
		jy_sql_result_add(result, JRT_QUERY_KEY, 0, JB_TEXT("key"), jy_sql_word("key_of"));
}

void jy_sql_value_columns(const struct jy_sql_values *v, struct jy_sql_result *result)
{
	struct jy_sql_value value = jy_sql_word(v->runs ? "MIN(value)" : "value");

	jy_sql_result_add(result, JRT_QUERY_PART, 0, JB_TEXT("part"), jy_sql_word("part"));
	if (v->numbers && v->texts)
		value = JY_SQL(v->sheet, "CASE WHEN spelling IS NULL THEN $1 ELSE spelling END",
			       JY_SQL(v->sheet, v->work->dialect->text, value));
	else if (v->texts)
		value = jy_sql_word("spelling");
	jy_sql_result_add(result, JRT_QUERY_VALUE, 0, JB_TEXT("value"), value);
	jy_sql_result_add(result, JRT_QUERY_COUNT, 0, JB_TEXT("count"),
			  jy_sql_word(v->runs ? "SUM(times)" : "times"));
	if (v->runs)
		jy_sql_result_add(result, JRT_QUERY_RUN, 0, JB_TEXT("run"), jy_sql_run_text(v));
}

static struct jb_text group_of(const struct jy_sql_query *query)
{
	struct jb_buf out;

	jb_buf_init(&out, query->work->arena);
	jb_buf_add_string(&out, "period");
	for (size_t i = 0; i < query->class.count; i++)
		jb_buf_printf(&out, ", class_%zu", i);
	if (jy_sql_is_grouped(query))
		jb_buf_add_string(&out, ", key_of");
	jb_buf_add_string(&out, ", part");
	return jb_buf_text(&out);
}

struct jy_sql_values jy_sql_values_of(struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;
	struct jy_sql_values v = {
		.query = query, .work = work, .sheet = &work->sheet, .runs = true};

	v.use = JB_NEW_ARRAY(work->arena, struct jy_sql_use, query->part.count);
	for (uint32_t p = 0; p < query->part.count; p++) {
		const struct jrt_part *part = query->part.at[p].part;

		if (!jy_sql_has_values(part))
			continue;
		v.use[v.part.count] = jy_sql_use(work, part);
		*jb_push(work->arena, &v.part) = p;
		v.texts |= is_text(part);
		v.numbers |= !is_text(part);
		if (!is_text(part) && work->main->most[part->a] > MOST_APART)
			v.runs = false;
	}
	v.runs &= v.numbers;
	v.group = group_of(query);
	v.number = v.part.count == 1 ? jy_sql_number(&work->sheet, v.part.at[0])
				     : jy_sheet_free_name(&work->sheet, JB_TEXT("part"));
	return v;
}

struct jb_text jy_sql_values_name(const struct jy_sql_query *query)
{
	return jb_text_printf(query->work->arena, "%.*s, values", JB_ARG(query->name));
}

struct jrt_query jy_sql_values(struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;
	struct jb_text name = jy_sql_values_name(query);
	struct jy_sql_values v = jy_sql_values_of(query);
	struct jy_sql_result result;
	struct jb_buf chain;

	jb_buf_init(&chain, work->arena);
	add_values(&v, &chain);
	if (v.runs)
		jy_sql_runs(&v, &chain);
	jy_sql_begin(&result, query, name);
	jy_sql_group_columns(&v, &result);
	jy_sql_value_columns(&v, &result);
	if (v.runs)
		jb_buf_printf(&result.out, "\nFROM %s\nGROUP BY %.*s, batch", jy_sql_runs_from(&v),
			      JB_ARG(jy_sql_run_group(&v)));
	else
		jb_buf_add_string(&result.out, "\nFROM values_1");
	return (struct jrt_query){
		.name = name,
		.text = jy_sql_whole(query, jb_buf_text(&chain), jb_buf_text(&result.out)),
		.column = result.column.at,
		.column_count = result.column.count,
		.values = true};
}
