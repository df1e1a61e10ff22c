/*
 * The model as text: brands, personas, channels, calendars, partners and seasons, and the order of
 * it all.
 */
#include "model/dump.h"

#include "model/model.h"
#include "time/civil.h"

void jy_dump_line(struct jy_dump *dump, const char *format, ...)
{
	va_list args;

	jb_buf_add_repeat(dump->out, ' ', (size_t)2 * dump->level);
	va_start(args, format);
	jb_buf_vprintf(dump->out, format, args);
	va_end(args);
	jb_buf_add_byte(dump->out, '\n');
}

void jy_dump_open(struct jy_dump *dump, const char *kind, const struct jy_decl *decl)
{
	jb_buf_add_repeat(dump->out, ' ', (size_t)2 * dump->level++);
	jb_buf_printf(dump->out, "%s %.*s", kind, JB_ARG(decl->name));
	if (!jb_text_equal(decl->name, decl->title)) {
		jb_buf_add_byte(dump->out, ' ');
		jb_buf_add_json_string(dump->out, decl->title);
	}
	jb_buf_add_byte(dump->out, '\n');
}

void jy_dump_close(struct jy_dump *dump)
{
	dump->level--;
}

void jy_dump_text(struct jy_dump *dump, const char *word, struct jb_text text)
{
	if (!text.size)
		return;
	jb_buf_add_repeat(dump->out, ' ', (size_t)2 * dump->level);
	jb_buf_printf(dump->out, "%s ", word);
	jb_buf_add_json_string(dump->out, text);
	jb_buf_add_byte(dump->out, '\n');
}

void jy_dump_texts(struct jy_dump *dump, const char *word, struct jy_texts texts)
{
	if (!texts.count)
		return;
	jb_buf_add_repeat(dump->out, ' ', (size_t)2 * dump->level);
	jb_buf_add_string(dump->out, word);
	for (size_t i = 0; i < texts.count; i++) {
		jb_buf_add_string(dump->out, i ? ", " : " ");
		jb_buf_add_json_string(dump->out, texts.at[i]);
	}
	jb_buf_add_byte(dump->out, '\n');
}

void jy_dump_days(struct jy_dump *dump, const char *word, struct jrt_days days)
{
	struct jrt_date from = jrt_civil_date(days.from), to = jrt_civil_date(days.to);

	jy_dump_line(dump, "%s %04d-%02d-%02d to %04d-%02d-%02d", word, (int)from.year,
		     (int)from.month, (int)from.day, (int)to.year, (int)to.month, (int)to.day);
}

void jy_dump_appears(struct jy_dump *dump, const struct jy_appearance *appears, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct jy_source *source = appears[i].source;

		if (source && appears[i].column == JRT_NONE)
			jy_dump_line(dump, "appears in every row of %.*s",
				     JB_ARG(source->decl.name));
		if (!source || appears[i].column >= source->plain.column_count)
			continue;
		jy_dump_line(dump, "appears in %.*s.%.*s", JB_ARG(source->decl.name),
			     JB_ARG(source->plain.column[appears[i].column].name));
		dump->level++;
		jy_dump_texts(dump, "as", appears[i].texts);
		dump->level--;
	}
}

static void dump_brand(struct jy_dump *dump, const struct jy_brand *brand)
{
	jy_dump_open(dump, "brand", &brand->decl);
	jy_dump_text(dump, "promise", brand->promise);
	jy_dump_text(dump, "owner", brand->owner);
	jy_dump_close(dump);
}

static void dump_persona(struct jy_dump *dump, const struct jy_persona *persona)
{
	jy_dump_open(dump, "persona", &persona->decl);
	jy_dump_texts(dump, "goals", persona->goals);
	jy_dump_texts(dump, "needs", persona->needs);
	jy_dump_close(dump);
}

static void dump_channel(struct jy_dump *dump, const struct jy_channel *channel)
{
	jy_dump_open(dump, "channel", &channel->decl);
	jy_dump_text(dump, "kind", channel->kind);
	jy_dump_close(dump);
}

