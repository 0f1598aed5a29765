#!/usr/bin/env bash
# Puts a real VS Code, served to a browser, into `node_modules` here, from npm's registry and
# Debian's packages alone, each at the version that a lock names. Its own install script would
# fetch from elsewhere, so its parts are built one by one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

done_for=node_modules/.installed
if cmp -s package-lock.json "$done_for"; then exit 0; fi

# Modules are built for the system's Node.js, with the headers that came with it.
export npm_config_nodedir=/usr npm_config_audit=false npm_config_fund=false

npm ci --ignore-scripts
(
  cd node_modules/code-server/lib/vscode
  # Its lock leaves out what others are only asked to bring along.
  npm ci --omit=dev --ignore-scripts --legacy-peer-deps
  npm rebuild @vscode/spdlog native-watchdog --foreground-scripts
  # Only a list of its compiler's calls may be lost.
  npm rebuild node-pty --foreground-scripts || test -f node_modules/node-pty/build/Release/pty.node
  mkdir -p node_modules/@vscode/ripgrep/bin
  ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
  ln -sfn node_modules node_modules.asar
  ln -sf code-linux.sh bin/remote-cli/code-server
  ln -sf browser-linux.sh bin/helpers/browser.sh
  cd extensions
  npm ci --omit=dev --ignore-scripts --legacy-peer-deps
)
npm rebuild argon2 --foreground-scripts
node node_modules/code-server/out/node/entry.js --version
cp package-lock.json "$done_for"
