/*
 * The grammar of the language. Actions build the raw tree and nothing else: no name is looked up
 * here, no number judged. A `@...@` mark is filled in from keywords.def when the compiler is
 * built.
 *
 * Four rules keep it free of conflicts while nearly every word stays usable as a name:
 *   - every statement begins with a word of the language and has at least two words;
 *   - a condition speaks of one row; an aggregate stands only after `value`;
 *   - a clause after a comma begins with a word, a list of names comes last or before one;
 *   - where a free name and a word of the language could both stand, the place takes a plain name.
 * See README.md in this folder for how to add a word or a statement.
 */
%require "3.8"
%code requires {
#include "syntax/parse_internal.h"
}
%define api.pure full
%define api.push-pull push
%define api.prefix {jy_}
%define api.token.prefix {TOK_}
%define api.token.raw
%define api.value.type {struct jy_node *}
%define api.location.type {struct jy_span}
%define parse.error custom
%define parse.lac full
%define lr.type ielr
%locations
%expect 0
%param {struct jy_parse_ctx *cx}

%code {
#define YYLLOC_DEFAULT(Current, Rhs, N) \
	((Current) = (N) ? (struct jy_span){YYRHSLOC(Rhs, 1).begin, YYRHSLOC(Rhs, N).end, \
					    YYRHSLOC(Rhs, 1).file} \
			 : (struct jy_span){YYRHSLOC(Rhs, 0).end, YYRHSLOC(Rhs, 0).end, \
					    YYRHSLOC(Rhs, 0).file})

/* N(KIND, kids...) builds a node over the span of the rule; N0(KIND) one without slots. */
#define N(KIND, ...) \
	jy_tree_make(cx->tree, JY_N_##KIND, yyloc, (struct jy_node *[]){__VA_ARGS__}, \
		     sizeof((struct jy_node *[]){__VA_ARGS__}) / sizeof(struct jy_node *))
#define N0(KIND) jy_tree_make(cx->tree, JY_N_##KIND, yyloc, NULL, 0)
/* D(KIND, head, body, kids...) builds a declaration: name and title come out of the head. */
#define D(KIND, head, ...) N(KIND, jy_head_name(head), jy_head_title(head), __VA_ARGS__)
/* Lists are left-recursive; a rejected item leaves an error node in its place, and the next
 * mistake is reported even if it comes at once: the end of the line is a firm place to stand on. */
#define LIST() jy_tree_list(cx->tree, yyloc)
#define LIST1(item) jy_tree_append(cx->tree, LIST(), item, yyloc)
#define ADD(list, item) jy_tree_append(cx->tree, list, item, yyloc)
#define BAD(list, from, to) \
	(yyerrok, jy_tree_append(cx->tree, list, jy_tree_error(cx->tree, from, to), yyloc))
#define RANGE(low, high, flags) jy_tree_flag(N(RANGE, low, high), flags)
#define CHOICE(word) jy_tree_choice(cx->tree, yyloc, JY_W_##word)

static void jy_error(const struct jy_span *at, struct jy_parse_ctx *cx, const char *message);
}

%token TERM "the end of the line"
%token LBRACE "{" RBRACE "}" LPAREN "(" RPAREN ")" COMMA "," DOT "." DOTDOT ".."
%token EQ "=" EQEQ "==" NE "!=" GE ">=" LE "<=" LT "<" GT ">" PLUS "+" MINUS "-" STAR "*" SLASH "/"
%token NAME "a name" TEXT "a text in quotes" NUMBER "a number" PERCENT "a percentage"
%token PP "a number of pp" DURATION "a duration" DATE "a date" TIME "a time"
%token INSTANT "a date with a time" CURRENCY "a currency"
@TOKENS@
%%

file: decls { cx->tree->root = N(FILE, $1); } ;
decls: %empty { $$ = LIST(); }
    | decls decl TERM { $$ = ADD($1, $2); yyerrok; }
    | decls error TERM { $$ = BAD($1, @2, @3); } ;

decl: "use" path { $$ = N(USE, $2); }
    | "use" TEXT { $$ = N(USE, $2); }
    | "brand" head brand_body { $$ = D(BRAND, $2, $3); }
    | "persona" head persona_body { $$ = D(PERSONA, $2, $3); }
    | "channel" head channel_body { $$ = D(CHANNEL, $2, $3); }
    | "calendar" head calendar_body { $$ = D(CALENDAR, $2, $3); }
    | "partner" head partner_body { $$ = D(PARTNER, $2, $3); }
    | "source" head source_body { $$ = D(SOURCE, $2, $3); }
    | "cases" sure_head "of" name cases_body { $$ = D(CASES, $2, $5, $4); }
    | "slice" sure_head "of" name "where" cond { $$ = D(SLICE, $2, NULL, $4, $6); }
    | "metric" head metric_body { $$ = D(METRIC, $2, $3); }
    | "attribute" head attribute_body { $$ = D(ATTRIBUTE, $2, $3); }
    | "journey" head journey_body { $$ = D(JOURNEY, $2, $3, NULL); }
    | "journey" head "amends" name journey_body { $$ = D(JOURNEY, $2, $5, $4); }
    | "agreement" head agreement_body { $$ = D(AGREEMENT, $2, $3); }
    | "season" head season_body { $$ = D(SEASON, $2, $3); }
    | "assessment" head assessment_body { $$ = D(ASSESSMENT, $2, $3); }
    | "framework" head framework_body { $$ = D(FRAMEWORK, $2, $3); }
    | "system" head system_body { $$ = D(SYSTEM, $2, $3); }
    | "objective" head objective_body { $$ = D(OBJECTIVE, $2, $3); }
    | "jurisdiction" head jurisdiction_body { $$ = D(JURISDICTION, $2, $3); }
    | "incident" head incident_body { $$ = D(INCIDENT_PLAN, $2, $3); }
    | "rules" head rules_body { $$ = D(RULES, $2, $3); } ;

/* Where more must follow on the line, a head that cannot be read takes the statement with it:
 * nothing would be a firm place to stand on. */
sure_head: name { $$ = N(HEAD, $1, NULL); }
    | name TEXT { $$ = N(HEAD, $1, $2); } ;
head: sure_head
    | error { $$ = N(HEAD, jy_tree_head_error(cx, yyloc), NULL); } ;

/* owner "VP Customer Care"     allow scale.single-region because "May" until 2027-05-31 */
owner: "owner" TEXT { $$ = N(OWNER, $2, NULL); }
    | "owner" TEXT "of" name { $$ = N(OWNER, $2, $4); } ;
allow: "allow" rule "because" TEXT { $$ = N(ALLOW, $2, $4, NULL); }
    | "allow" rule "because" TEXT "until" DATE { $$ = N(ALLOW, $2, $4, $6); } ;
rule: rule_words { $$ = jy_tree_squeeze(cx, JY_N_RULE, yyloc); } ;
rule_words: name | rule_words "." name | rule_words "-" name ;

/* attested culture 2026-02-10 by third_party evidence "Site visit" until 2027-02-10 */
attested: "attested" name DATE "by" name attested_marks { $$ = N(ATTESTED, $2, $3, $5, $6); } ;
attested_marks: %empty { $$ = LIST(); } | attested_marks attested_mark { $$ = ADD($1, $2); } ;
attested_mark: "evidence" texts { $$ = N(EVIDENCE, $2, NULL); } | until ;
until: "until" DATE { $$ = N(UNTIL, $2); } ;
/* review every month, last 2026-05-12 */
review: "review" "every" period { $$ = N(REVIEW, $3, NULL); }
    | "review" "every" period "," "last" DATE { $$ = N(REVIEW, $3, $6); } ;
/* action "Rota for Mondays" about process by 2026-08-31 owner "Site Director" */
planned: "action" TEXT about action_marks { $$ = N(IMPROVEMENT, $2, $3, $4); } ;
rationale: "rationale" names { $$ = N(RATIONALE, $2); } ;
complies: "complies" "with" names { $$ = N(COMPLIES, $3); } ;
crisis: "crisis" "contact" TEXT { $$ = N(CRISIS_CONTACT, $3); } ;
serves: "serves" names { $$ = N(SERVES, $2); } ;
uses: "uses" names { $$ = N(USES, $2); } ;
risk: "risk" TEXT { $$ = N(RISK, $2, NULL, NULL); }
    | "risk" TEXT "severity" name { $$ = N(RISK, $2, $4, NULL); }
    | "risk" TEXT "severity" name "mitigated" "by" TEXT { $$ = N(RISK, $2, $4, $7); } ;

/* ---- who: brand, persona, channel, calendar ------------------------------------------- */

brand_body: %empty { $$ = NULL; } | "{" brand_items "}" { $$ = $2; } ;
brand_items: %empty { $$ = LIST(); } | brand_items brand_item TERM { $$ = ADD($1, $2); }
    | brand_items error TERM { $$ = BAD($1, @2, @3); } ;
brand_item: "promise" TEXT { $$ = N(PROMISE, $2); }
    | "value" "proposition" TEXT { $$ = N(PROPOSITION, $3); }
    | "values" names { $$ = N(VALUES, $2); }
    | "profile" name { $$ = N(PROFILE, $2); }
    | "market" name { $$ = N(MARKET, $2, NULL); }
    | "market" name "speaks" names { $$ = N(MARKET, $2, $4); }
    | "claims" names { $$ = N(CLAIMS, $2); }
    | "role" head role_body { $$ = D(ROLE, $2, $3); }
    | rationale | complies | crisis | attested | review | owner | allow ;

