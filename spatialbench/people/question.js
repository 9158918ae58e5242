// A question on the screen, until it is answered.

// Buttons with letters, or a line to write on; `value()` is what the answer is so far.
function choices(ask, changed) {
  const letters = ask.options.map((_, i) => "ABCDEFGHIJ"[i]);
  let chosen = null;
  const buttons = ask.options.map((text, i) => made("button",
    { type: "button", class: "option", "aria-pressed": "false", on: { click: () => choose(i) } },
    made("b", { text: letters[i] }), ...(text ? [made("span", { text })] : [])));
  function choose(i) {
    chosen = i;
    buttons.forEach((one, place) => one.setAttribute("aria-pressed", String(place === i)));
    changed();
  }
  return {
    element: made("div", { class: "options", role: "group" }, ...buttons),
    value: () => (chosen === null ? "" : letters[chosen]),
    key(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const place = letters.indexOf(event.key.toUpperCase());
      const i = place >= 0 ? place : Number(event.key) - 1;
      if (buttons[i]) choose(i);
    },
    lock: () => buttons.forEach((one) => { one.disabled = true; }),
  };
}

function written(ask, words, changed) {
  const told = ask.form ? words.form.replace("{form}", ask.form) : words.your_answer;
  const line = made("input", {
    type: "text", id: "answer", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    enterkeyhint: "done", maxlength: 500, on: { input: changed },
  });
  return {
    element: made("div", { class: "written" }, made("label", { for: "answer", text: told }), line),
    value: () => line.value.trim(),
    key: () => {},
    lock: () => { line.disabled = true; },
    line,
  };
}

function partsOf(question, words) {
  const films = [];
  const elements = question.parts.map((part) => {
    if (part.text !== undefined) return made("p", { class: "said", text: part.text });
    if (part.image !== undefined) {
      const image = made("img", { src: part.image, alt: part.label });
      return made("figure", {}, image, made("figcaption", { text: part.label }));
    }
    const film = new Film(part, words);
    films.push(film);
    return film.element;
  });
  // Pictures that follow each other stand side by side where there is room.
  const grouped = [];
  for (const element of elements) {
    const last = grouped[grouped.length - 1];
    if (element.tagName !== "FIGURE" || element.className === "film") grouped.push(element);
    else if (last && last.className === "row") last.append(element);
    else grouped.push(made("div", { class: "row" }, element));
  }
  return { elements: grouped, films };
}

// Shows a question; `answered` is called with {value, seconds, away, plays} and may return a
// promise, which is waited for before `finish`.
function askQuestion(stage, { question, words, head, done, of }, answered, finish) {
  const next = made("button", { type: "submit", class: "next", text: words.next, disabled: true });
  const changed = () => { next.disabled = answer.value() === ""; };
  const answer = question.ask.options
    ? choices(question.ask, changed) : written(question.ask, words, changed);
  const { elements, films } = partsOf(question, words);
  const waiting = made("p", { class: "soft", role: "status", text: words.loading });
  const below = made("div", { class: "below" });
  const form = made("form", { class: "question", hidden: true, on: { submit: submit } },
    ...elements, answer.element, made("div", { class: "actions" }, next), below);
  const title = made("h1", { class: "place", tabindex: "-1", text: head });
  stage.replaceChildren(
    made("header", { class: "top" }, title, made("progress", { value: done, max: of, "aria-label": head })),
    waiting, form);
  scrollTo(0, 0);
  let began = null, away = 0;
  const left = () => { if (document.hidden) away += 1; };

  function heard(event) {
    if (event.target === answer.line) return;
    if (films.some((film) => film.key(event))) return;
    if (event.key === "Enter" && !event.target.closest(".film, .next")) {
      event.preventDefault();
      form.requestSubmit();
    } else answer.key(event);
  }

  async function submit(event) {
    event.preventDefault();
    const value = answer.value();
    if (value === "" || began === null) return;
    const seconds = Math.round(performance.now() - began) / 1000;
    began = null;
    document.removeEventListener("keydown", heard);
    document.removeEventListener("visibilitychange", left);
    films.forEach((film) => film.stop());
    answer.lock();
    next.parentElement.hidden = true;
    const plays = films.reduce((sum, film) => sum + film.plays, 0);
    await answered({ value, seconds, away, plays }, below);
    finish();
  }

  Promise.all([...form.querySelectorAll("img")].map((image) => image.decode())).then(() => {
    waiting.remove();
    form.hidden = false;
    began = performance.now();
    document.addEventListener("keydown", heard);
    document.addEventListener("visibilitychange", left);
    title.focus({ preventScroll: true });
    if (answer.line && !films.length && matchMedia("(pointer: fine)").matches) {
      answer.line.focus({ preventScroll: true });
    }
  }, () => { waiting.textContent = words.missing; });
}
