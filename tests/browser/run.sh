#!/bin/sh
# The report in a real browser: run.sh BUILD. Makes reports with BUILD/journey, has the Nu HTML checker read
# them, and clicks through them in Debian's Chromium. What only these tests need is installed below BUILD, at
# the versions below; where a program or the registry is missing, they are skipped: that is said, and the exit status is 77.
set -u

build=${1:?run.sh BUILD}
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
tools=$build/browser
packages="playwright-core@1.65.1 @axe-core/playwright@4.13.0 vnu-jar@26.9.27"
failed=0

skip()
{
	echo "browser: skipped, $1"
	exit 77
}

for program in node npm java chromium; do
	command -v $program >/dev/null || skip "there is no $program"
done
mkdir -p "$tools" || exit 2
if [ "$(cat "$tools/installed" 2>/dev/null)" != "$packages" ]; then
	# shellcheck disable=SC2086  # several packages
	(cd "$tools" && echo '{ "private": true }' >package.json &&
		npm install --silent --no-audit --no-fund --ignore-scripts $packages) >"$tools/log" 2>&1 ||
		skip "its tools could not be installed: $(tail -1 "$tools/log")"
	echo "$packages" >"$tools/installed"
fi

# page NAME FILE ARGUMENT...: a report below $tools.
page()
{
	name=$1
	shift
	"$build/journey" report "$@" -o "$tools/$name.html" || failed=1
}

data=$root/examples/fault-repair
awk -v what=journey -f "$here/many.awk" >"$tools/many.journey"
awk -v what=rows -f "$here/many.awk" >"$tools/many.csv"
page fault "$data/fault.journey" --data contacts="$data/contacts.csv" --data visits="$data/visits.csv" \
	--data answers="$data/answers.csv"
page design "$data/fault.journey"
page several "$root/examples/software-onboarding/onboarding.journey"
page hostile "$here/hostile.journey" --data calls="$root/tests/golden/shop-calls.csv"
page many "$tools/many.journey" --data rows="$tools/many.csv"
awk 'BEGIN { print "on,ok,vendor"
	for (i = 0; i < 70; i++) print "2026-0" (i < 10 ? 1 : 2) "-05," (i % 10 < (i < 10 ? 8 : 5) ? "yes" : "no") ",P"
	print "2026-02-30,yes,P\n2026-02-06,maybe,P" }' >"$tools/money.csv"
page money "$root/tests/golden/money-amended/terms.journey" --data calls="$tools/money.csv" \
	--covers calls=2026-01-01..2026-02-28 --charges a=2026-01:100000 --charges a=2026-02:100000
page letters "$here/letters.journey" --data calls="$root/tests/golden/shop-calls.csv"
page brand "$data/fault.journey" --brand '#ffd400'
page contrast "$data/fault.journey" --theme contrast --brand '#c8102e'
"$build/journey" render "$data/fault.journey" --view all -o "$tools/pictures.html" || failed=1

java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$tools"/*.html &&
	echo "ok   browser: $(ls "$tools"/*.html | wc -l) pages without an error of HTML" || failed=1
NODE_PATH=$tools/node_modules node "$here/report.js" "$tools" "$(command -v chromium)" || failed=1
pictures=
for view in map blueprint emotion; do
	for name in labels letters; do
		"$build/journey" render "$here/$name.journey" --view $view -o "$tools/$name-$view.svg" 2>/dev/null || failed=1
		pictures="$pictures $name-$view"
	done
done
# shellcheck disable=SC2086  # several names
NODE_PATH=$tools/node_modules node "$here/fits.js" "$tools" "$(command -v chromium)" $pictures || failed=1
exit $failed
