// Screens of text: what is said, and the buttons that lead on.

function paragraphs(text) {
  return text.split("\n").map((line) => made("p", { text: line }));
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// A title, anything below it, and buttons [text, what it does]; the first one is the usual way on.
function showScreen(stage, title, below, buttons) {
  const heading = made("h1", { tabindex: "-1", text: title });
  const actions = buttons.map(([text, act], i) => made("button",
    { type: "button", class: i ? "other" : "next", text, on: { click: act } }));
  stage.replaceChildren(made("section", { class: "screen-of-text" }, heading, ...below,
    made("div", { class: "actions" }, ...actions)));
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  return actions;
}

function showWelcome(stage, data, kept, begin) {
  const state = kept.state;
  const wished = (navigator.language || "").startsWith("zh") ? "zh" : "en";
  let language = state.language || (data.languages.includes(wished) ? wished : data.languages[0]);
  const code = made("input", { type: "text", id: "code", autocomplete: "off", spellcheck: "false",
    autocapitalize: "off", maxlength: 64 });
  code.value = codeOfAddress() || state.code || freshCode();
  code.readOnly = Boolean(codeOfAddress() || state.code);
  function shown() {
    const words = data.words[language];
    document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
    document.title = words.title;
    const switches = data.languages.map((one) => made("button", {
      type: "button", lang: one, "aria-pressed": String(one === language), disabled: Boolean(state.code),
      text: one === "zh" ? "中文" : "English", on: { click: () => { language = one; shown(); } },
    }));
    const bad = made("p", { class: "bad", role: "alert" });
    const start = () => {
      if (isCode(code.value)) begin(language, code.value);
      else bad.textContent = words.code_bad;
    };
    showScreen(stage, words.title, [
      made("div", { class: "switch", role: "group", "aria-label": words.language }, ...switches),
      made("div", { class: "written" }, made("label", { for: "code", text: words.code }), code,
        made("p", { class: "soft", text: words.code_hint })),
      bad,
      ...(kept.lasting ? [] : [made("p", { class: "soft", text: words.no_memory })]),
    ], [[state.code ? words.resume : words.begin, start]]);
  }
  shown();
}

// Saves text as a file of that name.
function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  const link = made("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// Sends the answers; resolves to whether they arrived.
async function arrived(address, text) {
  try {
    const sent = await fetch(address, { method: "POST", body: text, credentials: "omit",
      headers: { "Content-Type": "text/plain;charset=UTF-8" } });
    return sent.ok;
  } catch {
    return false;
  }
}

function showDone(stage, data, kept, words) {
  const name = `people-${kept.state.code}.jsonl`;
  const news = made("p", { class: "news", role: "status" });
  const hint = made("p", { class: "soft", text: filled(words.save_hint, { name }) });
  const code = made("p", { class: "soft", text: `${words.code}: ${kept.state.code}` });
  const restart = () => { kept.forget(); location.reload(); };
  const buttons = [[words.save, () => save(name, kept.lines())]];
  if (data.post) buttons.push([words.again, () => send()]);
  const [, again] = showScreen(stage, words.done_title,
    [made("p", { text: words.done }), news, hint, code], buttons);
  stage.append(made("details", { class: "shared" }, made("summary", { text: words.another }),
    made("p", { class: "soft", text: words.another_hint }),
    made("button", { type: "button", text: words.another, on: { click: restart } })));
  async function send() {
    news.textContent = words.sending;
    again.hidden = true;
    const there = kept.state.sent || (await arrived(data.post, kept.lines()));
    kept.write({ sent: there });
    news.textContent = there ? words.was_sent : words.not_sent;
    again.hidden = there;
    hint.hidden = there;
  }
  if (data.post) send();
}
