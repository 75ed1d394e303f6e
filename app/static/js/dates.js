// dd/mm/yyyy: the slashes come by themselves; where the browser has a calendar, a button opens it.
import { button, make, word } from "./words.js";

const CALENDAR = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v15H4zM4 10h16M8 3v4m8-4v4"/></svg>';

function addSlashes(input, event) {
  if (event.inputType?.startsWith("delete")) return;
  if (input.selectionStart !== input.value.length || /[^\d/]/.test(input.value)) return;
  const text = input.value;
  if (/^\d{2}$/.test(text) || /^\d{1,2}\/\d{2}$/.test(text)) input.value = `${text}/`;
  else if (/^\d{8}$/.test(text)) input.value = `${text.slice(0, 2)}/${text.slice(2, 4)}/${text.slice(4)}`;
  else input.value = text.replace(/\/{2,}/g, "/");
}

function toIso(text) {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  return parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : "";
}

function addCalendar(input) {
  const box = input.closest(".date-box");
  const native = make("input", "date-native");
  native.type = "date";
  if (!box || !native.showPicker) return;
  native.tabIndex = -1;
  native.setAttribute("aria-hidden", "true");
  native.addEventListener("change", () => {
    if (!native.value) return;
    input.value = native.value.split("-").reverse().join("/");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  });
  const open = button("date-open", "", () => {
    native.value = toIso(input.value);
    native.showPicker();
  });
  open.innerHTML = CALENDAR;
  open.title = word("openCalendar");
  open.setAttribute("aria-label", word("openCalendar"));
  box.append(native, open);
}

export function startDates(within = document) {
  within.querySelectorAll("input[data-date]").forEach((input) => {
    input.addEventListener("input", (event) => addSlashes(input, event));
    addCalendar(input);
  });
}
