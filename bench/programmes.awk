# A big journey program, made up: as many outsourced journeys as it takes, each with its brand,
# partner, sources, metrics, agreement and a map, some 280 lines a journey. The same numbers give
# the same bytes. Names are those of a programme, so that a million lines are a million lines of
# names to look up and not one line a million times.
#
#	awk -v lines=100000 -f programmes.awk > big.journey
#	awk -v lines=50000 -v first=173 -f programmes.awk > second.journey	# programmes from number 173
#	awk -v lines=0 -v uses="a.journey b.journey" -f programmes.awk > main.journey
function pick(list, n,    word, count)
{
	count = split(list, word, ",")
	return word[n % count + 1]
}

function out(text)
{
	print text
	written++
}

function people(p)
{
	out("# ---- programme " p ": who delivers what to whom, since the tender of " 2015 + p % 10 " ----")
	out("")
	out("brand brand_" p " \"" town " Broadband " p "\" {")
	out("  promise \"Back online, first time, by someone who knows you\"")
	out("  owner \"VP Customer Care, " town "\"")
	out("}")
	out("persona persona_" p " \"" person ", remote worker\" {")
	out("  goal \"Online before the " 7 + p % 5 " o'clock meeting\"")
	out("  needs \"One owner\", \"An honest time\", \"No second call\"")
	out("}")
	out("channel phone_" p " \"Phone, " town "\" { kind voice }")
	out("channel web_" p " \"Help pages, " town "\" { kind self_service }")
	out("channel field_" p " \"Engineer, " town "\" { kind field }")
	out("")
	out("calendar hours_" p " {")
	out("  zone Europe/London")
	out("  open mon to fri 08:00 to 20:00")
	out("  open sat 09:00 to 17:00")
	out("  closed 2026-01-01, 2026-04-03, 2026-12-25   # bank holidays")
	out("}")
	out("")
	out("partner partner_" p " \"" person " & Partners BPX\" {")
	out("  delivery bpx")
	out("  due diligence 2026-02-10 by third_party until 2028-02-10")
	out("  site north_" p " in ZA { seats " 200 + p % 700 " }")
	out("  site south_" p " in PH { seats " 150 + p % 400 " }")
	out("  languages en")
	out("  certified iso_27001, pci_dss")
	out("  devices managed")
	out("  training " 20 + p % 40 "h before the first contact")
	out("  owner \"Director, Partner Care\"")
	out("  appears in contacts_" p ".vendor as \"P" p "-ZA\", \"P" p "-PH\"")
	out("}")
	out("partner fieldco_" p " \"FieldCo " town "\" {")
	out("  delivery bpo")
	out("  due diligence 2026-02-10 by third_party until 2028-02-10")
	out("  owner \"Director, Field\"")
	out("  appears in visits_" p ".company as \"FieldCo " p "\"")
	out("}")
	out("")
}

function contacts(p)
{
	out("source contacts_" p " \"One row a contact, exported from the contact platform\" {")
	out("  format csv")
	out("  covers 2026-01-01 to 2026-03-31")
	out("  identify by contact_id, keep latest by exported_at")
	out("  time offered_at")
	out("")
	out("  column contact_id   text")
	out("  column exported_at  timestamp    from \"Last Update\"  as \"%Y-%m-%dT%H:%M:%SZ\" zone UTC")
	out("  column vendor       text         from \"Vendor\"")
	out("  column offered_at   timestamp    from \"Offered\"      as \"%d/%m/%Y %H:%M:%S\" zone Europe/London")
	out("  column queue        text")
	out("  column outcome      text         one of \"answered\", \"abandoned\", \"menu\", \"test\"")
	out("  column wait         duration     from \"Queue Time\" in seconds")
	out("  column verified_in  duration     in seconds  missing \"\"")
	out("  column talk         duration     as \"h:mm:ss\"")
	out("  column hold         duration     as \"h:mm:ss\"")
	out("  column acw          duration     as \"h:mm:ss\"")
	out("  column customer     text         missing \"0\", \"\"         # more than half are unknown")
	out("  column resolved     flag         yes \"Y\" no \"N\" missing \"\"")
	out("  column csat         rating 1..5  missing \"\"")
	out("  column recommend    rating 0..10 missing \"\"")
	out("")
	out("  ignore where outcome is \"test\"                          # made by the monitor")
	out("  require wait between 0s and " 1 + p % 3 "h else reject row")
	out("  tolerate at most 0." 1 + p % 9 "% rejected rows")
	out("")
	out("  let answered       = outcome is \"answered\"")
	out("  let offered        = answered or outcome is \"abandoned\"")
	out("  let short_abandon  = outcome is \"abandoned\" and wait < " 3 + p % 7 "s")
	out("  let handle         = talk + hold + acw")
	out("  let repeat_contact = again by customer among answered within 7 days")
	out("")
	out("  slice faults  where queue is \"faults\"")
	out("  slice billing where queue is one of \"billing\", \"payments\" and not short_abandon")
	out("}")
	out("")
}

