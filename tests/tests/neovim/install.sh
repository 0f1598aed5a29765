#!/usr/bin/env bash
# Puts a current Neovim into `target/neovim`, beside the one that the system may have: packages of
# Debian's next release with all that they need, unpacked and not installed. `target/neovim/nvim`
# starts it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

release=forky
root=$PWD/target/neovim
if [ -x "$root/nvim" ] && "$root/nvim" --version > /dev/null; then exit 0; fi

# Where this system has its packages from.
archive=$(apt-get indextargets --format '$(REPO_URI)' \
  'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 'Component: main' | sed -n 1p)
if [ -z "$archive" ]; then
  echo "apt knows no archive of Debian's: is \`apt-get update\` to be run?" >&2
  exit 1
fi

# A package manager of its own, to which nothing is installed yet.
apt=$root/apt
rm -rf "$root"
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
: > "$apt/status"
key=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$key] $archive $release main" > "$apt/sources.list"
cat > "$apt/apt.conf" << END
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Main "/dev/null";
Dir::Etc::Parts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "$apt";
Dir::State::Status "$apt/status";
Dir::Cache "$apt/cache";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
END
export APT_CONFIG=$apt/apt.conf
apt-get -q update
apt-get -q -y --download-only install neovim
for package in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$package" "$root"; done
rm -rf "$apt"

# Its libraries are newer than the system's, so its own loader starts it.
loader=$(cd "$root" && echo usr/lib/*/ld-linux-*)
cat > "$root/nvim" << END
#!/bin/sh
export VIMRUNTIME='$root/usr/share/nvim/runtime'
exec '$root/$loader' --library-path '$root/${loader%/*}' '$root/usr/bin/nvim' "\$@"
END
chmod +x "$root/nvim"
"$root/nvim" --version
