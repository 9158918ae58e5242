"use strict";
// The page's own script: the theme button and the question browser. Text from outside is only ever
// set as text; nothing here makes markup from data.

(function theme() {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    label();
  });
  system.addEventListener("change", label);
  label();
})();

(function browser() {
  const source = document.getElementById("data");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const words = data.words.browser;
  const PAGE = 20;
  const SHORT = 700;
  const MARKS = { right: "✓", wrong: "✗", "off-list": "✗", read: "•", missing: "·", failed: "!" };
  const NO_ANSWER = new Set(["missing", "failed"]);
  const READ = new Set(["right", "wrong", "off-list", "read"]);
  // eslint-disable-next-line no-control-regex
  const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

  const form = document.getElementById("filters");
  const list = document.getElementById("items");
  const status = document.getElementById("found");
  const previous = document.getElementById("previous");
  const next = document.getElementById("next");
  let shown = data.items;
  let page = 0;

  const say = (text, fields) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
  const number = (value) => value.toLocaleString("en-US");
  const percent = (value) => `${(100 * value).toFixed(1)} %`;
  const label = (name) => (Object.hasOwn(data.words.label, name) ? data.words.label[name] : name);
  const rival = (name) => (Object.hasOwn(data.words.rival, name) ? data.words.rival[name] : name);

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

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
      parent.append(element("span", "unseen", escape(match[0].codePointAt(0))));
      end = match.index + match[0].length;
    }
    parent.append(text.slice(end));
  }

  function escape(code) {
    const digits = code.toString(16);
    if (code < 0x100) return `\\x${digits.padStart(2, "0")}`;
    return code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
  }

  const paragraphs = (item) => item.content.filter((part) => typeof part === "number");
  const begin = (item) => {
    const texts = paragraphs(item).map((place) => data.paragraphs[place]);
    return texts.length > 1 ? texts[1] : texts[0] || "";
  };

  if (!data.verdicts)
    for (const wanted of ["right", "wrong", "disagree", "all_wrong"])
      for (const option of document.querySelectorAll(`#filters option[value="${wanted}"]`)) option.remove();

  // --- filters ----------------------------------------------------------------------------------

  function searched(item) {
    if (item.haystack === undefined) {
      const parts = [item.id, item.key || "", ...paragraphs(item).map((p) => data.paragraphs[p])];
      for (const answer of item.answers) {
        if (answer[4] !== null && answer[4] !== undefined) parts.push(plain(data.responses[answer[4]]));
      }
      item.haystack = parts.join("\n").toLowerCase();
    }
    return item.haystack;
  }

  const plain = (response) =>
    response.slice(1).map((piece) => (Array.isArray(piece) ? piece[0] : typeof piece === "number" ? " " : piece)).join("");

  function hasOutcome(item, wanted, model) {
    const answers = model === "" ? item.answers : [item.answers[Number(model)]];
    const said = answers.map((answer) => answer[0]);
    if (wanted === "disagree") return new Set(item.answers.map((answer) => answer[0] === "right")).size > 1;
    if (wanted === "all_wrong") return !item.answers.some((answer) => answer[0] === "right");
    if (wanted === "unreadable") return said.some((one) => !READ.has(one) && !NO_ANSWER.has(one));
    return said.includes(wanted);
  }

  function fits(item, wanted) {
    for (const name of ["task", "level", "language", "modality"]) {
      if (wanted[name] && String(item[name]) !== wanted[name]) return false;
    }
    if (wanted.outcome && !hasOutcome(item, wanted.outcome, wanted.model)) return false;
    return !wanted.text || searched(item).includes(wanted.text);
  }

  function filter() {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.text = (wanted.text || "").trim().toLowerCase();
    wanted.model = wanted.model || "";
    shown = data.items.filter((item) => fits(item, wanted));
    page = 0;
    render();
  }

  // --- the list ---------------------------------------------------------------------------------

  function render() {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    page = Math.min(page, pages - 1);
    list.replaceChildren(...shown.slice(page * PAGE, (page + 1) * PAGE).map(row));
    const fields = { found: number(shown.length), all: number(data.items.length), page: page + 1, pages };
    status.textContent = shown.length ? say(words.found, fields) : words.none;
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
  }

  function row(item) {
    const article = element("article", "item");
    const button = element("button", "");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    const drawn = item.steps || say(words.level, { level: item.level });
    const tags = [item.task, drawn, label(item.language), label(item.modality)];
    button.append(marks(item), element("span", "tags", tags.join(" · ")), outside(begin(item).slice(0, 160), "span", "start"));
    article.append(element("h3", "", button));
    button.addEventListener("click", () => toggle(article, button, item));
    return article;
  }

  function marks(item) {
    const made = element("span", "marks");
    item.answers.forEach((answer, model) => {
      const kind = answer[0] === "right" ? "right" : NO_ANSWER.has(answer[0]) ? "none" : "wrong";
      const mark = element("span", kind, MARKS[answer[0]] || "?");
      mark.title = `${data.models[model]}: ${data.words.status[answer[0]]}`;
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", mark.title);
      made.append(mark);
    });
    return made;
  }

  function toggle(article, button, item) {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) article.lastElementChild.remove();
    else article.append(body(item));
  }

  // --- one question -----------------------------------------------------------------------------

  function body(item) {
    const made = element("div", "body", element("p", "small", item.id));
    made.append(...question(item));
    if (item.options) {
      const options = element("p", "", `${words.options}: `);
      item.options.forEach((option, place) => {
        options.append(place ? " · " : "", element("b", "", `${letter(place)} `), outside(option));
      });
      made.append(options);
    }
    if (item.key !== null) made.append(key(item));
    item.answers.forEach((answer, model) => made.append(answered(item, answer, model)));
    return made;
  }

  const letter = (place) => String.fromCharCode(65 + place);

  function question(item) {
    const parts = [];
    let texts = [];
    const flush = () => {
      if (texts.length) parts.push(outside(texts.join("\n\n"), "p", "prompt"));
      texts = [];
    };
    for (const part of item.content) {
      if (typeof part === "number") texts.push(data.paragraphs[part]);
      else { flush(); parts.push(picture(part)); }
    }
    flush();
    return parts;
  }

  function picture([name, path, place]) {
    const caption = element("figcaption", "", outside(name), " ");
    if (place === null) return element("figure", "", caption, outside(`[${path}]`));
    const image = element("img", "");
    image.alt = name;
    image.src = data.pictures[place];
    return element("figure", "", image, caption);
  }

  // Canonical values are English names; a page in another language says its own beside them.
  const values = data.words.values;
  const translated = (value) => value.split(", ").map((one) => (Object.hasOwn(values, one) ? values[one] : one)).join(", ");

  function valued(item, value) {
    const said = translated(value);
    const made = outside(said === value ? value : `${said} (${value})`);
    const place = item.options && value.length === 1 ? value.charCodeAt(0) - 65 : -1;
    if (place >= 0 && place < item.options.length) append(made, ` (${item.options[place]})`);
    return made;
  }

  function key(item) {
    const made = element("div", "key", element("b", "", `${words.key}: `), valued(item, item.key));
    made.append(element("span", "small", `  ${words.guess}: ${percent(item.chance)}`));
    const names = Object.keys(item.rivals);
    if (names.length) {
      const told = element("ul", "words");
      for (const name of names) told.append(element("li", "", outside(`${rival(name)}: `), valued(item, item.rivals[name])));
      made.append(element("details", "", element("summary", "", words.rivals), told));
    }
    return made;
  }

  function answered(item, answer, model) {
    const [outcome, value, method, equals, response, partial, confidence, attempts] = answer;
    const made = element("div", `answer ${outcome === "right" ? "right" : NO_ANSWER.has(outcome) ? "" : "wrong"}`);
    const verdict = element("span", "verdict", `${MARKS[outcome] || "?"} ${data.words.status[outcome]}`);
    made.append(element("h4", "", outside(data.models[model]), " ", verdict));
    const told = element("p", "small");
    if (value !== null && value !== undefined) told.append(`${words.read}: `, valued(item, value));
    if (method) told.append(` · ${words.how}: ${method}`);
    if (equals && equals.length) told.append(` · ${words.equals}: `, outside(equals.map(rival).join(", ")));
    if (partial !== null && partial !== undefined) told.append(` · ${words.partial}: ${percent(partial)}`);
    if (confidence !== null && confidence !== undefined) told.append(` · ${words.says_confidence}: ${percent(confidence)}`);
    if (attempts) told.append(` · ${say(words.attempts, { right: attempts[0], n: attempts[1] })}`);
    if (told.childNodes.length) made.append(told);
    if (response !== null && response !== undefined) made.append(...responded(data.responses[response]));
    else if (data.given[model]) made.append(element("p", "gap", words.no_response));
    return made;
  }

  function responded([length, ...pieces]) {
    const block = outside("", "div", "response");
    if (length <= SHORT) {
      fill(block, pieces, Infinity);
      return [block];
    }
    let open = false;
    const button = element("button", "", "");
    button.type = "button";
    const draw = () => {
      block.replaceChildren();
      fill(block, pieces, open ? Infinity : SHORT);
      button.textContent = open ? words.less : say(words.all, { n: number(length) });
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => { open = !open; draw(); });
    draw();
    return [block, button];
  }

  // Before "show all": the beginning, and what was read with a little around it.
  function fill(block, pieces, room) {
    const read = pieces.findIndex(Array.isArray);
    const half = room / 2;
    pieces.forEach((piece, place) => {
      if (typeof piece === "number") block.append(element("span", "gap", ` [… ${say(words.left_out, { n: number(piece) })} …] `));
      else if (Array.isArray(piece)) block.append(outside(shortened(piece[0], 0, half), "mark"));
      else if (place < read || (read < 0 && place === 0)) append(block, shortened(piece, half, read < 0 ? 0 : half / 2));
      else append(block, shortened(piece, half / 2, read < 0 ? half : 0));
    });
  }

  function shortened(text, head, tail) {
    if (text.length <= head + tail + 20) return text;
    return `${text.slice(0, head)} … ${tail ? text.slice(-tail) : ""}`;
  }

  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  previous.addEventListener("click", () => { page -= 1; render(); status.scrollIntoView({ block: "nearest" }); });
  next.addEventListener("click", () => { page += 1; render(); status.scrollIntoView({ block: "nearest" }); });
  render();
})();