function other_sources(p)
{
	out("slice waited_" p " of contacts_" p " where wait > 10s and outcome is not \"menu\"")
	out("")
	out("source visits_" p " \"One row an engineer's visit\" {")
	out("  format csv, separated by semicolon")
	out("  covers 2026-01-01 to 2026-03-31")
	out("  time planned")
	out("")
	out("  column visit    text")
	out("  column company  text")
	out("  column planned  timestamp as \"%Y-%m-%d %H:%M\" zone Europe/London")
	out("  column arrived  timestamp as \"%Y-%m-%d %H:%M\" zone Europe/London missing \"\"")
	out("  column fixed    flag      yes \"yes\" no \"no\" missing \"\"")
	out("")
	out("  let late = arrived - planned")
	out("}")
	out("")
	out("source answers_" p " \"One row an answer to the survey after a step\" {")
	out("  format csv")
	out("  covers 2026-01-01 to 2026-03-31")
	out("  time answered_on")
	out("")
	out("  column answered_on date   as \"%Y-%m-%d\" zone Europe/London")
	out("  column step        text   one of \"call\", \"verify\", \"book\", \"visit\"")
	out("  column rating      rating 1..5  missing \"\"")
	out("")
	out("  slice after_call   where step is \"call\"")
	out("  slice after_verify where step is \"verify\"")
	out("  slice after_book   where step is \"book\"")
	out("  slice after_visit  where step is \"visit\"")
	out("}")
	out("")
}

function metric(name, title, from, value, better)
{
	out("metric " name " \"" title "\" {")
	out("  from " from)
	out("  value " value)
	out("  better " better)
	out("}")
}

function metrics(p,    s)
{
	s = 15 + p % 20
	metric("service_level_" p, "Answered within " s " s", "contacts_" p, \
	       "share of answered and wait <= " s "s among offered and not short_abandon", "higher")
	metric("handling_time_" p, "Average handling time", "contacts_" p, \
	       "mean of handle among answered", "lower, watch with fcr_" p)
	metric("verification_" p, "Verified within", "contacts_" p, \
	       "mean of verified_in among answered", "lower")
	metric("fcr_" p, "First contact resolution", "contacts_" p, \
	       "share of resolved and not repeat_contact among answered and customer is known", "higher")
	metric("satisfaction_" p, "CSAT, top two", "contacts_" p, \
	       "share of csat >= 4 among csat is known", "higher")
	metric("promoters_" p, "Net promoter score", "contacts_" p, \
	       "net of recommend >= 9 against recommend <= 6 among recommend is known", "higher")
	metric("longest_wait_" p, "90 in 100 waited less than", "contacts_" p, \
	       "percentile 90 of wait among offered", "lower\n  every month in Europe/London")
	written++
	metric("felt_" p, "How the step felt, 1 to 5", "answers_" p, \
	       "mean of rating among rating is known", "higher")
	metric("on_time_" p, "On-time arrival", "visits_" p, \
	       "share of late <= 15min among arrived is known", "higher")
	metric("fixed_first_" p, "Fixed at the first visit", "visits_" p, \
	       "share of fixed among fixed is known", "higher")
	out("")
	out("attribute speed_" p " \"How fast somebody was there\" { measured by service_level_" p " }")
	out("attribute effort_" p " \"How hard the customer had to work\" { measured by fcr_" p " }")
	out("attribute settled_" p " \"Settled the first time\" { measured by fixed_first_" p ", on_time_" p " }")
	out("")
}

# A touchpoint of which `extra` lines are its own.
function step(p, name, title, channel, by, feels, seen, next_one, extra,    line, count, i)
{
	out("    touchpoint " name " \"" title "\" {")
	out("      channel " channel "_" p)
	out("      delivered by " by "_" p)
	out("      owner \"" pick(roles, p + length(name)) "\"")
	out("      " feels)
	count = split(extra, line, ";")
	for (i = 1; i <= count; i++)
		out("      " line[i])
	if (seen)
		out("      seen in " seen)
	if (next_one)
		out("      then " next_one)
	out("    }")
}

