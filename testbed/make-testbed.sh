#!/bin/bash
# make-testbed.sh - everything the virtual Bluetooth test bed needs, made once, kept in a cache.
#
#   ./make-testbed.sh            install missing host packages (root only), build what is not
#                                yet there, print KERNEL=... and ROOT=... (sourceable) on stdout
#   ./make-testbed.sh --check    the same line if everything is there, else exit 1; builds nothing
#   ./make-testbed.sh --prune    also remove results of older recipes
#
#   TESTBED_CACHE   where results are kept (default ${XDG_CACHE_HOME:-$HOME/.cache}/lull-testbed)
#   SUITE           Debian suite of the guest (default bookworm; trixie has BlueZ 5.82)
#   DEBIAN_MIRROR   default: the mirror this machine's own apt uses
#   KERNEL_PKG      default: linux-source-7.2 if any suite has it, else the newest from 6.16 on
#   JOBS            default: all cores
#
# Every result is a directory named after the hash of what made it (the recipe below, the
# kernel fragment, the pinned wheels). It is built under a temporary name and renamed when
# complete: a name that exists is a result that is whole. Needs root only to install packages.
set -euo pipefail
export LC_ALL=C
HERE=$(cd "$(dirname "$0")" && pwd)
CACHE=${TESTBED_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/lull-testbed}
SUITE=${SUITE:-bookworm}; JOBS=${JOBS:-$(nproc)}; KERNEL_PKG=${KERNEL_PKG:-}
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
GUEST_PACKAGES=(bluez dbus-bin dbus-daemon python3-minimal libpython3-stdlib libgcc-s1 busybox-static coreutils bash dash grep sed)
say() { printf '== testbed: %s (after %d s)\n' "$*" "$SECONDS" >&2; }
die() { echo "make-testbed: $*" >&2; exit 1; }

# ---- the recipes (the text of build_* is part of the hash: edit one, and only that part is rebuilt) ----

# Debian packages of any suite, verified by apt itself, without touching the machine's apt state.
# Gives: apt_ get|cache ARGS...
apt_open() { # DIR SUITE...
  local d=$1 s; shift
  mkdir -p "$d"/{lists/partial,cache/archives/partial,empty}; : > "$d/status"; : > "$d/sources.list"
  for s in "$@"; do echo "deb [signed-by=$KEYRING] $MIRROR $s main" >> "$d/sources.list"; done
  APT_DIR=$d
  apt_ get -qq update >&2 || die "apt-get update failed for $MIRROR ($*)"
}
apt_() {
  "apt-$1" -o Dir::State::lists="$APT_DIR/lists" -o Dir::State::status="$APT_DIR/status" \
    -o Dir::Cache="$APT_DIR/cache" -o Dir::Etc::SourceList="$APT_DIR/sources.list" \
    -o Dir::Etc::SourceParts="$APT_DIR/empty" -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts="$APT_DIR/empty" \
    -o APT::Architecture=amd64 -o APT::Architectures=amd64 -o Acquire::Languages=none -o Acquire::Retries=3 \
    -o APT::Sandbox::User=root -o Acquire::Check-Valid-Until=false -o APT::Install-Recommends=false \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    -o Acquire::IndexTargets::deb::CNF::DefaultEnabled=false "${@:2}"
}

