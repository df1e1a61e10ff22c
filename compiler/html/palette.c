/*
 * The colours that pictures have on dark ground, as rules of style, out of the table of roles: for
 * readers whose system asks for it, and for those who press the button. A picture carries its light
 * colours in its own attributes, so that it needs no style; on paper they stand.
 */
#include "html/page.h"

static void add_role(struct jb_buf *out, const char *when, enum jy_role role)
{
	const char *klass = jy_role_look(role)->klass;

	jb_buf_printf(out, "%s .scene .", when);
	for (; *klass != '\0'; klass++)
		jb_buf_add_byte(out, *klass == ' ' ? '.' : *klass);
	jb_buf_printf(out, " { fill: %s; stroke: %s }\n", jy_role_fill(role, JY_THEME_DARK),
		      jy_role_stroke(role, JY_THEME_DARK));
}

void page_palette(struct jb_buf *out)
{
	jb_buf_add_string(out, "@media screen and (prefers-color-scheme: dark) {\n");
	for (int role = 0; role < JY_ROLE_COUNT; role++)
		add_role(out, ":root:not([data-theme=\"light\"])", (enum jy_role)role);
	jb_buf_add_string(out, "}\n@media screen {\n");
	for (int role = 0; role < JY_ROLE_COUNT; role++)
		add_role(out, ":root[data-theme=\"dark\"]", (enum jy_role)role);
	jb_buf_add_string(out, "}\n");
}
