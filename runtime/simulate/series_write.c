/*
 * A simulation for machines: CSV, a record a row, and JSON. Amounts are exact decimals of the
 * agreement's currency.
 */
#include "report/csv_write.h"
#include "report/json_write.h"
#include "simulate/series.h"

struct field {
	const char *name;
	jb_fix value;
};

#define FIELDS 12

static void fields_of(const struct jrt_account *account, struct field *field)
{
	const struct field all[FIELDS] = {
		{"credits", account->credits},
		{"pooled", account->pooled},
		{"carried_in", account->carried_in},
		{"applied", account->applied},
		{"carried_out", account->carried_out},
		{"lapsed", account->lapsed},
		{"paid", account->paid},
		{"bonus", account->bonus},
		{"returned", account->returned},
		{"fees", account->fees},
		{"charges", account->charges},
		{"net", account->net},
	};

	for (size_t i = 0; i < FIELDS; i++)
		field[i] = all[i];
}

void jrt_series_csv(const struct jrt_series *series, struct jb_buf *out)
{
	struct jrt_csv csv = {.out = out};

	jrt_csv_head(&csv, "at second verdict currency points credits pooled carried_in applied "
			   "carried_out lapsed paid bonus returned fees charges net");
	for (size_t i = 0; i < series->count; i++) {
		const struct jrt_series_row *row = &series->row[i];
		struct field field[FIELDS];

		fields_of(&row->account, field);
		jrt_csv_text(&csv, row->label);
		jrt_csv_text(&csv, row->second);
		jrt_csv_text(&csv, row->verdict);
		jrt_csv_text(&csv, series->agreement->currency);
		jrt_csv_count(&csv, row->account.points);
		for (size_t k = 0; k < FIELDS; k++)
			if (row->has_account && !row->account.no_amount)
				jrt_csv_fix(&csv, field[k].value);
			else
				jrt_csv_empty(&csv);
		jrt_csv_end(&csv);
	}
}

static void add_row(struct jrt_json *json, const struct jrt_series_row *row)
{
	struct field field[FIELDS];

	jrt_json_item(json);
	jrt_json_string(json, "at", row->label);
	jrt_json_maybe(json, "second", row->second);
	jrt_json_maybe(json, "verdict", row->verdict);
	jrt_json_integer(json, "points", row->account.points);
	fields_of(&row->account, field);
	for (size_t k = 0; k < FIELDS; k++)
		if (row->has_account && !row->account.no_amount)
			jrt_json_sum(json, field[k].name, jb_ratio_of_fix(field[k].value));
		else
			jrt_json_null(json, field[k].name);
	jrt_json_maybe(json, "reason", row->account.reason);
	jrt_json_end(json);
}

void jrt_series_json(const struct jrt_series *series, struct jb_buf *out)
{
	struct jrt_json json = {.out = out, .first = true};

	jb_buf_add_string(
		out, "{\n  \"schema\": \"journey-simulation\",\n  \"version\": 1,\n  \"title\": ");
	jb_buf_add_json_string(out, series->title);
	jb_buf_add_string(out, ",\n  \"agreement\": ");
	jb_buf_add_json_string(out, series->agreement->name);
	jb_buf_add_string(out, ",\n  \"currency\": ");
	jb_buf_add_json_string(out, series->agreement->currency);
	jb_buf_add_string(out, ",\n  \"kind\": ");
	jb_buf_add_json_string(out, series->grid ? JB_TEXT("grid") : JB_TEXT("history"));
	json.first = false;
	jrt_json_array(&json, "rows");
	for (size_t i = 0; i < series->count; i++)
		add_row(&json, &series->row[i]);
	jrt_json_array_end(&json);
	jb_buf_add_string(out, "\n}\n");
}
