#!/bin/bash
# boot.sh PAYLOAD_DIR   - boots the guest, runs PAYLOAD_DIR/run in it as root with BlueZ up, prints its output, and
# exits with its exit code (98: the guest did not report, 97: no adapter). Makes the test bed first if it is not there.
#   TT=1               virtual time: idle waits and timeouts are skipped, not slept
#   APPEND="k=v"       extra kernel words; they reach the guest as environment
#   TIMEOUT=seconds    of the world (default 300)
#   SUITE=bookworm     Debian suite of the guest: bookworm has BlueZ 5.66, trixie 5.82
set -u
HERE=$(cd "$(dirname "$0")" && pwd); GUEST=$HERE/guest
TIMEOUT=${TIMEOUT:-300}; PAY=$(cd "$1" && pwd) || exit 2
vars=$("$HERE/make-testbed.sh") || exit 2
eval "$vars"
case "$PAY$GUEST$ROOT" in *[[:space:]]*) echo "boot: no blanks in paths, please: $PAY $GUEST $ROOT" >&2; exit 2;; esac
TMP=$(mktemp -d "${TMPDIR:-/tmp}/lull-testbed.XXXXXX"); LOG=$TMP/log; trap 'rm -rf "$TMP"' EXIT
# The kernel keeps the guest's memory in a file: on /dev/shm where that is big enough (64 MB in many containers).
MEMORY=$TMP; [ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)" -gt 300000 ] 2>/dev/null && MEMORY=/dev/shm
TMPDIR=$MEMORY timeout -k 5 "$TIMEOUT" "$KERNEL" mem=256M umid=lab uml_dir="$TMP/uml" \
  rootfstype=hostfs rootflags="$ROOT" ro init=/lab/boot blelab_guest="$GUEST" \
  blelab_payload="$PAY" con0=null,fd:1 con=null quiet seccomp=auto ${TT:+time-travel} ${APPEND:-} </dev/null 2>&1 \
  | sed -u 's/\r$//' | tee "$LOG"
rc=$(sed -n 's/^##LAB exit=\([0-9]*\).*/\1/p' "$LOG" | tail -1); exit "${rc:-98}"
