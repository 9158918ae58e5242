// The list of questions: filters, pages, and addresses that lead back to what is shown.

(function browser() {
  const form = document.getElementById("filters");
  if (!form) return;
  const all = data.browser;
  const PAGE = 20;
  const FILTERS = ["model", "outcome", "right", "wrong", "task", "level", "language", "modality", "form", "text"];
  const DIMENSIONS = ["task", "level", "language", "modality", "form"];
  const list = document.getElementById("items");
  const status = document.getElementById("found");
  const previous = document.getElementById("previous");
  const next = document.getElementById("next");
  const opened = new Set();
  let shown = all.items;
  let page = 0;

  if (!all.verdicts)
    for (const wanted of ["right", "wrong", "disagree", "all_wrong"])
      for (const option of document.querySelectorAll(`#filters option[value="${wanted}"]`)) option.remove();

  const paragraphs = (item) => item.content.filter((part) => typeof part === "number");
  const begin = (item) => {
    const texts = paragraphs(item).map((place) => all.paragraphs[place]);
    return texts.length > 1 ? texts[1] : texts[0] || "";
  };
  const plain = (response) =>
    response.slice(1).map((piece) => (Array.isArray(piece) ? piece[0] : typeof piece === "number" ? " " : piece)).join("");

  // --- filters --------------------------------------------------------------------------------

  function searched(item) {
    if (item.haystack === undefined) {
      const parts = [item.id, item.key || "", ...paragraphs(item).map((p) => all.paragraphs[p])];
      for (const answer of item.answers)
        if (answer[4] !== null && answer[4] !== undefined) parts.push(plain(all.responses[answer[4]]));
      item.haystack = parts.join("\n").toLowerCase();
    }
    return item.haystack;
  }

  function hasOutcome(item, wanted, model) {
    const answers = model === "" ? item.answers : [item.answers[Number(model)]];
    const said = answers.map((answer) => answer[0]);
    if (wanted === "disagree") return new Set(item.answers.map((answer) => answer[0] === "right")).size > 1;
    if (wanted === "all_wrong") return !item.answers.some((answer) => answer[0] === "right");
    if (wanted === "unreadable") return said.some((one) => !READ.has(one) && !NO_ANSWER.has(one));
    return said.includes(wanted);
  }

  // Of a pair of models: the first right, and the second not, of what both answered.
  function fitsPair(item, right, wrong) {
    if (right && item.answers[Number(right)][0] !== "right") return false;
    if (!wrong) return true;
    const other = item.answers[Number(wrong)][0];
    return other !== "right" && !NO_ANSWER.has(other);
  }

  function fits(item, wanted) {
    for (const name of DIMENSIONS) if (wanted[name] && String(item[name]) !== wanted[name]) return false;
    if (wanted.outcome && !hasOutcome(item, wanted.outcome, wanted.model)) return false;
    if (!fitsPair(item, wanted.right, wanted.wrong)) return false;
    return !wanted.text || searched(item).includes(wanted.text);
  }

  function filter() {
    const wanted = Object.fromEntries(new FormData(form));
    for (const name of FILTERS) remember(`f.${name}`, wanted[name] || "");
    wanted.text = (wanted.text || "").trim().toLowerCase();
    wanted.model = wanted.model || "";
    shown = all.items.filter((item) => fits(item, wanted));
    page = 0;
    render();
  }

  // --- the list -------------------------------------------------------------------------------

  function render() {
    const words = inPage().browser;
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    page = Math.min(page, pages - 1);
    list.replaceChildren(...shown.slice(page * PAGE, (page + 1) * PAGE).map(row));
    const fields = { found: number(shown.length), all: number(all.items.length), page: page + 1, pages };
    status.textContent = shown.length ? say(words.found, fields) : words.none;
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
  }

  function row(item) {
    const article = element("article", "item");
    const button = element("button", "");
    const label = inPage().label;
    button.type = "button";
    button.setAttribute("aria-expanded", String(opened.has(item.id)));
    const drawn = item.steps || say(inPage().browser.level, { level: item.level });
    const tags = [item.task, drawn, own(label, item.language), own(label, item.modality)];
    button.append(marks(item), outside(tags.join(" · "), "span", "tags"), outside(begin(item).slice(0, 160), "span", "start"));
    article.append(element("h3", "", button));
    article.dataset.id = item.id;
    if (opened.has(item.id)) article.append(body(item));
    button.addEventListener("click", () => toggle(article, button, item));
    return article;
  }

  function toggle(article, button, item) {
    const open = opened.has(item.id);
    button.setAttribute("aria-expanded", String(!open));
    if (open) {
      opened.delete(item.id);
      article.lastElementChild.remove();
    } else {
      opened.add(item.id);
      article.append(body(item));
    }
    remember("q", open ? "" : item.id);
  }

  function turn(by) {
    page += by;
    render();
    status.scrollIntoView({ block: "nearest" });
  }

  // What the address asks for: filters that there are, and a question, on whatever page it is.
  function arrive() {
    const question = address.get("q");
    for (const name of FILTERS) {
      const field = form.elements.namedItem(name), value = address.get(`f.${name}`);
      if (field && value !== undefined && (name === "text" || [...field.options].some((o) => o.value === value))) field.value = value;
    }
    filter();
    const place = shown.findIndex((item) => item.id === question);
    if (place < 0) return;
    opened.add(question);
    remember("q", question);
    page = Math.floor(place / PAGE);
    render();
    list.querySelectorAll(".item")[place % PAGE].scrollIntoView({ block: "start" });
  }

  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  previous.addEventListener("click", () => turn(-1));
  next.addEventListener("click", () => turn(1));
  redrawn.push(render);
  arrive();
  addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#?")) return;
    address.clear();
    for (const [name, value] of new URLSearchParams(location.hash.slice(2))) address.set(name, value);
    arrive();
  });
})();
