// The page with the picture, or with why there is none.

import type { Picture } from "./data";

/** What the page may load, and from where. */
export interface Frame {
  style: string;
  script: string;
  source: string;
}

export function page(frame: Frame, content: Picture | string): string {
  const body = typeof content === "string" ? `<p class="none">${escaped(content)}</p>` : drawn(content, frame);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${frame.source}; script-src ${frame.source}">
<link rel="stylesheet" href="${frame.style}">
<title>Plan</title>
</head>
<body>${body}</body>
</html>`;
}

function drawn(picture: Picture, frame: Frame): string {
  const columns = picture.columns.map(({ title, boxes }) => {
    const items = boxes.map(
      (box) =>
        `<button class="box${box.faint ? " faint" : ""}" data-id="${escaped(box.id)}"` +
        (box.at === null ? " disabled" : ` data-at="${escaped(JSON.stringify(box.at))}"`) +
        `><b>${escaped(box.label)}</b><span>${escaped(box.detail)}</span></button>`,
    );
    return `<section><h2>${escaped(title)}</h2>${items.join("")}</section>`;
  });
  const environment = picture.environment === null ? "" : `<h1>${escaped(picture.environment)}</h1>`;
  return (
    `${environment}<main data-lines="${escaped(JSON.stringify(picture.lines))}"><svg aria-hidden="true"></svg>` +
    `${columns.join("")}</main><script src="${frame.script}"></script>`
  );
}

function escaped(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
