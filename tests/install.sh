#!/bin/sh
# The part of run.sh that installs the build into a folder and uses it as a stranger would; run.sh
# reads it in and lends it its functions.
#
# Every public header is compiled by itself as C and C++, tests/install/stranger.c is linked with
# each library, and examples/embed is built and run with what `make install` put there. A sanitized or
# instrumented build links no plain program: it says so and leaves this out.

install_flags="-Wall -Wextra -pedantic -Werror"

install_is() { selected "install $1" && ! $accept; }

# installed NAME COMMAND...: what it says is shown when it fails.
installed()
{
	name=$1
	shift
	if "$@" >"$work/log" 2>&1; then
		pass
	else
		fail "install: $name" "$work/log"
	fi
}

install_build()
{
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u BUILD make -s install MODE="$(basename "$BUILD")" \
		BUILDROOT="$(dirname "$BUILD")" DESTDIR="$1" PREFIX=/usr
}

install_flags_of() { pkg-config --define-variable=prefix="$root/usr" "$@" journey; }

# One header, one standard of one compiler.
compiles_alone()
{
	printf '#include "%s"\n' "$1" >"$work/alone.c"
	# shellcheck disable=SC2046,SC2086 # lists of words
	$2 $install_flags -fsyntax-only $(install_flags_of --cflags) "$work/alone.c"
}

headers_alone()
{
	for header in $(cd "$root/usr/include/journey" && echo *.h base/*.h); do
		case $header in base/*) ;; *) header=journey/$header ;; esac
		for as in "$@"; do
			installed "$header, $as" compiles_alone "$header" "$as"
		done
	done
}

stranger()
{
	# shellcheck disable=SC2046,SC2086 # lists of words
	cc -std=c11 $install_flags $(install_flags_of --cflags) -o "$work/stranger" \
		tests/install/stranger.c "$@" && LD_LIBRARY_PATH=$root/usr/lib "$work/stranger"
}

stranger_in_cxx()
{
	# shellcheck disable=SC2046,SC2086 # lists of words
	c++ -std=c++17 $install_flags $(install_flags_of --cflags) -o "$work/stranger++" \
		tests/install/stranger.cc $(install_flags_of --libs) &&
		LD_LIBRARY_PATH=$root/usr/lib "$work/stranger++"
}

# Names that the library shows and no header declares, or none at all.
shows_what_it_declares()
{
	nm -D --defined-only "$root/usr/lib/libjourney_rt.so.0" | awk '
		$2 != "A" && !/@@JOURNEY_RT_0$/ { print "not versioned: " $3; bad = 1 }
		$3 ~ /^jrt_measure@/ { found = 1 }
		END { exit bad || !found }'
}

# Each block of C in the document is a file of its own.
samples_compile()
{
	awk -v into="$work/sample" '
		/^```c$/ { n++; file = into n ".c"; inside = 1; next }
		/^```/ { inside = 0 }
		inside { print > file }
		END { exit n == 0 }' docs/embedding.md || return
	for sample in "$work"/sample*.c; do
		# shellcheck disable=SC2046,SC2086 # lists of words
		cc -std=c11 $install_flags -fsyntax-only $(install_flags_of --cflags) "$sample" || return
	done
}

embedded()
{
	cp -r examples/embed "$work/embed" &&
		env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL PKG_CONFIG_PATH="$root/usr/lib/pkgconfig" \
			PKG_CONFIG_SYSROOT_DIR="$root" make -s -C "$work/embed" \
			JOURNEY="$root/usr/bin/journey" &&
		LD_LIBRARY_PATH=$root/usr/lib "$work/embed/watch" <tests/install/calls.txt \
			>"$work/watch.out" 2>&1 &&
		diff -u tests/install/calls.out "$work/watch.out"
}

# A program of its own, made by the installed journey and by hand; each says what eval says.
built()
{
	small=tests/golden/build-small
	"$root/usr/bin/journey" eval $small.journey --data calls=$small.csv >"$work/small.out" &&
		"$root/usr/bin/journey" build $small.journey -o "$work/small" &&
		"$work/small" --data calls=$small.csv | cmp - "$work/small.out" &&
		"$root/usr/bin/journey" build $small.journey --emit-c "$work/small.c" || return
	# shellcheck disable=SC2046 # lists of words
	cc -std=gnu11 -O2 -static -o "$work/by-hand" "$work/small.c" \
		$(pkg-config --define-variable=prefix="$root/usr" --static --cflags --libs \
			journey-compiler) 2>"$work/small.err" &&
		"$work/by-hand" --data calls=$small.csv | cmp - "$work/small.out"
}

run_install()
{
	root=$work/root
	if ! install_build "$root" >"$work/log" 2>&1; then
		fail 'install: make install' "$work/log"
		return
	fi
	PKG_CONFIG_PATH=$root/usr/lib/pkgconfig
	export PKG_CONFIG_PATH
	headers_alone 'cc -std=c11' 'cc -std=c17'
	# shellcheck disable=SC2046 # a list of words
	installed 'a program with the shared library' stranger $(install_flags_of --libs)
	# shellcheck disable=SC2046 # a list of words
	installed 'a program with the static library' stranger "$root/usr/lib/libjourney_rt.a" \
		$(install_flags_of --libs --static | sed 's/-ljourney_rt//')
	installed 'what the shared library shows' shows_what_it_declares
	installed 'the samples of docs/embedding.md' samples_compile
	installed 'examples/embed' embedded
	installed 'journey build' built
	if command -v c++ >/dev/null; then
		headers_alone 'c++ -std=c++17 -x c++'
		installed 'a program in C++' stranger_in_cxx
	else
		echo '     skipped install in C++: there is no c++'
		skip
	fi
	unset PKG_CONFIG_PATH
}

before=$passed
if ! install_is build || ! test -x "$JOURNEY"; then :; else
	case $(basename "$BUILD") in
	debug | release) run_install ;;
	*)
		echo "     skipped install: a $(basename "$BUILD") build"
		skip
		;;
	esac
fi
since "$before" install 'uses of what is installed'
