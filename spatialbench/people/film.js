// A film of numbered pictures that can be played, stopped and gone through.

const PACE = 250; // milliseconds a picture

// An element with text, attributes and children; text is never read as markup.
function made(tag, { text, on, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const [name, heard] of Object.entries(on || {})) element.addEventListener(name, heard);
  element.append(...children);
  return element;
}

class Film {
  constructor(part, words) {
    this.words = words;
    this.labels = part.labels;
    this.place = 0;
    this.plays = 0;
    this.timer = null;
    this.images = part.film.map((path, i) => made("img", { src: path, alt: part.labels[i] }));
    this.label = made("figcaption", { "aria-live": "off" });
    this.button = made("button", { type: "button", class: "play", on: { click: () => this.toggle() } });
    this.slider = made("input", {
      type: "range", min: 0, max: this.images.length - 1, value: 0, step: 1,
      "aria-label": words.frame,
      on: { input: () => { this.stop(); this.show(Number(this.slider.value)); } },
    });
    const step = (by, sign, name) => made("button", {
      type: "button", class: "step", text: sign, "aria-label": name, title: name,
      on: { click: () => this.step(by) },
    });
    this.element = made("figure", { class: "film" },
      made("div", { class: "screen" }, ...this.images), this.label,
      made("div", { class: "controls" },
        step(-1, "◀", words.back), this.button, step(1, "▶", words.on), this.slider));
    this.stop();
    this.show(0);
  }

  show(place) {
    this.place = place;
    this.images.forEach((image, i) => image.classList.toggle("shown", i === place));
    this.label.textContent = this.labels[place];
    this.slider.value = place;
    this.slider.setAttribute("aria-valuetext", this.labels[place]);
  }

  step(by) {
    this.stop();
    this.show(Math.min(Math.max(this.place + by, 0), this.images.length - 1));
  }

  toggle() {
    if (this.timer !== null) {
      this.stop();
      return;
    }
    if (this.place === this.images.length - 1) this.show(0);
    this.plays += 1;
    this.button.textContent = this.words.pause;
    this.timer = setInterval(() => {
      this.show(this.place + 1);
      if (this.place === this.images.length - 1) this.stop();
    }, PACE);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.button.textContent = this.words.play;
  }

  // Whether a key was meant for the film.
  key(event) {
    const held = event.target.tagName;
    if (held === "INPUT") return false;
    if (event.key === " " && held !== "BUTTON") this.toggle();
    else if (event.key === "ArrowLeft") this.step(-1);
    else if (event.key === "ArrowRight") this.step(1);
    else return false;
    event.preventDefault();
    return true;
  }
}
