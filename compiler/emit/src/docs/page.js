const search = document.getElementById("search");
const nothing = document.getElementById("nothing");
const options = [...document.querySelectorAll(".option")].map((element) => ({
  element,
  words: element.textContent.toLowerCase(),
}));
const sections = [...document.querySelectorAll("section")];
const picture = document.querySelector(".picture");

// Every word has to be somewhere in an option; a section without any is hidden.
const find = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const option of options) {
    const fits = words.every((word) => option.words.includes(word));
    option.element.hidden = !fits;
    found += fits ? 1 : 0;
  }
  for (const section of sections) {
    section.hidden = words.length > 0 && !section.querySelector(".option:not([hidden])");
  }
  picture?.toggleAttribute("hidden", words.length > 0);
  nothing.hidden = found > 0 || words.length === 0;
};
search.addEventListener("input", find);

// A link leads to its option even while a search hides it.
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.closest("[hidden]")) {
    search.value = "";
    find();
    target.scrollIntoView();
  }
});

addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  }
});

document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
