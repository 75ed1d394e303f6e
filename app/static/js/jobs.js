// Moves the bar of long work; when the work has ended the page is read again and says what came of it.
const EVERY = 1500;

async function look(box) {
  let told;
  try {
    const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    told = await answer.json();
  } catch {
    return true; // the server may be starting again
  }
  if (told.over) {
    location.reload();
    return false;
  }
  const bar = box.querySelector("progress");
  if (told.share === null) bar.removeAttribute("value");
  else bar.value = told.share;
  box.querySelector("[data-job-words]").textContent = told.words;
  const status = box.querySelector("[data-job-status]");
  const tens = told.share === null ? "" : String(Math.floor(told.share / 10));
  if (status.dataset.tens !== tens) {
    status.dataset.tens = tens;
    status.textContent = told.words;
  }
  return true;
}

export function startJobs() {
  const box = document.querySelector("[data-job]");
  if (!box) return;
  const again = async () => {
    if (await look(box)) setTimeout(again, EVERY);
  };
  setTimeout(again, EVERY);
}
