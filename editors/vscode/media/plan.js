// Draws the lines between the boxes, shows what belongs to the one under the pointer, and
// tells the extension which was chosen.
"use strict";
{
  const api = acquireVsCodeApi();
  const main = document.querySelector("main");
  const svg = main.querySelector("svg");
  const boxes = new Map([...main.querySelectorAll(".box")].map((box) => [box.dataset.id, box]));
  const lines = JSON.parse(main.dataset.lines).map(([from, to]) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.append(path);
    return { from: boxes.get(from), to: boxes.get(to), path };
  });

  const draw = () => {
    const origin = main.getBoundingClientRect();
    for (const { from, to, path } of lines) {
      const one = from.getBoundingClientRect();
      const other = to.getBoundingClientRect();
      const [x1, y1] = [one.right - origin.left, one.top + one.height / 2 - origin.top];
      const [x2, y2] = [other.left - origin.left, other.top + other.height / 2 - origin.top];
      const middle = (x1 + x2) / 2;
      path.setAttribute("d", `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`);
    }
  };
  new ResizeObserver(draw).observe(main);
  draw();

  // Everything on the way from a box to its machines, and back to its applications.
  const way = (box) => {
    const found = new Set();
    const follow = (at, from, to) => {
      for (const line of lines.filter((line) => line[from] === at && !found.has(line))) {
        found.add(line);
        follow(line[to], from, to);
      }
    };
    follow(box, "from", "to");
    follow(box, "to", "from");
    return found;
  };
  const mark = (box, near) => {
    for (const { from, to, path } of way(box)) {
      for (const part of [from, to, path]) part.classList.toggle("near", near);
    }
  };
  for (const box of boxes.values()) {
    box.addEventListener("pointerenter", () => mark(box, true));
    box.addEventListener("pointerleave", () => mark(box, false));
    box.addEventListener("focus", () => mark(box, true));
    box.addEventListener("blur", () => mark(box, false));
    box.addEventListener("click", () => api.postMessage(JSON.parse(box.dataset.at)));
  }
}
