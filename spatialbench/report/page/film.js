// Films: a canvas, a slider over the frames, and the number of the frame as the prompt has it.

function film([labels, path, place]) {
  const words = data.browser.words[language].browser;
  const found = place === null ? null : data.browser.pictures[place];
  const span = `${labels[0]} … ${labels[labels.length - 1]}`;
  if (!found) return element("figure", "", element("figcaption", "", outside(span), " "), outside(`[${path}]`));
  const screen = element("canvas", "film");
  const label = element("output", "");
  const slider = element("input", "");
  const play = element("button", "", words.play);
  const back = element("button", "", "‹"), forward = element("button", "", "›");
  const last = found.kept.length - 1;
  const images = [];
  let frame = 0, timer = 0;
  play.type = back.type = forward.type = "button";
  slider.type = "range";
  slider.min = 0;
  slider.max = last;
  slider.value = 0;
  slider.setAttribute("aria-label", span);
  back.setAttribute("aria-label", words.back);
  forward.setAttribute("aria-label", words.forward);
  screen.setAttribute("role", "img");

  const source = (at) => {
    const uri = found.tiles || data.browser.pictures[found.frames[at]];
    const key = found.tiles ? 0 : at;
    if (!images[key]) {
      images[key] = new Image();
      images[key].addEventListener("load", paint);
      images[key].src = uri;
    }
    return images[key];
  };

  function paint() {
    const image = source(frame);
    if (!image.complete || !image.naturalWidth) return;
    const [columns, width, height] = found.size || [1, image.naturalWidth, image.naturalHeight];
    const tile = found.tiles ? frame : 0;
    if (screen.width !== width || screen.height !== height) { screen.width = width; screen.height = height; }
    screen.getContext("2d").drawImage(image, (tile % columns) * width, Math.floor(tile / columns) * height, width, height, 0, 0, width, height);
  }

  function show(wanted) {
    frame = (wanted + last + 1) % (last + 1);
    slider.value = frame;
    const name = labels[found.kept[frame]];
    label.replaceChildren(outside(say(words.frame, { label: name, place: found.kept[frame] + 1, n: labels.length })));
    slider.setAttribute("aria-valuetext", name);
    screen.setAttribute("aria-label", name);
    paint();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = words.play;
  }

  play.addEventListener("click", () => {
    if (timer) return stop();
    play.textContent = words.pause;
    timer = setInterval(() => (screen.isConnected ? show(frame + 1) : stop()), 250);
  });
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  back.addEventListener("click", () => { stop(); show(frame - 1); });
  forward.addEventListener("click", () => { stop(); show(frame + 1); });
  show(0);
  const told = found.kept.length < labels.length ? element("span", "small", ` ${say(words.some_frames, { shown: found.kept.length, n: labels.length })}`) : "";
  return element("figure", "player", screen, element("div", "controls", play, back, slider, forward), element("figcaption", "", label, told));
}
