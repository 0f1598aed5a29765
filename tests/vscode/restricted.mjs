// Opens a folder that nobody has called trustworthy, in VS Code's Restricted Mode, and fails where the
// extension does not begin in the way that its `package.json` promises: mistakes are told, but nothing
// outside of the folder is read and no program is started that the folder names. Once the folder is
// trusted, both are done.
//
//   node restricted.mjs PROGRAM EXTENSION FOLDER SCRATCH STARTED
//
// The folder's own settings name a program that makes the file STARTED.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { command, open, picture, shows, step, vanishes } from "./editor.mjs";

const [program, extension, folder, scratch, started] = process.argv.slice(2);
const problems = ".markers-panel";
const file = "applications/shop.nix";

const editor = await open({ folder, file, extension, program, scratch, restricted: true });
const { page } = editor;
try {
  await step("a folder that is not trusted is opened in Restricted Mode", async () => {
    await shows(editor, ".statusbar", "Restricted Mode");
  });
  await step("a mistake is told there", async () => {
    await page.waitForSelector(".squiggly-error", { timeout: 60_000 });
    await command(editor, "View: Toggle Problems");
    await shows(editor, problems, "greting");
  });
  await step("nothing outside of it is read", async () => {
    await shows(editor, problems, "it lies outside the workspace, which is not trusted");
    await picture(editor, "restricted");
  });
  await step("the program that it names is not started", () => {
    assert(!existsSync(started));
  });
  await step("once it is trusted, its program is started, and what it names is read", async () => {
    await command(editor, "Workspaces: Manage Workspace Trust");
    await page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click();
    await vanishes(editor, ".statusbar", "Restricted Mode");
    await vanishes(editor, problems, "it lies outside the workspace");
    await shows(editor, problems, "greting");
    assert(existsSync(started));
    await picture(editor, "trusted");
  });
} catch (error) {
  await picture(editor, "failed");
  throw error;
} finally {
  await editor.close();
}
