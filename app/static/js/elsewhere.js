// What is being typed goes to the server too: at most every while, and when the page is left without sending it.
import { addressOf } from "./fields.js";

const EVERY = 20 * 1000;
const SOON = 2000;

export function keepElsewhere(form) {
  const sending = new AbortController();
  let [dirty, last, timer] = [false, 0, 0];
  const send = () => {
    clearTimeout(timer);
    timer = 0;
    if (!dirty || sending.signal.aborted) return;
    [dirty, last] = [false, Date.now()];
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    body.append("draft_of", addressOf(form));
    fetch(form.dataset.draft, { method: "POST", body, keepalive: true, signal: sending.signal }).catch(() => { dirty = true; });
  };
  form.addEventListener("input", () => {
    dirty = true;
    timer ||= setTimeout(send, Math.max(SOON, EVERY - (Date.now() - last)));
  });
  form.addEventListener("submit", () => sending.abort());
  window.addEventListener("pagehide", send);
}
