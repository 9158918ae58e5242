"use strict";
// The page's own script, in five files that are put together: this one has the data, the two
// languages, the theme and the models that charts draw. Text from outside is only ever set as text;
// nothing here makes markup from data.

const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const MOST_DRAWN = 8;
let language = data.language;

const number = (value) => value.toLocaleString("en-US");
const percent = (value) => `${(100 * value).toFixed(1)} %`;
const tenths = (value) => (100 * value).toFixed(1).replace("-", "−");
const pointsOf = (value) => (value > 0.0005 ? "+" : "") + tenths(value).replace(/^−0\.0$/, "0.0");
const own = (table, name) => (Object.hasOwn(table, name) ? table[name] : name);
const both = (pair) => pair[language === "zh" ? 1 : 0];
const nameOf = (model) => data.names[language][model];
const say = (text, fields) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(fields, name) ? String(fields[name]) : whole));

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// eslint-disable-next-line no-control-regex
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

// Text with what cannot be seen written as escapes, isolated from its surroundings.
function outside(text, tag = "bdi", className = "") {
  const made = element(tag, className);
  made.dir = "auto";
  append(made, text);
  return made;
}

function append(parent, text) {
  let end = 0;
  for (const match of text.matchAll(UNSEEN)) {
    parent.append(text.slice(end, match.index));
    parent.append(element("span", "unseen", escaped(match[0].codePointAt(0))));
    end = match.index + match[0].length;
  }
  parent.append(text.slice(end));
}

function escaped(code) {
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
}

// --- what the address says: the language, the filters, the question that is open --------------------

const address = new Map(new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : ""));

function remember(name, value) {
  if (value === "" || value === null) address.delete(name);
  else address.set(name, value);
  const query = new URLSearchParams([...address]).toString();
  try {
    history.replaceState(null, "", query ? `#?${query}` : location.pathname + location.search);
  } catch { /* a page within another one has no address of its own */ }
}

// --- the language -----------------------------------------------------------------------------

const redrawn = []; // what is drawn by script, and drawn again in the other language

// A text of the page by its number: as it stood there first, or what the data has beside it.
const originals = new Map();

function translated(place, first) {
  if (!originals.has(place)) originals.set(place, first);
  return language === data.language ? originals.get(place) : data.texts[place];
}

function translate() {
  for (const made of document.querySelectorAll("[data-t]")) {
    made.textContent = translated(Number(made.dataset.t), made.textContent);
  }
  for (const name of ["title", "aria-label"])
    for (const made of document.querySelectorAll(`[data-t-${name}]`)) {
      const place = Number(made.getAttribute(`data-t-${name}`));
      made.setAttribute(name, translated(place, made.getAttribute(name)));
    }
  root.lang = language === "zh" ? "zh-Hans" : "en";
}

(function switches() {
  const button = document.getElementById("language");
  const speak = (wanted) => {
    language = wanted;
    translate();
    button.textContent = language === "zh" ? "English" : "中文";
    button.lang = language === "zh" ? "en" : "zh-Hans";
    redrawn.forEach((draw) => draw());
  };
  button.addEventListener("click", () => {
    speak(language === "zh" ? "en" : "zh");
    remember("lang", language === data.language ? "" : language);
  });
  const asked = address.get("lang");
  if ((asked === "en" || asked === "zh") && asked !== language) addEventListener("load", () => speak(asked));

  const theme = document.getElementById("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => { theme.textContent = both(isDark() ? data.page.light : data.page.dark); };
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    label();
  });
  system.addEventListener("change", label);
  redrawn.push(label);
  label();
})();

// --- the models that charts draw --------------------------------------------------------------

const models = data.names.en.length;
let picked = [...Array(Math.min(models, data.drawn)).keys()];

(function picker() {
  const place = document.getElementById("picks");
  const asked = (address.get("models") || "").split(",").map(Number);
  const known = asked.filter((one) => Number.isInteger(one) && one >= 0 && one < models);
  if (address.has("models") && known.length) picked = [...new Set(known)].slice(0, MOST_DRAWN).sort((a, b) => a - b);
  const draw = () => {
    place.replaceChildren(...data.names[language].map((name, model) => {
      const box = element("input");
      box.type = "checkbox";
      box.checked = picked.includes(model);
      box.disabled = !box.checked && picked.length >= MOST_DRAWN;
      box.addEventListener("change", () => {
        picked = box.checked ? [...picked, model].sort((a, b) => a - b) : picked.filter((one) => one !== model);
        remember("models", picked.join(","));
        redrawn.forEach((again) => again());
        place.querySelectorAll("input")[model].focus();
      });
      return element("label", "", box, outside(name));
    }));
  };
  redrawn.push(draw);
  draw();
})();

// --- the numbers of a cell, for those who rest on it or tap it ---------------------------------------

for (const table of document.querySelectorAll(".heat")) {
  const told = document.querySelector(".told");
  const tell = (event) => {
    const cell = event.target.closest("td[data-n]");
    if (!cell) return;
    const column = [...cell.parentElement.children].indexOf(cell);
    const model = table.tHead.rows[0].cells[column].textContent.trim();
    const row = cell.parentElement.cells[0].querySelector("bdi").textContent;
    const share = cell.firstChild.textContent.trim();
    const interval = cell.querySelector("small").textContent;
    const unit = table.classList.contains("gaps") ? "" : " %";
    cell.title = `${row} · ${model}: ${share}${unit} (${interval}${unit}), n = ${number(Number(cell.dataset.n))}`;
    if (event.type === "click" && told) told.textContent = cell.title;
  };
  table.addEventListener("pointerover", tell);
  table.addEventListener("click", tell);
}
