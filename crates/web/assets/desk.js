// The keys of the live desk. Vietnamese input methods own letters, digits, Ctrl+Shift and Alt+Z: inside a field only
// function keys, Enter with Ctrl or Alt, arrows with Alt and Esc act.
"use strict";

(() => {
  const form = document.getElementById("desk-form");
  const list = document.getElementById("desk-list");
  if (!list) return;
  const entries = () => [...list.querySelectorAll("a.ln-sub")];
  const field = (name) => form && form.elements.namedItem(name);
  const inField = (target) => target.matches("input, textarea, select");
  const MARKS = { F2: "answered", F8: "conclusion", F9: "beyond" };

  function mark(value) {
    for (const radio of form.querySelectorAll("[name=mark]")) {
      if (radio.value !== value) continue;
      radio.checked = !radio.checked;
      if (radio.checked) radio.focus();
    }
    const first = form.querySelector("[name=answered_by]");
    if (value === "answered" && first && first.offsetParent) first.focus();
  }

  function go(step) {
    const all = entries();
    const at = all.findIndex((entry) => entry === document.activeElement || entry.hasAttribute("aria-current"));
    const next = all[at + step];
    if (next) next.focus();
    else if (step < 0 && form) (field("who") || field("words")).focus();
  }

  // Typing "nuoc" in the list of fields of work finds the entry whose letters begin so, marks or none.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  function find(select) {
    let typed = "";
    let since = 0;
    select.addEventListener("keydown", (event) => {
      if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.altKey || event.metaKey) return;
      typed = Date.now() - since > 1000 ? plain(event.key) : typed + plain(event.key);
      since = Date.now();
      const begins = (letters) => [...select.options].find((option) => option.value && plain(option.text).startsWith(letters));
      let found = begins(typed);
      if (!found) {
        typed = plain(event.key);
        found = begins(typed);
      }
      if (found) select.value = found.value;
      event.preventDefault();
    });
  }

  if (form) {
    for (const select of form.querySelectorAll("select")) find(select);
    if (!form.querySelector("[data-focus]") && window.matchMedia("(min-width: 62em)").matches) {
      const known = field("turn").value || !field("who");
      field(known ? "words" : "who").focus();
    }

    // What was raised before stands beside the entry, for the place and field that are given now.
    const earlier = document.getElementById("earlier");
    const refresh = async () => {
      const asked = new URLSearchParams({ village: field("village").value, field: field("field").value });
      try {
        const answer = await fetch(`${earlier.dataset.from}?${asked}`);
        if (answer.ok) earlier.innerHTML = await answer.text();
      } catch {
        // Without a network the earlier ones stay as they are; the entry itself does not need them.
      }
    };
    // A few letters are enough, marks or none: where one village answers to them, its whole name stands there.
    field("village").addEventListener("change", ({ target }) => {
      const typed = plain(target.value.trim());
      const found = [...target.list.options].filter((option) => typed && plain(option.value).includes(typed));
      if (found.length === 1) target.value = found[0].value;
    });
    for (const name of ["village", "field"]) field(name)?.addEventListener("change", refresh);

    // Words that are not recorded yet are not lost by a slip of the hand.
    let sending = false;
    const before = field("words").value;
    form.addEventListener("submit", () => { sending = true; });
    window.addEventListener("beforeunload", (event) => {
      if (!sending && field("words").value !== before) event.preventDefault();
    });
    window.addEventListener("pageshow", () => { sending = false; });
  }

  document.addEventListener("keydown", (event) => {
    const plainKey = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    let done = true;
    if (form && event.key === "Enter" && event.ctrlKey && !event.altKey) {
      form.requestSubmit(document.getElementById("save-new"));
    } else if (form && event.key === "Enter" && event.altKey && !event.ctrlKey) {
      const same = document.getElementById("save-same");
      if (same) form.requestSubmit(same);
    } else if (form && plainKey && MARKS[event.key]) {
      mark(MARKS[event.key]);
    } else if (form && plainKey && event.key === "F4") {
      const unnamed = document.getElementById("unnamed");
      if (unnamed) unnamed.checked = !unnamed.checked;
    } else if (event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === "z" && !inField(event.target)) {
      const undo = document.querySelector(".ln-notice form");
      if (undo) undo.requestSubmit();
    } else if (event.altKey && event.key === "ArrowUp") {
      go(-1);
    } else if (event.altKey && event.key === "ArrowDown") {
      go(1);
    } else if (plainKey && event.key === "Escape") {
      const first = entries()[0];
      if (first) first.focus();
    } else if (plainKey && list.contains(event.target) && !inField(event.target)) {
      const key = event.key.toLowerCase();
      if (key === "j") go(1);
      else if (key === "k") go(-1);
      else if (key === "n" && form) (field("who") || field("words")).focus();
      else done = false;
    } else if (plainKey && form && event.target.name === "mark" && "123".includes(event.key)) {
      mark(["answered", "conclusion", "beyond"][Number(event.key) - 1]);
    } else {
      done = false;
    }
    if (done) event.preventDefault();
  });
})();
