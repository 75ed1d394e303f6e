// While the words of a deadline are typed, what they are read as is shown beside the field.
import { button, later, make, word } from "./words.js";

// Where the words may mean several days, each is one press away from the field of the day.
function choices(days, target) {
  const row = make("div", "reading-choices");
  const put = (day) => {
    target.value = day;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.focus();
  };
  row.append(...days.map((day) => button("btn btn-secondary btn-small", day, () => put(day))));
  return row;
}

function lines(reading, target) {
  if (reading.error) return [make("p", "reading-error", reading.error)];
  const date = reading.date ? word("readingDate", { date: reading.date }) : word("readingNone");
  return [
    make("p", "reading-date", date),
    reading.rule && make("p", "", reading.rule),
    reading.basis && make("p", "reading-basis", word("readingBasis", { basis: reading.basis })),
    reading.question && make("p", "reading-question", reading.question),
    reading.choices?.length && target && choices(reading.choices, target),
  ].filter(Boolean);
}

function follow(field) {
  const box = document.getElementById(`${field.id}-reading`);
  const target = document.getElementById(field.dataset.deadlineDay ?? "");
  const spoken = document.getElementById(field.dataset.deadlineSaidOn ?? "");
  let asked = 0;
  const read = async () => {
    const turn = ++asked;
    const words = field.value.trim();
    if (!words) return void box.replaceChildren();
    const url = new URL(field.dataset.deadlineUrl, location.href);
    url.searchParams.set("q", words);
    if (spoken) url.searchParams.set("said_on", spoken.value);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    const reading = answer?.ok ? await answer.json().catch(() => null) : null;
    if (turn !== asked) return;
    box.replaceChildren(...lines(reading ?? { error: word("readingFailed") }, target));
    if (document.activeElement === field) box.scrollIntoView({ block: "nearest" });
  };
  for (const each of [field, spoken]) each?.addEventListener("input", later(350, read));
  if (field.value.trim()) read();
}

export function startDeadlines(within = document) {
  within.querySelectorAll("[data-deadline-url]").forEach(follow);
}
