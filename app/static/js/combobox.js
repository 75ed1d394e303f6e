// A text field that filters while one types (WAI-ARIA combobox). The chosen label becomes the field's value.
import { Options } from "./options.js";
import { later } from "./words.js";

const WAIT = 150;

class Picker {
  constructor(input) {
    this.input = input;
    this.data = input.dataset;
    this.many = "pickerMultiple" in input.dataset;
    this.options = new Options(input, (row) => this.choose(row));
    this.asked = 0;
    const aria = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.options.list.id, "aria-expanded": "false" };
    Object.entries(aria).forEach(([name, value]) => input.setAttribute(name, value));
    input.removeAttribute("list");
    const ask = later(WAIT, () => this.ask());
    input.addEventListener("input", (event) => event.detail !== "chosen" && ask());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
  }

  // The name being typed: with several names, the one around the caret.
  part() {
    const { value, selectionStart } = this.input;
    if (!this.many) return [0, value.length];
    const start = selectionStart ? value.lastIndexOf(";", selectionStart - 1) + 1 : 0;
    const end = value.indexOf(";", selectionStart);
    return [start, end < 0 ? value.length : end];
  }

  typed() { return this.input.value.slice(...this.part()).trim(); }

  async ask() {
    const turn = ++this.asked;
    const url = new URL(this.data.pickerUrl, location.href);
    url.searchParams.set("q", this.typed());
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (turn !== this.asked || !found || document.activeElement !== this.input) return;
    const typed = this.typed();
    const addNew = this.data.pickerNewUrl && this.data.pickerNewLabel + (typed ? `: ${typed}` : "");
    this.options.show(found.items, addNew);
  }

  close() {
    this.asked += 1;
    this.options.open(false);
  }

  choose(row) {
    if (!row) return;
    if ("label" in row.dataset) this.put(row.dataset.label);
    else this.openNew();
    this.close();
  }

  put(label) {
    const [start, end] = this.part();
    const before = this.input.value.slice(0, start).trimEnd();
    const rest = this.input.value.slice(end);
    const text = `${before}${before ? " " : ""}${label}${this.many && !rest ? "; " : ""}`;
    this.input.value = text + rest;
    this.input.setSelectionRange(text.length, text.length);
    ["input", "change"].forEach((name) => this.input.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: "chosen" })));
  }

  // The half-filled form stays where it is; the new name is there to pick when one comes back.
  openNew() {
    const url = new URL(this.data.pickerNewUrl, location.href);
    url.searchParams.set("name", this.typed());
    window.open(url, "_blank", "noopener");
  }

  onKey(event) {
    const { marked, isOpen } = this.options;
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && isOpen) this.options.move(arrow);
    else if (arrow) this.ask();
    else if (event.key === "Escape" && isOpen) this.close();
    else if (event.key === "Enter" && marked && !event.ctrlKey) this.choose(marked);
    else return this.chooseOnTab(event, marked);
    return event.preventDefault();
  }

  chooseOnTab(event, marked) {
    if (event.key === "Tab" && marked && "label" in marked.dataset) this.choose(marked);
  }
}

export function startPickers(within = document) {
  within.querySelectorAll("input[data-picker-url]").forEach((input) => new Picker(input));
}
