// Charts, drawn from data for the models that are picked: small pictures with points, intervals and
// lines, and rows with bars or arrows. Names stand in HTML, so that they wrap; SVG has numbers only.

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = [
  "M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0", "M-4.5,-4.5h9v9h-9Z", "M0,-6L5.5,4.5H-5.5Z", "M0,-6L5,0L0,6L-5,0Z",
  "M-6,-2h4v-4h4v4h4v4h-4v4h-4v-4h-4Z", "M0,6L5.5,-4.5H-5.5Z", "M6,0L-4.5,5.5V-5.5Z", "M-6,0L4.5,5.5V-5.5Z",
];

function shape(tag, attributes, title) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (title) {
    const said = document.createElementNS(SVG, "title");
    said.textContent = title;
    made.append(said);
  }
  return made;
}

function canvas(width, height, label) {
  return shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
}

function text(svg, x, y, words, anchor = "middle") {
  const made = shape("text", { x, y, "text-anchor": anchor });
  made.textContent = words;
  svg.append(made);
}

// The series of a chart: models that are picked, or names of its own; slot is colour and shape.
function series(chart) {
  if (chart.names) return chart.names.map((name, place) => ({ place, slot: place, name: both(name) }));
  return picked.map((place, slot) => ({ place, slot, name: nameOf(place) }));
}

const interval = (low, high) => (low === null ? "" : ` (${percent(low)} – ${percent(high)})`);

// --- small pictures --------------------------------------------------------------------------------

const LEFT = 46, RIGHT = 14, TOP = 10, BOTTOM = 26;
const BESIDE = 2.5; // pixels from the interval of one model to that of the next at the same number

