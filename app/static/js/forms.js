// Errors get the focus, a form is sent once, one tick selects all rows, the open menu closes by Escape.

function sendOnce(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (sent) event.preventDefault();
    else {
      sent = true;
      event.submitter?.setAttribute("aria-disabled", "true");
    }
  });
  window.addEventListener("pageshow", () => {
    sent = false;
    form.querySelectorAll("[aria-disabled]").forEach((each) => each.removeAttribute("aria-disabled"));
  });
}

function selectAll(box) {
  const rows = () => box.closest("table").querySelectorAll("tbody .cell-select input");
  box.addEventListener("change", () => rows().forEach((row) => { row.checked = box.checked; }));
  const tell = () => {
    const ticked = [...rows()].filter((row) => row.checked).length;
    box.checked = ticked > 0 && ticked === rows().length;
    box.indeterminate = ticked > 0 && ticked < rows().length;
  };
  box.closest("table").addEventListener("change", tell);
  tell();
}

function closeByItself(menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

export function startForms() {
  document.querySelector("[data-error-summary]")?.focus();
  document.querySelectorAll("form[method='post']").forEach(sendOnce);
  document.querySelectorAll("[data-select-all]").forEach(selectAll);
  document.querySelectorAll(".user-menu").forEach(closeByItself);
}
