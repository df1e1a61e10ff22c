/*
 * Links from a picture to the lines of its source: made from a template such as
 * `https://host/project/{file}#L{line}`. Only http and https, and only what RFC 3986 lets stand in
 * an address: a link can neither run anything nor leave its attribute.
 */
#ifndef DIAGRAM_LINK_H
#define DIAGRAM_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/* Whether links can be made of the template: it begins with http:// or https:// and a host, holds
 * {line}, perhaps {file}, and nothing else that is no character of an address. */
bool jy_link_is_template(struct jb_text template);

/* The template with its words filled in; what of the path is no plain character of a path is
 * percent-encoded. */
struct jb_text jy_link_make(struct jb_arena *arena, struct jb_text template, struct jb_text path,
			    uint32_t line);

/* Whether a writer may put the text into a picture as a link. */
bool jy_link_is_safe(struct jb_text link);

#endif
