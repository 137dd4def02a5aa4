// Photographs are sent one after the other, so that a slow network loses none of them and the clerk sees how far it is.
"use strict";

(() => {
  const form = document.getElementById("slips-form");
  if (!form) return;
  const progress = document.getElementById("slips-progress");
  const key = form.elements.namedItem("key").value;
  form.addEventListener("submit", async (event) => {
    const files = [...form.elements.namedItem("photos").files];
    if (files.length < 2) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    let last;
    for (const [at, file] of files.entries()) {
      progress.textContent = form.dataset.progress.replace("#d", at).replace("#a", files.length);
      const one = new FormData();
      one.append("key", `${key}-${at}`);
      one.append("photos", file, "photo");
      try {
        last = await fetch(form.action, { method: "POST", body: one });
      } catch {
        progress.textContent = form.dataset.failed.replace("#d", at).replace("#a", files.length);
        button.disabled = false;
        return;
      }
      if (!last.redirected) {
        document.querySelector("main").replaceWith(
          new DOMParser().parseFromString(await last.text(), "text/html").querySelector("main"));
        const refused = document.querySelector("[data-focus]");
        if (refused) refused.focus();
        return;
      }
    }
    window.location.assign(last.url);
  });
})();
