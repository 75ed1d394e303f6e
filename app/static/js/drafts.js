// What is typed into a form is kept in this browser at once and on the server every while, until the form was carried out.
import { keepElsewhere } from "./elsewhere.js";
import { addressOf, fieldsOf, isChanged, slot, valueOf, setValue } from "./fields.js";
import { rowsFor } from "./rows.js";
import { button, later, make, word } from "./words.js";

const WEEK = 7 * 24 * 3600 * 1000;
const SAVED = /(?:^|; )saved-form=([^;]*)/;
const prefix = `draft:${document.body.dataset.user ?? ""}:`;

function keyOf(form) {
  return prefix + addressOf(form);
}

// The page holds what was sent: it was refused, or asks to confirm what saving would move.
function sentBack() {
  return document.querySelector("[data-error-summary], .foreseen") !== null;
}

// Only what differs from the page as it was served is kept, with the version it was typed against: a colleague's
// newer words are then shown beside it by the server, never overwritten.
function keep(form) {
  const earlier = sentBack() ? read(form)?.values ?? {} : {};
  const typed = fieldsOf(form).filter((each) => isChanged(each) || slot(each) in earlier);
  const values = Object.fromEntries(typed.map((each) => [slot(each), valueOf(each)]));
  if (!typed.length) return localStorage.removeItem(keyOf(form));
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

// The newer of the two copies is offered: this browser's, or the server's, which stands in the page.
function offer(form, draft) {
  const served = form.previousElementSibling?.matches("[data-kept]") ? form.previousElementSibling : null;
  if (Number(served?.dataset.kept ?? 0) * 1000 > draft.at) return;
  const bar = make("div", "draft-bar");
  bar.setAttribute("role", "status");
  const time = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  const restore = button("btn btn-secondary btn-small", word("draftRestore"), () => {
    bringBack(form, draft);
    bar.replaceChildren(make("p", "", word("draftRestored")));
  });
  const discard = button("btn btn-quiet btn-small", word("draftDiscard"), () => {
    localStorage.removeItem(keyOf(form));
    served ? served.querySelector("form").requestSubmit() : bar.remove();
  });
  bar.append(make("p", "", word("draftFound", { time })), restore, discard);
  if (served) served.hidden = true;
  form.before(bar);
}

function forgetAll() {
  Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach((key) => localStorage.removeItem(key));
}

// The server names the form it carried out; only then it is forgotten here. A lost connection forgets nothing.
function settle() {
  const saved = SAVED.exec(document.cookie)?.[1];
  if (!saved) return;
  localStorage.removeItem(prefix + decodeURIComponent(saved));
  document.cookie = "saved-form=; max-age=0; path=/; samesite=lax";
}

export function startDrafts() {
  if (!document.body.dataset.user) return;
  settle();
  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const draft = sentBack() || document.querySelector("[data-brought-back]") ? null : read(form);
    if (draft) offer(form, draft);
    const keepNow = () => keep(form);
    form.addEventListener("input", later(400, keepNow));
    form.addEventListener("submit", keepNow);
    window.addEventListener("pagehide", keepNow);
    keepElsewhere(form);
  });
  document.querySelectorAll("form[data-forget]").forEach((form) => form.addEventListener("submit", () => {
    localStorage.removeItem(prefix + form.elements.draft_of.value);
  }));
  document.querySelectorAll("form[data-sign-out]").forEach((form) => form.addEventListener("submit", forgetAll));
}
