#!/usr/bin/env bash
# Makes a Debian root with a Swift toolchain in it.
#   swift-root.sh ROOT
# Needs root on Debian and debootstrap. ROOT appears complete or not at all: it is built beside its place and renamed.
# Everything is mounted in a mount namespace of this script's own, so nothing stays mounted, not even after kill -9.
# DEBIAN_MIRROR names another mirror than the machine's own.
set -euo pipefail

if [ "${1:-}" != --inside ]; then
  [ $# -eq 1 ] || { echo "usage: $0 ROOT" >&2; exit 2; }
  exec unshare --mount --propagation private bash "$0" --inside "$1"
fi
root=$2
suite=trixie # the first stable Debian with swiftlang (6.0.3)
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
tries=3

say() { echo "== $*"; }

# The mirror of the machine's own apt sources, in either of their two formats; Debian's own elsewhere.
mirror() {
  local found=
  if grep -qs '^ID=debian$' /etc/os-release; then
    found=$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
    [ -n "$found" ] || found=$(awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; exit } }' \
      /etc/apt/sources.list 2>/dev/null || true)
  fi
  case $found in http://*|https://*) echo "$found" ;; *) echo http://deb.debian.org/debian ;; esac
}

remove() { # one folder, never through a mount
  if findmnt --raw --noheadings --output TARGET | grep -qF "$1/"; then
    echo "$1 has something mounted in it: left alone" >&2
    return 1
  fi
  rm -rf --one-file-system -- "$1"
}

bootstrap() {
  remove "$new"
  debootstrap --variant=minbase ${https:+--include=ca-certificates} --keyring="$keyring" "$suite" "$new" "$mirror"
}

settle() { # what the machine needs to reach the mirror, the root needs too
  cat > "$new/etc/apt/apt.conf.d/99lull" <<'CONF'
APT::Install-Recommends "false";
APT::Install-Suggests "false";
Acquire::Retries "3";
CONF
  apt-config dump | grep -Ei '^(Acquire::https?::Proxy|Acquire::Check-(Valid-Until|Date)) ' \
    >> "$new/etc/apt/apt.conf.d/99lull" || true
  cat > "$new/etc/dpkg/dpkg.cfg.d/99lull" <<'CONF'
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
CONF
  cp -L /etc/resolv.conf /etc/hosts "$new/etc/"
  if [ -n "$https" ] && [ -d /usr/local/share/ca-certificates ]; then
    cp -RL /usr/local/share/ca-certificates/. "$new/usr/local/share/ca-certificates/"
    chroot "$new" update-ca-certificates
  fi
}

swift() {
  # swiftlang asks for neither of the -dev packages, and without them nothing links; SwiftPM wants git.
  chroot "$new" apt-get update &&
    DEBIAN_FRONTEND=noninteractive chroot "$new" apt-get install --yes swiftlang libc6-dev libstdc++-14-dev git
}

retry() {
  local try
  for ((try = 1; ; try++)); do
    "$@" && return
    [ "$try" -lt "$tries" ] || return 1
    say "$1: try $try of $tries failed"
    sleep $((try * 5))
  done
}

[ -r "$keyring" ] || { echo "$keyring is missing: apt-get install debian-archive-keyring" >&2; exit 1; }
mirror=${DEBIAN_MIRROR:-$(mirror)}
https=; case $mirror in https://*) https=yes ;; esac
new=$root.new.$$
mkdir -p "$(dirname "$root")"
# What an interrupted run left. The caller holds the lock, so no other run is at it.
for left in "$root".new.*; do [ ! -e "$left" ] || remove "$left"; done
[ ! -e "$root" ] || remove "$root"

say "debootstrap $suite from $mirror"
retry bootstrap
settle
mountpoint -q "$new/proc" || mount -t proc proc "$new/proc" # Swift finds its libraries through /proc/self/exe
say "swiftlang"
retry swift
chroot "$new" apt-get clean
rm -rf -- "$new"/var/lib/apt/lists/*
chroot "$new" swiftc --version
mkdir -p "$new"/{package,library,scratch}
echo "made by xtask/scripts/swift-root.sh from $suite" > "$new/etc/lull-swift-root"
umount --recursive "$new/proc"
mv -T -- "$new" "$root"
say "ready: $(du -sh --one-file-system "$root" | cut -f1)"
