/*
 * What conform and render share: which journey is meant, and drawing its flow.
 */
#ifndef CLI_CONFORM_H
#define CLI_CONFORM_H

#include "cli/command.h"
#include "conform/conform.h"

/* The journey of that name; NULL, reported as a slip of the line. */
const struct jy_journey *jy_find_journey(struct jy_command *command, struct jb_text name);
/* The journey that --journey names, or the only one; NULL, reported, with the exit status. */
const struct jy_journey *jy_pick_journey(struct jy_command *command, int *status);
/* The flow as svg, png, pdf or dot, with the figures of a comparison where there is one. The exit
 * status, reported. */
int jy_flow_picture(struct jy_command *command, const struct jrt_flow *flow,
		    const struct jrt_conformance *conformance, struct jb_text format,
		    struct jb_buf *out);

#endif
