/*
 * What the files of the map family share: rows (lanes) of cells over columns (touchpoints). A view
 * is a choice and an order of rows (map_views.c). First every cell is filled with items
 * (map_cells.c, map_entries.c, map_plans.c), then columns get widths, items lines, rows heights
 * (map_lanes.c), then everything is drawn (map.c, map_draw.c), the curve by map_curve.c, title and
 * legend by map_head.c.
 */
#ifndef DIAGRAM_MAP_INTERNAL_H
#define DIAGRAM_MAP_INTERNAL_H

#include "diagram/diagram.h"
#include "diagram/feelings.h"
#include "diagram/measure.h"
#include "diagram/monotone.h"
#include "diagram/wrap.h"

/* Lengths in pixels. */
#define MAP_MARGIN 18.0
#define MAP_COLUMN_SPREAD 260.0 /* no column is spread wider to fill the picture */
#define MAP_BODY_LEAST 600.0	/* the picture without the lanes' names */
#define MAP_CARD_LEAST 44.0
#define MAP_CELL_PAD 8.0 /* between a column's edge and its cards */
#define MAP_ROW_PAD 9.0	 /* above and below a row's items */
#define MAP_ITEM_GAP 6.0
#define MAP_TAG_GAP 2.0 /* between a card and its tag */
#define MAP_CARD_PAD_X 10.0
#define MAP_CARD_PAD_Y 10.0
#define MAP_PILL_PAD_X 9.0
#define MAP_PILL_PAD_Y 3.5
#define MAP_SIGN 10.0 /* a verdict's sign and its distance to the text */
#define MAP_SIGN_GAP 5.0
#define MAP_FIGURES_LEAST 220.0 /* width of the lines that say what curves come to */
#define MAP_LINE 20.0		/* room of a line between rows, with its name */
#define MAP_LINE_INSET 12.0	/* left of the name, */
#define MAP_LINE_AIR 8.0	/* and right of it */

enum map_row_kind {
#define ROW(id, ...) MAP_ROW_##id,
#include "diagram/map_rows.def"
#undef ROW
	MAP_ROW_COUNT
};

/* A row of a view. */
struct map_view_row {
	enum map_row_kind kind;
	bool asked;	   /* only where --lanes names it */
	bool always;	   /* even when it has nothing to say */
	const char *label; /* NULL: what the lane is usually called */
	const char *line;  /* what the line above the row is called; NULL: there is none */
	enum jy_role line_role;
};

struct map_view {
	const char *id;	  /* "map": begins the ids of its pictures */
	const char *what; /* "Journey map" */
	const struct map_view_row *row;
	size_t row_count;
	double column_least, column_most; /* widths */
	double plot;			  /* from one end of the emotion scale to the other */
	/* of a blueprint: whose house each deliverer is of, the systems behind; arrows down the
	 * columns and from card to card */
	bool service;
	/* of the emotion view: names at the curves' ends, gap and low stretches marked */
	bool alone;
};

/* map_views.c */
extern const struct map_view map_view_map, map_view_blueprint, map_view_emotion;

/* A SIGN is a mark of its own with text beside it. */
enum map_item_kind {
	MAP_ITEM_TEXT,
	MAP_ITEM_CARD,
	MAP_ITEM_PILL,
	MAP_ITEM_SIGN,
	MAP_ITEM_TREND /* a small line, no text */
};

struct map_item {
	enum map_item_kind kind;
	enum jy_role box, text_role; /* of SIGN: box is the sign's role */
	struct jb_text text;
	bool close; /* belongs to its predecessor: no gap */
	bool apart; /* begins something else: a wider gap */
	bool wide;  /* a pill as wide as its cell */
	uint32_t persona;
	struct jy_span span;
	struct jy_lines lines;
	double height;
	const struct map_trend *trend;
};

struct map_cell {
	JB_VEC(struct map_item) items;
	double height;
	double below; /* of a stage's cell: how high its columns' cells are */
};

struct map_row {
	enum map_row_kind kind;
	bool by_stage; /* cells are stages', not columns' */
	const struct map_view_row *view;
	bool was; /* of the journey that is amended: only where it says something else */
	const struct map_view_row *line; /* whose line is above the row; NULL: none is */
	struct jb_text label, note;
	struct map_cell *cell; /* as many as there are columns, or stages */
	/* by stage, above its columns' cells; NULL where cells are stages' */
	struct map_cell *over;
	struct jy_lines label_lines, note_lines;
	double y, h;   /* without the line above it */
	double line_h; /* room of that line; 0: there is none */
};

