/*
 * One run of `journey check`: the programs of its files, what was found in them, and what is told.
 */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/command.h"
#include "origin/rules_options.h"
#include "driver/baseline.h"
#include "driver/fixing.h"
#include "source/findings.h"
#include "source/folder.h"
#include "source/sink.h"

struct jy_check {
	struct jy_command *command;
	struct jy_paths paths;	     /* a main file each */
	struct jy_session **program; /* and its session */
	size_t count;		     /* of those begun */
	bool unread;		     /* a main file could not be read */
	struct jb_text base;	     /* the folder that paths are told from; ends with '/' */
	struct jy_baseline baseline;
	struct jy_fixing fixing;
	struct jy_findings findings;
	struct jy_lint_options rules;
	uint32_t warnings_max; /* UINT32_MAX: any number */
	uint32_t shown;	       /* as in struct jy_sink_options */
};

/* The options of the line that are numbers, and those that need one another; JY_EXIT_USAGE
 * (reported) where they make no sense. */
int jy_check_options(struct jy_check *check);
/* What the run ends with, by what was found and what the line asks for. */
int jy_check_status(const struct jy_check *check);

/* Compares the columns that the programs declare with the headers of the files that --data names
 * (check_data.c): what is missing is added to the findings. JY_EXIT_USAGE (reported) where a file
 * is not named as it must be. */
int jy_check_data(struct jy_check *check);

/* Writes the findings in the format asked for, and in words what the programs amount to. */
int jy_check_report(struct jy_check *check);
/* What a page of the manual says, as struct jy_sink_options asks for it. */
bool jy_check_describe(struct jb_text id, struct jb_arena *arena, struct jy_rule_words *words);
/* The differences that fixing would make, and nothing else. */
int jy_check_show_fixes(struct jy_check *check);
/* Writes the fixed files and says what was changed. */
int jy_check_write_fixes(struct jy_check *check);

#endif