function xyPanel(chart, panel, shown, room) {
  const width = Math.min(room, panel.wide ? 560 : 300), height = panel.wide ? 240 : 190;
  const svg = canvas(width, height, both(panel.title));
  const log = chart.log === true;
  const all = [...panel.ticks, ...(panel.lines || []).flatMap(([, line]) => line.filter((_, i) => i % 2 === 0))];
  let low = Math.min(...all), high = Math.max(...all);
  if (chart.aside) { low -= 0.5; high += 0.5; }
  if (low === high) { low -= 1; high += 1; }
  const along = (x) => (log ? Math.log(x) : x);
  const pad = chart.aside ? 0 : 12;
  const inner = width - LEFT - RIGHT - 2 * pad;
  const at = (x) => LEFT + pad + (inner * (along(x) - along(low))) / (along(high) - along(low));
  const up = (y) => TOP + (height - TOP - BOTTOM) * (1 - y);
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(shape("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: up(share), y2: up(share) }));
    if (share * 2 === Math.round(share * 2)) text(svg, LEFT - 6, up(share) + 4, `${100 * share} %`, "end");
  }
  let end = -Infinity;
  for (const tick of panel.ticks) {
    const words = number(tick), half = words.length * 3.6 + 4;
    svg.append(shape("line", { class: "grid", x1: at(tick), x2: at(tick), y1: up(0), y2: up(0) + 4 }));
    if (at(tick) - half < end) continue;
    text(svg, at(tick), height - 8, words);
    end = at(tick) + half;
  }
  for (const [kind, from, to, y, name] of panel.flat || [])
    svg.append(shape("line", { class: `flat ${kind}`, x1: at(Math.max(from, low)), x2: at(Math.min(to, high)), y1: up(y), y2: up(y) }, `${both(name)}: ${percent(y)}`));
  if (panel.here) {
    svg.append(shape("line", { class: "flat highest", x1: at(panel.here[0]), x2: at(panel.here[0]), y1: up(0), y2: up(1) }, both(panel.here[1])));
    text(svg, at(panel.here[0]) + 5, up(0) - 6, both(panel.here[1]), at(panel.here[0]) > width / 2 ? "end" : "start");
  }
  for (const one of shown) drawSeries(svg, chart, panel, one, shown.length, at, up);
  return svg;
}

function drawSeries(svg, chart, panel, one, count, at, up) {
  const group = shape("g", { class: `s${one.slot + 1}` });
  const aside = (chart.aside || 0) * ((one.slot + 0.5) / count - 0.5);
  const points = panel.points.filter((point) => point[0] === one.place);
  const spread = !chart.aside && points.some((point) => point[3] !== null);
  const beside = spread ? BESIDE * (one.slot - (count - 1) / 2) : 0;
  const joined = panel.join ? points.flatMap(([, x, y]) => [x + aside, y]) : [];
  const draw = (line, shift) => {
    if (line.length < 4) return;
    let d = "";
    for (let i = 0; i < line.length; i += 2) d += `${i ? "L" : "M"}${(at(line[i]) + shift).toFixed(1)},${up(line[i + 1]).toFixed(1)}`;
    group.append(shape("path", { class: "line", d }, one.name));
  };
  draw(joined, beside);
  for (const [place, line] of panel.lines || []) if (place === one.place) draw(line, 0);
  for (const [, x, y, low, high] of points) {
    const left = at(x + aside) + beside;
    if (low !== null)
      group.append(shape("line", { class: "whisker", x1: left, x2: left, y1: up(low), y2: up(high) }));
    group.append(shape("path", { class: "dot", d: SHAPES[one.slot], transform: `translate(${left.toFixed(1)},${up(y).toFixed(1)})` },
      `${one.name} · ${number(x)}: ${percent(y)}${interval(low, high)}`));
  }
  svg.append(group);
}

// --- rows ------------------------------------------------------------------------------------------

const ROW = 18;

function bar(chart, row, slot, name, room) {
  const [, value, expected, few, counts] = row;
  const svg = canvas(room, ROW, `${name}: ${percent(value)}`);
  const at = (share) => (room - 60) * Math.min(1, share / chart.most);
  svg.append(shape("rect", { class: few ? "fill few" : "fill", x: 0, y: 4, width: Math.max(1, at(value)), height: 10 }, `${name}: ${percent(value)} ${counts} (${percent(expected)})`));
  svg.append(shape("line", { class: "flat highest", x1: at(expected), x2: at(expected), y1: 1, y2: 17 }));
  text(svg, Math.max(at(value), at(expected)) + 6, 14, percent(value), "start");
  svg.setAttribute("class", `s${slot + 1}`);
  return svg;
}

function arrow(row, slot, name, room) {
  const [, from, to, gap, low, high] = row;
  const told = `${pointsOf(gap)} (${pointsOf(low)} … ${pointsOf(high)})`;
  const svg = canvas(room, ROW, `${name}: ${told}`);
  const at = (share) => 6 + (room - 12) * Math.max(0, Math.min(1, share));
  svg.append(shape("line", { class: "grid", x1: at(0), x2: at(1), y1: 9, y2: 9 }));
  svg.append(shape("line", { class: "whisker", x1: at(from + low), x2: at(from + high), y1: 9, y2: 9 }));
  for (const end of [low, high]) svg.append(shape("line", { class: "whisker", x1: at(from + end), x2: at(from + end), y1: 5, y2: 13 }));
  svg.append(shape("line", { class: "start", x1: at(from), x2: at(from), y1: 3, y2: 15 }));
  svg.append(shape("line", { class: "shaft", x1: at(from), x2: at(to), y1: 9, y2: 9 }));
  const head = to === from ? SHAPES[0] : SHAPES[to > from ? 6 : 7];
  svg.append(shape("path", { class: "dot", d: head, transform: `translate(${at(to)},9)` }, `${name}: ${percent(from)} → ${percent(to)}, ${told}`));
  svg.setAttribute("class", `s${slot + 1}`);
  return [svg, `${percent(from)} → ${percent(to)}, ${told}`];
}

function barsPanel(chart, panel, shown, room) {
  const wide = Math.min(room, 320);
  const rows = [];
  const add = (row, slot, label) => {
    const name = element("span", "row-name", outside(label));
    if (chart.arrows) {
      const [svg, told] = arrow(row, slot, label, wide);
      rows.push(element("div", "row", name, element("span", "row-told", told), svg));
    } else rows.push(element("div", panel.model === undefined ? "row" : "row letter", name, bar(chart, row, slot, label, wide - (panel.model === undefined ? 0 : 24))));
  };
  if (panel.model !== undefined) panel.rows.forEach((row) => add(row, shown.findIndex((one) => one.place === panel.model), row[0]));
  else for (const one of shown) panel.rows.filter((row) => row[0] === one.place).forEach((row) => add(row, one.slot, one.name));
  return rows.length ? element("div", "rows", ...rows) : null;
}

// --- a chart ---------------------------------------------------------------------------------------

function legend(shown) {
  return element("ul", "legend", ...shown.map((one) => {
    const swatch = shape("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", class: `s${one.slot + 1}`, "aria-hidden": "true" });
    swatch.append(shape("path", { class: "dot", d: SHAPES[one.slot] }));
    return element("li", "", swatch, outside(one.name));
  }));
}

function drawChart(place) {
  const chart = data.charts[place.dataset.chart];
  const shown = series(chart);
  const room = Math.max(220, place.clientWidth || 560);
  const panels = chart.panels.flatMap((panel) => {
    if (panel.model !== undefined && !picked.includes(panel.model)) return [];
    const drawn = chart.kind === "xy" ? xyPanel(chart, panel, shown, room) : barsPanel(chart, panel, shown, room);
    if (!drawn) return [];
    const title = panel.x && !panel.wide ? `${both(panel.title)}` : both(panel.title);
    const made = element("figure", panel.wide ? "panel wide" : "panel", outside(title, "figcaption"), drawn);
    if (panel.x) made.append(element("div", "axis-name", both(panel.x)));
    return [made];
  });
  place.replaceChildren(legend(shown), element("div", "panels", ...panels));
}

(function charts() {
  const places = [...document.querySelectorAll(".chart")];
  const draw = () => places.forEach(drawChart);
  redrawn.push(draw);
  let width = 0, waiting = 0;
  const fit = () => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    draw();
  };
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(fit, 120); });
  fit();
})();
