// Filters and sorts the table of statements; without it the table is there whole, in the order of the suite.
"use strict";
(() => {
  const table = document.getElementById("statements");
  const rows = [...table.tBodies[0].rows].map((row, place) => ({ row, place, text: row.textContent.toLowerCase() }));
  const words = document.getElementById("words");
  const choices = [...document.querySelectorAll("#tools select")];
  const count = document.getElementById("count");
  const headings = [...table.tHead.rows[0].cells];

  function filter() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = choices.every((choice) => !choice.value || row.getAttribute("data-" + choice.name) === choice.value);
      row.hidden = !(fits && wanted.every((word) => text.includes(word)));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${rows.length} shown`;
  }

  function value(entry, column) {
    const cell = entry.row.cells[column];
    const number = cell.getAttribute("data-number");
    return number === null ? cell.textContent : Number(number);
  }

  function compare(one, other) {
    return typeof one === "number" ? one - other : one.localeCompare(other, undefined, { numeric: true });
  }

  function sort(column) {
    const heading = headings[column];
    const way = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const each of headings) each.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
    const keyed = rows.map((entry) => ({ entry, key: value(entry, column) }));
    keyed.sort((a, b) => way * compare(a.key, b.key) || a.entry.place - b.entry.place);
    table.tBodies[0].append(...keyed.map(({ entry }) => entry.row));
  }

  headings.forEach((heading, column) => heading.querySelector("button").addEventListener("click", () => sort(column)));
  words.addEventListener("input", filter);
  for (const choice of choices) choice.addEventListener("change", filter);
  document.getElementById("tools").hidden = false;
  filter();
})();
