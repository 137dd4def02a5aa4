// The fields of the live desk: few letters find an entry of a list, and a form is made clean for the next one.
"use strict";

const DeskForm = (() => {
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

  /** A few letters of a village are enough, marks or none: where one answers to them, its whole name stands there. */
  function whole(input) {
    const typed = plain(input.value.trim());
    const found = [...input.list.options].filter((option) => typed && plain(option.value).includes(typed));
    if (found.length === 1) input.value = found[0].value;
  }

  /** What was chosen of the last entry and what was wrong with it go. */
  function clean(own) {
    for (const select of own.querySelectorAll("#kind, #result, #answered_by")) {
      for (const option of select.options) option.selected = option.defaultSelected;
    }
    document.querySelector(".govuk-error-summary")?.remove();
    own.querySelector("[data-no-denunciation]")?.remove();
    own.querySelectorAll(".govuk-error-message").forEach((wrong) => wrong.remove());
    for (const wrong of own.querySelectorAll("[aria-invalid]")) {
      wrong.removeAttribute("aria-invalid");
      wrong.classList.remove("govuk-input--error", "govuk-textarea--error", "govuk-select--error");
      wrong.closest(".govuk-form-group")?.classList.remove("govuk-form-group--error");
    }
  }

  /** The box by which words that look like a denunciation are said to be none, as the answer to the refused entry has it. */
  const asked = (page) => page.querySelector("#desk-form [data-no-denunciation]");
  /** A refused entry that is taken back brings its box along: without it the same words would be refused again. */
  function ask(own, box) {
    own.querySelector("[data-no-denunciation]")?.remove();
    if (!box) return null;
    own.querySelector(".ln-words-field").append(box);
    return box.querySelector("input");
  }

  // What was raised before stands beside the entry: for the place and field that are given now, and near the words as they were
  // kept. Nothing is asked twice for the same, and no words stand in the address.
  let shown = "";
  async function earlier(own) {
    const beside = document.getElementById("earlier");
    const said = (name) => own.elements[name]?.value ?? "";
    const now = ["village", "field", "words"].map(said).join("\n");
    if (!beside || now === shown) return;
    shown = now;
    const asked = new URLSearchParams(["village", "field", "session", "slip"].map((name) => [name, said(name)]));
    try {
      const answer = await fetch(`${beside.dataset.from}?${asked}`, { redirect: "error" });
      const html = answer.ok ? await answer.text() : "";
      if (html && own.isConnected && shown === now) beside.innerHTML = html;
    } catch {
      shown = ""; // Without a network the earlier ones stay as they are.
    }
  }

  return { find, whole, clean, earlier, asked, ask };
})();
