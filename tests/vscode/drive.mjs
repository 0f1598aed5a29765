// Plays what a newcomer does in VS Code, and fails where something does not show: a mistake is
// told where it stands, an option is explained, completed, found and renamed, the plan drawn.
//
//   node drive.mjs EXTENSION FOLDER SCRATCH

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { command, go, open, openFile, picture, shows, step } from "./editor.mjs";

const [extension, folder, scratch] = process.argv.slice(2);
const application = path.join(folder, "applications/shop.nix");
const lines = () => readFileSync(application, "utf8").split("\n");

/** Line and column of a text in the application's file, and of a place in it. */
function place(text, inside = 0) {
  const line = lines().findIndex((line) => line.includes(text));
  assert(line >= 0, `\`${text}\` stands in the file`);
  return [line + 1, lines()[line].indexOf(text) + 1 + inside];
}

const editor = await open({ folder, file: "applications/shop.nix", extension, scratch });
const { page } = editor;
try {
  await step("a mistake gets its squiggle, and stands among the problems", async () => {
    await page.waitForSelector(".squiggly-error", { timeout: 60_000 });
    await command(editor, "View: Toggle Problems");
    await shows(editor, ".markers-panel", "greting");
  });
  await step("an option is explained", async () => {
    await go(editor, ...place("settings.domain", 10));
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    await shows(editor, ".monaco-hover", "The domain under which the page is found");
  });
  await step("a setting's declaration is found", async () => {
    await page.keyboard.press("Escape");
    await go(editor, ...place("settings.domain", 10));
    await page.keyboard.press("F12");
    const [line] = place("domain = mkOption");
    await shows(editor, ".statusbar", `Ln ${line},`);
  });
  await step("a function of the library is found, in a file that cannot be edited", async () => {
    await go(editor, ...place("domain = mkOption", 12));
    await page.keyboard.press("F12");
    await shows(editor, ".tab.active", "options.nix");
    await shows(editor, ".view-line", "relatedPackages ? null");
    await until(async () => {
      await page.keyboard.type("x");
      const said = page.locator(".monaco-editor-overlaymessage", { hasText: "read-only" });
      return said.first().waitFor({ timeout: 1000 }).then(() => true, () => false);
    });
    await picture(editor, "library");
    await openFile(editor, "applications/shop.nix");
  });
  await step("a mend is on offer", async () => {
    await go(editor, ...place("settings.greting", 12));
    await page.keyboard.press("Control+.");
    await shows(editor, ".action-widget", "did you mean `greeting`?");
    await page.keyboard.press("Escape");
  });
  await step("names are completed", async () => {
    const [line] = place("memoryMiB = 256;");
    await go(editor, line, lines()[line - 1].length + 1);
    await page.keyboard.press("Enter");
    await page.keyboard.type("co");
    await page.keyboard.press("Control+Space");
    await shows(editor, ".suggest-widget .monaco-list-row", "cores");
    await picture(editor, "completion");
    await page.keyboard.press("Escape");
    await command(editor, "File: Revert File");
  });
  await step("a configuration in JSON is completed", async () => {
    await openFile(editor, "configuration.json");
    const text = readFileSync(path.join(folder, "configuration.json"), "utf8").split("\n");
    const line = text.findIndex((line) => line.includes('"domain"'));
    await go(editor, line + 1, text[line].indexOf('"domain"') + 1);
    await page.keyboard.type('"gr');
    await page.keyboard.press("Control+Space");
    await shows(editor, ".suggest-widget .monaco-list-row", "greeting");
    await picture(editor, "json");
    await page.keyboard.press("Escape");
    await command(editor, "File: Revert File");
    await openFile(editor, "applications/shop.nix");
  });
  await step("an option is renamed wherever it stands", async () => {
    await go(editor, ...place("domain = mkOption", 2));
    await page.keyboard.press("F2");
    await page.waitForSelector(".rename-box input:focus");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("hostname");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(2000);
    await command(editor, "File: Save All");
    await until(() => lines().some((line) => line.includes("settings.hostname")));
    assert.match(readFileSync(path.join(folder, "configuration.json"), "utf8"), /"hostname"/);
  });
  await step("a value is shown", async () => {
    await openFile(editor, "applications/shop.nix");
    await go(editor, ...place("memoryMiB = 256;", 2));
    await command(editor, "fedic: Show Value");
    await shows(editor, ".editor-group-container:last-child .view-line", "256");
    await picture(editor, "value");
    await command(editor, "View: Close All Editors");
  });
  await step("the plan is drawn, and leads to its places", async () => {
    await openFile(editor, "applications/shop.nix");
    await go(editor, ...place("settings.greting"));
    await page.keyboard.press("End");
    await command(editor, "fedic: Show Plan");
    const frame = page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
    await frame.locator(".none, .box").first().waitFor({ timeout: 60_000 });
    await picture(editor, "plan");
    await frame.locator(".box", { hasText: "shop/server" }).click();
    const [line] = place("resources.server.machine");
    await shows(editor, ".statusbar", `Ln ${line},`);
  });
} catch (error) {
  await picture(editor, "failed");
  throw error;
} finally {
  await editor.close();
}

async function until(holds) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) {
      return;
    }
    await page.waitForTimeout(100);
  }
  assert.fail("it did not come to hold");
}
