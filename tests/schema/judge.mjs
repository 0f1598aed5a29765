// Hands what fedic makes of the catalogue, and of every case in `cases/schema`, to the tools
// that people use: validators, generators of types, linters of OpenAPI. Says what each found;
// the exit status tells whether all were content.
//
//   node judge.mjs FEDIC
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { compile } from "json-schema-to-typescript";

const here = dirname(fileURLToPath(import.meta.url));
const fedic = resolve(process.argv[2] ?? join(here, "../../target/debug/fedic"));
const scratch = mkdtempSync(join(tmpdir(), "fedic-judges-"));
const catalogue = join(scratch, "catalogue");
cpSync(join(here, "../../model/nix/catalogue"), catalogue, { recursive: true });

const made = (...words) =>
  execFileSync(fedic, ["schema", ...words], { cwd: catalogue, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const configuration = JSON.parse(readFileSync(join(catalogue, "configuration.json"), "utf8"));
const broken = [
  { ...configuration, stranger: 1 },
  { ...configuration, domain: "no domain" },
  { ...configuration, mastodon: { size: "enormous" } },
  { ...configuration, enable: "yes" },
];

let failures = 0;
const judge = (name, verdict) => {
  let complaints;
  try {
    complaints = verdict();
  } catch (error) {
    complaints = [String(error.message)];
  }
  failures += complaints.length > 0 ? 1 : 0;
  console.log(`${complaints.length > 0 ? "FAILED" : "ok    "} ${name}`);
  for (const complaint of complaints.slice(0, 8)) console.log(`       ${complaint}`);
};

/** What a tool printed, if it was not content. */
const ran = (program, words, cwd) => {
  const run = spawnSync(program, words, { cwd, encoding: "utf8" });
  return run.status === 0 ? [] : [...(run.stdout + run.stderr).trim().split("\n")];
};
const tool = (name, words, cwd) => ran(join(here, "node_modules/.bin", name), words, cwd);

/** All schemas that are made of something, by name. */
const schemas = new Map();
for (const profile of ["input", "output", "form", "codegen"]) {
  schemas.set(`catalogue/${profile}`, JSON.parse(made("--profile", profile)));
}
for (const of of ["plan", "diagnostics", "application.mastodon", "resource.postgresql", "resource.postgresql.policy"]) {
  schemas.set(of, JSON.parse(made("--of", of)));
}
const cases = join(here, "../cases/schema");
for (const name of readdirSync(cases)) {
  for (const profile of ["input", "output", "form", "codegen"]) {
    schemas.set(`${name}/${profile}`, JSON.parse(readFileSync(join(cases, name, `${profile}.json`), "utf8")));
  }
}

const strict = () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  ajv.addVocabulary(["x-nix"]);
  for (const format of ["uint", "uint32", "int64"]) ajv.addFormat(format, true);
  addFormats.default(ajv, ["int32", "int64", "password", "double", "float"]);
  return ajv;
};

judge("ajv takes every schema in its strict mode", () => {
  const complaints = [];
  for (const [name, schema] of schemas) {
    try {
      strict().compile(schema);
    } catch (error) {
      complaints.push(`${name}: ${error.message}`);
    }
  }
  return complaints;
});

for (const profile of ["input", "form", "codegen"]) {
  judge(`ajv judges configurations by the profile ${profile} as the model does`, () => {
    const validate = strict().compile(schemas.get(`catalogue/${profile}`));
    const complaints = validate(configuration) ? [] : [JSON.stringify(validate.errors)];
    return [...complaints, ...broken.filter(validate).map((taken) => `taken: ${JSON.stringify(taken)}`)];
  });
}

judge("stock validators of forms take the form profile, and its draft 7", () => {
  const draft07 = JSON.parse(made("--profile", "form", "--dialect", "draft-07"));
  return [schemas.get("catalogue/form"), draft07].flatMap((schema) => {
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    const complaints = validate(configuration) ? [] : [JSON.stringify(validate.errors)];
    return [...complaints, ...broken.filter(validate).map((taken) => `taken: ${JSON.stringify(taken)}`)];
  });
});

const options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--skipLibCheck", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"];

judge("our TypeScript compiles strictly, takes the sample and refuses mistakes", () => {
  const folder = join(scratch, "ours");
  mkdirSync(folder);
  writeFileSync(join(folder, "configuration.ts"), made("--format", "typescript"));
  writeFileSync(join(folder, "output.ts"), made("--format", "typescript", "--profile", "output"));
  writeFileSync(join(folder, "plan.ts"), made("--format", "typescript", "--of", "plan"));
  writeFileSync(join(folder, "diagnostics.ts"), made("--format", "typescript", "--of", "diagnostics"));
  const files = ["configuration.ts", "output.ts", "plan.ts", "diagnostics.ts"];
  for (const name of readdirSync(cases)) {
    cpSync(join(cases, name, "types.ts"), join(folder, `${name}.ts`));
    files.push(`${name}.ts`);
  }
  writeFileSync(
    join(folder, "use.ts"),
    `import type { Configuration } from "./configuration";
import type { Configuration as Evaluated } from "./output";
export const sample: Configuration = ${JSON.stringify(configuration)};
// @ts-expect-error no such size
export const size: Configuration = { domain: "a.example", mastodon: { size: "enormous" } };
// @ts-expect-error no such option
export const stranger: Configuration = { domain: "a.example", stranger: 1 };
// @ts-expect-error a domain is needed
export const empty: Configuration = {};
export const first = (it: Evaluated): "small" | "medium" | "large" => it.mastodon.size;
`,
  );
  return tool("tsc", [...options, ...files, "use.ts"], folder);
});

{
  const folder = join(scratch, "json2ts");
  mkdirSync(folder);
  const texts = await Promise.all(
    [...schemas.keys()].filter((name) => name.endsWith("/codegen")).map(async (name) => {
      const file = `${name.replace("/", "-")}.ts`;
      writeFileSync(join(folder, file), await compile(schemas.get(name), "Configuration", { bannerComment: "" }));
      return file;
    }),
  );
  judge("json-schema-to-typescript makes types of the profile codegen", () => [
    ...tool("tsc", [...options, ...texts], folder),
    ...texts.filter((file) => /\b(None1|Enable1)\b/.test(readFileSync(join(folder, file), "utf8"))),
  ]);
}

{
  const folder = join(scratch, "openapi");
  mkdirSync(folder);
  writeFileSync(join(folder, "openapi.json"), made("--format", "openapi"));
  judge("openapi-typescript makes types of the OpenAPI document", () => [
    ...tool("openapi-typescript", ["openapi.json", "--output", "api.ts"], folder),
    ...tool("tsc", [...options, "api.ts"], folder),
  ]);
  // A document of components alone has no servers, and no paths that use them.
  const skipped = ["no-empty-servers", "info-license", "no-unused-components"];
  judge("Redocly has nothing else to say about the OpenAPI document", () =>
    tool("redocly", ["lint", "openapi.json", "--extends=recommended-strict", "--format=stylish", ...skipped.map((rule) => `--skip-rule=${rule}`)], folder),
  );
}

console.log(failures === 0 ? "all judges are content" : `${failures} judges are not content`);
process.exit(failures === 0 ? 0 : 1);
