// From the search box down into what was found and up again, by the arrow keys.
function step(event, box, links) {
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = links.indexOf(document.activeElement);
  if (at < 0 && document.activeElement !== box) return;
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  if (next >= links.length || (at < 0 && next !== 0)) return;
  event.preventDefault();
  (links[next] ?? box).focus();
}

export function startResults() {
  const found = document.querySelector("[data-results]");
  const links = [...(found?.querySelectorAll("a") ?? [])];
  const box = [...document.querySelectorAll("#search-words, #top-search")].find((each) => each.offsetParent !== null);
  if (links.length && box) document.addEventListener("keydown", (event) => step(event, box, links));
}
