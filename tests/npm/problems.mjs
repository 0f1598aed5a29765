// Reads lines as an editor's problem matcher does: a pattern and a JSON list of lines in, for each line
// what the pattern finds of it (or null) out.
import { readFileSync } from "node:fs";

const { pattern, lines } = JSON.parse(readFileSync(0, "utf8"));
const { name, regexp, ...groups } = pattern;
const found = lines.map((line) => {
  const match = new RegExp(regexp).exec(line);
  return match && Object.fromEntries(Object.entries(groups).map(([part, group]) => [part, match[group]]));
});
console.log(JSON.stringify(found));