persona_body: %empty { $$ = NULL; } | "{" persona_items "}" { $$ = $2; } ;
persona_items: %empty { $$ = LIST(); } | persona_items persona_item TERM { $$ = ADD($1, $2); }
    | persona_items error TERM { $$ = BAD($1, @2, @3); } ;
persona_item: "goal" TEXT { $$ = N(GOAL, $2); }
    | "needs" texts { $$ = N(NEEDS, $2); }
    | "quote" TEXT { $$ = N(QUOTE, $2, NULL); }
    | known | owner | allow ;

channel_body: %empty { $$ = NULL; } | "{" channel_items "}" { $$ = $2; } ;
channel_items: %empty { $$ = LIST(); } | channel_items channel_item TERM { $$ = ADD($1, $2); }
    | channel_items error TERM { $$ = BAD($1, @2, @3); } ;
channel_item: "kind" name { $$ = N(KIND, $2); }
    | "since" DATE { $$ = N(SINCE, $2); }
    | "disclosed" "as" TEXT { $$ = N(DISCLOSED, $3); }
    | owner | allow ;

calendar_body: %empty { $$ = NULL; } | "{" calendar_items "}" { $$ = $2; } ;
calendar_items: %empty { $$ = LIST(); } | calendar_items calendar_item TERM { $$ = ADD($1, $2); }
    | calendar_items error TERM { $$ = BAD($1, @2, @3); } ;
calendar_item: "zone" zone { $$ = N(ZONED, $2); }
    | "open" weekdays TIME "to" TIME { $$ = N(OPEN, $2, $3, $5); }
    | "closed" dates { $$ = N(CLOSED, $2); }
    | allow ;
weekdays: weekday { $$ = LIST1($1); } | weekdays "," weekday { $$ = ADD($1, $3); } ;
weekday: name { $$ = N(WEEKDAYS, $1, NULL); } | name "to" name { $$ = N(WEEKDAYS, $1, $3); } ;

/* ---- partner, site, team -------------------------------------------------------------- */

partner_body: %empty { $$ = NULL; } | "{" partner_items "}" { $$ = $2; } ;
partner_items: %empty { $$ = LIST(); } | partner_items partner_item TERM { $$ = ADD($1, $2); }
    | partner_items error TERM { $$ = BAD($1, @2, @3); } ;
partner_item: "site" head "in" name site_body { $$ = D(SITE, $2, $5, $4); }
    | "site" head site_body { $$ = D(SITE, $2, $3, NULL); }
    | "team" head team_body { $$ = D(TEAM, $2, $3); }
    | "kind" name { $$ = N(KIND, $2); }
    | "seats" NUMBER { $$ = N(SEATS, $2); }
    | "due" "diligence" DATE "by" name { $$ = N(DUE_DILIGENCE, $3, $5, NULL); }
    | "due" "diligence" DATE "by" name "until" DATE { $$ = N(DUE_DILIGENCE, $3, $5, $7); }
    | "audit" "every" span { $$ = N(AUDIT_EVERY, $3, NULL); }
    | "audit" "every" span "," "last" DATE { $$ = N(AUDIT_EVERY, $3, $6); }
    | "subcontracts" "to" names { $$ = N(SUBCONTRACTS, $3); }
    | "subcontracting" name { $$ = N(SUBCONTRACTING, $2); }
    | "impact" "sourcing" PERCENT { $$ = N(IMPACT_SOURCING, $3); }
    | "risk" "budget" money { $$ = N(RISK_BUDGET, $3); }
    | "launched" DATE { $$ = N(LAUNCHED, $2); }
    | "knowledge" "transfer" DATE { $$ = N(KNOWLEDGE_TRANSFER, $3); }
    | "flexes" "up" PERCENT "within" span { $$ = N(FLEXES, $3, $5); }
    | "offers" name { $$ = N(OFFERS, $2, NULL); }
    | "offers" name "measured" "by" names { $$ = N(OFFERS, $2, $5); }
    | saving | review | crisis | others | staffing ;
staffing: "delivery" names { $$ = N(DELIVERY, $2); }
    | "languages" names { $$ = N(LANGUAGES, $2); }
    | "certified" names { $$ = N(CERTIFIED, $2, NULL); }
    | "certified" names "until" DATE { $$ = N(CERTIFIED, $2, $4); }
    | "devices" name { $$ = N(DEVICES, $2); }
    | "monitors" NUMBER "contacts" "per" "agent" "every" period { $$ = N(MONITORS, $2, $7); }
    | "calibrates" "every" period { $$ = N(CALIBRATES, $3); }
    | "works" "during" name { $$ = N(WORKS_DURING, $3); }
    | "workers" "pay" "for" names { $$ = N(WORKERS_PAY, $4); }
    | "minimum" "hours" span "every" period { $$ = N(MINIMUM_HOURS, $3, $5); }
    | "sourced" "from" name { $$ = N(SOURCED_FROM, $3); }
    | "unclaimed" "after" span "to" path { $$ = N(UNCLAIMED, $3, $5); }
    | "role" head role_body { $$ = D(ROLE, $2, $3); }
    | "employment" name { $$ = N(EMPLOYMENT, $2); }
    | "heads" steps { $$ = N(HEADS, $2); }
    | "managed" "by" path { $$ = N(MANAGED_BY, $3); }
    | "span" NUMBER "heads" "per" "supervisor" { $$ = N(SUPERVISION, $2); }
    | notice | uses | complies | attested | skills | appears | owner | allow ;
notice: "notice" span { $$ = N(NOTICE, $2); } ;
saving: "saving" PERCENT "of" name { $$ = N(SAVING, $2, $4, NULL); }
    | "saving" PERCENT "of" name "per" name { $$ = N(SAVING, $2, $4, $6); } ;
/* What makes and keeps the people who serve: of a partner, a site, a team or a role. */
skills: "certified" before_first { $$ = N0(CERTIFIED_FIRST); }
    | "screened" before_first { $$ = N0(SCREENED_FIRST); }
    | "training" span before_first { $$ = N(TRAINING, $2, NULL); }
    | "training" span before_first "," "paid" "by" name { $$ = N(TRAINING, $2, $7); }
    | "competencies" texts { $$ = N(COMPETENCIES, $2); }
    | "coaching" "every" span { $$ = N(COACHING, $3); }
    | "bonds" names { $$ = N(BONDS, $2); } ;
before_first: "before" "the" "first" "contact" ;
appears: "appears" "in" path "as" texts { $$ = N(APPEARS, $3, $5); }
    | "appears" "in" "every" "row" "of" name { $$ = N(APPEARS, $6, NULL); } ;
others: "others" "are" "an" "error" { $$ = N(OTHERS, $4); }
    | "others" "counted" "apart" { $$ = N(OTHERS, $3); }
    | "others" "are" "counted" "apart" { $$ = N(OTHERS, $4); } ;
steps: step { $$ = LIST1($1); } | steps "," step { $$ = ADD($1, $3); } ;
step: NUMBER { $$ = N(STEP, $1, NULL); } | NUMBER "from" DATE { $$ = N(STEP, $1, $3); } ;

site_body: %empty { $$ = NULL; } | "{" site_items "}" { $$ = $2; } ;
site_items: %empty { $$ = LIST(); } | site_items site_item TERM { $$ = ADD($1, $2); }
    | site_items error TERM { $$ = BAD($1, @2, @3); } ;
site_item: "seats" NUMBER { $$ = N(SEATS, $2); }
    | "region" name { $$ = N(REGION, $2); }
    | "zone" zone { $$ = N(ZONED, $2); }
    | staffing ;

team_body: %empty { $$ = NULL; } | "{" team_items "}" { $$ = $2; } ;
team_items: %empty { $$ = LIST(); } | team_items staffing TERM { $$ = ADD($1, $2); }
    | team_items error TERM { $$ = BAD($1, @2, @3); } ;

role_body: %empty { $$ = NULL; } | "{" role_items "}" { $$ = $2; } ;
role_items: %empty { $$ = LIST(); } | role_items role_item TERM { $$ = ADD($1, $2); }
    | role_items error TERM { $$ = BAD($1, @2, @3); } ;
role_item: skills | owner | allow ;

/* ---- system, objective, jurisdiction, incident, rules ---------------------------------- */

system_body: %empty { $$ = NULL; } | "{" system_items "}" { $$ = $2; } ;
system_items: %empty { $$ = LIST(); } | system_items system_item TERM { $$ = ADD($1, $2); }
    | system_items error TERM { $$ = BAD($1, @2, @3); } ;
system_item: "handles" names { $$ = N(HANDLES, $2); } | owner | allow ;

objective_body: %empty { $$ = NULL; } | "{" objective_items "}" { $$ = $2; } ;
objective_items: %empty { $$ = LIST(); } | objective_items objective_item TERM { $$ = ADD($1, $2); }
    | objective_items error TERM { $$ = BAD($1, @2, @3); } ;
objective_item: "measured" "by" names { $$ = N(MEASURED_BY, $3); }
    | "milestone" TEXT "by" DATE { $$ = N(MILESTONE, $2, $4); }
    | serves | review | owner | allow ;

jurisdiction_body: %empty { $$ = NULL; } | "{" jurisdiction_items "}" { $$ = $2; } ;
jurisdiction_items: %empty { $$ = LIST(); } | jurisdiction_items jurisdiction_item TERM
	{ $$ = ADD($1, $2); }
    | jurisdiction_items error TERM { $$ = BAD($1, @2, @3); } ;
