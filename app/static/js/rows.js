// Rows of one kind in a form: another one is a copy of the last, emptied, with the next number in its names.
import { startPickers } from "./combobox.js";
import { startDates } from "./dates.js";
import { startDeadlines } from "./deadline.js";

const NUMBERED = ["id", "name", "for", "aria-describedby", "aria-controls", "data-deadline-day", "list"];

function renumber(node, prefix, number) {
  NUMBERED.filter((each) => node.hasAttribute(each)).forEach((each) => {
    node.setAttribute(each, node.getAttribute(each).replaceAll(new RegExp(`\\b${prefix}-\\d+-`, "g"), `${prefix}-${number}-`));
  });
}

// The row as it was served, before a script put calendars and lists into it.
function blank(box) {
  const row = box.querySelector(".part-row").cloneNode(true);
  row.querySelectorAll(".field-error").forEach((each) => each.remove());
  row.querySelectorAll(".has-error").forEach((each) => each.classList.remove("has-error"));
  row.querySelectorAll(".reads-as").forEach((each) => each.replaceChildren());
  row.querySelectorAll("input").forEach((each) => {
    each.removeAttribute("aria-invalid");
    if (each.type === "checkbox") each.defaultChecked = true;
    else each.defaultValue = "";
  });
  return row;
}

function addRow(box, served) {
  const rows = box.querySelectorAll(".part-row");
  const number = rows.length;
  const row = served.cloneNode(true);
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, number + 1));
  row.querySelectorAll("*").forEach((each) => renumber(each, box.dataset.rows, number));
  row.querySelector(".part-place input").defaultValue = number + 1;
  rows[number - 1].after(row);
  [startDates, startPickers, startDeadlines].forEach((start) => start(row));
  return row;
}

const adders = new Map();

export function startRows() {
  document.querySelectorAll("[data-rows]").forEach((box) => {
    const served = blank(box);
    adders.set(box.dataset.rows, () => addRow(box, served));
    box.querySelector("[data-add-row]").addEventListener("click", (event) => {
      event.preventDefault();
      addRow(box, served).querySelector(".part-fields input").focus();
    });
  });
}

// As many rows as the kept words speak of.
export function rowsFor(form, names) {
  names.forEach((name) => {
    const [, rows] = /^(.+)-\d+-\w+$/.exec(name) ?? [];
    for (let more = 0; adders.has(rows) && !form.elements[name] && more < 60; more += 1) adders.get(rows)();
  });
}
