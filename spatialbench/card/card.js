"use strict";
// Sorting by a heading: numbers by their size, text by the alphabet, what is missing last.
const body = document.querySelector("tbody");
const heads = [...document.querySelectorAll("thead th")];
const value = (row, place) => row.children[place].textContent;
const number = (text) => {
  const found = text.replaceAll(",", "").match(/-?\d+(\.\d+)?/);
  return found ? Number(found[0]) : null;
};
const compared = (a, b) => {
  const [x, y] = [number(a), number(b)];
  if (x !== null && y !== null) return x - y;
  if (x !== null || y !== null) return x === null ? 1 : -1;
  return a.localeCompare(b);
};
heads.forEach((head, place) => {
  head.querySelector("button")?.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") !== "descending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const missing = (row) => /^(–|unknown)$/.test(value(row, place));
    const rows = [...body.rows].sort((a, b) => {
      if (missing(a) || missing(b)) return missing(a) - missing(b);
      const order = compared(value(a, place), value(b, place));
      return down ? -order : order;
    });
    body.append(...rows);
  });
});
