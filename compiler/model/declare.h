/*
 * The first pass in its parts: declare.c all declarations, declare_journey.c what lies in journeys.
 */
#ifndef MODEL_DECLARE_H
#define MODEL_DECLARE_H

#include "model/build.h"

/* A name to register: of what, under which text, and where its tree stands. */
struct jy_declared {
	enum jy_thing thing;
	struct jb_text name;
	const struct jy_unit *unit;
	const struct jy_node *node;
	void *model;
};

/* Registers the name. False when it is taken: reported, but for a library's that gives way. */
bool jy_declare_name(struct jy_builder *builder, const struct jy_declared *what);
void jy_declare_twice(struct jy_builder *builder, const struct jy_declared *second,
		      const struct jy_entry *first);
/* extend.c: a source of the user's takes over what it leaves open from the library's of that
 * name. */
void jy_declare_extended(struct jy_builder *builder, struct jy_entry *own,
			 const struct jy_declared *module);
/* Name, title and place of a declaration. */
struct jy_decl jy_declare_head(const struct jy_node *node);
/* "place.name" */
struct jb_text jy_declare_inside(struct jy_builder *builder, struct jb_text place,
				 struct jb_text name);
/* Declarations of a kind in a body that have a name or a title: how many, and the next from *i
 * on. */
size_t jy_declare_count(const struct jy_node *body, enum jy_node_kind kind);
const struct jy_node *jy_declare_next(const struct jy_node *body, enum jy_node_kind kind,
				      uint32_t *i);
/* Stages and touchpoints of the journey that is entry number `index`. */
void jy_declare_journey(struct jy_builder *builder, size_t index);

#endif
