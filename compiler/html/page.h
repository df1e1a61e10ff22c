/*
 * Between the sections of the report; a section is a file. Each writes nothing, not even its
 * heading, where it has nothing to say, and is asked first (jy_page_has_*) by the table of
 * contents.
 */
#ifndef HTML_PAGE_H
#define HTML_PAGE_H

#include "base/map.h"
#include "html/html.h"
#include "html/report.h"
#include "report/report.h"

struct page {
	struct jy_html html;
	struct jb_arena *arena;
	const struct jy_html_report *in;
	bool judged; /* there are figures; only then `card` may be asked */
	struct jrt_card card;
	struct jy_overlay overlay;
	struct jy_overlay_index index;
	size_t pictures;      /* scenes so far */
	struct jb_map latest; /* name of a criterion: the number of its latest verdict + 1 */
};

/* ---- page.c ---- */

/* Opens a section with its heading; close it with jy_html_close. */
void page_section(struct page *page, const char *id, const char *heading);
/* Whether the latest verdict on a plan's criterion is this one, of those that count. */
bool page_is_latest(const struct page *page, const struct jrt_verdict *verdict);
/* The latest verdict on a criterion of the model; NULL where there is none. */
const struct jrt_verdict *page_verdict(const struct page *page,
				       const struct jy_criterion *criterion);

/* ---- words.c: pieces that sections share ---- */

/* "met" of a class and an attribute. */
const char *page_verdict_class(enum jrt_verdict_kind verdict);
/* The word of a verdict in its colour; the style sheet puts its mark before it. */
void page_verdict_mark(struct page *page, enum jrt_verdict_kind verdict);
struct jb_text page_count(struct page *page, uint64_t count); /* "12,034" */
void page_paragraph(struct page *page, const char *klass, struct jb_text text);

/* A table, which scrolls in a room of its own where the page is narrow: begin, heads, body, rows,
 * end. `id` and `klass` may be NULL. */
void page_table_begin(struct page *page, const char *id, const char *klass, struct jb_text caption);
void page_head(struct page *page, struct jb_text text, bool figures);
/* Several: a '|' between them; one that ends with ':' holds figures. */
void page_heads(struct page *page, const char *heads);
void page_table_body(struct page *page);
/* Begin, heads and body. */
void page_table(struct page *page, const char *id, const char *klass, struct jb_text caption,
		const char *heads);
void page_table_end(struct page *page);
void page_row(struct page *page); /* opens; close it with jy_html_close */
void page_cell(struct page *page, const char *klass, struct jb_text text);
/* The cell that names its row. */
void page_row_head(struct page *page, struct jb_text text);
void page_figure_cell(struct page *page, struct jb_text text);
void page_verdict_cell(struct page *page, enum jrt_verdict_kind verdict);

/* ---- the sections, in the order of the page ---- */

void page_summary(struct page *page);
enum jb_status page_maps(struct page *page, struct jb_text *why);
void page_scorecard(struct page *page);
void page_trends(struct page *page);
void page_trace(struct page *page);
void page_money(struct page *page);
void page_data(struct page *page);
void page_glossary(struct page *page);

bool page_has_scorecard(const struct page *page);
bool page_has_trends(const struct page *page);
bool page_has_trace(const struct page *page);
bool page_has_money(const struct page *page);
bool page_has_data(const struct page *page);
bool page_has_glossary(const struct page *page);

/* ---- picture.c: scenes ---- */

/* Gives a scene the mark that makes its ids the page's own; before anything asks for them. */
void page_mark(struct page *page, struct jy_scene *scene);
/* The id that a group of a marked scene has on the page. */
struct jb_text page_group_id(struct page *page, const struct jy_scene *scene,
			     const struct jy_group *group);
void page_scene(struct page *page, const struct jy_scene *scene, struct jb_text label);
/* Buttons for its size; they work where scripts run. */
void page_zoom(struct page *page);

/* ---- map_controls.c: what of a map can be switched ---- */

/* Channels and partners of a journey, in order of appearance; the script knows them by their number
 * there, from 1. */
struct page_names {
	const struct jy_decl **at;
	size_t count, room;
};

struct page_whose {
	struct page_names channels, partners;
};
struct page_whose page_whose(struct page *page, const struct jy_journey *journey);

void page_map_controls(struct page *page, const struct jy_journey *journey,
		       const struct page_whose *whose, const struct jy_scene *scene);

/* ---- map_table.c: what the map shows, touchpoint by touchpoint ---- */

void page_touchpoints(struct page *page, const struct jy_journey *journey,
		      const struct page_whose *whose, const struct jy_scene *scene);

/* ---- chart.c: one small plot of values by period ---- */

struct jrt_trend;
void page_chart(struct page *page, const struct jrt_trend *trend, size_t number);

/* ---- palette.c: the colours of pictures on dark ground, as style ---- */

void page_palette(struct jb_buf *out);

#endif
