// Fills in the catalogue's form in a real browser: breaks a field, reads the message, mends it,
// and has fedic judge what the form holds; so with react-jsonschema-form and with JSON Forms.
// Pictures of it, and of the documentation, go to a folder where one can look at them.
//
//   node form.mjs FEDIC FOLDER
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { strict as assert } from "node:assert";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const [fedic, folder] = process.argv.slice(2, 4).map((path) => resolve(path));
const catalogue = join(folder, "catalogue");
const cases = join(here, "../cases/schema");
mkdirSync(folder, { recursive: true });
cpSync(join(here, "../../model/nix/catalogue"), catalogue, { recursive: true });
const made = (...words) =>
  execFileSync(fedic, words, { cwd: catalogue, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

writeFileSync(join(folder, "form.json"), made("schema", "--profile", "form"));
writeFileSync(join(folder, "ui.json"), made("schema", "--format", "ui-schema"));
writeFileSync(join(folder, "json-forms.json"), made("schema", "--format", "json-forms"));
writeFileSync(join(folder, "docs.html"), made("docs", "--format", "html"));

/** The address of a page that shows the form of a folder. */
const bundled = async (name, folder) => {
  cpSync(join(here, `${name}.jsx`), join(folder, `${name}.jsx`));
  await build({
    entryPoints: [join(folder, `${name}.jsx`)],
    outfile: join(folder, `${name}.js`),
    bundle: true,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    nodePaths: [join(here, "node_modules")],
    logLevel: "error",
  });
  const page = join(folder, `${name}.html`);
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><body><div id="form"></div><script src="${name}.js"></script></body>`);
  return pathToFileURL(page).href;
};

const browser = await chromium.launch({
  executablePath: process.env.FEDIC_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const step = (text) => console.log(`ok     ${text}`);
try {
  const page = await browser.newPage({ viewport: { width: 900, height: 1000 } });
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(await bundled("form", folder));

  const domain = page.locator("#root_domain");
  await domain.fill("no domain");
  await page.locator("#root_enable").check();
  await page.locator("#root_mastodon_enable").check();
  await page.getByText("must match pattern").first().waitFor();
  step("a field that is wrong says so");
  await page.screenshot({ path: join(folder, "form-wrong.png") });

  await domain.fill("fediverse.example");
  await page.getByText("must match pattern").first().waitFor({ state: "detached" });
  await page.locator("input[type=radio][name=root_mastodon_size]").nth(1).check();
  await page.screenshot({ path: join(folder, "form.png"), fullPage: true });
  const held = JSON.parse(await page.evaluate(() => window.held()));
  assert.equal(held.domain, "fediverse.example");
  assert.equal(held.mastodon.size, "medium");
  assert.equal(held.peertube?.quota?.totalGiB ?? null, null, "what may be null begins as null");
  assert.deepEqual(faults, []);
  step("the mended form holds what was filled in");

  writeFileSync(join(catalogue, "configuration.json"), JSON.stringify(held, null, 2));
  const check = spawnSync(fedic, ["check"], { cwd: catalogue, encoding: "utf8" });
  assert.equal(check.status, 0, check.stdout + check.stderr);
  const plan = JSON.parse(made("plan", "--format", "json"));
  assert.equal(plan.configuration.mastodon.size, "medium");
  step("fedic takes what the form holds, and plans it");

  const other = await browser.newPage({ viewport: { width: 900, height: 1000 } });
  other.on("pageerror", (error) => faults.push(error.message));
  await other.goto(await bundled("json-forms", folder));
  assert.equal(await other.getByText("No applicable renderer").count(), 0, "JSON Forms has no field of an option");
  // What may be null has a field, too.
  for (const field of ["Language", "Space of a user", "Longest stream"]) {
    await other.getByText(field).first().waitFor();
  }
  const address = other.getByLabel("Domain");
  await address.fill("no domain");
  await other.getByText("must match pattern").first().waitFor();
  await address.fill("fediverse.example");
  await other.getByText("must match pattern").first().waitFor({ state: "detached" });
  await other.getByText("Medium").first().click();
  await other.waitForFunction(() => JSON.parse(window.held()).mastodon?.size === "medium");
  await other.screenshot({ path: join(folder, "json-forms.png"), fullPage: true });
  writeFileSync(join(catalogue, "configuration.json"), await other.evaluate(() => window.held()));
  const again = spawnSync(fedic, ["check"], { cwd: catalogue, encoding: "utf8" });
  assert.equal(again.status, 0, again.stdout + again.stderr);
  step("JSON Forms shows every option, says what is wrong, and fedic takes what it holds");

  // JSON Forms takes an option that is called `enum` for a keyword.
  for (const name of readdirSync(cases)) {
    const own = join(folder, name);
    mkdirSync(own);
    for (const [file, as] of [["form.json", "form.json"], ["rjsf.json", "ui.json"], ["json-forms.json", "json-forms.json"]]) {
      cpSync(join(cases, name, file), join(own, as));
    }
    for (const kind of name === "odd-names" ? ["form"] : ["form", "json-forms"]) {
      const shown = await browser.newPage({ viewport: { width: 900, height: 1000 } });
      shown.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
      await shown.goto(await bundled(kind, own));
      await shown.locator("input").first().waitFor();
      await shown.screenshot({ path: join(folder, `${kind}-${name}.png`), fullPage: true });
      await shown.close();
    }
  }
  assert.deepEqual(faults, []);
  step("the forms of all cases are shown");

  const docs = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  docs.on("pageerror", (error) => faults.push(error.message));
  docs.on("request", (request) => assert.ok(!request.url().startsWith("http"), request.url()));
  await docs.goto(pathToFileURL(join(folder, "docs.html")).href);
  await docs.screenshot({ path: join(folder, "docs.png") });
  await docs.fill("#search", "mastodon character limit");
  const shown = docs.locator(".option:not([hidden])");
  await docs.fill("#search", "size dozens hundreds");
  assert.ok((await shown.count()) > 0 && (await shown.count()) < 5, `${await shown.count()}`);
  step("the search of the documentation finds an option by its words");
  await docs.goto(`${pathToFileURL(join(folder, "docs.html")).href}#applications.mastodon.size`);
  assert.ok(await docs.locator("[id='applications.mastodon.size']").isVisible());
  await docs.setViewportSize({ width: 390, height: 800 });
  await docs.emulateMedia({ colorScheme: "dark" });
  const wide = await docs.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `the page is ${wide} wide on a phone`);
  await docs.screenshot({ path: join(folder, "docs-phone.png") });
  step("a link leads to an option, on a phone and in the dark too");
  assert.deepEqual(faults, []);
} finally {
  await browser.close();
}
