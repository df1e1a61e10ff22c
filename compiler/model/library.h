/*
 * Declarations of the library as the model takes them in: its metrics, channels, attributes and
 * sources (with the slices in them) are filled and listed only where something of the user's refers
 * to them. What one of them lacks is reported where it was referred to first.
 */
#ifndef MODEL_LIBRARY_H
#define MODEL_LIBRARY_H

#include "model/rows.h"

/* Whether the entry counts only where it is wanted: a module's, of the kinds that a module has many
 * of. */
bool jy_library_lazy(const struct jy_entry *entry);
/* Whether the entry is part of the program: all of the user's, and of the library's what is
 * wanted. */
bool jy_library_counts(struct jy_builder *builder, const struct jy_entry *entry);
/* Notes the first reference. One from inside the library is due where the user made the reference
 * that led there. */
void jy_library_want(struct jy_builder *builder, struct jy_entry *entry, struct jy_span where);
/* Whether a declaration of the library is being filled right now. */
bool jy_library_filling(const struct jy_builder *builder);
/* The metric that one of the library's is watched with. Advice only: it makes nothing wanted. */
const struct jy_metric *jy_library_watched(struct jy_builder *builder, const struct jy_node *name);
/* After all is filled: says in each decl where it is used, and takes back advice to watch what
 * nobody wants. */
void jy_library_finish(struct jy_builder *builder);
/* A name that `source` does not have: true where a metric of the library asks for it, and then it
 * is part of that metric's one report. */
bool jy_library_lacks(struct jy_builder *builder, const struct jy_source *source,
		      const struct jy_node *name);
/* The same where the source has the name and means another kind of quantity by it than the module
 * does. */
bool jy_library_misfits(struct jy_rows *rows, const struct jy_node *name,
			const struct jy_expr *expr);
/* Fills an entry of the library; its mistakes are reported where it is wanted. */
void jy_library_fill(struct jy_builder *builder, struct jy_entry *entry,
		     void (*fill)(struct jy_builder *, struct jy_entry *));

#endif