struct map_column {
	const struct jy_touchpoint *touchpoint; /* NULL: a stage without any */
	const struct jy_touchpoint *was; /* in the journey that is amended; NULL: it is new */
	size_t stage;
	double x, w;
	bool cut; /* what comes before it in the journey was not selected */
};

/* A stage of which something is shown; it has a column at least. */
struct map_stage {
	const struct jy_stage *stage;
	const struct jy_stage *was; /* in the journey that is amended; NULL: it is new */
	size_t first, end;	    /* its columns */
};

struct map_emotion;

/* What a curve comes to, in a line. */
struct map_figure {
	enum jy_role curve, dot;
	uint32_t persona;
	struct jb_text text;
	struct jy_lines lines;
};

struct map {
	struct jb_arena *arena;
	const struct jy_model *model;
	const struct jy_journey *journey;
	struct jb_text id; /* begins the ids of its touchpoints */
	const struct jy_picture_options *options;
	struct jy_measure *measure;
	struct jy_scene *scene;
	struct map_column *column;
	size_t column_count;
	struct map_stage *stage;
	size_t stage_count;
	const struct map_view *view;
	struct map_row row[MAP_ROW_COUNT];	      /* by kind */
	struct map_row *shown_row[2 * MAP_ROW_COUNT]; /* from top to bottom */
	size_t shown_count;
	double gutter;	    /* width of the lanes' names */
	double left, right; /* of the columns */
	double page;	    /* right end of the head's room, past a narrow journey's columns */
	double used;	    /* right end of what the head shows */
	double top, bottom; /* of the picture; of the last row */
	struct jy_overlay_index overlay;
	bool signs[JY_ROLE_COUNT];   /* that occur in cells and head: the legend explains them */
	struct jb_text period;	     /* of most verdicts: others tell theirs */
	struct map_emotion *emotion; /* NULL: no such lane */
	struct map *was;	     /* the rows of the journey that is amended; NULL: none */
	JB_VEC(struct map_figure) figures;
	double ends; /* room right of the columns, for names at the curves' ends */
};

/* Whether the row is in the picture. */
static inline bool map_shows(const struct map *map, enum map_row_kind kind)
{
	for (size_t i = 0; i < map->shown_count; i++)
		if (map->shown_row[i] == &map->row[kind])
			return true;
	return false;
}

/* The journey that stands beside this one; NULL: none. */
static inline const struct jy_journey *map_amended(const struct map *map)
{
	return map->options->alone ? NULL : map->journey->amends;
}

static inline struct jb_text map_clean(const struct map *map, struct jb_text text)
{
	return jy_wrap_clean(map->arena, text);
}

/* Words of ours that begin with a name of the journey's. */
static inline struct jb_text map_sentence(const struct map *map, struct jb_text text)
{
	return jy_wrap_rightward(map->arena, map_clean(map, text));
}

static inline double map_middle(const struct map_column *column)
{
	return column->x + column->w / 2;
}

/* map.c: a picture of the journey in the view, or of all of them, one below the other. */
void map_scene(struct jb_arena *arena, const struct map_view *view, const struct jy_model *model,
	       const struct jy_journey *journey, const struct jy_picture_options *options,
	       struct jy_scene *scene);

/* map_cells.c: what each cell says. */
void map_fill_rows(struct map *map);
struct map_item *map_item_add(struct map *map, struct map_cell *cell, enum map_item_kind kind,
			      enum jy_role box, enum jy_role text_role, struct jb_text text);
/* The name of a scope, as criteria and the overlay use it: "journey.touchpoint"; `inner` may be
 * empty. */
struct jb_text map_scope(const struct map *map, struct jb_text inner);

/* Whether the journey is that of several: then it must be said whose a feeling is. */
bool map_several_personas(const struct map *map);
/* Whether a feeling, or words, of the persona are shown; those of everybody (NULL) are. */
bool map_hears(const struct map *map, const struct jy_persona *persona);
/* The persona's number in the journey, from 1, as shapes have it; 0: none of its. */
uint32_t map_persona_number(const struct map *map, const struct jy_persona *persona);

/* map_was.c: what the amended journey has where this one has its touchpoints. */
void map_find_was(struct map *map);
/* Its rows, filled, as far as they say something else; then map->was is set. */
void map_fill_was(struct map *map);
/* "As it is", how the amended journey is called here. */
struct jb_text map_was_name(const struct map *map);

