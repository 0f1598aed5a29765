#!/usr/bin/env bash
# Puts the real Nix, for evaluation only, into a private folder: the judge that fedic's
# answers are compared with. Nothing is installed on the machine: Debian's packages are
# unpacked into a root of their own and run by that root's own loader.
#
#   tests/oracle/setup.sh [SUITE]        default: forky, which has Nix 2.34
#
# The folder is $FEDIC_ORACLE, else target/oracle. If it already answers, nothing is done.
set -euo pipefail

suite=${1:-forky}
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
oracle=${FEDIC_ORACLE:-$top/target/oracle}
program=$oracle/bin/nix-instantiate

answers() { [ "$("$program" --eval -E '1 + 1' 2>/dev/null)" = 2 ]; }

if answers; then
  echo "oracle: $("$program" --version)"
  exit 0
fi

mkdir -p "$oracle"
oracle=$(cd "$oracle" && pwd)
program=$oracle/bin/nix-instantiate
root=$oracle/$suite
apt=$oracle/apt-$suite

# An apt that knows one suite, believes that nothing is installed and writes nowhere else.
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)}
rm -rf "$root" "$apt"
mkdir -p "$root" "$apt"/{lists,archives}/partial
: > "$apt/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" > "$apt/sources.list"
private_apt() {
  apt-get -q -y \
    -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o "Dir::State::Lists=$apt/lists" -o "Dir::State::Status=$apt/status" \
    -o "Dir::State::Extended_States=$apt/extended" -o "Dir::Cache=$apt" -o "Dir::Cache::Archives=$apt/archives" \
    -o Acquire::Check-Valid-Until=false -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o APT::Install-Recommends=0 -o Acquire::Retries=3 \
    -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=0 \
    -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=0 "$@"
}
fetch() { private_apt update && private_apt --download-only install nix-bin libc6; }
for try in 1 2 3; do
  if fetch > "$apt/log" 2>&1; then break; fi
  [ "$try" -lt 3 ] || { tail -20 "$apt/log" >&2; echo "oracle: could not fetch Debian's nix-bin of $suite" >&2; exit 1; }
  sleep $((try * 10))
done

for package in "$apt"/archives/*.deb; do
  case ${package##*/} in
    # what an evaluation never opens
    systemd_* | perl*_* | mount_* | *-data_* | nix-setup-systemd*) continue ;;
  esac
  dpkg-deb --fsys-tarfile "$package" \
    | tar x -C "$root" --keep-directory-symlink --exclude={./usr/share/{doc,man,locale},./dev}
done
rm -rf "$apt"

# The command as Nix wants to see it, with a state of its own and a store that holds nothing.
loader=$(find "$root" -name 'ld-linux-*.so.*' -o -name 'ld64.so.*' | sort | head -1)
libraries=$(find "$root" -name 'libc.so.6' -printf '%h:' -o -name 'libnixexpr.so*' -printf '%h:')$(find "$root" -path '*/systemd' -type d -name systemd -path '*lib*' -printf '%p:')
state=$oracle/state
mkdir -p "$oracle/bin" "$state"/{store,var,log,etc,cache,data,local}
cat > "$program" <<WRAPPER
#!/bin/sh
export NIX_STORE_DIR=\${NIX_STORE_DIR:-/nix/store} NIX_REMOTE=\${NIX_REMOTE-dummy://} NIX_PATH=\${NIX_PATH:-}
export NIX_STATE_DIR=$state/var NIX_LOCALSTATE_DIR=$state/var NIX_LOG_DIR=$state/log
export NIX_CONF_DIR=$state/etc NIX_USER_CONF_FILES=/dev/null
export XDG_CACHE_HOME=$state/cache XDG_DATA_HOME=$state/data XDG_STATE_HOME=$state/local
exec $loader --argv0 nix-instantiate --library-path $libraries $root/usr/bin/nix "\$@"
WRAPPER
chmod +x "$program"

answers || { echo "oracle: unpacked, but it does not answer:" >&2; "$program" --eval -E '1 + 1' >&2 || true; exit 1; }
echo "oracle: $("$program" --version)"
