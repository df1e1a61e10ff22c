/*
 * A plan that a session has compiled, and what only the session can tell of it.
 */
#include "origin/origin.h"

#include "origin/rules_options.h"
#include "driver/described.h"
#include "findings/findings.h"

struct jb_text jy_built_path(const struct jy_validator *validator, struct jb_text name)
{
	for (size_t i = 0; i < validator->text_count; i++)
		if (jb_text_equal(validator->text[i].name, name))
			return validator->text[i].path;
	return name;
}

static struct jb_digest digest(struct jy_command *command)
{
	return jy_described_plan(command->session);
}

int jy_remarks(struct jy_command *command, const struct jrt_measured *measured,
	       struct jrt_judged *judged)
{
	struct jy_lint_options rules = {0};
	struct jy_session *session = command->session;
	int status = jy_rules_options(command, &rules);

	if (status != JY_EXIT_OK)
		return status;
	judged->remark = jy_findings_of_data(&session->arena, jy_session_model(session),
					     command->plan, measured, judged, &session->diags,
					     &rules, &judged->remark_count);
	return JY_EXIT_OK;
}

const struct jy_origin jy_origin_session = {
	.digest = digest,
	.remarks = jy_remarks,
	.evidence = jy_evidence_write,
};
