/*
 * The writers behind jy_sink_write, one a row of sink.def.
 */
#ifndef SOURCE_SINK_INTERNAL_H
#define SOURCE_SINK_INTERNAL_H

#include "source/sink.h"

#define SINK(id, name)                                                                  \
	void jy_sink_write_##id(struct jb_buf *out, const struct jy_findings *findings, \
				const struct jy_sink_options *options);
#include "source/sink.def"
#undef SINK

#endif
