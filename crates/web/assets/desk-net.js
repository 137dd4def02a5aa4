// What the desk sends. An entry that can't be delivered waits in the open page, in order, under the key it was typed with, and
// goes when the network is back; nothing is kept in the browser's storage. A draft is kept on the server while somebody types.
"use strict";

const DeskNet = (() => {
  const RETRY = 3000;
  const DRAFT = 2000;
  const TIMEOUT = 10000;
  /** Entries that wait: { action, desk, body, number, who, words, after, turn, refused, asks, settled }. */
  const waiting = [];
  let state = "";
  let busy = false;
  let retry = 0;
  let changed = () => {};
  let delivered = () => {};

  async function post(item) {
    // Another matter of a speaker whose turn was not known yet when it was typed.
    if (item.after?.turn) item.body.set("turn", item.after.turn);
    const answer = await fetch(item.action, { method: "POST", body: item.body, signal: AbortSignal.timeout(TIMEOUT) });
    const page = await answer.text();
    const at = new URL(answer.url);
    if (answer.redirected && (at.pathname === item.desk || item.leads?.test(at.pathname))) {
      item.turn = at.searchParams.get("turn");
      return { page, url: answer.url };
    }
    if (!answer.redirected && [400, 403, 404, 409, 422].includes(answer.status)) return { page, refused: true };
    // Signed out, locked, or a fault of the server: it waits like one without a network, and the pill says why.
    throw new Error("unsent");
  }

  async function drain() {
    if (busy) return;
    busy = true;
    window.clearTimeout(retry);
    for (;;) {
      const item = waiting.find((one) => one.refused === undefined);
      if (!item) break;
      try {
        const result = await post(item);
        state = "";
        if (!result.refused || !item.late) waiting.splice(waiting.indexOf(item), 1);
        if (result.refused && item.late) refuse(item, result.page);
        item.settled(result);
        if (item.late) delivered(item, result);
      } catch (error) {
        state = error.message === "unsent" ? "unsent" : "lost";
        item.settled({ lost: true });
        item.late = true;
        retry = window.setTimeout(drain, RETRY);
        break;
      } finally {
        changed();
      }
    }
    busy = false;
  }

  const parsed = (page) => new DOMParser().parseFromString(page, "text/html");
  function reason(page) {
    const next = parsed(page);
    const summary = next.querySelector(".govuk-error-summary__list, .govuk-error-summary__body") ?? next.querySelector("main h1");
    return summary ? summary.textContent.replace(/\s+/g, " ").trim() : "";
  }

  /** Keeps with an entry why it was refused, and what is asked of it. */
  const refuse = (item, page) => Object.assign(item, { refused: reason(page), asks: DeskForm.asked(parsed(page)) });

  /** Takes an entry. The promise says what came of it; after `patience` it is told that the entry goes on alone. */
  function send(item, patience) {
    waiting.push(item);
    return new Promise((resolve) => {
      item.settled = resolve;
      window.setTimeout(() => {
        item.late = true;
        resolve({ lost: true });
        changed();
      }, waiting.length > 1 ? 0 : patience);
      drain();
    });
  }

  // The draft of the form that is open.
  let kept = "";
  let drafting = Promise.resolve(true);
  let failed = false;
  const snapshot = (form) => {
    const body = new URLSearchParams(new FormData(form));
    for (const name of ["key", "version"]) body.delete(name);
    return body.toString();
  };
  function begin(form) {
    kept = form ? snapshot(form) : "";
    failed = false;
  }
  function keep(form, alive) {
    if (!form?.dataset.draft) return drafting;
    const now = snapshot(form);
    if (now === kept) return drafting;
    kept = now;
    const body = new URLSearchParams(now);
    // The key tells the server to which entry it belongs: what was recorded under it is no draft any more.
    body.set("key", form.elements.namedItem("key").value);
    const asked = fetch(form.dataset.draft, { method: "POST", body, keepalive: alive, redirect: "error" });
    drafting = asked.then(
      // Without content nothing was kept: the words look like a denunciation.
      (answer) => { failed = !answer.ok; return answer.status === 204 ? "not" : answer.ok; },
      () => { failed = true; return false; },
    ).then((ok) => { if (ok !== true && kept === now) kept = ""; return ok; });
    return drafting;
  }
  const dirty = (form) => Boolean(form) && snapshot(form) !== kept;

  window.addEventListener("online", drain);
  return {
    waiting, send, drain, begin, keep, dirty, DRAFT,
    get state() { return state; },
    get failed() { return failed; },
    parsed, refuse,
    /** Waits until the draft that is on its way has come, so that it does not come after the entry. */
    drafting: (most) => Promise.race([drafting, new Promise((resolve) => { window.setTimeout(resolve, most); })]),
    forget: () => { kept = "-"; },
    on: (onChange, onDelivered) => { changed = onChange; delivered = onDelivered; },
  };
})();
