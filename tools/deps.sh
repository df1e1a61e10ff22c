#!/bin/sh
# Makes the machine ready: deps.sh [run] [tests] [ci] [engines] [browser] [bench]
#
# Looks for what building (run), testing (tests), continuous integration (ci), asking engines
# (engines), the tests in a browser (browser) and measuring beside peers (bench) need, and installs
# the missing Debian or Ubuntu packages with apt-get, saying which and why. Silent and instant when
# nothing is missing. On a system without apt-get it prints the list and fails. Needs nothing but a
# shell: neither a compiler nor pkg-config has to be there yet.
set -u

wants=" ${*:-run tests} "
missing=
reasons=

# need PACKAGE REASON COMMAND...: the package is missing when the command fails.
need()
{
	package=$1 reason=$2
	shift 2
	"$@" >/dev/null 2>&1 && return
	missing="$missing $package"
	reasons="$reasons    $package ($reason)
"
}

bison_is_new_enough()
{
	bison --version | awk 'NR == 1 { split($NF, v, "."); new = v[1] * 100 + v[2] >= 308 }
		END { exit !new }'
}

compiles()
{
	echo '#include <stdio.h>' | cc -E -
}

has_font()
{
	ls /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf || fc-list | grep -q 'DejaVu Sans'
}

# Any font will do, by its usual file or by what fontconfig finds for a language.
has_cjk_font()
{
	ls /usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf ||
		ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ||
		fc-list ':lang=ja:lang=ko:lang=zh-cn' | grep -q .
}

has_emoji_font()
{
	ls /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf || fc-list ':lang=und-zsye' | grep -q .
}

has_fuzzer_library()
{
	ls "$(clang -print-resource-dir)"/lib/*/libclang_rt.fuzzer*
}

has_postgresql()
{
	command -v psql && ls /usr/lib/postgresql/*/bin/initdb
}

has_driver()
{
	ls /usr/lib/*/odbc/"$1"
}

look()
{
	missing= reasons=
	case $wants in *" run "*)
		need gcc 'C compiler' command -v cc
		need libc6-dev 'C library headers' compiles
		need make 'build' command -v make
		need bison 'parser generator, 3.8 or newer' bison_is_new_enough
		need flex 'scanner generator' command -v flex
		need pkg-config 'finds the libraries below' command -v pkg-config
		need libgraphviz-dev 'diagrams' pkg-config --exists libcgraph libgvc
		need libpango1.0-dev 'text widths' pkg-config --exists pangocairo
		need libfontconfig-dev 'fonts' pkg-config --exists fontconfig
		need libharfbuzz-dev 'widths of letters' pkg-config --exists harfbuzz
		need librsvg2-dev 'PNG and PDF' pkg-config --exists librsvg-2.0
		need libjansson-dev 'JSON' pkg-config --exists jansson
		need libutf8proc-dev 'Unicode' pkg-config --exists libutf8proc
		need libmd-dev 'SHA-256' pkg-config --exists libmd
		need zlib1g-dev 'gzip' pkg-config --exists zlib
		need libzstd-dev 'zstd' pkg-config --exists libzstd
		need libsqlite3-dev 'the ledger of runs' pkg-config --exists sqlite3
		need libxlsxwriter-dev 'workbooks' pkg-config --exists xlsxwriter
		need libmicrohttpd-dev 'the page of render --watch' pkg-config --exists libmicrohttpd
		need tzdata 'time zones' test -e /usr/share/zoneinfo/Europe/London
		need fonts-dejavu-core 'a font for diagrams, with Arabic and Hebrew' has_font
		need fonts-droid-fallback 'Chinese, Japanese and Korean in diagrams' has_cjk_font
		need fonts-noto-color-emoji 'emoji in diagrams' has_emoji_font
	esac
	case $wants in *" tests "*)
		need libcmocka-dev 'unit tests' pkg-config --exists cmocka
		need graphviz 'draws our DOT in the tests' command -v neato
		need libxml2-utils 'judges our XML in the tests' command -v xmllint
		need python3 'works results out a second time' command -v python3
		need jq 'reads figures out of reports' command -v jq
		need ninja-build 'reads our rules in the tests' command -v ninja
		need g++ 'uses the library from C++' command -v c++
	esac
	case $wants in *" ci "*)
		need clang 'fuzzing' command -v clang
		need clang-format 'layout check' command -v clang-format
		need valgrind 'instructions are counted' command -v valgrind
		command -v clang >/dev/null &&
			need "libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev" 'fuzzing' \
				has_fuzzer_library
	esac
	case $wants in *" engines "*)
		need postgresql 'an engine, and shards of one' has_postgresql
		need unixodbc 'engines by their drivers' command -v odbcinst
		need odbc-postgresql 'a driver of ODBC' has_driver psqlodbcw.so
		need libsqliteodbc 'another' has_driver libsqlite3odbc.so
	esac
	case $wants in *" browser "*)
		need chromium 'shows the report in the tests' command -v chromium
		need nodejs 'clicks through the report' command -v node
		need npm 'fetches the tests'"'"' tools' command -v npm
		need default-jre-headless 'judges our HTML in the tests' command -v java
	esac
	case $wants in *" bench "*)
		need time 'memory of a process' test -x /usr/bin/time
		need graphviz 'pictures beside ours' command -v neato
		need mawk 'a peer' command -v mawk
		need nodejs 'runs two peers' command -v node
		need npm 'fetches two peers' command -v npm
		need util-linux 'keeps a process on one processor' command -v taskset
	esac
	test -z "$missing"
}

apt()
{
	if test "$(id -u)" = 0; then
		env DEBIAN_FRONTEND=noninteractive apt-get "$@"
	else
		sudo env DEBIAN_FRONTEND=noninteractive apt-get "$@"
	fi >>"$log" 2>&1
}

install()
{
	# shellcheck disable=SC2086 # a list of words
	apt install -y -q --no-install-recommends $missing
}

give_up()
{
	echo "journey: $1" >&2
	printf '%s' "$reasons" >&2
	exit 1
}

look && exit 0

command -v apt-get >/dev/null ||
	give_up 'please install what these Debian packages hold; there is no apt-get here to do it:'
test "$(id -u)" = 0 || command -v sudo >/dev/null ||
	give_up 'please install these packages as root; there is no sudo here to do it:'

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Twice, because the name of the last package is known only when clang is there.
for round in 1 2; do
	echo "journey: this machine lacks packages that journey needs; installing with apt-get:"
	printf '%s' "$reasons"
	# shellcheck disable=SC2086
	apt-cache show $missing >/dev/null 2>&1 || apt update -q
	install || { apt update -q && install; } || {
		cat "$log" >&2
		give_up 'apt-get could not install these packages (its words are above):'
	}
	look && exit 0
done
give_up 'apt-get has run, and still missing is:'