/* map_entries.c: entries of lanes. A list of entries or pains is that of a touchpoint, or that of a
 * stage (`over`), whose items span its columns. */
void map_fill_entries(struct map *map, const struct jy_lane_entry *entry, size_t count, bool over,
		      size_t index);
void map_fill_pains(struct map *map, struct map_cell *cell, const struct jy_pain *list,
		    size_t count, bool over);
/* "only in Self-serve" behind the last item; nothing where it is for all. */
void map_fill_tag(struct map *map, struct map_cell *cell, const struct jy_texts *variants);
struct jb_text map_variant_title(const struct map *map, struct jb_text name);
/* The customer's own words between typographic quotes, whatever quotes they were written in; and
 * whose they are, where there are several personas. */
struct jb_text map_quoted(const struct map *map, struct jb_text words,
			  const struct jy_persona *persona);

/* map_plans.c: where the way leads, unless simply to the next column; what is planned; what
 * threatens. A list is that of a touchpoint, or that of a stage (`over`), whose items span its
 * columns. */
void map_fill_next(struct map *map, size_t column);
void map_fill_actions(struct map *map, struct map_cell *cell, const struct jy_improvement *action,
		      size_t count, bool over);
void map_fill_risks(struct map *map, struct map_cell *cell, const struct jy_risk *risk,
		    size_t count, bool over);

/* blueprint.c: the lines between a blueprint's parts and the arrows across them. */
void map_draw_service(struct map *map);

/* map_success.c: criteria and their verdicts. */
void map_fill_criteria(struct map *map, struct map_cell *cell, const struct jy_criterion *criterion,
		       size_t count);
/* "Answered within 20 s · Verifio": the metric and whose rows alone are judged. The metric must be
 * known. */
struct jb_text map_criterion_title(const struct map *map, const struct jy_criterion *criterion);
enum jy_role map_sign_role(enum jrt_verdict_kind verdict);
enum jy_role map_sign_text_role(enum jrt_verdict_kind verdict);
/* Draws the sign in a square of MAP_SIGN around the point. */
void map_draw_sign(struct map *map, enum jy_role role, struct jy_point middle);
/* Sets the period of most verdicts on touchpoints; the others tell theirs. */
void map_find_period(struct map *map);
/* "2026-03, provisional": of a verdict, what the numbers do not tell; may be empty. */
struct jb_text map_when(const struct map *map, const struct jy_overlay_verdict *verdict,
			bool dated);

/* map_trend.c: how a criterion went by period, and how much it rests on; nothing where the overlay
 * tells neither. */
void map_fill_trend(struct map *map, struct map_cell *cell, const struct jy_criterion *criterion);
struct jb_text map_trend_text(const struct map *map, const struct jy_criterion *criterion);
double map_trend_height(void);
void map_draw_trend(struct map *map, const struct map_trend *trend, struct jy_rect cell,
		    double top);

/* map_describe.c: a touchpoint, and the picture, in sentences. */
struct jb_text map_describe(const struct map *map, size_t column);
struct jb_text map_describe_all(const struct map *map);

/* map_views.c: whether the picture has such a row, if it says something. */
bool map_wants(const struct map *map, enum map_row_kind kind);
/* The rows that are shown, once the cells are filled. */
void map_choose_rows(struct map *map);

/* map_lanes.c: widths, lines, heights. */
void map_size_columns(struct map *map);
void map_place_columns(struct map *map);
void map_size_rows(struct map *map);
void map_place_rows(struct map *map, double top);
/* Where a stage's cell is. */
struct jy_rect map_stage_rect(const struct map *map, const struct map_row *row, size_t stage);
/* Where a touchpoint's cell is: below what the lane says of its whole stage. */
struct jy_rect map_column_rect(const struct map *map, const struct map_row *row, size_t column);
/* Where the items of a cell in `rect` begin. */
double map_cell_top(const struct map_cell *cell, struct jy_rect rect);
/* Where a lane says something of a whole stage. */
struct jy_rect map_over_rect(const struct map *map, const struct map_row *row, size_t stage);
double map_item_gap(const struct map_item *item);   /* above it, where it is not the first */
double map_item_pad_x(const struct map_item *item); /* around its text */