jurisdiction_item: "law" names { $$ = N(LAW, $2); }
    | "transfer" "to" names "under" TEXT { $$ = N(TRANSFER, $3, $5); }
    | owner | allow ;

incident_body: %empty { $$ = NULL; } | "{" incident_items "}" { $$ = $2; } ;
incident_items: %empty { $$ = LIST(); } | incident_items incident_item TERM { $$ = ADD($1, $2); }
    | incident_items error TERM { $$ = BAD($1, @2, @3); } ;
incident_item: "step" TEXT { $$ = N(INCIDENT_STEP, $2, NULL); }
    | "step" TEXT "within" span { $$ = N(INCIDENT_STEP, $2, $4); }
    | "communicates" "within" span { $$ = N(COMMUNICATES, $3); }
    | owner | allow ;

rules_body: %empty { $$ = NULL; } | "{" rules_items "}" { $$ = $2; } ;
rules_items: %empty { $$ = LIST(); } | rules_items rules_item TERM { $$ = ADD($1, $2); }
    | rules_items error TERM { $$ = BAD($1, @2, @3); } ;
rules_item: "rule" rule name { $$ = N(RULE_LEVEL, $2, $3, NULL); }
    | "rule" rule name "because" TEXT { $$ = N(RULE_LEVEL, $2, $3, $5); }
    | "as" "of" DATE { $$ = N(AS_OF, $3); } ;

/* ---- source --------------------------------------------------------------------------- */

source_body: %empty { $$ = NULL; } | "{" source_items "}" { $$ = $2; } ;
source_items: %empty { $$ = LIST(); } | source_items source_item TERM { $$ = ADD($1, $2); }
    | source_items error TERM { $$ = BAD($1, @2, @3); } ;
source_item: "format" name format_tails { $$ = N(FORMAT, $2, $3); }
    | "covers" "given" { $$ = N(COVERS, $2); }
    | "covers" "its" "rows" { $$ = N(COVERS, $3); }
    | "covers" DATE "to" DATE { $$ = N(COVERS_DATES, $2, $4); }
    | "covers" "from" "file" "name" TEXT { $$ = N(COVERS_NAME, $5); }
    | "delivered" "every" period "by" "day" NUMBER { $$ = N(DELIVERED_EVERY, $3, $6); }
    | "identify" "by" names { $$ = N(IDENTIFY, $3, NULL); }
    | "identify" "by" names "," "keep" "latest" "by" name { $$ = N(IDENTIFY, $3, $8); }
    | "time" name { $$ = N(TIME_OF, $2); }
    | "incident" name { $$ = N(INCIDENT, $2); }
    | "each" "row" "covers" calendar_unit "of" name zoned { $$ = N(ROW_COVERS, $4, $6, $7); }
    | "every" period zoned_opt { $$ = N(EVERY, $2, $3); }
    | "over" "one" "period" zoned_opt { $$ = N(EVERY, N(PERIOD, CHOICE(ONE), NULL, NULL), $4); }
    | "skip" NUMBER "lines" { $$ = N(SKIP_LINES, $2); }
    | "stop" "at" "a" "row" "where" cond { $$ = N(STOP_AT, $6); }
    | "schema" name source_schema { $$ = N(SCHEMA, $2, NULL, $3, NULL); }
    | "schema" name "until" DATE source_schema { $$ = N(SCHEMA, $2, NULL, $5, $4); }
    | "column" name column { $$ = jy_tree_set($3, JY_COLUMN_NAME, $2, yyloc); }
    | "tolerate" "at" "most" PERCENT "rejected" "rows" { $$ = N(TOLERATE, $4); }
    | "tolerate" "no" "rejected" "rows" { $$ = N(TOLERATE, NULL); }
    | rows_item | others | appears | owner | allow ;
source_schema: "{" source_items "}" { $$ = $2; } ;

/* What a source and a set of cases share: the fate of rows and the names given to what they say. */
rows_item: "ignore" "where" cond { $$ = N(IGNORE, $3); }
    | "require" cond { $$ = N(REQUIRE, $2, NULL, NULL); }
    | "require" cond "else" fate { $$ = N(REQUIRE, $2, $4, NULL); }
    | "require" cond "else" fate "," "at" "most" PERCENT "of" "rows"
	{ $$ = N(REQUIRE, $2, $4, $8); }
    | "let" name "=" let_value { $$ = N(LET, $2, $4); }
    | "slice" sure_head "where" cond { $$ = D(SLICE, $2, NULL, NULL, $4); } ;
fate: "reject" "row" { $$ = N0(REJECT_ROW); }
    | "make" name "missing" { $$ = N(MAKE_MISSING, $2); }
    | "warn" { $$ = N0(WARN); } ;

format_tails: %empty { $$ = LIST(); } | format_tails "," format_tail { $$ = ADD($1, $3); } ;
format_tail: "separated" "by" separator { $$ = N(SEPARATED, $3); }
    | "decimal" "comma" { $$ = N(DECIMAL, $2); } | "decimal" "point" { $$ = N(DECIMAL, $2); }
    | "encoding" name { $$ = N(ENCODING, $2); } | "encoding" TEXT { $$ = N(ENCODING, $2); } ;
separator: "tab" | "semicolon" | "comma" | "pipe" | TEXT ;

/* column wait duration from "Queue Time" in seconds or the same parts a line each in a block */
column: column_type column_tails { $$ = N(COLUMN, NULL, $1, $2); }
    | column_type "{" column_lines "}" { $$ = N(COLUMN, NULL, $1, $3); }
    | "one" "of" texts column_tails
	{ $$ = N(COLUMN, NULL, NULL, jy_tree_prepend(cx->tree, $4, N(COL_ONE_OF, $3))); } ;
column_tails: %empty { $$ = LIST(); } | column_tails column_tail { $$ = ADD($1, $2); } ;
column_lines: %empty { $$ = LIST(); } | column_lines column_tail TERM { $$ = ADD($1, $2); }
    | column_lines error TERM { $$ = BAD($1, @2, @3); } ;
column_type: type_word { $$ = N(TYPE, $1, NULL, NULL); }
    | "rating" signed ".." signed { $$ = N(TYPE, $1, $2, $4); }
    | "number" signed ".." signed { $$ = N(TYPE, $1, $2, $4); } ;
type_word: "text" | "timestamp" | "date" | "clock" | "flag" | "duration" | "number" | "count"
    | "money" | "share" | "rating" ;
column_tail: "from" TEXT { $$ = N(COL_FROM, $2); }
    | "from" "column" NUMBER { $$ = N(COL_FROM_NUMBER, $3); }
    | "from" signed ".." signed { $$ = N(COL_FROM_SCALE, $2, $4); }
    | "as" TEXT { $$ = N(COL_AS, $2); }
    | "years" NUMBER "to" NUMBER { $$ = N(COL_YEARS, $2, $4); }
    | "zone" zone { $$ = N(COL_ZONE, $2); }
    | "in" zone { $$ = N(COL_IN, $2); }
    | "in" unit { $$ = N(COL_IN, $2); }
    | "in" "parts" "of" NUMBER { $$ = N(COL_PARTS, $4); }
    | "rounded" "to" amount rounding { $$ = N(COL_ROUNDED, $3, $4); }
    | "rounded" "down" { $$ = N(COL_ROUNDED, NULL, $2); }
    | "yes" texts { $$ = N(COL_YES, $2); }
    | "no" texts { $$ = N(COL_NO, $2); }
    | "missing" texts { $$ = N(COL_MISSING, $2); }
    | "one" "of" texts { $$ = N(COL_ONE_OF, $3); }
    | "reported" path { $$ = N(COL_REPORTED, $2, NULL); }
    | "reported" path "," "mean" "over" path { $$ = N(COL_REPORTED, $2, N(MEAN_OVER, $6)); }
    | "reported" path "," "shown" "to" amount rounding
	{ $$ = N(COL_REPORTED, $2, N(SHOWN_TO, $6, $7)); } ;
unit: span_unit | "ms" | "percent" ;

let_value: cond
    | "from" path "to" path { $$ = N(INTERVAL, $2, $4, NULL, NULL); }
    | "from" path "to" path "," "past" "midnight" { $$ = N(INTERVAL, $2, $4, $7, NULL); }
    | "duration" "from" path "to" path "during" name { $$ = N(INTERVAL, $3, $5, NULL, $7); }
    | date_column "at" name { $$ = N(DATE_AT, $1, $3, NULL); }
    | date_column "at" name zoned { $$ = N(DATE_AT, $1, $3, $4); }
    | date_column "at" which event { $$ = N(VALUE_AT, $1, $3, $4); }
    | event_word "at" which event { $$ = N(VALUE_AT, jy_tree_as_name($1), $3, $4); }
    | "count" "of" "step" TEXT { $$ = N(STEP_COUNT, $4); }
    | "any" "step" "after" name { $$ = N(STEP_AFTER, NULL, $4); }
    | "any" "step" TEXT "after" name { $$ = N(STEP_AFTER, $3, $5); }
    | "deviates" "from" path { $$ = N(DEVIATES, $3, NULL); }
    | "deviates" "from" path "by" names { $$ = N(DEVIATES, $3, $5); } ;

date_column: NAME | date_word { $$ = jy_tree_as_name($1); } ;
/* Words that are likely names of what an event says. */
event_word: "agent" | "channel" | "kind" | "partner" | "region" | "severity" | "site"
    | "stage" | "state" | "team" ;
/* Words that are likely names of a date column; `from` and its like would read two ways. */
date_word: "date" | "day" | "month" | "start" | "end" | "on" ;

