/*
 * A plan that a session has compiled, and what only the session can tell of it.
 */
#include "cli/origin.h"

#include "cli/evidence.h"
#include "cli/rules_options.h"
#include "driver/described.h"
#include "findings/findings.h"

static struct jb_digest digest(struct jy_command *command)
{
	return jy_described_plan(command->session);
}

static int remarks(struct jy_command *command, const struct jrt_measured *measured,
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
	.remarks = remarks,
	.evidence = jy_evidence_write,
};

bool jy_data_plan(struct jy_command *command, int *status)
{
	if (!jy_command_load(command, status))
		return false;
	jy_command_plan(command);
	*status = JY_EXIT_FINDINGS;
	if (jy_command_findings(command))
		return false;
	if (command->plan->meter_count)
		return true;
	jy_command_say(command, "the file has no metric that can be measured");
	return false;
}
