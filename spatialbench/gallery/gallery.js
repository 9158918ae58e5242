"use strict";
// Which ability is shown, and in which language. Without this script, everything is, in English.
const root = document.documentElement;

function press(buttons, pressed) {
  for (const one of buttons) one.setAttribute("aria-pressed", String(one === pressed));
}

const abilities = document.querySelectorAll("button[data-ability]");
for (const button of abilities) {
  button.addEventListener("click", () => {
    const wanted = button.dataset.ability;
    for (const part of document.querySelectorAll("[data-of]")) {
      part.hidden = wanted !== "" && part.dataset.of !== wanted;
    }
    press(abilities, button);
  });
}

const languages = document.querySelectorAll("button[data-language]");
for (const button of languages) {
  button.addEventListener("click", () => {
    root.dataset.language = button.dataset.language;
    press(languages, button);
  });
}