/* cases tickets of helpdesk { case ticket, step activity, time at ... } */
cases_body: "{" cases_items "}" { $$ = $2; } ;
cases_items: %empty { $$ = LIST(); } | cases_items cases_item TERM { $$ = ADD($1, $2); }
    | cases_items error TERM { $$ = BAD($1, @2, @3); } ;
cases_item: "case" name "," "step" name "," "time" name { $$ = N(CASE_KEYS, $2, $5, $8); }
    | "starts" "at" which event { $$ = N(CASE_STARTS, $3, $4); }
    | "ends" "at" which event { $$ = N(CASE_ENDS, $3, $4); }
    | "in" "the" "period" "of" "its" "start" { $$ = N(CASE_PERIOD, $6); }
    | "in" "the" "period" "of" "its" "end" { $$ = N(CASE_PERIOD, $6); }
    | "every" period zoned_opt { $$ = N(EVERY, $2, $3); }
    | rows_item | owner | allow ;
which: "first" | "last" ;
event: "event" | TEXT ;

/* ---- metric, attribute ---------------------------------------------------------------- */

metric_body: %empty { $$ = NULL; } | "{" metric_items "}" { $$ = $2; } ;
metric_items: %empty { $$ = LIST(); } | metric_items metric_item TERM { $$ = ADD($1, $2); }
    | metric_items error TERM { $$ = BAD($1, @2, @3); } ;
metric_item: "from" name { $$ = N(FROM, $2); }
    | "value" aggregate { $$ = N(VALUE, $2); }
    | "better" direction { $$ = N(BETTER, $2, NULL); }
    | "better" direction "," "watch" "with" names { $$ = N(BETTER, $2, $6); }
    | "every" period zoned_opt { $$ = N(EVERY, $2, $3); }
    | "over" "one" "period" zoned_opt { $$ = N(EVERY, N(PERIOD, CHOICE(ONE), NULL, NULL), $4); }
    | "rolls" "up" "by" rolls { $$ = N(ROLLS_UP, $4); }
    | "shares" "rounded" "to" amount rounding { $$ = N(SHARES_ROUNDED, $4, $5); }
    | "aspect" names { $$ = N(ASPECT, $2); }
    | "fundamental" name { $$ = N(FUNDAMENTAL, $2); }
    | "source" TEXT { $$ = N(LITERATURE, $2); }
    | serves | measuring | others | owner | allow ;
direction: "higher" | "lower" ;
rolls: "last" | "max" | "mean" ;
/* Terms on the strength of a figure: in a metric they hold everywhere, in a guarantee only
 * there. */
measuring: "no" "rows" "means" "zero" { $$ = N(NO_ROWS, $4); }
    | "no" "rows" "means" "not" "measured" { $$ = N(NO_ROWS, $4); }
    | "usable" "at" "least" PERCENT { $$ = N(USABLE, $4); }
    | "at" "least" NUMBER "counted" { $$ = N(COUNTED, $3); } ;

attribute_body: %empty { $$ = NULL; } | "{" attribute_items "}" { $$ = $2; } ;
attribute_items: %empty { $$ = LIST(); } | attribute_items attribute_item TERM { $$ = ADD($1, $2); }
    | attribute_items error TERM { $$ = BAD($1, @2, @3); } ;
attribute_item: "measured" "by" names { $$ = N(MEASURED_BY, $3); } | owner | allow ;

/* ---- journey, stage, touchpoint ------------------------------------------------------- */

journey_body: %empty { $$ = NULL; } | "{" journey_items "}" { $$ = $2; } ;
journey_items: %empty { $$ = LIST(); } | journey_items journey_item TERM { $$ = ADD($1, $2); }
    | journey_items error TERM { $$ = BAD($1, @2, @3); } ;
journey_item: "brand" name { $$ = N(BRAND_REF, $2); }
    | "persona" names { $$ = N(PERSONA_REF, $2); }
    | "scale" signed "to" signed { $$ = N(SCALE, $2, $4); }
    | "scale" "none" { $$ = N(SCALE, NULL, NULL); }
    | "periods" zoned { $$ = N(PERIODS, $2); }
    | "outcome" criterion { $$ = N(OUTCOME, $2); }
    | "stage" head stage_body { $$ = D(STAGE, $2, $3); }
    | "variant" head { $$ = D(VARIANT, $2, NULL); }
    | "state" name { $$ = N(STATE, $2); }
    | "follows" name { $$ = N(FOLLOWS, $2); }
    | "budget" "at" "most" NUMBER name { $$ = N(BUDGET, $4, $5); }
    | incidents | review | planned | serves | risk | success | known | owner | allow ;
incidents: "incidents" "follow" name { $$ = N(INCIDENTS_FOLLOW, $3); } ;

stage_body: %empty { $$ = NULL; } | "{" stage_items "}" { $$ = $2; } ;
stage_items: %empty { $$ = LIST(); } | stage_items stage_item TERM { $$ = ADD($1, $2); }
    | stage_items error TERM { $$ = BAD($1, @2, @3); } ;
stage_item: "touchpoint" touch_head touchpoint_body { $$ = D(TOUCHPOINT, $2, $3); }
    | moment_item ;
touch_head: head | TEXT { $$ = N(HEAD, NULL, $1); } ;

touchpoint_body: %empty { $$ = NULL; } | "{" touchpoint_items "}" { $$ = $2; } ;
touchpoint_items: %empty { $$ = LIST(); } | touchpoint_items touchpoint_item TERM
	{ $$ = ADD($1, $2); }
    | touchpoint_items error TERM { $$ = BAD($1, @2, @3); } ;
touchpoint_item: "channel" names { $$ = N(CHANNEL_REF, $2); }
    | "delivered" "by" path { $$ = N(DELIVERED_BY, $3, NULL); }
    | "delivered" "by" path "during" name { $$ = N(DELIVERED_BY, $3, $5); }
    | "customer" "acts" { $$ = N0(CUSTOMER_ACTS); }
    | "feels" feeling { $$ = N(FEELS, $2); }
    | "feels" emotions by_persona { $$ = N(FEELS_NAMED, $2, $3); }
    | "peak" feeling about { $$ = N(PEAK, $2, $3); }
    | "peak" feeling about_by { $$ = N(PEAK, jy_tree_felt_by(cx, $2, $3), $3->kid[0]); }
    | "trough" feeling about { $$ = N(TROUGH, $2, $3); }
    | "trough" feeling about_by { $$ = N(TROUGH, jy_tree_felt_by(cx, $2, $3), $3->kid[0]); }
    | "then" thens { $$ = N(THEN, $2); }
    | "moment" "of" "truth" { $$ = N0(MOMENT_OF_TRUTH); }
    | "empowered" "to" TEXT empowered_marks { $$ = N(EMPOWERED, $3, $4); }
    | "purpose" names { $$ = N(PURPOSE, $2); }
    | "complexity" name { $$ = N(COMPLEXITY, $2); }
    | "primary" "touchpoint" { $$ = N0(PRIMARY); }
    | "consulted" names { $$ = N(CONSULTED, $2); }
    | "informed" names { $$ = N(INFORMED, $2); }
    | "verifies" "identity" { $$ = N0(VERIFIES_IDENTITY); }
    | "recovers" "from" paths { $$ = N(RECOVERS, $3); }
    | uses
    | "handles" names { $$ = N(HANDLES, $2); }
    | "seen" "in" paths { $$ = N(SEEN_IN, $3); }
    | "seen" "as" texts { $$ = N(SEEN_AS, NULL, $3); }
    | "seen" "as" path texts { $$ = N(SEEN_AS, $3, $4); }
    | "felt" "by" names { $$ = N(FELT_BY, $3); }
    | "repeats" "every" span { $$ = N(REPEATS, $3); }
    | "may" "repeat" { $$ = N0(MAY_REPEAT); }
    | "may" "be" "left" "out" { $$ = N0(MAY_BE_LEFT_OUT); }
    | "any" "order" "with" paths { $$ = N(ANY_ORDER, $4); }
    | moment_item ;

/* What may be said of a stage as well as of a touchpoint: the lanes of a map and a blueprint. */
moment_item: "takes" takes { $$ = N(TAKES, $2); }
    | "only" "in" names { $$ = N(ONLY_IN, $3); }
    | "evidence" texts in_variant { $$ = N(EVIDENCE, $2, $3); }
    | lane texts lane_marks { $$ = N(LANE, $1, $2, $3); }
    | "agrees" "with" lane { $$ = N(AGREES_WITH, $3); }
    | "does" texts { $$ = N(DOES, $2); }
    | "thinks" texts { $$ = N(THINKS, $2); }
    | "quote" TEXT by_persona { $$ = N(QUOTE, $2, $3); }
    | "pain" TEXT { $$ = N(PAIN, $2, NULL); }
    | "pain" TEXT "severity" name { $$ = N(PAIN, $2, $4); }
    | "opportunity" TEXT { $$ = N(OPPORTUNITY, $2); }
    | planned | risk | success | known | owner | allow ;
empowered_marks: %empty { $$ = LIST(); } | empowered_marks empowered_mark { $$ = ADD($1, $2); } ;
empowered_mark: "accountable" TEXT { $$ = N(ACCOUNTABLE, $2, NULL); }
    | "accountable" TEXT "of" name { $$ = N(ACCOUNTABLE, $2, $4); }
    | "recognised" "by" TEXT { $$ = N(RECOGNISED, $3); } ;
