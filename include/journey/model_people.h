/*
 * The part of a model that says who delivers: brands, partners with sites, teams and roles, and
 * what surrounds them: systems, objectives, jurisdictions, incident plans. See journey/model.h for
 * the whole.
 */
#ifndef JOURNEY_MODEL_PEOPLE_H
#define JOURNEY_MODEL_PEOPLE_H

#include "journey/model_parts.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jy_source;
struct jy_calendar;
struct jy_metric;

/* Where a partner's rows are found: the texts that stand for it in a column. */
struct jy_appearance {
	const struct jy_source *source;
	uint32_t column; /* index in the source; JRT_NONE: all rows of it are theirs */
	struct jy_texts texts;
	struct jy_span span;
};

struct jy_system {
	struct jy_decl decl;
	struct jy_texts handles; /* classes of data */
	struct jb_text owner;
};

/* What the brand wants: measured by metrics, reached by milestones. */
struct jy_objective {
	struct jy_decl decl;
	JY_LIST(const struct jy_metric) measured_by;
	JY_LIST(const struct jy_objective) serves; /* of larger ones */
	const struct jy_milestone *milestone;
	size_t milestone_count;
	struct jy_review review;
	struct jb_text owner;
};
struct jy_milestone {
	struct jb_text text;
	int32_t by;
	struct jy_span span;
};

/* The law of a country; decl.name is its ISO 3166 code. */
struct jy_jurisdiction {
	struct jy_decl decl;
	struct jy_texts law;
	const struct jy_transfer *transfer;
	size_t transfer_count;
};
struct jy_transfer {
	struct jy_texts to; /* countries */
	struct jb_text basis;
	struct jy_span span;
};

/* What is done and said when something goes wrong. */
struct jy_incident_plan {
	struct jy_decl decl;
	struct jb_text owner;
	struct jy_texts steps;
	jb_fix communicates; /* microseconds; negative: no deadline */
};

/* How people are made ready and kept: said of a role, a team, a site or a partner. */
struct jy_skills {
	struct jy_texts competencies;
	struct jy_texts
		bonds;	 /* training, uniforms, set_hours, co_workers, incentives, shared_values,
				  career */
	jb_fix training; /* microseconds; negative: not said */
	struct jb_text training_paid_by;
	jb_fix coaching; /* days between; negative: not said */
	bool certified_first, screened_first;
};

struct jy_staff_role {
	struct jy_decl decl;
	struct jy_skills skills;
	struct jb_text owner;
};

struct jy_certificate {
	struct jb_text name;
	bool has_until;
	int32_t until;
	struct jy_span span;
};

struct jy_heads {
	jb_fix number;
	bool has_from;
	int32_t from;
};

/* What may be said of a partner, a site or a team alike. A team or site that is silent on a point
 * shares its partner's: lint/crew.h looks there. Numbers are negative where nothing
 * was said. */
struct jy_staff {
	struct jy_texts delivery; /* in_house, work_from_home, gig, bpo, bpx */
	struct jy_texts languages;
	const struct jy_certificate *certificate;
	size_t certificate_count;
	struct jb_text devices, employment, owner, sourced_from;
	const struct jy_heads *heads;
	size_t heads_count;
	struct jb_text managed_by; /* the path as written */
	jb_fix supervision;	   /* heads a supervisor */
	jb_fix notice;		   /* days */
	jb_fix monitors;	   /* contacts an agent and period */
	bool calibrates;
	const struct jy_calendar *works_during;
	struct jy_texts workers_pay;
	jb_fix minimum_hours;	/* microseconds a period */
	jb_fix unclaimed_after; /* microseconds */
	struct jb_text unclaimed_to;
	JY_LIST(const struct jy_system) systems;
	struct jy_texts complies; /* laws and rule sets */
	const struct jy_attestation *attested;
	size_t attested_count;
	struct jy_skills skills;
	const struct jy_staff_role *role;
	size_t role_count;
	const struct jy_appearance *appears;
	size_t appears_count;
	struct jy_span span; /* of the head; places for findings of single statements: */
	struct jy_span delivery_span, heads_span, notice_span, supervision_span, devices_span;
	struct jy_span workers_pay_span;
};

struct jy_site {
	struct jy_decl decl;
	const struct jy_partner *partner;
	struct jb_text country; /* ISO 3166 alpha-2 as written */
	struct jb_text region;	/* as written; empty: its country is its region */
	jb_fix seats;		/* negative: not given */
	const struct jy_appearance *appears;
	size_t appears_count;
	struct jy_staff staff;
};

struct jy_team {
	struct jy_decl decl;
	const struct jy_partner *partner;
	struct jb_text delivery, employment, devices;
	const struct jy_appearance *appears;
	size_t appears_count;
	struct jy_staff staff;
};

/* What a partner offers, and what shows it. */
struct jy_offer {
	struct jb_text what; /* technology, process, quality, flexibility, … */
	JY_LIST(const struct jy_metric) measured_by;
	struct jy_span span;
};

struct jy_saving {
	jb_fix share; /* a fraction */
	struct jb_text of, per;
	struct jy_span span;
};

/* Somebody looked: `due diligence DATE by third_party until DATE`. */
struct jy_diligence {
	bool given, has_until;
	int32_t date, until;
	struct jb_text by; /* third_party, brand, self */
	struct jy_span span;
};

struct jy_audit {
	bool given, has_last;
	jb_fix every; /* days (a month is 30, a year 365: for reminders, not for periods) */
	int32_t last;
	struct jy_span span;
};

struct jy_partner {
	struct jy_decl decl;
	struct jy_texts delivery; /* in_house, work_from_home, gig, bpo, bpx */
	struct jy_site *site;
	size_t site_count;
	struct jy_team *team;
	size_t team_count;
	struct jy_texts languages, certified;
	struct jb_text devices, owner;
	const struct jy_appearance *appears;
	size_t appears_count;
	struct jy_staff staff;
	struct jb_text kind; /* specialist, multinational, or empty */
	jb_fix seats;	     /* of the partner as a whole; negative: not given */
	JY_LIST(const struct jy_partner) subcontracts;
	struct jb_text subcontracting; /* allowed, refused, or empty */
	jb_fix impact_sourcing;	       /* a fraction; negative: not said */
	bool has_risk_budget;
	bool has_launched, has_transfer;
	int32_t launched, knowledge_transfer;
	jb_fix flexes;	      /* a fraction; negative: not said */
	jb_fix flexes_within; /* days */
	struct jy_span flexes_span;
	const struct jy_offer *offer;
	size_t offer_count;
	const struct jy_saving *saving;
	size_t saving_count;
	struct jy_diligence diligence;
	struct jy_audit audit;
	struct jy_review review;
	struct jb_text crisis_contact;
};

/* A country that is served, and the languages its customers speak. */
struct jy_market {
	struct jb_text country;
	struct jy_texts languages;
	struct jy_span span;
};

struct jy_brand {
	struct jy_decl decl;
	struct jb_text promise, owner;
	struct jb_text proposition; /* value proposition */
	struct jy_texts values;
	struct jb_text profile; /* niche, mass, or empty */
	const struct jy_market *market;
	size_t market_count;
	struct jy_texts claims; /* esg, … */
	struct jy_texts rationale;
	struct jy_texts complies;
	struct jb_text crisis_contact;
	const struct jy_staff_role *role;
	size_t role_count;
	const struct jy_attestation *attested;
	size_t attested_count;
	struct jy_review review;
};

#ifdef __cplusplus
}
#endif
#endif
