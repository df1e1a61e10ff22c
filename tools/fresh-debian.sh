#!/bin/sh
# Proves the README's commands on a clean Debian 12: debootstrap makes a minimal root file system
# in a temporary folder, a clone of this repository goes in, `apt-get install make`, `make demo`
# and `make check` run there as a stranger would run them. Prints the seconds each took, and beside
# them how busy the machine was; the goal is five minutes for demo and check on two processors.
#
# Needs root, debootstrap and the network. Takes packages from where this machine takes them:
# its own apt sources and settings, so that a mirror or a proxy is used here as there.
# Only what is committed is tested. ROOT=DIR keeps the file system in DIR, with the pictures in
# DIR/journey/build/release/demo.
set -eu

cd "$(dirname "$0")/.."
suite=bookworm
fail() { echo "fresh-debian: $1" >&2; exit 1; }

test "$(id -u)" = 0 || fail 'needs root, for debootstrap and chroot'
command -v debootstrap >/dev/null || fail 'needs debootstrap: apt-get install debootstrap'

# The first source of either form: `deb [options] URL suite ...` or `URIs: URL`.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
	/etc/apt/sources.list.d/*.sources 2>/dev/null | awk '
	$1 == "URIs:" { print $2; exit }
	$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\//) { print $i; exit } }')
test -n "$mirror" || fail 'finds no package source in /etc/apt'

leave()
{
	umount "$root/dev/pts" "$root/proc" 2>/dev/null || true
	test -n "${ROOT:-}" || rm -rf --one-file-system "$root"
}
root=${ROOT:-$(mktemp -d)}
mkdir -p "$root"
trap leave EXIT
trap 'exit 130' INT TERM

seconds() { date +%s; }
busy() { cut -d' ' -f1 /proc/loadavg; }
total=0
timed()
{
	start=$(seconds)
	echo "--- $* (load $(busy))"
	chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
		${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
		sh -c "cd /journey && $*" </dev/null || fail "failed: $*"
	took=$(($(seconds) - start))
	total=$((total + took))
	echo "--- $*: $took s (load $(busy))"
}

echo "--- debootstrap $suite"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
	{ tail -20 "$root.log" >&2; fail 'debootstrap did not work'; }
rm -f "$root.log"

cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
rm -f "$root/etc/apt/sources.list"
for settings in /etc/apt/apt.conf $(grep -ls Acquire:: /etc/apt/apt.conf.d/*) \
	/etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/trusted.gpg.d /etc/ssl/certs \
	/usr/local/share/ca-certificates; do
	test -e "$settings" && mkdir -p "$root$(dirname "$settings")" &&
		cp -RL "$settings" "$root$(dirname "$settings")/"
done
mount -t proc proc "$root/proc" 2>/dev/null || echo '--- without /proc'
mount -t devpts devpts "$root/dev/pts" 2>/dev/null || echo '--- without /dev/pts'
git clone -q --no-hardlinks . "$root/journey"
rm -rf "$root/journey/.git"

timed 'apt-get -qq update && apt-get -qq install -y make >/dev/null'
total=0
timed make demo
timed make check
for picture in fault.svg fault.png; do
	test -s "$root/journey/build/release/demo/$picture" || fail "no $picture came out"
done
echo "--- make demo and make check: $total s on $(nproc) processors"