lane: "frontstage" | "backstage" | "support" ;
lane_marks: %empty { $$ = LIST(); } | lane_marks lane_mark { $$ = ADD($1, $2); } ;
lane_mark: "fails" TEXT { $$ = N(FAILS, $2); }
    | "in" names { $$ = N(ONLY_IN, $2); }
    | "moment" "of" "truth" { $$ = N0(MOMENT_OF_TRUTH); } ;
in_variant: %empty { $$ = NULL; } | "in" names { $$ = $2; } ;
by_persona: %empty { $$ = NULL; } | "by" name { $$ = $2; } ;

/* feels -3 then +1 "At last" by maria      feels frustration 3, hope 1 of 5 */
feeling: signed text_opt by_persona { $$ = N(FEELING, $1, NULL, NULL, $2, $3); }
    | signed "then" signed text_opt by_persona { $$ = N(FEELING, $1, $3, NULL, $4, $5); }
    | "from" signed "to" signed text_opt by_persona { $$ = N(FEELING, $2, NULL, $4, $5, $6); } ;
about: %empty { $$ = NULL; } | "about" names { $$ = $2; } ;
/* The two may come in either order. */
about_by: "about" names "by" name { $$ = LIST1($2); $$ = ADD($$, $4); } ;
emotions: emotion { $$ = LIST1($1); } | emotions "," emotion { $$ = ADD($1, $3); } ;
emotion: emotion_name { $$ = N(EMOTION, $1, NULL, NULL); }
    | emotion_name NUMBER { $$ = N(EMOTION, $1, $2, NULL); }
    | emotion_name NUMBER "of" NUMBER { $$ = N(EMOTION, $1, $2, $4); } ;
emotion_name: NAME | emotion_word { $$ = jy_tree_as_name($1); } ;
emotion_word: "pain" | "relief" | "alone" ;
thens: a_then { $$ = LIST1($1); } | thens "," a_then { $$ = ADD($1, $3); } ;
a_then: path then_marks { $$ = N(NEXT, $1, $2); } ;
then_marks: %empty { $$ = LIST(); } | then_marks then_mark { $$ = ADD($1, $2); } ;
then_mark: "when" TEXT { $$ = N(WHEN, $2); }
    | "in" name { $$ = N(ONLY_IN, LIST1($2)); }
    | "by" "agreement" { $$ = N0(BY_AGREEMENT); }
    | "by" "hand" { $$ = N0(BY_HAND); }
    | "share" PERCENT { $$ = N(NEXT_SHARE, $2); }
    | "carrying" carried { $$ = N(CARRYING, $2); } ;
carried: TEXT { $$ = LIST1($1); } | carried "and" TEXT { $$ = ADD($1, $3); } ;
takes: a_take { $$ = LIST1($1); } | takes "," a_take { $$ = ADD($1, $3); } ;
a_take: length variant_opt { $$ = N(TAKE, $1, NULL, $2); }
    | length "to" span variant_opt { $$ = N(TAKE, $1, $3, $4); } ;
length: span | NUMBER ;
variant_opt: %empty { $$ = NULL; } | "in" name { $$ = $2; } ;
known: "known" "from" name { $$ = N(KNOWN_FROM, $3, NULL); }
    | "known" "from" name "," counts { $$ = N(KNOWN_FROM, $3, $5); } ;
counts: a_count { $$ = LIST1($1); } | counts "," a_count { $$ = ADD($1, $3); } ;
a_count: NUMBER name { $$ = N(A_COUNT, $1, $2); } ;

/* ---- criteria ------------------------------------------------------------------------- */

success: "success" criterion { $$ = N(SUCCESS, $2); } ;
criterion: path scopes test first_clause clauses
	{ $$ = N(CRITERION, $1, $2, $3, jy_tree_prepend(cx->tree, $5, $4)); } ;
test: range
    | "no" "worse" "than" "for" subject { $$ = N(NO_WORSE, $5, NULL); }
    | "no" "worse" "than" "for" subject "by" "more" "than" amount { $$ = N(NO_WORSE, $5, $9); } ;
first_clause: %empty { $$ = NULL; }
    | "every" period zoned_opt { $$ = N(EVERY, $2, $3); }
    | "during" name { $$ = N(DURING, $2); }
    | "on" DATE { $$ = N(ON, $2); } ;
clauses: %empty { $$ = LIST(); } | clauses "," clause { $$ = ADD($1, $3); } ;
clause: "every" period zoned_opt { $$ = N(EVERY, $2, $3); }
    | "at" "least" NUMBER "counted" { $$ = N(COUNTED, $3); }
    | "usable" "at" "least" PERCENT { $$ = N(USABLE, $4); }
    | "with" PERCENT "confidence" { $$ = N(CONFIDENCE, $2); }
    | "from" DATE range { $$ = N(FROM_DATE, $2, $3); }
    | "from" "the" "first" { $$ = N0(FROM_THE_FIRST); }
    | "during" name { $$ = N(DURING, $2); }
    | "except" "during" name { $$ = N(EXCEPT_DURING, $3); }
    | "watch" "with" name { $$ = N(WATCH_WITH, $3); } ;

/* Which rows a figure is taken over. */
scopes: %empty { $$ = LIST(); } | scopes scope { $$ = ADD($1, $2); } ;
scope: "in" path { $$ = N(IN_SLICE, $2); }
    | "for" subject { $$ = N(FOR, $2); }
    | "of" subject { $$ = N(FOR, $2); } ;
subject: subject_word path { $$ = N(SUBJECT, $1, $2); }
    | "each" subject_word { $$ = N(EACH, $2); } ;
subject_word: "site" | "team" | "partner" | "channel" | "variant" ;

/* at least 80%    above 3%    46s to 48s (both in)    at least 96.667% and below 98.334% */
range: "at" "least" amount { $$ = RANGE($3, NULL, 0); }
    | "at" "most" amount { $$ = RANGE(NULL, $3, 0); }
    | "above" amount { $$ = RANGE($2, NULL, JY_F_LOW_OUT); }
    | "below" amount { $$ = RANGE(NULL, $2, JY_F_HIGH_OUT); }
    | amount "to" amount { $$ = RANGE($1, $3, 0); }
    | "at" "least" amount "and" "below" amount { $$ = RANGE($3, $6, JY_F_HIGH_OUT); }
    | "at" "least" amount "and" "at" "most" amount { $$ = RANGE($3, $7, 0); }
    | "above" amount "and" "below" amount { $$ = RANGE($2, $5, JY_F_LOW_OUT | JY_F_HIGH_OUT); }
    | "above" amount "and" "at" "most" amount { $$ = RANGE($2, $6, JY_F_LOW_OUT); }
    | ">=" amount { $$ = RANGE($2, NULL, JY_F_SIGN); }
    | "<=" amount { $$ = RANGE(NULL, $2, JY_F_SIGN); }
    | ">" amount { $$ = RANGE($2, NULL, JY_F_LOW_OUT | JY_F_SIGN); }
    | "<" amount { $$ = RANGE(NULL, $2, JY_F_HIGH_OUT | JY_F_SIGN); } ;

/* ---- agreement ------------------------------------------------------------------------ */

agreement_body: %empty { $$ = NULL; } | "{" agreement_items "}" { $$ = $2; } ;
agreement_items: %empty { $$ = LIST(); } | agreement_items agreement_item TERM { $$ = ADD($1, $2); }
    | agreement_items error TERM { $$ = BAD($1, @2, @3); } ;
