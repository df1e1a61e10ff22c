/*
 * What tests of the report formats share: results in which every name, title and sentence is one
 * text, and a strict reader of XML that says what is wrong.
 */
#ifndef TESTS_REPORTING_H
#define TESTS_REPORTING_H

#include "journey/report.h"
#include "base/utf8.h"
#include "judging.h"

struct money_stage {
	struct jrt_agreement agreement[1];
	struct jrt_guarantee guarantee[1];
	struct jrt_money_trigger trigger[1];
	struct jrt_money_line line[2];
	struct jrt_account account[2];
	struct jrt_money_trigger_result result[1];
	struct jrt_settlement settlement;
};

/* Four months: met, missed, too few rows, nothing. */
static inline void reporting_stage(struct stage *stage)
{
	stage_init(stage);
	stage->criterion[0].counted_at_least = 200;
	stage_share(stage, 1, 6123, 7368);
	stage_share(stage, 2, 5582, 7120);
	stage_share(stage, 3, 90, 143);
	stage_share(stage, 4, 0, 0);
}

/* EUR 7,500.00 for February, and a line that does not count. */
static inline void reporting_money(struct stage *stage, struct money_stage *money)
{
	*money = (struct money_stage){0};
	money->guarantee[0] = (struct jrt_guarantee){.name = JB_TEXT("answer")};
	money->trigger[0] = (struct jrt_money_trigger){.remedy = JRT_TERMINATE};
	money->agreement[0] = (struct jrt_agreement){.name = JB_TEXT("acme_2026"),
						     .brand = JB_TEXT("northwind"),
						     .partner = JB_TEXT("acme"),
						     .currency = JB_TEXT("EUR"),
						     .decimals = 2,
						     .guarantee = money->guarantee,
						     .guarantee_count = 1,
						     .trigger = money->trigger};
	money->line[0] = (struct jrt_money_line){.verdict = 1,
						 .label = JB_TEXT("2026-02"),
						 .amount = 7500 * JB_FIX_ONE,
						 .applied = 7500 * JB_FIX_ONE,
						 .because = JB_TEXT("1.6 pp short"),
						 .text = JB_TEXT("credit 3% of charges")};
	money->line[1] = money->line[0];
	money->line[1].fate = JRT_LINE_NOT_HIGHEST;
	money->line[1].applied = 0;
	money->account[0] = (struct jrt_account){.label = JB_TEXT("2026-02"),
						 .credits = 7500 * JB_FIX_ONE,
						 .applied = 7500 * JB_FIX_ONE,
						 .net = 7500 * JB_FIX_ONE,
						 .final = true};
	money->account[1] = (struct jrt_account){.label = JB_TEXT("2026-03"), .provisional = true};
	money->result[0] = (struct jrt_money_trigger_result){.reason = JB_TEXT("one in three")};
	money->settlement = (struct jrt_settlement){.line = money->line,
						    .line_count = 2,
						    .account = money->account,
						    .account_count = 2,
						    .trigger = money->result,
						    .trigger_count = 1};
	stage->plan.agreement = money->agreement;
	stage->plan.agreement_count = 1;
	stage->judged.settlement = &money->settlement;
}

/* Every text that can come from outside is `name`. */
static inline void reporting_named(struct stage *stage, struct money_stage *money,
				   struct jb_text name)
{
	stage->plan.title = name;
	stage->metric[0].name = stage->metric[0].title = stage->metric[0].definition = name;
	stage->scope[0].name = stage->scope[0].title = name;
	stage->scope[0].partner = stage->scope[0].site = name;
	stage->criterion[0].name = stage->criterion[0].title = name;
	stage->criterion[0].agreement = stage->criterion[0].guarantee = name;
	stage->criterion[0].place.file = name;
	stage->source[0].name = name;
	stage->file[0].file = name;
	stage->finding[0] = (struct jrt_finding){
		.code = JB_TEXT("R0101"), .file = name, .message = name, .help = name};
	stage->measured.finding_count = 1;
	stage_judge(stage);
	for (size_t i = 0; i < stage->judged.verdict_count; i++)
		stage->judged.verdict[i].label = stage->judged.verdict[i].reason = name;
	for (size_t i = 0; i < stage->judged.measurement_count; i++)
		stage->judged.measurement[i].label = stage->judged.measurement[i].reason = name;
	reporting_money(stage, money);
	money->guarantee[0].name = money->guarantee[0].title = name;
	money->agreement[0].name = money->agreement[0].title = name;
	money->agreement[0].brand = money->agreement[0].partner = name;
	money->line[0].because = money->line[0].text = money->line[0].site = name;
	money->account[0].label = money->account[0].reason = money->result[0].reason = name;
}

