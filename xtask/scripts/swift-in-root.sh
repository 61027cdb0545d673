#!/usr/bin/env bash
# `swift ARGS...` on a package, in a root made by swift-root.sh, linked with the Rust library.
#   swift-in-root.sh ROOT PACKAGE LIBRARY-FOLDER SCRATCH ARGS...
# The root is read-only in there, so several checkouts can use it at once. Everything is mounted in a namespace of this
# script's own: nothing stays mounted, however it ends.
set -euo pipefail
[ $# -ge 5 ] || { echo "usage: $0 ROOT PACKAGE LIBRARY-FOLDER SCRATCH ARGS..." >&2; exit 2; }
if [ "${LULL_SWIFT_INSIDE:-}" != yes ]; then
  LULL_SWIFT_INSIDE=yes exec unshare --mount --propagation private bash "$0" "$@"
fi
root=$1 package=$2 library=$3 scratch=$4
shift 4
mkdir -p "$scratch"/{home,tmp,build}

mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
cd / # out of the folder below the new mount
mount --bind "$package" "$root/package"
mount --bind "$library" "$root/library"
mount -o remount,bind,ro "$root/library"
mount --bind "$scratch" "$root/scratch"
mount --bind "$scratch/tmp" "$root/tmp"
mount --bind "$scratch/home" "$root/root" # SwiftPM looks the home folder up, whatever HOME says
mount -t proc proc "$root/proc" # Swift finds its libraries through /proc/self/exe
mount --rbind /dev "$root/dev"

subcommand=$1
shift
inside=(chroot "$root" env -i HOME=/root TMPDIR=/tmp PATH=/usr/bin:/bin LC_ALL=C.UTF-8 LD_LIBRARY_PATH=/library)
if [ "$subcommand" = format ]; then
  # it knows no package, and takes files from where it stands
  exec "${inside[@]}" sh -c 'cd /package && exec swift format "$@"' format "$@"
fi
# --allow-shlib-undefined: libswiftObservation.so of Swift 6.0 has a symbol GNU ld cannot find (swiftlang/swift 75670)
exec "${inside[@]}" \
  swift "$subcommand" --package-path /package --scratch-path /scratch/build --disable-sandbox \
  -Xlinker -L/library -Xlinker -llull -Xlinker --allow-shlib-undefined "$@"
