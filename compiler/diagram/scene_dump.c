/*
 * The scene as text, for `journey dump --scene` and for golden tests: a line a shape, in drawing
 * order, role first. Needs a portable scene to be the same on every machine.
 */
#include "diagram/scene.h"

static void add_numbers(struct jb_buf *out, const double *number, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		jb_buf_add_byte(out, i == 0 ? ' ' : ',');
		jy_buf_add_coordinate(out, number[i]);
	}
}

static void add_rect(struct jb_buf *out, struct jy_rect r)
{
	add_numbers(out, (double[]){r.x, r.y, r.w, r.h}, 4);
}

static void add_points(struct jb_buf *out, const struct jy_shape *shape)
{
	for (uint32_t i = 0; i < shape->point_count; i++)
		add_numbers(out, (double[]){shape->point[i].x, shape->point[i].y}, 2);
	if (shape->kind == JY_SHAPE_CURVE && shape->closed)
		jb_buf_add_string(out, " closed");
}

static void add_shape(struct jb_buf *out, const struct jy_shape *shape)
{
	static const char *const kind[] = {"box", "circle", "line", "polygon", "curve", "text"};
	static const char *const anchor[] = {"start", "middle", "end"};
	jb_buf_printf(out, "%s%s %s", shape->group ? "  " : "", kind[shape->kind],
		      jy_role_look(shape->role)->name);
	switch (shape->kind) {
	case JY_SHAPE_BOX:
		add_rect(out, shape->rect);
		jb_buf_add_string(out, " radius");
		add_numbers(out, &shape->radius, 1);
		break;
	case JY_SHAPE_CIRCLE: add_rect(out, shape->rect); break;
	case JY_SHAPE_LINE:
	case JY_SHAPE_POLYGON:
	case JY_SHAPE_CURVE: add_points(out, shape); break;
	case JY_SHAPE_TEXT:
		add_rect(out, shape->rect);
		jb_buf_printf(out, " %s ", anchor[shape->anchor]);
		jb_buf_add_json_string(out, shape->text);
		break;
	}
	jb_buf_add_byte(out, '\n');
}

static void add_group(struct jb_buf *out, const struct jy_group *group)
{
	jb_buf_add_string(out, "group ");
	jb_buf_add_text(out, group->id);
	jb_buf_add_byte(out, ' ');
	jb_buf_add_json_string(out, group->title);
	jb_buf_add_byte(out, ' ');
	jb_buf_add_json_string(out, group->desc);
	jb_buf_add_byte(out, '\n');
}

void jy_scene_dump(const struct jy_scene *scene, struct jb_buf *out)
{
	jb_buf_add_string(out, "scene ");
	jb_buf_add_text(out, scene->id);
	add_numbers(out, (double[]){scene->width, scene->height}, 2);
	jb_buf_add_byte(out, ' ');
	jb_buf_add_json_string(out, scene->title);
	jb_buf_add_string(out, "\ndesc ");
	jb_buf_add_json_string(out, scene->desc);
	jb_buf_add_byte(out, '\n');
	uint32_t group = 0;
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		if (shape->group != 0 && shape->group != group)
			add_group(out, &scene->groups.at[shape->group - 1]);
		group = shape->group;
		add_shape(out, shape);
	}
}
