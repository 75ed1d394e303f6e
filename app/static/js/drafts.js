// What was typed in a form is kept in this browser, for this user, until it has been saved; then it is forgotten.
import { fieldsOf, isChanged, slot, valueOf, setValue } from "./fields.js";
import { rowsFor } from "./rows.js";
import { button, later, make, word } from "./words.js";

const WEEK = 7 * 24 * 3600 * 1000;
const SENT = "draft-sent";
const user = document.body.dataset.user ?? "";
const prefix = `draft:${user}:`;

function failed() {
  return document.querySelector("[data-error-summary]") !== null;
}

function keyOf(form) {
  return prefix + new URL(form.getAttribute("action") ?? "", location.href).pathname;
}

// Only what differs from the page as it was served is kept, with the version it was typed against: a colleague's
// newer words are then shown beside it by the server, never overwritten.
function keep(form) {
  const earlier = failed() ? read(form)?.values ?? {} : {};
  const typed = fieldsOf(form).filter((each) => isChanged(each) || slot(each) in earlier);
  const values = Object.fromEntries(typed.map((each) => [slot(each), valueOf(each)]));
  if (!Object.keys(values).length) return localStorage.removeItem(keyOf(form));
  return localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), version: form.elements.version?.value ?? "", values }));
}

function read(form) {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(form)));
    return draft && Date.now() - draft.at < WEEK ? draft : null;
  } catch {
    return null;
  }
}

function bringBack(form, draft) {
  rowsFor(form, Object.keys(draft.values).map((each) => each.split("=")[0]));
  fieldsOf(form).filter((each) => slot(each) in draft.values).forEach((each) => {
    setValue(each, draft.values[slot(each)]);
    each.closest("details")?.setAttribute("open", "");
    each.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (form.elements.version && draft.version) form.elements.version.value = draft.version;
}

function offer(form, draft) {
  const bar = make("div", "draft-bar");
  bar.setAttribute("role", "status");
  const time = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  const restore = button("btn btn-secondary btn-small", word("draftRestore"), () => {
    bringBack(form, draft);
    bar.replaceChildren(make("p", "", word("draftRestored")));
  });
  const discard = button("btn btn-quiet btn-small", word("draftDiscard"), () => {
    localStorage.removeItem(keyOf(form));
    bar.remove();
  });
  bar.append(make("p", "", word("draftFound", { time })), restore, discard);
  form.prepend(bar);
}

function forgetAll() {
  Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach((key) => localStorage.removeItem(key));
}

// A page with a person on it and no error after a form was sent: it was saved. Any other page: it was not.
function settle() {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const saved = user && !failed();
  if (sent?.startsWith(prefix) && saved) localStorage.removeItem(sent);
  return saved;
}

export function startDrafts() {
  const saved = settle();
  if (!user) return;
  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const draft = saved && read(form);
    if (draft) offer(form, draft);
    form.addEventListener("input", later(400, () => keep(form)));
    form.addEventListener("submit", () => { keep(form); sessionStorage.setItem(SENT, keyOf(form)); });
  });
  document.querySelectorAll("form[data-sign-out]").forEach((form) => form.addEventListener("submit", forgetAll));
}