function journey(p)
{
	out("journey repair_" p " \"Broadband fault repair, " town "\" {")
	out("  brand brand_" p)
	out("  persona persona_" p)
	out("  owner \"VP Customer Care\"")
	out("  scale -5 to +5")
	out("  periods in Europe/London")
	out("  known from research, " 8 + p % 40 " interviews")
	out("  outcome promoters_" p " at least " 20 + p % 30 " points every quarter")
	out("")
	out("  stage notice \"Notice\" {")
	out("    touchpoint light \"Router light red\" {")
	out("      customer acts")
	out("      feels -1 \"Is it me or them?\"")
	out("      then pages")
	out("    }")
	step(p, "pages", "Check the status page", "web", "brand", \
	     "feels -2 \"Nothing about " town "\"", "answers_" p, \
	     "call when \"nothing is shown for " town "\"", \
	     "felt by felt_" p ";opportunity \"Tell customers before they ask\"")
	out("  }")
	out("")
	out("  stage help \"Get help\" {")
	step(p, "call", "Call support", "phone", "partner", \
	     "trough -4 \"On hold, again\" about speed_" p ", effort_" p, \
	     "contacts_" p ".faults, answers_" p ".after_call", "verify", \
	     "moment of truth;pain \"" 4 + p % 9 " minutes' wait on Mondays\" severity high;" \
	     "opportunity \"Call-back from the queue\";empowered to \"credit up to EUR 20\";" \
	     "handles personal_data;felt by felt_" p ";" \
	     "then bill when \"it is about money\";" \
	     "success service_level_" p " at least " 70 + p % 20 "% every month, at least 100 counted;" \
	     "success longest_wait_" p " in waited_" p " at most 2min every month;" \
	     "success fcr_" p " at least 70% every month")
	step(p, "verify", "Verify identity", "phone", "partner", \
	     "feels -3 \"Third time I give my account number\"", \
	     "contacts_" p ".faults, answers_" p ".after_verify", "book", \
	     "pain \"No account on the agent's screen\" severity medium;handles personal_data;" \
	     "felt by felt_" p ";success verification_" p " at most " 40 + p % 40 "s every month")
	step(p, "bill", "Ask about the bill", "phone", "partner", \
	     "feels -1 \"Why am I charged for a line that is down?\"", "contacts_" p ".billing", "", \
	     "backstage \"Billing system\", \"Outage check\";success satisfaction_" p " at least 60% every month")
	out("  }")
	out("")
	out("  stage visit \"Visit\" {")
	step(p, "book", "Book a slot", "web", "partner", "feels +1 \"A slot that fits my work\"", \
	     "answers_" p ".after_book", "engineer", "pain \"No weekend slots\" severity low;felt by felt_" p)
	step(p, "engineer", "Engineer arrives", "field", "fieldco", "peak +4 \"On time, knew my case\" about settled_" p, \
	     "visits_" p ", answers_" p ".after_visit", "", \
	     "moment of truth;felt by felt_" p ";success on_time_" p " at least " 85 + p % 10 "% every month;" \
	     "success fixed_first_" p " at least 80% every month")
	out("  }")
	out("}")
	out("")
}

function agreement(p)
{
	out("agreement deal_" p " \"" person " & Partners BPX, schedule " p % 9 + 1 "\" {")
	out("  between brand_" p " and partner_" p)
	out("  runs 2026-01-01 to 2026-12-31")
	out("  every month in Europe/London")
	out("  part periods not judged")
	out("")
	out("  guarantee answer \"Speed of answer\" {")
	out("    measure service_level_" p " at repair_" p ".call")
	out("    expected at least 80%")
	out("    expected at least 82% from 2026-03-01")
	out("    minimum at least " 60 + p % 15 "%")
	out("    at least 100 counted")
	out("    round to 0.1pp half up")
	out("  }")
	out("  guarantee handling \"Handling time\" {")
	out("    measure handling_time_" p " at repair_" p ".call")
	out("    expected at most " 6 + p % 5 "min")
	out("    never rounded")
	out("  }")
	out("  relief \"Submarine cable cut\" 2026-02-12T08:00 to 2026-02-13T18:00 for answer approved by \"VP Customer Care\"")
	out("}")
	out("")
}

function programme(p)
{
	town = pick("Leeds,York,Hull,Derby,Exeter,Truro,Wick,Oban,Perth,Bangor,Lisburn,Newport", p)
	person = pick("Maria,Amir,Chen,Fatima,Olga,Tomasz,Zoe,Pedro,Ngozi,Ravi,Ines,Bo,Aoife", p)
	people(p)
	contacts(p)
	other_sources(p)
	metrics(p)
	journey(p)
	agreement(p)
}

BEGIN {
	roles = "Head of Care,Head of Digital,Head of Insight,Head of Field Operations,Director of Billing"
	count = split(uses, used, " ")
	for (i = 1; i <= count; i++)
		out("use \"" used[i] "\"")
	for (p = first ? first : 1; written < lines; p++)
		programme(p)
}