build_root() { # DIR: the guest's files, plain directory, no package scripts run, no root needed
  local d=$1 r=$1/root deb
  apt_open "$d/apt" "$SUITE"
  apt_ get -qq -y --download-only install "${GUEST_PACKAGES[@]}" >&2
  mkdir -p "$r"/usr/{bin,sbin,lib,lib64}
  for l in bin sbin lib lib64; do ln -s "usr/$l" "$r/$l"; done   # merged /usr, before anything is unpacked
  for deb in "$d"/apt/cache/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$r" --keep-directory-symlink --no-same-owner --wildcards \
      --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' --exclude='./usr/share/perl*' \
      --exclude='./usr/lib/*/perl*' --exclude='./usr/lib/*/gconv' --exclude='./usr/share/zoneinfo' --exclude='./usr/share/i18n' \
      --exclude='./usr/lib/systemd' --exclude='./lib/systemd' --exclude='./usr/lib/python3*/test' --exclude='./usr/lib/python3*/idlelib' \
      --exclude='./usr/lib/python3*/lib2to3' --exclude='./usr/lib/python3*/ensurepip' --exclude='./usr/lib/python3*/config-*'
  done
  rm -rf "$r"/var/run "$r"/usr/share/{info,lintian,bash-completion,gdb,bug,common-licenses}
  mkdir -p "$r"/{proc,sys,dev,run,tmp,payload,lab/py,lab/guest,var/lib/bluetooth,etc}
  chmod -R u+rwX,go+rX "$r"
  [ -e "$r/usr/bin/python3" ] || ln -s "$(basename "$(ls "$r"/usr/bin/python3.* | head -1)")" "$r/usr/bin/python3"
  [ -e "$r/bin/sh" ] || ln -s dash "$r/bin/sh"
  printf 'root:x:0:0:root:/tmp:/bin/sh\nmessagebus:x:100:100::/:/bin/false\n' > "$r/etc/passwd"
  printf 'root:x:0:\nbluetooth:x:101:\nmessagebus:x:100:\n' > "$r/etc/group"
  echo 0123456789abcdef0123456789abcdef > "$r/etc/machine-id"
  ln -sfn /run "$r/var/run"                                      # some D-Bus clients look there
  # The guest's scripts are not in the root: they are mounted from the work tree at every boot.
  cat > "$r/lab/boot" <<'B'
#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
if /bin/busybox grep -q blelab.9p /proc/cmdline; then
  /bin/busybox mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144,ro guest /lab/guest || exit 1
else
  /bin/busybox mount -t hostfs -o "$blelab_guest" none /lab/guest || exit 1
fi
exec /lab/guest/init
B
  chmod 755 "$r/lab/boot"
  # Pure Python wheels, pinned by hash; the host's Python version does not matter.
  python3 -m pip install --quiet --no-deps --no-compile --target "$r/lab/py" --only-binary=:all: --require-hashes --root-user-action=ignore \
    --python-version 3.11 --implementation py --abi none --platform any -r "$HERE/guest-requirements.txt" >&2
  rm -rf "$r"/lab/py/bin "$r"/lab/py/bumble/{apps,tools,vendor,drivers/data} "$r"/lab/py/bumble/transport/grpc_protobuf
  # Byte-compile with the guest's own Python, through its own loader (no chroot, so no root).
  local v; v=$(basename "$(ls "$r"/usr/bin/python3.* | head -1)")
  PYTHONHOME=$r/usr PYTHONDONTWRITEBYTECODE='' "$r"/lib64/ld-linux-x86-64.so.2 --library-path "$r/usr/lib/x86_64-linux-gnu:$r/lib/x86_64-linux-gnu" \
    "$r/usr/bin/$v" -m compileall -q --invalidation-mode unchecked-hash -s "$r" -p / "$r/usr/lib/$v" "$r/lab/py" >&2 || true
  ls "$r"/usr/lib/"$v"/asyncio/__pycache__/*.pyc "$r"/lab/py/bumble/__pycache__/device.*.pyc >/dev/null || die "the guest's Python was not byte-compiled"
  [ -x "$r/usr/libexec/bluetooth/bluetoothd" ] && [ -x "$r/bin/busybox" ] && [ -x "$r/usr/bin/dbus-daemon" ] || die "guest incomplete"
  (cd "$d/apt/cache/archives" && ls *.deb) > "$d/packages.txt"
  rm -rf "$d/apt"
}

build_kernel() { # DIR: User-Mode Linux with Bluetooth and a virtual HCI
  local d=$1 pkg=$KERNEL_PKG s
  apt_open "$d/apt" sid testing trixie-backports
  if [ -z "$pkg" ]; then
    # 7.2 is the one that was tested; otherwise the newest that has seccomp mode and copes with AMX
    pkg=$(apt_ cache pkgnames linux-source- | grep -xE 'linux-source-[0-9]+\.[0-9]+' | sed 's/linux-source-//' | sort -V \
      | awk -F. '$1>6 || ($1==6 && $2>=16)' | awk '$0=="7.2"{t=$0} {n=$0} END{print t?t:n}')
    [ -n "$pkg" ] || die "no linux-source package from 6.16 on in sid, testing or backports"
    pkg=linux-source-$pkg
  fi
  say "kernel source: $pkg"
  (cd "$d" && apt_ get -qq download "$pkg" >&2); mkdir "$d/src" "$d/build"
  ls "$d"/linux-source-*.deb | xargs -n1 basename > "$d/packages.txt"
  dpkg-deb --fsys-tarfile "$d"/linux-source-*.deb | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' | xz -dcT0 \
    | tar -x -C "$d/src" --strip-components=1 --exclude='*.rst' --exclude='*.yaml' --exclude='*.dts' --exclude='*.dtsi' \
      --exclude='linux-source-*/drivers/gpu/drm/*.[ch]' --exclude='linux-source-*/drivers/media/*.[ch]' \
      --exclude='linux-source-*/sound/*.[ch]' --exclude='linux-source-*/drivers/staging/*.[ch]' --exclude='linux-source-*/tools/testing/*'
  rm -rf "$d"/linux-source-*.deb "$d/apt"
  say "kernel: configure"
  cd "$d/src"
  make -s ARCH=um O="$d/build" tinyconfig >&2
  cp "$d/build/.config" "$d/build/base.config"
  scripts/kconfig/merge_config.sh -m -O "$d/build" "$d/build/base.config" "$HERE/uml.fragment" >/dev/null 2>&1
  make -s ARCH=um O="$d/build" olddefconfig >&2
  for s in BT_HCIVHCI BT_LE HOSTFS UNIX CRYPTO_CMAC CRYPTO_ECDH UML_TIME_TRAVEL_SUPPORT; do
    grep -q "^CONFIG_$s=y" "$d/build/.config" || die "kernel option $s got lost"
  done
  say "kernel: compile (about 10 CPU minutes)"
  make -s ARCH=um O="$d/build" -j"$JOBS" linux >"$d/make.log" 2>&1 || { tail -40 "$d/make.log" >&2; die "kernel build failed"; }
  strip -o "$d/linux" "$d/build/linux"; cp "$d/build/.config" "$d/config"; make -s ARCH=um O="$d/build" kernelrelease > "$d/release" 2>/dev/null || true
  cd /; rm -rf "$d/src" "$d/build" "$d/make.log"
}

# ---- host packages ----
host_packages() {
  local need=() c
  want() { command -v "$1" >/dev/null || need+=("$2"); }
  want dpkg-deb dpkg; want xz xz-utils; want tar tar; want flock util-linux
  python3 -m pip --version >/dev/null 2>&1 || need+=(python3-pip)
  [ -e "$KEYRING" ] || need+=(debian-archive-keyring)
  if [ ! -d "$KERNEL_DIR" ]; then
    for c in flex bison bc make gcc; do want "$c" "$c"; done; want strip binutils; want perl perl-base
    echo '#include <stdio.h>' | cpp >/dev/null 2>&1 || need+=(libc6-dev)
  fi
  [ ${#need[@]} = 0 ] && return
  [ "$(id -u)" = 0 ] || die "missing host packages. As root: apt-get install ${need[*]}"
  say "host packages: ${need[*]}"
  apt-get -qq update >&2 || true
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${need[@]}" >&2
}
mirror() { # this machine's own Debian mirror: never a name written here
  [ -n "${DEBIAN_MIRROR:-}" ] && { echo "$DEBIAN_MIRROR"; return; }
  local m
  m=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' 'Component: main' 2>/dev/null \
      | awk -F'|' '$1=="Debian" && $2=="Debian"{print $3; exit}')
  [ -n "$m" ] || m=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '
      /^URIs:/{u=$2} /^Suites:/{if ($2 !~ /security/ && u) {print u; exit}} /^$/{u=""}')
  [ -n "$m" ] || m=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed 's/\[[^]]*\]//' \
      | awk '$1=="deb" && $3 ~ /^(bookworm|trixie|forky|sid|stable|testing|unstable)$/ {print $2; exit}')
  [ -n "$m" ] || die "no Debian mirror found in apt's sources; set DEBIAN_MIRROR"
  echo "${m%/}"
}

# ---- put together ----
h() { sha256sum | cut -c1-16; }
ROOT_DIR=$CACHE/guest-$SUITE-$({ declare -f build_root; echo "$SUITE ${GUEST_PACKAGES[*]}"; cat "$HERE/guest-requirements.txt"; } | h)
KERNEL_DIR=$CACHE/kernel-$({ declare -f build_kernel; echo "$KERNEL_PKG"; cat "$HERE/uml.fragment"; } | h)
MODE=${1:-}
report() { printf 'KERNEL=%q\nROOT=%q\n' "$KERNEL_DIR/linux" "$ROOT_DIR/root"; }
[ -d "$ROOT_DIR" ] && [ -d "$KERNEL_DIR" ] && [ "$MODE" != --prune ] && { report; exit 0; }
[ "$MODE" = --check ] && exit 1
[ "$(uname -m)" = x86_64 ] || die "x86-64 hosts only"
mkdir -p "$CACHE"; exec 9>"$CACHE/.lock"
flock -n 9 || { say "another build is running, waiting"; flock 9; }   # two at once would do everything twice
rm -rf --one-file-system "$CACHE"/.tmp.*                        # left by a build that was killed
host_packages; MIRROR=$(mirror)
make_dir() { # FUNCTION DIR
  [ -d "$2" ] && return
  local t; t=$(mktemp -d "$CACHE/.tmp.XXXXXX"); chmod 755 "$t"
  trap 'rm -rf --one-file-system "'"$t"'"' EXIT
  (set -euo pipefail; "$1" "$t")        # errexit must hold inside: no `if`, no `||` around this call
  mv -T "$t" "$2"; trap - EXIT
  say "$(basename "$2"): $(du -sh "$2" | cut -f1)"
}
make_dir build_root "$ROOT_DIR"
make_dir build_kernel "$KERNEL_DIR"
if [ "$MODE" = --prune ]; then
  for d in "$CACHE"/guest-"$SUITE"-* "$CACHE"/kernel-*; do
    [ "$d" = "$ROOT_DIR" ] || [ "$d" = "$KERNEL_DIR" ] || rm -rf --one-file-system "$d"
  done
fi
report
