#!/usr/bin/env bash
# Holds the SARIF that `journey check` writes against judges that are not ours: Microsoft's
# Sarif.Multitool with its rules for GitHub code scanning and, where JOURNEY_SHARED has it, the
# schema of OASIS. Both come from npm into build/sarif; without npm, or without a network, it says
# "skipped" and ends well.
#
#	tools/sarif-check.sh [JOURNEY]
#
# Sarif.Multitool ends with 0 whatever it finds, so its own log is counted, without its rule
# SARIF2006, which tries to fetch the schema's address.
set -uo pipefail

cd "$(dirname "$0")/.." || exit 2
journey=${1:-build/journey}
test -x "$journey" || { echo "there is no $journey; run make" >&2; exit 2; }
work=$PWD/build/sarif
tool=$work/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
schema=${JOURNEY_SHARED:-}/reference/schemas/sarif-schema-2.1.0.json

skip()
{
	echo "skipped: $1"
	exit 0
}

command -v npm >/dev/null && command -v node >/dev/null || skip "there is no npm"
mkdir -p "$work" || exit 2
if [[ ! -f $tool ]]; then
	npm install --silent --no-fund --no-audit --prefix "$work" @microsoft/sarif-multitool-linux \
		ajv ajv-draft-04 ajv-formats >/dev/null 2>&1 || skip "npm could not install the judges"
fi
chmod u+x "$tool"

count_errors='
const log = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8").replace(/^\uFEFF/, ""));
let errors = 0;
for (const run of log.runs) for (const result of run.results ?? []) {
	if (result.ruleId === "SARIF2006" || (result.level ?? "warning") !== "error") continue;
	const rule = run.tool.driver.rules?.[result.ruleIndex] ?? {};
	const form = result.message.text ?? rule.messageStrings?.[result.message.id]?.text ?? "";
	console.log("  " + result.ruleId + " " +
		form.replace(/\{(\d+)\}/g, (_, n) => result.message.arguments?.[n] ?? ""));
	errors++;
}
process.exit(errors ? 1 : 0);'

fits_schema='
const [file, schema, modules] = process.argv.slice(1);
const require_from = require("module").createRequire(modules + "/package.json");
const Ajv = require_from("ajv-draft-04");
const ajv = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true });
require_from("ajv-formats").default(ajv);
const read = (path) => JSON.parse(require("fs").readFileSync(path, "utf8"));
const fits = ajv.compile(read(schema));
if (fits(read(file))) process.exit(0);
for (const e of fits.errors.slice(0, 20)) console.log("  " + (e.instancePath || "/") + " " + e.message);
process.exit(1);'

bad=0
# judge NAME FILE...: the log of checking these files.
judge()
{
	local log=$work/$1.sarif answer=$work/$1-judged.sarif
	shift
	"$journey" check --format sarif --exit-zero "$@" >"$log"
	"$tool" validate "$log" --rule-kind 'Sarif;Gh' --level 'Error;Warning;Note' -o "$answer" \
		--log ForceOverwrite >/dev/null
	if [[ ! -s $answer ]] || ! node -e "$count_errors" "$answer"; then
		echo "$*: Sarif.Multitool refuses its log"
		bad=1
	fi
	if [[ -f $schema ]] && ! node -e "$fits_schema" "$log" "$schema" "$work"; then
		echo "$*: its log does not fit the schema of OASIS"
		bad=1
	fi
}

judge clean examples
judge mistakes tests/bad/eight-mistakes.journey
judge slips tests/spec/check/slips.journey
judge many tests/bad
((bad)) || echo "Sarif.Multitool$([[ -f $schema ]] && echo ' and the schema of OASIS') take 4 logs"
exit $bad
