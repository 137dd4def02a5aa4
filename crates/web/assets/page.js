// What every page gains from script; without it each page works.
"use strict";

document.documentElement.classList.add("has-script");

// A refused form is read from its beginning: the summary of errors takes the focus.
const refused = document.querySelector("[data-focus]");
if (refused) refused.focus();

// One is typed after the other: what was recorded gives the focus to the first field of the next.
const begin = document.querySelector("[data-begin] input");
if (begin && !refused) begin.focus();

// A form that is typed while somebody speaks is sent from any of its fields, as from the desk.
for (const form of document.querySelectorAll("form[data-fast]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

function enliven(root) {
  // A form that was sent is not sent again by a second click; the server would record it once anyhow.
  for (const form of root.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      window.setTimeout(() => delete form.dataset.sent, 5000);
    });
  }

  // The seconds for which an act can still be undone. Afterwards the offer goes away.
  for (const left of root.querySelectorAll("[data-countdown]")) {
    const until = Date.now() + Number(left.dataset.countdown) * 1000;
    const digits = /\d+/;
    const tick = window.setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      if (seconds > 0) {
        left.textContent = left.textContent.replace(digits, String(seconds));
      } else {
        window.clearInterval(tick);
        const form = left.closest("form");
        if (form) form.remove();
      }
    }, 1000);
  }
}
enliven(document);
// A part that a page put in the place of another says so.
document.addEventListener("ln:swapped", (event) => enliven(event.target));

// The folded entries of the header close with Escape and where one goes on elsewhere; without script they close like any.
for (const fold of document.querySelectorAll(".ln-fold, .ln-menu")) {
  const close = (event) => {
    if (!fold.contains(event.target)) fold.open = false;
  };
  document.addEventListener("click", close);
  document.addEventListener("focusin", close);
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
}

// Lists: J and K go down and up, Enter opens. They work only while the focus is in the list.
for (const list of document.querySelectorAll("[data-list]")) {
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step) return;
    const links = [...list.querySelectorAll("a.ln-row__title")];
    const next = links[links.indexOf(document.activeElement) + step];
    if (next) {
      event.preventDefault();
      const folded = next.closest("details:not([open])");
      if (folded) folded.open = true;
      next.focus();
    }
  });
}

// The slash goes to the search of the header, from anywhere but a field: there it is a letter like any other.
const find = document.querySelector("[data-find]");
if (find) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    find.focus();
  });
}
