// Parses diagrams with Mermaid itself: a JSON list of texts in, a JSON list of verdicts
// (null, or what is wrong) out.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

// Mermaid cleans texts with the help of a document.
const { window } = new JSDOM("<!doctype html>");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import("mermaid");

const verdicts = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const { diagramType } = await mermaid.parse(text);
    verdicts.push(diagramType === "flowchart-v2" ? null : `this is a ${diagramType}`);
  } catch (error) {
    verdicts.push(error.message);
  }
}
console.log(JSON.stringify(verdicts));
