// The fields of a form whose words may be kept: never a password, a file or a token.
const KEPT = "textarea, select, input:not([type='hidden']):not([type='password']):not([type='file'])";

// Where a form is sent to; what is kept of it is kept by that.
export function addressOf(form) {
  return new URL(form.getAttribute("action") ?? "", location.href).pathname;
}

export function fieldsOf(form) {
  return [...form.elements].filter((each) => each.name && each.matches(KEPT));
}

function isTick(field) {
  return field.type === "checkbox" || field.type === "radio";
}

export function isChanged(field) {
  if (isTick(field)) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return field.value !== (field.querySelector("[selected]") ?? field.options[0])?.value;
  return field.value !== field.defaultValue;
}

export function slot(field) {
  return isTick(field) ? `${field.name}=${field.value}` : field.name;
}

export function valueOf(field) {
  return isTick(field) ? field.checked : field.value;
}

export function setValue(field, value) {
  if (isTick(field)) field.checked = value;
  else field.value = value;
}
