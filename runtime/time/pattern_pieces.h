/*
 * Inside of a pattern: the pieces it is compiled to. Built by pattern_compile.c, run by pattern.c.
 */
#ifndef TIME_PATTERN_PIECES_H
#define TIME_PATTERN_PIECES_H

#include "time/pattern.h"

enum jrt_piece_op {
	JRT_PIECE_LITERAL,  /* exactly `byte` */
	JRT_PIECE_NUMBER,   /* least..most digits, low <= value <= high, into `slot` */
	JRT_PIECE_PADDED,   /* the same, where a blank may stand for the first digit */
	JRT_PIECE_FRACTION, /* 1 to 9 digits behind the point, into microseconds */
	JRT_PIECE_MONTH,    /* English names */
	JRT_PIECE_WEEKDAY,
	JRT_PIECE_HALF,	  /* AM, PM */
	JRT_PIECE_OFFSET, /* Z, +hh, +hhmm, +hh:mm */
	JRT_PIECE_DAYS	  /* digits and `byte`, both or neither */
};

/* From the coarse to the fine, so that a clock's units can be checked to follow one another. */
enum jrt_slot {
	JRT_SLOT_YEAR,
	JRT_SLOT_MONTH,
	JRT_SLOT_DAY,
	JRT_SLOT_YEAR_DAY,
	JRT_SLOT_WEEKDAY,
	JRT_SLOT_OFFSET,
	JRT_SLOT_HALF,
	JRT_SLOT_DAYS, /* of a duration */
	JRT_SLOT_HOUR,
	JRT_SLOT_MINUTE,
	JRT_SLOT_SECOND,
	JRT_SLOT_FRACTION,
	JRT_SLOT_COUNT
};

struct jrt_piece {
	uint8_t op, slot;
	uint8_t least, most, shown; /* digits; `shown` are those of an example */
	char byte;
	uint16_t at; /* where it stands in the pattern's text */
	uint32_t low, high;
};

#define JRT_SLOT_BIT(slot) (1u << (slot))

struct jrt_pattern {
	enum jrt_pattern_kind kind;
	uint32_t seen;	   /* bits of the slots that are read */
	bool short_year;   /* %y: the year's last two digits */
	bool twelve_hours; /* %I or %l */
	bool final_z;	   /* a literal Z says UTC */
	int years_from;
	size_t count;
	struct jrt_piece
		piece[JRT_PATTERN_MAX + 16]; /* %F, %T: five pieces of two bytes, once each */
};

#endif
