// A real VS Code in a headless browser: started with an extension and a folder, driven by keys.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import * as path from "node:path";
import { chromium } from "playwright-core";

const here = import.meta.dirname;
const entry = path.join(here, "node_modules/code-server/out/node/entry.js");

const settings = {
  "editor.hover.delay": 100,
  "editor.minimap.enabled": false,
  "extensions.autoUpdate": false,
  "files.autoSave": "off",
  "telemetry.telemetryLevel": "off",
  "security.workspace.trust.startupPrompt": "never",
  "workbench.colorTheme": "Default Light Modern",
  "workbench.startupEditor": "none",
};

/** Starts the editor on a folder; `scratch` takes what it writes. Unless told to, it asks for no trust. */
export async function open({ folder, file, extension, program, scratch, restricted = false }) {
  const data = path.join(scratch, "data");
  const extensions = path.join(scratch, "extensions");
  mkdirSync(path.join(data, "User"), { recursive: true });
  const own = program === undefined ? settings : { ...settings, "fedic.path": program };
  writeFileSync(path.join(data, "User/settings.json"), JSON.stringify(own));
  const common = [entry, "--user-data-dir", data, "--extensions-dir", extensions];
  const installed = spawnSync(process.execPath, [...common, "--install-extension", extension], { encoding: "utf8" });
  if (installed.status !== 0) {
    throw new Error(`the extension cannot be installed: ${installed.stdout}${installed.stderr}`);
  }
  const port = await freePort();
  const flags = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check"];
  const trust = restricted ? [] : ["--disable-workspace-trust"];
  const server = spawn(process.execPath, [...common, ...flags, ...trust], {
    detached: true,
    stdio: "ignore",
  });
  try {
    await answers(`http://127.0.0.1:${port}/healthz`);
    const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const payload = JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${path.join(folder, file)}`]]);
    await page.goto(`http://127.0.0.1:${port}/?folder=${folder}&payload=${encodeURIComponent(payload)}`);
    await page.waitForSelector(".monaco-editor .view-line", { timeout: 120_000 });
    const close = async () => {
      await browser.close();
      process.kill(-server.pid, "SIGKILL");
    };
    return { page, scratch, close };
  } catch (error) {
    process.kill(-server.pid, "SIGKILL");
    throw error;
  }
}

/** One thing that is tried, which an error names. */
export async function step(name, play) {
  try {
    await play();
    console.log(`ok ${name}`);
  } catch (error) {
    throw new Error(name, { cause: error });
  }
}

/** Puts the cursor somewhere, both counted from one. */
export async function go({ page }, line, column) {
  await ask(page, "Control+g", `${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(200);
}

/** Runs a command of the palette by its title. */
export async function command({ page }, title) {
  await choose(page, "F1", title, title);
}

export async function openFile({ page }, name) {
  await choose(page, "Control+p", name, path.basename(name));
  await page.waitForSelector(`.tab.active:has-text("${path.basename(name)}")`);
}

/** Waits until a text shows in what a selector finds. */
export async function shows({ page }, selector, text) {
  await page.waitForFunction(
    ([selector, text]) =>
      [...document.querySelectorAll(selector)].some((found) =>
        found.textContent.replaceAll("\u00a0", " ").includes(text),
      ),
    [selector, text],
    { timeout: 60_000 },
  );
}

/** Waits until a text shows nowhere in what a selector finds, and at least one of these is there. */
export async function vanishes({ page }, selector, text) {
  await page.waitForFunction(
    ([selector, text]) => {
      const found = [...document.querySelectorAll(selector)];
      return found.length > 0 && found.every((it) => !it.textContent.replaceAll("\u00a0", " ").includes(text));
    },
    [selector, text],
    { timeout: 60_000 },
  );
}

export async function picture({ page, scratch }, name) {
  await page.screenshot({ path: path.join(scratch, `${name}.png`) });
}

/** Types a text where a key has opened a field for it. */
async function ask(page, key, text) {
  await page.keyboard.press(key);
  await page.waitForSelector(".quick-input-widget:not([style*='display: none']) input");
  await page.keyboard.type(text);
}

/** The same, and takes what is offered with a label, once that is what Enter takes. */
async function choose(page, key, text, label) {
  await ask(page, key, text);
  await page.waitForSelector(`.quick-input-list .monaco-list-row.focused:has-text("${label}")`);
  await page.keyboard.press("Enter");
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

async function answers(address) {
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      await fetch(address);
      return;
    } catch {
      await new Promise((later) => setTimeout(later, 200));
    }
  }
  throw new Error(`${address} does not answer`);
}
