// From the first screen to the last: jsPsych takes one after the other.

// A plugin whose one parameter shows the screen and says when it is over.
class Shown {
  static info = {
    name: "spatialbench-shown",
    version: "1.0.0",
    parameters: { show: { type: jsPsychModule.ParameterType.FUNCTION, default: undefined } },
    data: {},
  };

  constructor(jsPsych) {
    this.jsPsych = jsPsych;
  }

  trial(stage, trial) {
    trial.show(stage, () => this.jsPsych.finishTrial({}));
  }
}

const data = JSON.parse(document.getElementById("data").textContent);
const stage = document.getElementById("stage");
const fromAddress = codeOfAddress();
const kept = new Kept(`spatialbench-people-${data.set}${fromAddress && `-${fromAddress}`}`);

function screen(title, texts, next) {
  return {
    type: Shown,
    show: (place, finish) =>
      showScreen(place, title, texts.flatMap(paragraphs), [[next, finish]]),
  };
}

function consentScreen(words, language) {
  const where = data.post ? filled(words.sent, { host: new URL(data.post).host }) : words.kept_here;
  return {
    type: Shown,
    show(place, finish) {
      const below = [data.consent[language], where].flatMap(paragraphs);
      const declined = () => {
        kept.forget();
        showScreen(place, words.declined_title, paragraphs(words.declined), []);
      };
      showScreen(place, words.consent_title, below, [[words.agree, finish], [words.decline, declined]]);
    },
  };
}

function practiceScreen(question, words, i, n) {
  const right = (said) => question.answer.some((one) => same(one, said));
  const told = () => {
    const [answer] = question.answer;
    const place = "ABCDEFGHIJ".indexOf(answer);
    const options = question.ask.options;
    return options && options[place] ? `${answer}. ${options[place]}` : answer;
  };
  const feedback = ({ value }, below) => new Promise((resolve) => {
    const good = right(value);
    const text = good ? words.right : filled(words.wrong, { answer: told() });
    const on = made("button", { type: "button", class: "next", text: words.next, on: { click: resolve } });
    below.replaceChildren(
      made("p", { class: good ? "good" : "bad", role: "status", text }), made("div", { class: "actions" }, on));
    on.focus();
    below.scrollIntoView({ block: "nearest" });
  });
  const head = filled(words.practice_of, { i: i + 1, n });
  return {
    type: Shown,
    show: (place, finish) =>
      askQuestion(place, { question, words, head, done: i, of: n }, feedback, finish),
  };
}

// Whether two answers say the same, whatever their letters' case and spaces.
function same(a, b) {
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s,、，。.]+/g, " ").trim();
  return plain(a) === plain(b);
}

function questionScreen({ question, check }, words, language, i, n) {
  const answered = ({ value, seconds, away, plays }) => {
    const said = language === "zh" ? "答案：" : "ANSWER: ";
    const row = { id: question.id, response: said + value, model: "people",
      participant: kept.state.code, seconds, order: i + 1, away, plays };
    kept.write({ rows: [...kept.state.rows, check ? { ...row, check: true } : row] });
  };
  const head = filled(words.question_of, { i: i + 1, n });
  return {
    type: Shown,
    show: (place, finish) =>
      askQuestion(place, { question, words, head, done: i, of: n }, answered, finish),
  };
}

function timelineOf(language, code) {
  const words = data.words[language];
  const asked = askedOf(data, language, code);
  const practice = data.practice[language];
  const n = asked.length;
  const before = [
    consentScreen(words, language),
    screen(words.instructions_title, [filled(words.instructions, { n }), words.keys], words.next),
    ...(practice.length
      ? [screen(words.practice_title, [filled(words.practice, { n: practice.length })], words.next)]
      : []),
    ...practice.map((one, i) => practiceScreen(one, words, i, practice.length)),
    {
      type: Shown,
      show: (place, finish) => showScreen(place, words.start_title,
        paragraphs(filled(words.start, { n })),
        [[words.next, () => { kept.write({ code, language, practised: true }); finish(); }]]),
    },
  ];
  const done = new Set(kept.state.rows.map((row) => row.id));
  const questions = asked
    .map((one, i) => [one, questionScreen(one, words, language, i, n)])
    .filter(([one]) => !done.has(one.question.id))
    .map(([, shown]) => shown);
  const last = { type: Shown, show: (place) => showDone(place, data, kept, words) };
  return [...(kept.state.practised ? [] : before), ...questions, last];
}

function begin(language, code) {
  stage.replaceChildren();
  const jsPsych = initJsPsych({ display_element: "stage", override_safe_mode: true, use_webaudio: false });
  jsPsych.run(timelineOf(language, code));
}

showWelcome(stage, data, kept, begin);