agreement_item: "between" name "and" name { $$ = N(BETWEEN_PARTIES, $2, $4); }
    | "runs" DATE "to" DATE { $$ = N(RUNS, $2, $4); }
    | "charges" money every_opt charge_steps { $$ = N(CHARGES, $2, $3, $4); }
    | "charges" "from" path "every" period { $$ = N(CHARGES_FROM, $3, $5); }
    | "charges" "given" { $$ = N(CHARGES_GIVEN, NULL, NULL); }
    | "charges" "given" "in" name every_opt { $$ = N(CHARGES_GIVEN, $4, $5); }
    | "last" "period" "uses" "charges" "of" "the" "same" "period" { $$ = N0(LAST_PERIOD_SAME); }
    | "credits" "at" "most" "the" "amount" "at" "risk" excess_opt { $$ = N(CREDITS_CAP, NULL, $8); }
    | "credits" "at" "most" sum_of_money excess_opt { $$ = N(CREDITS_CAP, $4, $5); }
    | excess
    | "pool" sure_head PERCENT "of" money_base { $$ = D(POOL, $2, NULL, $3, $5); }
    | "weights" "add" "up" "to" PERCENT { $$ = N(WEIGHTS_TOTAL, $5); }
    | "pools" "may" "add" "up" "to" "more" "than" PERCENT { $$ = N(POOLS_ABOVE, $8); }
    | "bonus" "offsets" "credits" "of" "the" "same" "period" { $$ = N(BONUS_OFFSETS, $6); }
    | "bonus" "offsets" "nothing" { $$ = N(BONUS_OFFSETS, $3); }
    | "settled" "every" period { $$ = N(SETTLED, $3); }
    | "one" "incident" "," "one" one_level "," "chosen" "by" name { $$ = N(ONE_INCIDENT, $9); }
    | "restate" "within" span { $$ = N(RESTATE, $3); }
    | "audit" "differs" "by" "more" "than" amount { $$ = N(AUDIT_DIFFERS, $6); }
    | "missing" "data" "counts" "as" "missed" "after" span { $$ = N(MISSING_DATA, $7); }
    | "guarantee" head guarantee_body { $$ = D(GUARANTEE, $2, $3); }
    | "relief" TEXT moment "to" moment for_guarantees approved
	{ $$ = N(RELIEF, $2, $3, $5, $6, $7); }
    | "relief" "for" "the" "period" "when" "count" "of" path test_volume for_guarantees approved
	{ $$ = N(RELIEF_PERIOD, $8, $9, $10, $11); }
    | "relief" "for" "the" "period" "when" path range for_guarantees approved
	{ $$ = N(RELIEF_WHEN, $6, $7, $8, $9); }
    | "relief" "for" "the" "rows" "of" path test_volume last_first for_guarantees approved
	{ $$ = N(RELIEF_ROWS, $6, $7, $8, $9, $10); }
    | remedy "when" failing NUMBER "periods" "running" { $$ = N(TERMINATE, $3, $4, NULL, $1); }
    | remedy "when" failing "in" "any" NUMBER "of" NUMBER "periods" "running"
	{ $$ = N(TERMINATE, $3, $6, $8, $1); }
    | remedy "when" "points" range "in" "any" NUMBER "periods" "running"
	{ $$ = N(TERMINATE, N(POINTS_IN, $4), $7, NULL, $1); }
    | "amendment" head "from" DATE agreement_body { $$ = D(AMENDMENT, $2, $5, $4); }
    | "guarantee" name "ends" { $$ = N(GUARANTEE_ENDS, $2); }
    | "amounts" "indexed" "by" PERCENT "from" DATE { $$ = N(INDEXED, $4, $6); }
    | "fee" money "for" "each" path { $$ = N(FEE, $2, $5, NULL); }
    | "fee" money "for" "each" path "when" path range
	{ $$ = N(FEE, $2, $5, N(FEE_WHEN, $7, $8)); }
    | "fee" money "for" "each" "row" "of" path "short" "of" PERCENT "of" path
	{ $$ = N(FEE, $2, $7, N(FEE_SHORT_OF, $10, $12)); }
    | "volume" "within" PERCENT "of" path { $$ = N(VOLUME_BAND, $3, $5); }
    | "obliges" name "to" TEXT { $$ = N(OBLIGES, $2, $4); }
    | "empowers" paths { $$ = N(EMPOWERS, $2); }
    | rationale | incidents | review | notice | terms ;
one_level: "level" | "guarantee" ;
moment: INSTANT | DATE ;
test_volume: "above" PERCENT "of" path { $$ = N(VOLUME_ABOVE, $2, $4); } ;
last_first: %empty { $$ = NULL; } | "," "last" "ones" "first" { $$ = $2; } ;
for_guarantees: %empty { $$ = NULL; } | "for" names { $$ = $2; } ;
approved: %empty { $$ = NULL; } | "approved" "by" TEXT { $$ = N(APPROVED, $3, NULL); }
    | "approved" "by" TEXT "evidence" texts { $$ = N(APPROVED, $3, $5); } ;
/* What one may do when guarantees go on being missed, and what counts as that. */
remedy: "terminate" | "rectify" | "step" "in" { $$ = $1; } ;
failing: path "missed" { $$ = N(FAILING, $1, NULL); }
    | path "missed" level { $$ = N(FAILING, $1, $3); }
    | "any" "guarantee" "missed" { $$ = N(FAILING, NULL, NULL); }
    | "any" "guarantee" "missed" level { $$ = N(FAILING, NULL, $4); }
    | "credits" "owed" { $$ = N0(CREDITS_OWED); } ;
every_opt: %empty { $$ = NULL; } | "every" period { $$ = $2; } ;
charge_steps: %empty { $$ = LIST(); }
    | charge_steps "," "from" DATE money { $$ = ADD($1, N(CHARGE_STEP, $4, $5)); } ;
excess_opt: %empty { $$ = NULL; } | "," excess { $$ = $2; } ;
excess: "excess" "lapses" { $$ = N(EXCESS, $2); }
    | "excess" "carries" "forward" { $$ = N(EXCESS, $2); }
    | "excess" "is" "paid" { $$ = N(EXCESS, $3); } ;

guarantee_body: %empty { $$ = NULL; } | "{" guarantee_items "}" { $$ = $2; } ;
guarantee_items: %empty { $$ = LIST(); } | guarantee_items guarantee_item TERM { $$ = ADD($1, $2); }
    | guarantee_items error TERM { $$ = BAD($1, @2, @3); } ;
guarantee_item: "measure" path measure_scopes { $$ = N(MEASURE, $2, $3); }
    | "worst" subject_word "counts" { $$ = N(WORST_COUNTS, $2); }
    | "expected" target { $$ = N(EXPECTED, $2, NULL); }
    | "expected" target when_in_force { $$ = N(EXPECTED, $2, $3); }
    | "expected" "as" "in" "the" "journey" { $$ = N0(EXPECTED_AS_JOURNEY); }
    | "minimum" target { $$ = N(MINIMUM, $2, NULL); }
    | "minimum" target when_in_force { $$ = N(MINIMUM, $2, $3); }
    | "weight" PERCENT { $$ = N(WEIGHT, $2, NULL); }
    | "weight" PERCENT "of" money_base { $$ = N(WEIGHT, $2, $4); }
    | "credit" "returned" "when" level "met" "in" "the" NUMBER "periods" "after" "it" returned_opt
	{ $$ = N(CREDIT_RETURNED, $4, $8, $12); }
    | "credit" "returned" "when" level "met" "over" "the" "contract" "year" returned_opt
	{ $$ = N(CREDIT_RETURNED, $4, NULL, $10); }
    | "fewer" "than" NUMBER "counted" "allows" NUMBER failures { $$ = N(FEW_ALLOWED, $3, $6); }
    | "no" "bonus" "unless" path "met" { $$ = N(NO_BONUS_UNLESS, $4); }
    | "points" NUMBER "when" trigger { $$ = N(POINTS_WHEN, $2, $4); }
    | "points" "double" "when" "missed" "the" "period" "before" { $$ = N0(POINTS_DOUBLE); }
    | "mean" "of" "values" over_periods { $$ = N(OVER_PERIODS, $1, $4, NULL); }
    | "mean" "of" "values" over_periods "," "first" "alone" { $$ = N(OVER_PERIODS, $1, $4, $6); }
    | "pooled" over_periods { $$ = N(OVER_PERIODS, $1, $2, NULL); }
    | "pooled" over_periods "," "first" "alone" { $$ = N(OVER_PERIODS, $1, $2, $4); }
    | "round" "to" amount rounding { $$ = N(ROUND, $3, $4); }
    | "never" "rounded" { $$ = N0(NEVER_ROUNDED); }
    | "with" PERCENT "confidence" { $$ = N(CONFIDENCE, $2); }
    | serves | measuring | terms ;
target: range | "none" { $$ = N0(NONE); } ;
when_in_force: "from" DATE { $$ = N(FROM_DATE, $2, NULL); } | "on" DATE { $$ = N(ON, $2); } ;
failures: "failure" | "failures" ;
returned_opt: %empty { $$ = NULL; } | "," PERCENT "of" "the" "credit" { $$ = $2; } ;
over_periods: "over" NUMBER "periods" { $$ = $2; } ;
measure_scopes: %empty { $$ = LIST(); } | measure_scopes scope { $$ = ADD($1, $2); }
    | measure_scopes "at" path { $$ = ADD($1, N(AT, $3)); } ;

/* Terms that an agreement states for all its guarantees and a guarantee for itself. */
terms: "every" period zoned_opt { $$ = N(EVERY, $2, $3); }
    | "every" period zoned_opt "," "from" "the" "first"
	{ $$ = N(EVERY, jy_tree_flag($2, JY_F_FROM_FIRST), $3); }
    | "part" "periods" "judged" { $$ = N(PART_PERIODS, $3); }
    | "part" "periods" "not" "judged" { $$ = N(PART_PERIODS, $3); }
    | "part" "periods" "joined" "to" "the" "next" { $$ = N(PART_PERIODS, $3); }
    | "at" "risk" sum_of_money every_opt excess_opt { $$ = N(AT_RISK, $3, $4, $5); }
    | "credit" payment { $$ = jy_tree_recast($2, JY_N_CREDIT, yyloc); }
    | "bonus" payment { $$ = jy_tree_recast($2, JY_N_BONUS, yyloc); }
    | "highest" "credit" "applies" { $$ = N(OVERLAP, $1); }
    | "credits" "add" "up" { $$ = N(OVERLAP, $2); }
    | "no" "credits" "before" DATE { $$ = N(NO_CREDITS_BEFORE, $4); }
    | owner | allow ;

/* EUR 5_000 when above 5% 1% of charges per full 1pp short of expected, at most 6% of charges */
payment: sum_of_money "when" trigger { $$ = N(CREDIT, $1, $3, NULL, NULL); }
    | sum_of_money per_step cap_opt { $$ = N(CREDIT, $1, NULL, $2, $3); }
    | sum_of_money per_step "when" trigger cap_opt { $$ = N(CREDIT, $1, $4, $2, $5); } ;
trigger: range
    | level "missed" { $$ = N(LEVEL_MISSED, $1); }
    | level "met" { $$ = N(LEVEL_MET, $1); }
    | "points" range { $$ = N(POINTS_IN, $2); } ;
