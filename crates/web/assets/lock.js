// One key locks the screen: the page is covered, the session is locked, and what was typed is there again once it is unlocked.
// Without this script the same button leads to a page of its own.
"use strict";

{
  const words = document.currentScript.dataset;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("langnghe-lock") : null;
  let cover = null;
  let title = "";
  let focused = null;

  // Nothing of the page can be seen or reached while it is covered.
  const hide = () => {
    if (cover) return;
    title = document.title;
    focused = document.activeElement;
    for (const part of document.body.children) part.inert = true;
    cover = document.createElement("section");
    cover.className = "ln-cover";
    cover.setAttribute("role", "dialog");
    cover.setAttribute("aria-modal", "true");
    document.body.append(cover);
    document.documentElement.classList.add("is-locked");
  };

  const show = () => {
    if (!cover) return;
    cover.remove();
    cover = null;
    for (const part of document.body.children) part.inert = false;
    document.documentElement.classList.remove("is-locked");
    document.title = title;
    if (focused && focused.focus) focused.focus();
  };

  const fill = (html) => {
    cover.innerHTML = html;
    cover.setAttribute("aria-labelledby", "locked-title");
    document.title = cover.querySelector("h1").textContent;
    cover.querySelector("[name=pin]").focus();
    cover.querySelector("form[action='/unlock']").addEventListener("submit", unlock);
  };

  // The form that unlocks. Where the session is over, or is somebody else's, the page begins anew.
  const ask = async () => {
    const answer = await fetch("/unlock?part=form", { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) window.location.reload();
    else fill(await answer.text());
  };

  const unlock = async (event) => {
    event.preventDefault();
    const typed = new URLSearchParams(new FormData(event.target));
    typed.set("part", "form");
    const button = event.target.querySelector("button");
    button.disabled = true;
    try {
      const answer = await fetch("/unlock", { method: "POST", body: typed });
      if (answer.status === 204) {
        show();
        if (others) others.postMessage("open");
      } else if (answer.status === 401) {
        window.location.reload();
      } else {
        fill(await answer.text());
      }
    } catch {
      button.disabled = false;
    }
  };

  const lock = async (form) => {
    if (cover) return;
    hide();
    try {
      const answer = await fetch("/lock", { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
      // The session is over: the next page says so.
      if (answer.type !== "opaqueredirect" && answer.status !== 423) throw new Error("not locked");
      await ask();
      if (others) others.postMessage("locked");
    } catch {
      // A cover that nothing behind it keeps would only look safe.
      show();
      const said = document.createElement("p");
      said.className = "ln-notice";
      said.setAttribute("role", "alert");
      said.textContent = words.failed;
      (document.getElementById("main") || document.body).prepend(said);
    }
  };

  const forms = [...document.querySelectorAll("form[data-lock]")];
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      delete form.dataset.sent;
      lock(form);
    });
  }

  if (forms.length > 0) {
    document.addEventListener("keydown", (event) => {
      if (event.code !== "KeyL" || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      lock(forms[0]);
    }, { capture: true });
    if (others) {
      others.addEventListener("message", (event) => {
        if (event.data === "locked" && !cover) {
          hide();
          ask().catch(() => window.location.reload());
        } else if (event.data === "open") {
          show();
        }
      });
    }
  }
}
