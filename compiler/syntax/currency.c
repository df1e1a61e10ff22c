/*
 * The table of currencies, looked up. What is near a code differs from it in one letter, or is the
 * code in small letters, or has it at its beginning: `EURO`, `eur`, `EUX`.
 */
#include "syntax/currency.h"

static const struct {
	const char *code;
	int decimals;
} currencies[] = {
#define CURRENCY(code, decimals) {code, decimals},
#include "syntax/currencies.def"
#undef CURRENCY
};
#define COUNT (sizeof currencies / sizeof *currencies)

/* The few that people mean most: they win over others as near. */
static const char *const common[] = {"EUR", "USD", "GBP", "CHF", "PHP", "INR", "ZAR", "AUD", "CAD"};

int jy_currency_decimals(struct jb_text code)
{
	for (size_t i = 0; i < COUNT; i++)
		if (jb_text_is(code, currencies[i].code))
			return currencies[i].decimals;
	return -1;
}

/* How many of the three letters are the same; capitals do not matter. */
static int letters_shared(struct jb_text written, const char *code)
{
	int shared = 0;
	for (size_t i = 0; i < 3 && i < written.size; i++)
		shared += (written.at[i] & ~0x20) == code[i];
	return shared;
}

const char *jy_currency_near(struct jb_text written)
{
	for (int wanted = 3; wanted >= 2; wanted--) {
		for (size_t i = 0; i < sizeof common / sizeof *common; i++)
			if (letters_shared(written, common[i]) == wanted)
				return common[i];
		for (size_t i = 0; i < COUNT && written.size <= 4; i++)
			if (letters_shared(written, currencies[i].code) == wanted)
				return currencies[i].code;
	}
	return "";
}
