// One question: its text and pictures, the key, and what every model answered.

const MARKS = { right: "✓", wrong: "✗", "off-list": "✗", read: "•", missing: "·", failed: "!" };
const NO_ANSWER = new Set(["missing", "failed"]);
const READ = new Set(["right", "wrong", "off-list", "read"]);
const SHORT = 700;
const LINES = 20;

const inPage = () => data.browser.words[language];
const letter = (place) => String.fromCharCode(65 + place);
const kindOf = (outcome) => (outcome === "right" ? "right" : NO_ANSWER.has(outcome) ? "none" : "wrong");

function marks(item) {
  const made = element("span", "marks");
  item.answers.forEach((answer, model) => {
    const mark = element("span", kindOf(answer[0]), MARKS[answer[0]] || "?");
    mark.title = `${nameOf(model)}: ${inPage().status[answer[0]]}`;
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", mark.title);
    made.append(mark);
  });
  return made;
}

function body(item) {
  const link = element("a", "", inPage().browser.link);
  link.href = `#?q=${encodeURIComponent(item.id)}`;
  link.addEventListener("click", (event) => { event.preventDefault(); remember("q", item.id); });
  const made = element("div", "body", element("p", "small", outside(item.id), " · ", link));
  made.append(...question(item));
  if (item.options) {
    const options = element("p", "", `${inPage().browser.options}: `);
    item.options.forEach((option, place) => {
      options.append(place ? " · " : "", element("b", "", `${letter(place)} `), outside(option));
    });
    made.append(options);
  }
  if (item.key !== null) made.append(key(item));
  item.answers.forEach((answer, model) => made.append(answered(item, answer, model)));
  return made;
}

function question(item) {
  const parts = [];
  let texts = [], stills = [];
  const flush = () => {
    if (texts.length) parts.push(outside(texts.join("\n\n"), "p", "prompt"));
    if (stills.length) parts.push(element("div", "stills", ...stills));
    texts = [];
    stills = [];
  };
  for (const part of item.content) {
    if (typeof part === "number") {
      if (stills.length) flush();
      texts.push(data.browser.paragraphs[part]);
    } else {
      if (texts.length) flush();
      if (Array.isArray(part[0])) { flush(); parts.push(film(part)); }
      else stills.push(still(part));
    }
  }
  flush();
  return parts;
}

function still([name, path, place]) {
  const caption = element("figcaption", "", outside(name), " ");
  if (place === null) return element("figure", "", caption, outside(`[${path}]`));
  const image = element("img", "");
  image.alt = name;
  image.src = data.browser.pictures[place];
  return element("figure", "", image, caption);
}

// Canonical values are English names; a page in another language says its own beside them.
const translatedValue = (value) => value.split(", ").map((one) => own(inPage().values, one)).join(", ");

function valued(item, value) {
  const said = translatedValue(value);
  const made = outside(said === value ? value : `${said} (${value})`);
  const place = item.options && value.length === 1 ? value.charCodeAt(0) - 65 : -1;
  if (place >= 0 && place < item.options.length) append(made, ` (${item.options[place]})`);
  return made;
}

function key(item) {
  const words = inPage().browser;
  const made = element("div", "key", element("b", "", `${words.key}: `), valued(item, item.key));
  made.append(element("span", "small", `  ${words.guess}: ${percent(item.chance)}`));
  const names = Object.keys(item.rivals);
  if (names.length) {
    const told = element("ul", "words");
    for (const name of names) told.append(element("li", "", outside(`${own(inPage().rival, name)}: `), valued(item, item.rivals[name])));
    made.append(element("details", "", element("summary", "", words.rivals), told));
  }
  return made;
}

function answered(item, answer, model) {
  const [outcome, value, method, equals, response, partial, confidence, attempts] = answer;
  const words = inPage().browser;
  const made = element("div", `answer ${kindOf(outcome)}`);
  const verdict = element("span", "verdict", `${MARKS[outcome] || "?"} ${inPage().status[outcome]}`);
  made.append(element("h4", "", outside(nameOf(model)), " ", verdict));
  const told = element("p", "small");
  if (value !== null && value !== undefined) told.append(`${words.read}: `, valued(item, value));
  if (method) told.append(` · ${words.how}: ${method}`);
  if (equals && equals.length) told.append(` · ${words.equals}: `, outside(equals.map((name) => own(inPage().rival, name)).join(", ")));
  if (partial !== null && partial !== undefined) told.append(` · ${words.partial}: ${percent(partial)}`);
  if (confidence !== null && confidence !== undefined) told.append(` · ${words.says_confidence}: ${percent(confidence)}`);
  if (attempts) told.append(` · ${say(words.attempts, { right: attempts[0], n: attempts[1] })}`);
  if (told.childNodes.length) made.append(told);
  if (response !== null && response !== undefined) made.append(...responded(data.browser.responses[response]));
  else if (data.browser.given[model]) made.append(element("p", "gap", words.no_response));
  return made;
}

// Responses of many characters or lines are folded.
function responded([length, ...pieces]) {
  const block = outside("", "div", "response");
  const lines = pieces.reduce((sum, piece) => sum + (typeof piece === "number" ? 0 : [].concat(piece)[0].split("\n").length - 1), 1);
  const long = length > SHORT, tall = lines > LINES;
  if (!long && !tall) {
    fill(block, pieces, Infinity);
    return [block];
  }
  let open = false;
  const button = element("button", "", "");
  button.type = "button";
  const draw = () => {
    const words = inPage().browser;
    block.replaceChildren();
    fill(block, pieces, open || !long ? Infinity : SHORT);
    block.classList.toggle("folded", !open);
    button.textContent = open ? words.less : tall ? say(words.lines, { n: number(lines) }) : say(words.all, { n: number(length) });
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
  const left = inPage().browser.left_out;
  pieces.forEach((piece, place) => {
    if (typeof piece === "number") block.append(element("span", "gap", ` [… ${say(left, { n: number(piece) })} …] `));
    else if (Array.isArray(piece)) block.append(outside(shortened(piece[0], 0, half), "mark"));
    else if (place < read || (read < 0 && place === 0)) append(block, shortened(piece, half, read < 0 ? 0 : half / 2));
    else append(block, shortened(piece, half / 2, read < 0 ? half : 0));
  });
}

function shortened(text_, head, tail) {
  if (text_.length <= head + tail + 20) return text_;
  return `${text_.slice(0, head)} … ${tail ? text_.slice(-tail) : ""}`;
}