static void dump_calendar(struct jy_dump *dump, const struct jy_calendar *calendar)
{
	jy_dump_open(dump, "calendar", &calendar->decl);
	jy_dump_text(dump, "zone", calendar->zone);
	for (size_t i = 0; i < calendar->open_count; i++) {
		const struct jy_open_hours *open = &calendar->open[i];

		jy_dump_line(dump, "open days %d to %d, minutes %lld to %lld", open->first_day,
			     open->last_day, (long long)(open->from / JRT_MINUTE_US),
			     (long long)(open->to / JRT_MINUTE_US));
	}
	for (size_t i = 0; i < calendar->closed_count; i++)
		jy_dump_days(dump, "closed",
			     (struct jrt_days){calendar->closed[i], calendar->closed[i]});
	jy_dump_close(dump);
}

static void dump_season(struct jy_dump *dump, const struct jy_season *season)
{
	jy_dump_open(dump, "season", &season->decl);
	if (season->has_runs)
		jy_dump_days(dump, "runs", season->runs);
	jy_dump_close(dump);
}

static void dump_site(struct jy_dump *dump, const struct jy_site *site)
{
	jy_dump_open(dump, "site", &site->decl);
	jy_dump_text(dump, "country", site->country);
	if (site->seats >= 0)
		jy_dump_line(dump, "seats %lld", (long long)(site->seats / JB_FIX_ONE));
	jy_dump_appears(dump, site->appears, site->appears_count);
	jy_dump_close(dump);
}

static void dump_team(struct jy_dump *dump, const struct jy_team *team)
{
	jy_dump_open(dump, "team", &team->decl);
	jy_dump_text(dump, "delivery", team->delivery);
	jy_dump_text(dump, "employment", team->employment);
	jy_dump_text(dump, "devices", team->devices);
	jy_dump_appears(dump, team->appears, team->appears_count);
	jy_dump_close(dump);
}

static void dump_partner(struct jy_dump *dump, const struct jy_partner *partner)
{
	jy_dump_open(dump, "partner", &partner->decl);
	jy_dump_texts(dump, "delivery", partner->delivery);
	jy_dump_texts(dump, "languages", partner->languages);
	jy_dump_texts(dump, "certified", partner->certified);
	jy_dump_text(dump, "devices", partner->devices);
	jy_dump_text(dump, "owner", partner->owner);
	jy_dump_appears(dump, partner->appears, partner->appears_count);
	for (size_t i = 0; i < partner->site_count; i++)
		dump_site(dump, &partner->site[i]);
	for (size_t i = 0; i < partner->team_count; i++)
		dump_team(dump, &partner->team[i]);
	jy_dump_close(dump);
}

static void dump_other(struct jy_dump *dump, const char *kind, const struct jy_decl *decl)
{
	jy_dump_open(dump, kind, decl);
	jy_dump_close(dump);
}

static void dump_attribute(struct jy_dump *dump, const struct jy_attribute *attribute)
{
	jy_dump_open(dump, "attribute", &attribute->decl);
	for (size_t i = 0; i < attribute->measured_by.count; i++)
		jy_dump_line(dump, "measured by %.*s",
			     JB_ARG(attribute->measured_by.at[i]->decl.name));
	jy_dump_close(dump);
}

#define EACH(list, call)                          \
	for (size_t i = 0; i < (list).count; i++) \
	(call)(&dump, (list).at[i])

void jy_model_dump(const struct jy_model *model, struct jb_buf *out)
{
	struct jy_dump dump = {.out = out};

	EACH(model->brands, dump_brand);
	EACH(model->personas, dump_persona);
	EACH(model->channels, dump_channel);
	EACH(model->calendars, dump_calendar);
	EACH(model->seasons, dump_season);
	EACH(model->partners, dump_partner);
	EACH(model->sources, jy_dump_source);
	EACH(model->metrics, jy_dump_metric);
	EACH(model->attributes, dump_attribute);
	EACH(model->journeys, jy_dump_journey);
	EACH(model->agreements, jy_dump_agreement);
	for (size_t i = 0; i < model->frameworks.count; i++)
		dump_other(&dump, "framework", &model->frameworks.at[i]->decl);
	for (size_t i = 0; i < model->assessments.count; i++)
		dump_other(&dump, "assessment", &model->assessments.at[i]->decl);
	jy_dump_line(&dump, model->complete ? "complete" : "with errors");
}