level: "expected" | "minimum" ;
per_step: "per" full_opt step_size pro_rata_opt distance { $$ = N(PER_STEP, $3, $2, $4, $5); } ;
full_opt: %empty { $$ = NULL; } | "full" ;
step_size: amount | "point" | PERCENT "of" "expected" { $$ = N(PART_OF_EXPECTED, $1); } ;
pro_rata_opt: %empty { $$ = NULL; } | "pro" "rata" ;
distance: %empty { $$ = NULL; } | "short" "of" level { $$ = N(SHORT_OF, $3); }
    | "above" level { $$ = N(BEYOND, $2); } ;
cap_opt: %empty { $$ = NULL; } | "," "at" "most" sum_of_money { $$ = $4; } ;
sum_of_money: money { $$ = N(SUM_OF_MONEY, $1, NULL); }
    | PERCENT "of" money_base { $$ = N(SUM_OF_MONEY, $1, $3); } ;
money_base: "weight" { $$ = N(BASE, $1, NULL); }
    | "at" "risk" { $$ = N(BASE, $2, NULL); }
    | "pool" name { $$ = N(BASE, $1, $2); }
    | "charges" { $$ = N(BASE, $1, NULL); }
    | "charges" "of" "the" "same" "period" { $$ = N(BASE, $1, $4); }
    | "charges" "of" "the" "next" "period" { $$ = N(BASE, $1, $4); } ;
rounding: "half" "up" { $$ = CHOICE(UP); }
    | "half" "even" { $$ = CHOICE(EVEN); }
    | "down"
    | "always" "up" { $$ = CHOICE(ALWAYS); } ;

/* ---- season, assessment, framework ---------------------------------------------------- */

season_body: %empty { $$ = NULL; } | "{" season_items "}" { $$ = $2; } ;
season_items: %empty { $$ = LIST(); } | season_items season_item TERM { $$ = ADD($1, $2); }
    | season_items error TERM { $$ = BAD($1, @2, @3); } ;
season_item: "runs" DATE "to" DATE { $$ = N(RUNS, $2, $4); }
    | "ramp" "from" DATE { $$ = N(RAMP, $3, NULL); }
    | "ramp" "from" DATE "to" DATE { $$ = N(RAMP, $3, $5); }
    | "ready" NUMBER name "by" DATE { $$ = N(READY, $2, $3, $5); }
    | "volume" NUMBER "times" path { $$ = N(VOLUME, $2, $4); }
    | owner | allow ;

assessment_body: %empty { $$ = NULL; } | "{" assessment_items "}" { $$ = $2; } ;
assessment_items: %empty { $$ = LIST(); } | assessment_items assessment_item TERM
	{ $$ = ADD($1, $2); }
    | assessment_items error TERM { $$ = BAD($1, @2, @3); } ;
assessment_item: "of" path "against" path { $$ = N(ASSESSES, $2, $4); }
    | "on" DATE "by" TEXT { $$ = N(ASSESSED_ON, $2, $4); }
    | "valid" "until" DATE { $$ = N(VALID_UNTIL, $3); }
    | "rating" signed ".." signed { $$ = N(RATING, $2, $4); }
    | "theme" name NUMBER theme_marks { $$ = N(THEME_RATED, $2, $3, $4); }
    | "theme" name "not" "assessed" { $$ = N(THEME_NOT_ASSESSED, $2); }
    | "theme" name "after" "the" "other" "themes" { $$ = N(THEME_LAST, $2); }
    | "question" path NUMBER theme_marks { $$ = N(QUESTION_RATED, $2, $3, $4); }
    | "question" path "not" "assessed" { $$ = N(QUESTION_RATED, $2, NULL, NULL); }
    | "price" money "per" name { $$ = N(PRICE, $2, $4); }
    | gate | saving
    | "action" TEXT "for" name action_marks { $$ = N(ACTION, $2, $4, $5); }
    | owner | allow ;
gate: "gate" "every" "theme" "at" "least" NUMBER gates { $$ = N(GATE, $6, $7); } ;
gates: %empty { $$ = LIST(); }
    | gates "," name "at" "least" NUMBER { $$ = ADD($1, N(GATE_THEME, $3, $6)); } ;
theme_marks: %empty { $$ = LIST(); } | theme_marks theme_mark { $$ = ADD($1, $2); } ;
theme_mark: "because" TEXT { $$ = N(BECAUSE, $2); }
    | "evidence" texts { $$ = N(EVIDENCE, $2, NULL); }
    | "measured" "by" names { $$ = N(MEASURED_BY, $3); }
    | "action" TEXT { $$ = N(ACTION, $2, NULL, NULL); }
    | until | action_mark ;
action_marks: %empty { $$ = LIST(); } | action_marks action_mark { $$ = ADD($1, $2); } ;
action_mark: "by" DATE { $$ = N(BY_DATE, $2); } | owner ;

framework_body: %empty { $$ = NULL; } | "{" framework_items "}" { $$ = $2; } ;
framework_items: %empty { $$ = LIST(); } | framework_items framework_item TERM { $$ = ADD($1, $2); }
    | framework_items error TERM { $$ = BAD($1, @2, @3); } ;
framework_item: "theme" head { $$ = D(THEME, $2, NULL); }
    | "theme" head question { $$ = D(THEME, $2, LIST1($3)); }
    | "theme" head "{" theme_items "}" { $$ = D(THEME, $2, $4); }
    | "rating" signed ".." signed { $$ = N(RATING, $2, $4); }
    | "theme" name "after" "the" "other" "themes" { $$ = N(THEME_LAST, $2); }
    | "source" TEXT { $$ = N(LITERATURE, $2); }
    | gate | owner | allow ;
theme_items: %empty { $$ = LIST(); } | theme_items theme_item TERM { $$ = ADD($1, $2); }
    | theme_items error TERM { $$ = BAD($1, @2, @3); } ;
theme_item: question
    | "weight" PERCENT { $$ = N(WEIGHT, $2, NULL); }
    | "source" TEXT { $$ = N(LITERATURE, $2); } ;
question: "question" TEXT weight_opt { $$ = N(QUESTION, $2, NULL, $3); }
    | "question" name TEXT weight_opt { $$ = N(QUESTION, $3, $2, $4); } ;
weight_opt: %empty { $$ = NULL; } | "weight" NUMBER { $$ = $2; } ;

/* ---- periods, spans, amounts ---------------------------------------------------------- */

period: calendar_unit { $$ = N(PERIOD, $1, NULL, NULL); }
    | "month" "from" "day" NUMBER { $$ = N(PERIOD, $1, $4, NULL); }
    | "quarter" "from" NAME { $$ = N(PERIOD, $1, $3, NULL); }
    | "year" "from" NAME { $$ = N(PERIOD, $1, $3, NULL); }
    | "quarter" "from" "the" "start" "of" "the" "contract" { $$ = N(PERIOD, $1, $4, NULL); }
    | "year" "from" "the" "start" "of" "the" "contract" { $$ = N(PERIOD, $1, $4, NULL); }
    | "rolling" span { $$ = N(PERIOD, $1, NULL, $2); } ;
calendar_unit: "hour" | "day" | "week" | "month" | "quarter" | "year" ;
zoned: "zone" zone { $$ = $2; } | "in" zone { $$ = $2; } ;
zoned_opt: %empty { $$ = NULL; } | zoned ;
/* A zone starts with a plain name, so that `in Europe/London` and `in seconds` can share a
 * place. */
zone: zone_words { $$ = jy_tree_squeeze(cx, JY_N_ZONE, yyloc); }
    | TEXT { $$ = jy_tree_recast($1, JY_N_ZONE, yyloc); } ;
zone_words: NAME | zone_words "/" name | zone_words "-" name ;

span: NUMBER span_unit { $$ = jy_tree_unit($1, $2, yyloc); }
    | NUMBER "calendar" span_unit { $$ = jy_tree_flag(jy_tree_unit($1, $3, yyloc), JY_F_CALENDAR); }
    | DURATION ;
span_unit: "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "day" | "days"
    | "week" | "weeks" | "month" | "months" | "quarter" | "quarters" | "year" | "years" ;
money: CURRENCY NUMBER { $$ = jy_tree_money($1, $2, yyloc); } ;
amount: plain_amount | "-" plain_amount { $$ = jy_tree_negate($2, yyloc); }
    | "+" plain_amount { $$ = jy_tree_signed($2, yyloc); } ;
plain_amount: NUMBER | NUMBER span_unit { $$ = jy_tree_unit($1, $2, yyloc); }
    | NUMBER "points" { $$ = jy_tree_unit($1, $2, yyloc); }
    | PERCENT | PP | DURATION | money ;
signed: NUMBER | "-" NUMBER { $$ = jy_tree_negate($2, yyloc); } | "+" NUMBER
	{ $$ = jy_tree_signed($2, yyloc); } ;

/* ---- what is true or known of one row ------------------------------------------------- */

cond: conj | cond "or" conj { $$ = jy_tree_join(cx->tree, JY_N_OR, $1, $3, yyloc); } ;
conj: neg | conj "and" neg { $$ = jy_tree_join(cx->tree, JY_N_AND, $1, $3, yyloc); } ;
neg: pred | "not" neg { $$ = N(NOT, $2); } ;
pred: sum
    | sum sign sum { $$ = N(COMPARE, $1, $2, $3); }
    | sum "between" sum "and" sum { $$ = N(BETWEEN, $1, $3, $5); }
    | sum "is" operand { $$ = N(IS, $1, $3); }
    | sum "is" "not" operand { $$ = N(IS_NOT, $1, $4); }
    | sum "is" "known" { $$ = N(IS_KNOWN, $1); }
    | sum "is" "missing" { $$ = N(IS_MISSING, $1); }
    | sum "is" "not" "known" { $$ = N(IS_MISSING, $1); }
    | sum "is" "not" "missing" { $$ = N(IS_KNOWN, $1); }
    | sum "is" "one" "of" operands { $$ = N(IS_ONE_OF, $1, $5); }
    | sum "is" "not" "one" "of" operands { $$ = N(NOT, N(IS_ONE_OF, $1, $6)); }
    | "again" "by" names "within" span { $$ = N(AGAIN, $3, NULL, $5); }
    | "again" "by" names "among" cond "within" span { $$ = N(AGAIN, $3, $5, $7); } ;