/* map_draw.c: drawing rows. */
void map_draw_bands(struct map *map);
void map_draw_stage(struct map *map, size_t stage);
void map_draw_column(struct map *map, size_t column);

/* map_curve.c: the emotion lane. */
struct map_feeling {
	double x, y;
	double shift; /* from the middle of the column, in widths of it */
	jb_fix value;
	size_t column;
	enum jy_feeling_kind kind;
	const struct jy_feeling *felt; /* as declared; NULL: delivered, or what it changes into */
};
struct map_run { /* feelings without a gap between them */
	const struct map_feeling *feeling;
	uint32_t count;
	struct jy_point *curve; /* 3 * (count - 1) + 1; NULL for a single one */
	uint32_t curve_count;
};
struct map_curve {
	JB_VEC(struct map_feeling) feelings;
	JB_VEC(struct map_run) runs;
	const struct jy_persona *persona;
	size_t *of_column;	/* index of the column's last feeling + 1 */
	struct jy_feelings sum; /* what it comes to; indices of `feelings` */
};
/* The largest difference of what is delivered from what the first persona is to feel. */
struct map_gap {
	bool any;
	size_t column;
	jb_fix value; /* delivered less designed */
};
struct map_emotion {
	/* Designed: one a persona, the first is the main one; then, of a journey that amends
	 * another, as many of that. */
	struct map_curve *curve;
	size_t curve_count, was_count;
	struct map_curve delivered;
	struct map_gap gap;
	double low, high; /* of the scale */
	double top, pad;  /* of the lane; from its edge to the scale's end: room for labels */
	double neutral;	  /* y of the middle of the scale */
};
/* All curves in their order: designed, as it was, delivered. */
static inline size_t map_curve_total(const struct map_emotion *emotion)
{
	return emotion->curve_count + emotion->was_count + 1;
}
static inline const struct map_curve *map_curve_at(const struct map_emotion *emotion, size_t i)
{
	bool designed = i < emotion->curve_count + emotion->was_count;
	return designed ? &emotion->curve[i] : &emotion->delivered;
}
/* What is felt, by column, without positions yet; NULL when there is nothing to draw. */
struct map_emotion *map_find_emotion(struct map *map);
double map_emotion_height(const struct map *map);
/* Gives every feeling its place in the lane from `top` down, and makes the curves. */
void map_lay_emotion(struct map *map, double top);
/* Areas, scale, curves: what lies under the marks. */
void map_draw_emotion(struct map *map);
/* map_marks.c: dots, diamonds, triangles and their labels, in the column's group. */
void map_draw_marks(struct map *map, size_t column);
/* Room above and below the scale that labels need, wherever the curves run. */
double map_label_room(const struct map *map, const struct map_emotion *emotion);
void map_draw_diamond(struct map *map, enum jy_role role, struct jy_point middle, double radius);
void map_draw_triangle(struct map *map, enum jy_role role, struct jy_point middle, double radius,
		       bool up);
/* The looks of a persona's curve, its dots and its moments of truth. */
struct map_looks {
	enum jy_role curve, dot, moment;
};
struct map_looks map_looks(size_t persona);
/* Of the curve by its number among all. */
struct map_looks map_curve_looks(const struct map_emotion *emotion, size_t i);

/* map_figures.c: the lane that says what the curves come to. */
void map_find_figures(struct map *map);
double map_figures_height(struct map *map); /* breaks the lines */
void map_draw_figures(struct map *map);
struct jb_text map_curve_figures(const struct map *map, const struct map_curve *curve);
struct jb_text map_gap_text(const struct map *map, jb_fix gap); /* "−1.3" */
jb_fix map_tenth(jb_fix value);					/* rounded half away from zero */

/* emotion.c: what the view of that name adds to the lane; the room it takes right of the columns
 * and at the lane's foot. */
double map_ends_room(struct map *map);
double map_brackets_room(const struct map *map);
void map_draw_alone(struct map *map);

/* map_head.c: what a curve is called, by its number among all: its persona, "designed", "as it is",
 * "delivered". */
struct jb_text map_curve_name(const struct map *map, size_t curve);
/* "As it is"; empty where the journey does not say. */
struct jb_text map_state_line(const struct jy_journey *journey);
/* What was selected, in words: empty where the picture shows the whole. */
struct jb_text map_excerpt(const struct map *map);
/* Title, subtitle, outcomes, legend. Gives the height it takes; draws where asked. */
double map_head(struct map *map, bool draw);

#endif
