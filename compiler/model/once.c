/*
 * Terms of which there is one: said twice, the second would silently win.
 */
#include "model/money.h"

/* Statements of one group are one term. */
static const struct {
	enum jy_node_kind kind;
	int group;
	const char *what;
} singles[] = {
	{JY_N_CHARGES, 0, "what is charged"},
	{JY_N_CHARGES_FROM, 0, "what is charged"},
	{JY_N_CHARGES_GIVEN, 0, "what is charged"},
	{JY_N_LAST_PERIOD_SAME, 1, "what the last period does"},
	{JY_N_CREDITS_CAP, 2, "`credits at most`"},
	{JY_N_AT_RISK, 3, "`at risk`"},
	{JY_N_WEIGHTS_TOTAL, 4, "`weights add up to`"},
	{JY_N_POOLS_ABOVE, 5, "`pools may add up to`"},
	{JY_N_BONUS_OFFSETS, 6, "what a bonus offsets"},
	{JY_N_ONE_INCIDENT, 7, "`one incident`"},
	{JY_N_OVERLAP, 8, "how credits combine"},
	{JY_N_NO_CREDITS_BEFORE, 9, "`no credits before`"},
	{JY_N_WEIGHT, 10, "the weight"},
	{JY_N_CREDIT_RETURNED, 11, "`credit returned`"},
	{JY_N_NO_BONUS_UNLESS, 12, "`no bonus unless`"},
	{JY_N_POINTS_DOUBLE, 13, "`points double`"},
};
#define GROUPS 14

void jy_check_once(struct jy_builder *builder, const struct jy_node *body)
{
	const struct jy_node *seen[GROUPS] = {NULL};

	for (uint32_t i = 0; i < jy_count(body); i++)
		for (size_t k = 0; k < sizeof singles / sizeof *singles; k++)
			if (jy_is(jy_kid(body, i), singles[k].kind))
				jy_builder_once(builder, &seen[singles[k].group], jy_kid(body, i),
						singles[k].what);
}