sign: "==" | "!=" | ">=" | "<=" | "<" | ">" ;
operand: literal | "-" NUMBER { $$ = jy_tree_negate($2, yyloc); } | NAME ;
operands: operand { $$ = LIST1($1); } | operands "," operand { $$ = ADD($1, $3); } ;
sum: term | sum "+" term { $$ = jy_tree_join(cx->tree, JY_N_ADD, $1, $3, yyloc); }
    | sum "-" term { $$ = N(SUBTRACT, $1, $3); } ;
term: factor | term "*" factor { $$ = jy_tree_join(cx->tree, JY_N_MULTIPLY, $1, $3, yyloc); }
    | term "/" factor { $$ = N(DIVIDE, $1, $3); } ;
factor: atom | "-" factor { $$ = N(MINUS, $2); } ;
atom: literal | path | "(" cond ")" { $$ = jy_tree_paren($2, yyloc); } ;
literal: NUMBER | NUMBER span_unit { $$ = jy_tree_unit($1, $2, yyloc); }
    | PERCENT | PP | DURATION | money | TEXT | DATE | TIME | INSTANT ;

/* ---- what is counted over many rows --------------------------------------------------- */

aggregate: counted | arith ;
counted: counted_rows
    | "approximate" counted_rows { $$ = jy_tree_approximate($2, yyloc); }
    | valued "among" base { $$ = jy_tree_among($1, $3, yyloc); } ;
counted_rows: "share" "of" cond "among" base { $$ = N(SHARE, $3, $5); }
    | "share" "of" "sum" path "among" "sum" path { $$ = N(SHARE_OF_SUMS, $4, $7); }
    | "share" "of" "time" time_side path "during" name { $$ = N(SHARE_OF_TIME, $4, $5, $7); }
    | "share" "of" "intervals" "of" span "meeting" path range
	{ $$ = N(SHARE_OF_INTERVALS, $5, $7, $8); }
    | "count" "of" base { $$ = N(COUNT, $3); }
    | "net" "of" cond "against" cond { $$ = N(NET, $3, $5, NULL); }
    | "net" "of" cond "against" cond "among" base { $$ = N(NET, $3, $5, $7); }
    | "rate" "of" value_atom "per" exposure annual { $$ = N(RATE, $3, $5, $6); }
    | "index" "of" parts { $$ = N(INDEX, $3); }
    | "worst" "of" path "for" "each" path { $$ = N(WORST, $3, $6, NULL); }
    | "worst" "of" path "for" "each" path "," "at" "least" NUMBER "counted"
	{ $$ = N(WORST, $3, $6, $10); }
    | "standing" "of" path "for" TEXT "among" "each" path standing_counted
	{ $$ = N(STANDING, $3, $5, $8, $9); } ;
time_side: "outside" | "in" ;
standing_counted: %empty { $$ = NULL; } | "," "at" "least" NUMBER "counted" { $$ = $4; } ;
base: cond { $$ = jy_tree_base(cx->tree, $1); } ;
valued: valued_rows | "approximate" valued_rows { $$ = jy_tree_approximate($2, yyloc); } ;
valued_rows: value_head "of" value_atom { $$ = N(AGGREGATE, $1, NULL, $3, NULL); }
    | "percentile" NUMBER "of" value_atom { $$ = N(AGGREGATE, $1, $2, $4, NULL); }
    | "interpolated" "percentile" NUMBER "of" value_atom
	{ $$ = jy_tree_flag(N(AGGREGATE, $2, $3, $5, NULL), JY_F_INTERPOLATED); }
    | "interpolated" "median" "of" value_atom
	{ $$ = jy_tree_flag(N(AGGREGATE, $2, NULL, $4, NULL), JY_F_INTERPOLATED); } ;
value_head: "sum" | "mean" | "median" | "max" | "min" | "stddev" | "distinct" | "last" ;
value_atom: path | "(" cond ")" { $$ = jy_tree_paren($2, yyloc); } ;
exposure: path { $$ = N(EXPOSURE, CHOICE(SUM), $1, NULL); }
    | "opening" path { $$ = N(EXPOSURE, $1, $2, NULL); }
    | "mean" "of" path { $$ = N(EXPOSURE, $1, $3, NULL); }
    | "mean" "of" path "over" span_unit { $$ = N(EXPOSURE, $1, $3, $5); }
    | "mean" "of" "opening" "and" "closing" path { $$ = N(EXPOSURE, $5, $6, NULL); } ;
annual: %empty { $$ = NULL; }
    | "," "as" "a" "year" "," "times" NUMBER { $$ = N(ANNUAL, $7); }
    | "," "as" "a" "year" "," "compounded" { $$ = N(ANNUAL, NULL); } ;
parts: part { $$ = LIST1($1); } | parts "," part { $$ = ADD($1, $3); } ;
part: path PERCENT { $$ = N(PART, $1, $2); } ;
arith: arith_term
    | arith "+" arith_term { $$ = jy_tree_join(cx->tree, JY_N_ADD, $1, $3, yyloc); }
    | arith "-" arith_term { $$ = N(SUBTRACT, $1, $3); } ;
arith_term: arith_factor
    | arith_term "*" arith_factor { $$ = jy_tree_join(cx->tree, JY_N_MULTIPLY, $1, $3, yyloc); }
    | arith_term "/" arith_factor { $$ = N(DIVIDE, $1, $3); } ;
arith_factor: valued | path | NUMBER | PERCENT | DURATION | money
    | "(" aggregate ")" { $$ = jy_tree_paren($2, yyloc); } ;

/* ---- names and lists ------------------------------------------------------------------ */

path: name | path "." name { $$ = jy_tree_path(cx->tree, $1, $3, yyloc); } ;
paths: path { $$ = LIST1($1); } | paths "," path { $$ = ADD($1, $3); } ;
names: name { $$ = LIST1($1); } | names "," name { $$ = ADD($1, $3); } ;
texts: TEXT { $$ = LIST1($1); } | texts "," TEXT { $$ = ADD($1, $3); } ;
dates: DATE { $$ = LIST1($1); } | dates "," DATE { $$ = ADD($1, $3); } ;
text_opt: %empty { $$ = NULL; } | TEXT ;

/* Every soft word is a name where a name may stand. */
name: NAME | soft { $$ = jy_tree_as_name($1); } ;
soft: @SOFT@ ;
%%

/* ---- the parser behind four functions, so that the repairs need no part of bison's inside ---- */

enum jy_push jy_parser_push(struct jy_pstate *state, int code, struct jy_node *value,
			    struct jy_span span, struct jy_parse_ctx *cx)
{
	switch (jy_push_parse(state, code, &value, &span, cx)) {
	case YYPUSH_MORE: return JY_PUSH_MORE;
	case 0: return JY_PUSH_DONE;
	default: return JY_PUSH_FAILED;
	}
}

bool jy_parser_takes(struct jy_pstate *state, int code)
{
	return yy_lac(state->yyesa, &state->yyes, &state->yyes_capacity, state->yyssp,
		      YYTRANSLATE(code)) == 0;
}

bool jy_parser_skips(const struct jy_pstate *state)
{
	return state->yyerrstatus == 3;
}

int jy_parser_expected(struct jy_pstate *state, int *code, int room)
{
	int count = 0;
	for (int symbol = 0; symbol < YYNTOKENS && count < room; symbol++)
		if (symbol != YYSYMBOL_YYerror && symbol != YYSYMBOL_YYUNDEF &&
		    jy_parser_takes(state, symbol))
			code[count++] = symbol;
	return count;
}

static int yyreport_syntax_error(const yypcontext_t *stuck, struct jy_parse_ctx *cx)
{
	yysymbol_kind_t symbol[YYNTOKENS];
	int code[YYNTOKENS], count = yypcontext_expected_tokens(stuck, symbol, YYNTOKENS);
	for (int i = 0; i < count; i++)
		code[i] = (int)symbol[i];
	jy_expected_report(cx, code, count, stuck->yytoken);
	return 0;
}

/* bison's own reports: a syntax error goes the way above, so this is its stack. */
static void jy_error(const struct jy_span *at, struct jy_parse_ctx *cx, const char *message)
{
	(void)message;
	jy_diag_error(cx->diags, JY_D_NESTED_TOO_DEEP, *at, "this is nested too deeply to be read");
}

/* ---- token codes, words and names ---- */

bool jy_code_is_word(int code)
{
	return code >= TOK_K_A && code < TOK_K_A + JY_WORD_COUNT - 1;
}

enum jy_word jy_code_word(int code)
{
	return jy_code_is_word(code) ? (enum jy_word)(code - TOK_K_A + 1) : JY_NO_WORD;
}

uint16_t jy_word_code(enum jy_word word)
{
	return (uint16_t)(TOK_K_A + (int)word - 1);
}

const char *jy_token_name(int code)
{
	return code >= 0 && code < YYNTOKENS ? yysymbol_name((yysymbol_kind_t)code) : "";
}
