/*
 * The text of `journey dump --model` in parts: dump.c people and the whole, dump_data.c what is
 * measured, dump_story.c journeys, dump_terms.c criteria and agreements, dump_money.c money. A line
 * a fact, two blanks a level, lists in order of declaration; what was not given is left out.
 */
#ifndef MODEL_DUMP_H
#define MODEL_DUMP_H

#include "base/buf.h"
#include "journey/model.h"

struct jy_dump {
	struct jb_buf *out;
	unsigned level;
};

/* dump.c: `kind name "Title"`, then the level goes in; jy_dump_close goes out again. */
void jy_dump_open(struct jy_dump *dump, const char *kind, const struct jy_decl *decl);
void jy_dump_close(struct jy_dump *dump);
void jy_dump_line(struct jy_dump *dump, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Nothing for an empty text or list. */
void jy_dump_text(struct jy_dump *dump, const char *word, struct jb_text text);
void jy_dump_texts(struct jy_dump *dump, const char *word, struct jy_texts texts);
void jy_dump_appears(struct jy_dump *dump, const struct jy_appearance *appears, size_t count);

/* dump_terms.c: into the buffer, without a line. */
const char *jy_dump_type(enum jrt_type type);
void jy_dump_value(struct jb_buf *out, enum jrt_type type, struct jb_text currency, jb_fix value);
void jy_dump_period(struct jb_buf *out, const struct jy_period *period);
void jy_dump_days(struct jy_dump *dump, const char *word, struct jrt_days days);
void jy_dump_criterion(struct jy_dump *dump, const struct jy_criterion *criterion);
void jy_dump_agreement(struct jy_dump *dump, const struct jy_agreement *agreement);

/* dump_money.c: an agreement's terms, and those of a guarantee. */
void jy_dump_agreement_money(struct jy_dump *dump, const struct jy_agreement *agreement);
void jy_dump_guarantee_money(struct jy_dump *dump, const struct jy_agreement *agreement,
			     const struct jy_guarantee *guarantee);
void jy_dump_trigger(struct jy_dump *dump, const struct jy_trigger *trigger);

void jy_dump_source(struct jy_dump *dump, const struct jy_source *source);
void jy_dump_metric(struct jy_dump *dump, const struct jy_metric *metric);
void jy_dump_journey(struct jy_dump *dump, const struct jy_journey *journey);

#endif
