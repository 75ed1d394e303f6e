// Two versions of a record: what is chosen of a field stands in the form at once, and one's own words come back by choosing them.
import { fieldsOf, setValue } from "./fields.js";

const isTick = (field) => field.type === "checkbox" || field.type === "radio";

function put(fields, values) {
  fields.forEach((each) => {
    if (isTick(each)) setValue(each, values.includes(each.value));
    else if (each.matches("select[multiple]")) [...each.options].forEach((option) => { option.selected = values.includes(option.value); });
    else setValue(each, values[0] ?? "");
    each.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function valuesOf(fields) {
  return fields.filter((each) => !isTick(each) || each.checked).map((each) => each.value);
}

function start(row) {
  const { choice: name } = row.dataset;
  const sides = [...row.querySelectorAll("input[type='radio']")];
  const fields = fieldsOf(sides[0].form).filter((each) => each.name === name);
  const theirs = [...row.querySelectorAll("input[type='hidden']")].map((each) => each.value);
  let mine = valuesOf(fields);
  const choose = () => {
    const own = sides.find((each) => each.checked).value === "mine";
    put(fields, own ? mine : theirs);
  };
  fields.forEach((each) => each.addEventListener("change", () => { if (sides[0].checked) mine = valuesOf(fields); }));
  sides.forEach((each) => {
    each.name = `shown-${name}`; // the form itself holds what is chosen: the server need not choose again
    each.addEventListener("change", choose);
  });
  if (!sides[0].checked) choose();
}

export function startChoices() {
  document.querySelectorAll("[data-choice]").forEach(start);
}
