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
	struct jy_html_look look;
	const struct jy_html_report *in; /* of the report; the page of pictures has none */
	bool judged;			 /* there are figures; only then `card` may be asked */
	struct jrt_card card;
	struct jy_overlay overlay;
	struct jy_overlay_index index;
	size_t pictures;      /* scenes so far */
	struct jb_map latest; /* name of a criterion: the number of its latest verdict + 1 */
};

/* ---- document.c ---- */

struct page_heading {
	struct jb_text title;
	struct jb_text about, period; /* may be empty */
};

/* Head and header; page->look and page->arena are set. Then what is to stand there, page_main, the
 * content, page_end. */
void page_begin(struct page *page, const struct page_heading *heading, struct jb_buf *out);
/* The table of contents. */
void page_open_contents(struct page *page);
void page_add_content(struct page *page, struct jb_text id, struct jb_text name);
void page_close_contents(struct page *page);
void page_main(struct page *page);
/* Opens a section with its heading; close it with jy_html_close. */
void page_section(struct page *page, struct jb_text id, struct jb_text heading);
void page_end(struct page *page);

/* ---- page.c ---- */

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
/* The same with what makes it less than sure (report/report.h, jrt_card_doubt). */
void page_verdict_word(struct page *page, enum jrt_verdict_kind verdict, struct jb_text doubt);
struct jb_text page_count(struct page *page, uint64_t count); /* "12,034" */
/* A message: what stands between backquotes is code. */
void page_message(struct page *page, struct jb_text text);
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
void page_maps(struct page *page);
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

/* The id of the row of a table that tells what a group of a dressed scene is: the group's own and
 * "-row", by which the script finds the one from the other. */
struct jb_text page_row_id(struct page *page, const struct jy_scene *scene,
			   const struct jy_group *group);
/* Whether the group stands for the touchpoint. */
bool page_is_of(const struct jy_group *group, const struct jy_touchpoint *touchpoint);
void page_scene(struct page *page, const struct jy_scene *scene, struct jb_text label);
/* Opens a figure and in it the room for controls, which scripts show, with buttons for its size;
 * close the room, add the scene, close the figure. */
void page_open_figure(struct page *page, const struct jy_scene *scene);

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
/* `journey` may be NULL: nobody's. */
struct page_whose page_whose(struct page *page, const struct jy_journey *journey);
/* Tells of an open element whose it is, by their numbers. */
void page_add_whose(struct page *page, const struct page_whose *whose,
		    const struct jy_touchpoint *touchpoint);

/* `journey` may be NULL: then of lanes alone. Nothing where nothing can be switched. */
void page_map_controls(struct page *page, const struct jy_journey *journey,
		       const struct page_whose *whose, const struct jy_scene *scene);

/* ---- map_table.c: what the map shows, touchpoint by touchpoint ---- */

/* Its rows tell what the picture's touchpoints are: to be called before the scene is written. */
void page_tell_touchpoints(struct page *page, const struct jy_journey *journey,
			   struct jy_scene *scene);
void page_touchpoints(struct page *page, const struct jy_journey *journey,
		      const struct page_whose *whose, const struct jy_scene *scene);

/* ---- told.c: any picture in its own words, group by group ---- */

/* The one for which a group stands; NULL: none. `journey` may be NULL. */
const struct jy_touchpoint *page_touchpoint_of(const struct jy_journey *journey,
					       const struct jy_group *group);
void page_tell_groups(struct page *page, struct jy_scene *scene);
/* `journey` may be NULL. */
void page_groups(struct page *page, const struct jy_journey *journey,
		 const struct page_whose *whose, const struct jy_scene *scene);

/* ---- chart.c: one small plot of values by period ---- */

struct jrt_trend;
void page_chart(struct page *page, const struct jrt_trend *trend, size_t number);

/* ---- palette.c: the colours of the brand and the looks of pictures, as style ---- */

void page_palette(const struct page *page, struct jb_buf *out);
/* Gives a scene these looks, and the mark that makes its ids the page's own; before anything asks
 * for them. */
void page_dress(struct page *page, struct jy_scene *scene);

#endif
