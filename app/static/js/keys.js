// Ctrl+Enter saves and opens the next; Ctrl+Shift+Enter saves and goes on to what hangs on it. data-key="q" gives a link, button or field a one-letter key; "?" lists them.
import { button, make, word } from "./words.js";

const OFF = "single-keys-off";

function isTyping(target) {
  return target.closest("input:not([type='checkbox']):not([type='radio']), textarea, select, [contenteditable]") !== null;
}

function nameOf(element) {
  return (element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent).trim();
}

function keyed() {
  return [...document.querySelectorAll("[data-key]")].filter((each) => each.offsetParent !== null);
}

function addRow(list, key, text) {
  const term = make("dt");
  term.append(make("kbd", "key-cap", key));
  list.append(term, make("dd", "", text));
}

function switchBox() {
  const label = make("label", "choice");
  const box = make("input");
  box.type = "checkbox";
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  label.append(box, word("keysSwitch"));
  return label;
}

function showKeys() {
  const dialog = make("dialog");
  const title = make("h2", "sheet-title", word("keysTitle"));
  title.id = "keys-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const list = make("dl", "keys-list");
  if (document.querySelector("form[data-draft]")) addRow(list, "Enter", word("keysSave"));
  if (document.querySelector("[data-save-next]")) addRow(list, "Ctrl + Enter", word("keysSaveNext"));
  keyed().forEach((each) => addRow(list, each.dataset.key, nameOf(each)));
  addRow(list, "?", word("keysHelp"));
  dialog.append(title, list, switchBox(), button("btn btn-secondary", word("close"), () => dialog.close()));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function saveAndGoOn(target, wanted) {
  const form = target.form ?? target.closest("form");
  if (form?.getAttribute("method") !== "post") return false;
  (form.querySelector(wanted) ?? form.querySelector("[type='submit']"))?.click();
  return true;
}

function press(element) {
  if (element.matches("input, textarea, select")) element.focus();
  else element.click();
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (saveAndGoOn(event.target, event.shiftKey ? "[data-save-down]" : "[data-save-next]")) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") return void showKeys();
  const wanted = localStorage.getItem(OFF) ? undefined : keyed().find((each) => each.dataset.key === event.key);
  if (!wanted) return;
  event.preventDefault();
  press(wanted);
}

export function startKeys() {
  document.addEventListener("keydown", onKey);
}