static inline struct jb_buf reporting_buf(struct stage *stage)
{
	struct jb_buf buf;

	jb_buf_init(&buf, &stage->arena);
	return buf;
}

/* ---- a strict reader of XML: elements, attributes, entities and characters ---- */

struct xml_reader {
	struct jb_text text;
	size_t at;
	struct jb_text open[32];
	size_t depth, elements;
};

static inline bool xml_char(struct jb_text text, size_t at)
{
	unsigned char c = (unsigned char)text.at[at];

	return c >= 0x20 || c == '\n' || c == '\t' || c == '\r';
}

/* An entity that XML knows by itself, or a number of a character. */
static inline bool xml_entity(struct xml_reader *xml)
{
	static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
	size_t end = xml->at;

	for (size_t i = 0; i < 5; i++)
		if (jb_text_starts(jb_text_slice(xml->text, xml->at, xml->text.size),
				   jb_text_of(known[i]))) {
			xml->at += strlen(known[i]);
			return true;
		}
	if (!jb_text_starts(jb_text_slice(xml->text, xml->at, xml->text.size), JB_TEXT("&#")))
		return false;
	for (end += 2;
	     end < xml->text.size && xml->text.at[end] >= '0' && xml->text.at[end] <= '9';)
		end++;
	if (end == xml->at + 2 || end == xml->text.size || xml->text.at[end] != ';')
		return false;
	xml->at = end + 1;
	return true;
}

/* Up to the byte `end`, which is not part of it. */
static inline bool xml_content(struct xml_reader *xml, char end)
{
	while (xml->at < xml->text.size && xml->text.at[xml->at] != end) {
		if (xml->text.at[xml->at] == '<' || !xml_char(xml->text, xml->at))
			return false;
		if (xml->text.at[xml->at] == '&') {
			if (!xml_entity(xml))
				return false;
			continue;
		}
		xml->at++;
	}
	return true;
}

static inline struct jb_text xml_name(struct xml_reader *xml)
{
	size_t from = xml->at;

	for (; xml->at < xml->text.size; xml->at++) {
		char c = xml->text.at[xml->at];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == ':' ||
		      (c >= '0' && c <= '9')))
			break;
	}
	return jb_text_slice(xml->text, from, xml->at);
}

static inline bool xml_byte(struct xml_reader *xml, char c)
{
	if (xml->at >= xml->text.size || xml->text.at[xml->at] != c)
		return false;
	xml->at++;
	return true;
}

static inline bool xml_element(struct xml_reader *xml)
{
	struct jb_text name;

	xml->at++;
	if (xml_byte(xml, '/')) {
		name = xml_name(xml);
		return xml->depth > 0 && jb_text_equal(name, xml->open[--xml->depth]) &&
		       xml_byte(xml, '>');
	}
	name = xml_name(xml);
	xml->elements++;
	while (xml_byte(xml, ' ')) {
		if (xml_name(xml).size == 0 || !xml_byte(xml, '=') || !xml_byte(xml, '"') ||
		    !xml_content(xml, '"') || !xml_byte(xml, '"'))
			return false;
	}
	if (xml_byte(xml, '/'))
		return name.size > 0 && xml_byte(xml, '>');
	if (name.size == 0 || xml->depth == 32)
		return false;
	xml->open[xml->depth++] = name;
	return xml_byte(xml, '>');
}

/* How many elements there are; fails the test with the place of what is wrong. */
static inline size_t xml_elements(struct jb_text text)
{
	static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
	struct xml_reader xml = {.text = text, .at = sizeof head - 1};
	bool good = jb_text_starts(text, jb_text_of(head)) && jb_utf8_check(text) == text.size;

	while (good && xml.at < text.size) {
		if (text.at[xml.at] == '<')
			good = xml_element(&xml);
		else
			good = xml_content(&xml, '<');
	}
	if (!good || xml.depth != 0)
		fail_msg("not well-formed at byte %zu: %.*s", xml.at,
			 JB_ARG(jb_text_slice(text, xml.at > 60 ? xml.at - 60 : 0, xml.at + 60)));
	return xml.elements;
}

#endif
