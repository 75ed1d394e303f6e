// The list under a picker: rows to choose from, one of them marked.
import { make, word } from "./words.js";

function optionRow(className, text) {
  const row = make("li", className, text);
  row.setAttribute("role", "option");
  return row;
}

export class Options {
  constructor(input, onChoose) {
    this.input = input;
    this.list = make("ul", "options");
    this.status = make("span", "visually-hidden");
    Object.assign(this.list, { id: `${input.id}-listbox`, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
    this.status.setAttribute("role", "status");
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => onChoose(event.target.closest("li")));
    input.after(this.list, this.status);
  }

  show(items, addNew) {
    const rows = items.map(({ label, hint }) => {
      const row = optionRow("", label);
      row.dataset.label = label;
      if (hint) row.append(make("span", "", hint));
      return row;
    });
    if (addNew) rows.push(optionRow("option-new", `+ ${addNew}`));
    rows.forEach((row, n) => { row.id = `${this.list.id}-${n}`; });
    this.list.replaceChildren(...rows);
    this.status.textContent = items.length ? word("optionsCount", { n: items.length }) : word("optionsNone");
    this.open(rows.length > 0);
  }

  get isOpen() { return !this.list.hidden; }

  open(yes) {
    this.list.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
    this.mark(null);
  }

  mark(row) {
    this.marked?.removeAttribute("aria-selected");
    this.marked = row;
    if (!row) return this.input.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", row.id);
  }

  move(step) {
    const rows = [...this.list.children];
    const next = this.marked ? rows.indexOf(this.marked) + step : step > 0 ? 0 : -1;
    this.mark(rows.at(next % rows.length));
  }
}
