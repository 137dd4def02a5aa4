// The keys of the live desk, and what it does without leaving the page. Vietnamese input methods own letters, digits,
// Ctrl+Shift and Alt+Z: inside a field only function keys, Enter with Ctrl or Alt, arrows with Alt, Alt+K and Esc act.
"use strict";

(() => {
  const PATIENCE = 1500;
  const MARKS = { F2: "answered", F8: "conclusion", F9: "beyond" };
  const get = (id) => document.getElementById(id);
  const form = () => get("desk-form");
  const list = () => get("desk-list");
  const desk = form()?.dataset.desk ?? location.pathname;
  const field = (name) => form()?.elements.namedItem(name);
  const entries = () => [...(list()?.querySelectorAll("a.ln-sub") ?? [])];
  const inField = (target) => target.matches("input, textarea, select") && !list()?.contains(target);
  if (!list() && !form()) return;
  let keys = 0;
  let sending = 0;
  let speaker = null;
  function mark(value) {
    for (const radio of form().querySelectorAll("[name=mark]")) {
      if (radio.value !== value) continue;
      radio.checked = !radio.checked;
      if (radio.checked) radio.focus();
    }
    const first = field("answered_by");
    if (value === "answered" && first?.offsetParent) first.focus();
  }

  function go(step) {
    const all = entries();
    const row = document.activeElement.closest?.(".ln-entry")?.querySelector("a.ln-sub");
    const at = all.findIndex((entry) => entry === row || (!row && entry.hasAttribute("aria-current")));
    const next = all[at + step];
    if (next) next.focus();
    else if (step < 0 && form()) (field("who") || field("words")).focus();
  }
  /** What is new on the page learns to work: at the beginning, and after a part took the place of another. */
  function start() {
    speaker = null;
    const own = form();
    DeskNet.begin(own);
    show();
    if (!own) return;
    for (const select of own.querySelectorAll("select")) DeskForm.find(select);
    const refused = document.querySelector("[data-focus]");
    if (refused) {
      refused.focus();
      DeskNet.forget();
    } else if (window.matchMedia("(min-width: 62em)").matches) {
      (field("turn").value || !field("who") ? field("words") : field("who")).focus();
    }
    field("village").addEventListener("change", ({ target }) => DeskForm.whole(target));
    for (const name of ["village", "field"]) field(name)?.addEventListener("change", () => DeskForm.earlier(own));
  }

  const { parsed } = DeskNet;
  function put(next, old) {
    if (!next || !old) return;
    old.replaceWith(next);
    next.dispatchEvent(new CustomEvent("ln:swapped", { bubbles: true }));
  }
  function whole({ page, url }) {
    const { body } = parsed(page); // A form that the desk takes no more comes back on a page of its own.
    document.body.className = body.className;
    put(body.querySelector("main"), document.querySelector("main"));
    if (url) history.replaceState(null, "", url);
    start();
  }
  /** The list, the count and what was said; what is being typed stays. */
  function around(page) {
    const next = parsed(page);
    const at = document.activeElement?.closest?.(".ln-entry")?.dataset.submission;
    for (const id of ["desk-list", "pill", "said"]) put(next.getElementById(id), get(id));
    const number = next.getElementById("desk-number");
    if (number && get("desk-number") && !field("turn")?.value) get("desk-number").dataset.at = number.dataset.at;
    show();
    if (at) list()?.querySelector(`[data-submission="${at}"] a.ln-sub`)?.focus();
  }

  /** The rows that wait and the two numbers. */
  function show() {
    const pill = get("pill");
    const rows = DeskNet.waiting.filter((item) => item.late || item.parked);
    list()?.querySelectorAll(".ln-entry--here").forEach((row) => row.remove());
    if (pill) {
      const sent = Number(pill.dataset.count);
      const words = DeskNet.state === "" ? pill.dataset.sending : pill.dataset.lost;
      pill.dataset.plain ??= pill.querySelector("span").textContent;
      pill.classList.toggle("ln-pill--wait", rows.length > 0);
      const said = rows.length > 0
        ? words.replace("#k", sent + rows.length).replace("#s", sent) + (DeskNet.state === "unsent" ? ` ${form()?.dataset.unsent ?? ""}` : "")
        : pill.dataset.plain;
      if (pill.querySelector("span").textContent !== said) pill.querySelector("span").textContent = said;
    }
    if (list() && form()) for (const item of rows) list().querySelector("ol").prepend(row(item));
    const heading = get("desk-number");
    if (heading && form()?.dataset.draft) {
      const number = Number(heading.dataset.at) + DeskNet.waiting.filter((item) => item.turns).length - (speaker ? 1 : 0);
      heading.textContent = form().dataset.number.replace("#n", number);
      get("save-new").textContent = form().dataset.save.replace("#n", number + 1);
    }
  }

  function row(item) {
    const made = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text ?? "" });
    const entry = made("li", `ln-entry ln-entry--here${item.refused ? " is-refused" : ""}`);
    const inside = entry.appendChild(made("div", "ln-sub"));
    inside.append(made("span", "ln-sub__no", item.number), made("span", "ln-sub__who", item.who), made("span", ""),
      made("span", "ln-sub__t", item.words), made("span", "ln-sub__st"));
    const refused = item.refused !== undefined;
    inside.lastChild.append(made("span", "", refused ? item.refused || form().dataset.refused : form().dataset.waiting));
    if (refused) {
      const again = made("button", "ln-textbutton", form().dataset.reopen);
      again.type = "button";
      again.addEventListener("click", () => reopen(item));
      inside.lastChild.append(again);
    }
    return entry;
  }

  /** Takes a refused entry back into the form; what stood there waits in its place. */
  function reopen(item) {
    const place = DeskNet.waiting.indexOf(item);
    const typed = take("new");
    DeskNet.waiting.splice(place, 1);
    if (typed.words) DeskNet.waiting.splice(place, 0, Object.assign(typed, { refused: "", parked: true, late: true, asks: DeskForm.asked(document) }));
    const own = form();
    const box = DeskForm.ask(own, item.asks);
    for (const control of own.elements) {
      if (!control.name || ["key", "version"].includes(control.name)) continue;
      if (["radio", "checkbox"].includes(control.type)) control.checked = item.body.getAll(control.name).includes(control.value);
      else control.value = item.body.get(control.name) ?? "";
    }
    joined();
    renew();
    show();
    (box ?? field("words")).focus();
  }

  /** The box that joins the entry to what was gathered stands with that entry alone. */
  function joined() {
    if (get("joins")) get("joins-line").hidden = !get("joins").checked;
  }

  /** The next entry of this page has a key of its own. */
  function renew() {
    keys += 1;
    const key = field("key");
    key.dataset.base ??= key.value;
    key.value = `${key.dataset.base}-${keys}`;
  }

  function take(then) {
    const own = form();
    const body = new URLSearchParams(new FormData(own));
    body.set("then", then);
    if (own.dataset.draft) body.set("drafted", "yes");
    return {
      action: own.action, desk: own.dataset.desk, body, number: get("desk-number").textContent.match(/\d+/)?.[0] ?? "",
      who: field("unnamed")?.checked || !body.get("who") ? own.dataset.unnamed : body.get("who"), words: body.get("words"),
      after: speaker, turns: Boolean(own.dataset.draft) && !body.get("turn") && !speaker,
    };
  }

  /** Makes the form ready for the next one, while the last one is on its way. */
  function next(item, same) {
    const own = form();
    const known = same && item.body.get("turn");
    const emptied = ["words", "answer", "speaker", "ground", "by_on"].concat(known ? [] : ["turn"], same ? [] : ["who", "contact", "field"]);
    for (const name of emptied) if (field(name)) field(name).value = "";
    for (const box of own.querySelectorAll("[name=mark], #unnamed, #joins")) if (box.id !== "unnamed" || !same) box.checked = false;
    DeskForm.clean(own);
    joined();
    speaker = same && !known ? item.after ?? item : null;
    renew();
    DeskNet.begin(own);
    show();
    (same ? field("words") : field("who")).focus();
  }

  async function save(button) {
    // A new version is written against one that is shown: it waits for its answer.
    const fresh = Boolean(form().dataset.draft);
    const photo = Boolean(get("desk-photo"));
    if (sending > 0 && !(fresh && !photo && DeskNet.dirty(form()))) return;
    const item = take(button?.value ?? "new");
    sending += 1;
    // The fields are free for the next one at once; what is typed there meanwhile stays when the answer comes.
    if (fresh) next(item, button?.value === "same");
    await DeskNet.drafting(PATIENCE);
    const result = await DeskNet.send(item, fresh ? PATIENCE : 12000);
    sending -= 1;
    const typed = fresh && DeskNet.dirty(form());
    if (result.lost) show();
    else if (photo && typed) retype(result, new FormData(form()));
    else if (typed || (fresh && DeskNet.waiting.length > 0)) beside(item, result);
    else whole(result);
  }

  /** The answer to an entry while the next one is being typed: the form stays as it is. */
  function beside(item, result) {
    if (result.refused) {
      DeskNet.waiting.push(DeskNet.refuse(Object.assign(item, { late: true }), result.page));
      show();
    } else {
      around(result.page);
      // The server forgot the draft with the entry; what is typed now is kept anew.
      DeskNet.forget();
    }
  }

  /** The next slip comes with a form of its own; what was typed goes into it. */
  function retype(result, typed) {
    whole(result);
    for (const name of ["who", "contact", "words", "answer", "ground"]) {
      const own = field(name);
      if (own) own.value = [own.value, typed.get(name)].filter(Boolean).join("\n");
    }
    DeskNet.forget();
  }

  /** Sends something small and puts what changed around the form. */
  async function quietly(action, pairs) {
    keys += 1;
    const body = new URLSearchParams(pairs);
    if (!body.has("key")) body.set("key", `${list().dataset.key}-${keys}`);
    try {
      const answer = await fetch(action, { method: "POST", body });
      const page = await answer.text();
      if (answer.redirected && new URL(answer.url).pathname === desk) around(page);
      else if (answer.redirected) window.location.assign(answer.url);
      else whole({ page });
    } catch {
      get("pill").querySelector("span").textContent = form()?.dataset.unsent ?? "";
    }
  }

  /** Content that is no matter for the hall leaves the screen first; then the server is told. */
  async function hide(row) {
    const own = form();
    const pairs = new URLSearchParams(new FormData(get("private")));
    if (row) {
      pairs.set("submission", row.dataset.submission);
      pairs.set("key", `${list().dataset.key}-${keys += 1}`);
      for (const part of row.querySelectorAll(".ln-sub__t, .ln-sub__who")) part.textContent = own.dataset.gone;
    } else {
      // Under the key of the entry: a draft of it that is still on its way is then kept no more.
      pairs.set("key", own.elements.namedItem("key").value);
      for (const name of ["who", "contact", "words", "answer", "ground"]) {
        // A new element: the old one would give the words back by Ctrl+Z.
        const old = field(name);
        if (!old) continue;
        const bare = old.cloneNode(false);
        bare.removeAttribute("value");
        bare.value = "";
        old.replaceWith(bare);
      }
      get("drafted").textContent = own.dataset.gone;
      document.querySelector(".govuk-error-summary")?.remove();
    }
    DeskNet.forget();
    DeskNet.begin(own);
    const item = {
      action: get("private").action, desk, leads: /\/private-slips\//, body: pairs, number: "", who: own.dataset.gone, words: "",
      private: true,
    };
    await DeskNet.drafting(PATIENCE);
    const result = await DeskNet.send(item, PATIENCE);
    if (result.url) window.location.assign(result.url);
    else if (result.refused) whole(result);
    else if (!row) next(item, false);
  }

  function rows() {
    const chosen = [...(list()?.querySelectorAll(".ln-entry:has(:checked)") ?? [])];
    const here = document.activeElement.closest?.(".ln-entry");
    return chosen.length > 0 ? chosen : here ? [here] : [];
  }

  function markRows(then) {
    const open = rows().map((one) => one.dataset.open).filter(Boolean);
    if (!open.length) return;
    const pairs = [["session", list().dataset.session], ...open.map((one) => ["submission", one])];
    if (then === "answered") window.location.assign(`${desk.replace(/desk$/, "together")}?${new URLSearchParams(pairs)}`);
    else quietly(desk.replace(/desk$/, "together"), [...pairs, ["then", then]]);
  }

  function release(row) {
    if (!row?.dataset.words) return;
    const shown = Boolean(row.dataset.released);
    const pairs = shown ? {} : { neutral: row.dataset.neutral };
    quietly(`/submissions/${row.dataset.submission}/${shown ? "withdraw" : "release"}`, pairs);
  }

  /** Keys that work only while the focus is in the list. */
  function inList(key) {
    const row = document.activeElement.closest?.(".ln-entry");
    if (key === "j") go(1);
    else if (key === "k") go(-1);
    else if (key === "n" && form()) (field("who") || field("words")).focus();
    else if (key === "x") row?.querySelector(".ln-pick input")?.click();
    else if (key === "t") markRows("answered");
    else if (key === "p") release(row);
    else return false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const plainKey = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const listed = list()?.contains(event.target);
    let done = true;
    if (form() && event.key === "Enter" && event.ctrlKey && !event.altKey) {
      form().requestSubmit(get("save-new"));
    } else if (form() && event.key === "Enter" && event.altKey && !event.ctrlKey) {
      const same = get("save-same");
      if (same) form().requestSubmit(same);
    } else if (form() && event.code === "KeyK" && event.altKey && !event.ctrlKey && !event.shiftKey) {
      const row = event.target.closest?.(".ln-entry[data-words]");
      if (!listed || row) hide(listed ? row : null);
    } else if (plainKey && MARKS[event.key] && listed) {
      markRows(MARKS[event.key]);
    } else if (form() && plainKey && MARKS[event.key]) {
      mark(MARKS[event.key]);
    } else if (form() && plainKey && event.key === "F4") {
      const unnamed = get("unnamed");
      if (unnamed) unnamed.checked = !unnamed.checked;
    } else if (event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === "z" && !inField(event.target)) {
      document.querySelector(".ln-notice form")?.requestSubmit();
    } else if (event.altKey && event.key === "ArrowUp") {
      go(-1);
    } else if (event.altKey && event.key === "ArrowDown") {
      go(1);
    } else if (plainKey && event.key === "Escape") {
      entries()[0]?.focus();
    } else if (plainKey && listed) {
      done = inList(event.key.toLowerCase());
    } else if (plainKey && form() && event.target.name === "mark" && "123".includes(event.key)) {
      mark(["answered", "conclusion", "beyond"][Number(event.key) - 1]);
    } else {
      done = false;
    }
    if (done) event.preventDefault();
  });

  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent === form()) {
      event.preventDefault();
      save(event.submitter);
    } else if (sent.id === "private") {
      event.preventDefault();
      hide(null);
    } else if (get("said")?.contains(sent)) {
      event.preventDefault();
      quietly(sent.action, new FormData(sent));
    }
  });

  // A filter and the older ones change the list alone; what is being typed stays.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.(".ln-filter a, a[data-part]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { redirect: "error" });
      const next = parsed(await answer.text()).getElementById("desk-list");
      put(next, list());
      show();
      (list().querySelector(".ln-filter [aria-current]") ?? entries()[0])?.focus();
    } catch {
      window.location.assign(link.href);
    }
  });

  window.setInterval(async () => {
    const own = form();
    if (!own || sending > 0 || !own.dataset.draft || !DeskNet.dirty(own)) return;
    const ok = await DeskNet.keep(own, false);
    const time = new Date().toLocaleTimeString("vi-VN", { hour12: false, timeZone: "Asia/Ho_Chi_Minh" });
    const says = ok === "not" ? own.dataset.undrafted : own.dataset.drafted.replace("#t", time);
    if (ok && own.isConnected && get("drafted")) get("drafted").textContent = says;
    if (ok && own.isConnected) DeskForm.earlier(own);
  }, DeskNet.DRAFT);

  // Words that are recorded nowhere yet are not lost by a slip of the hand.
  window.addEventListener("beforeunload", (event) => {
    const own = form();
    const unsaved = own && !own.dataset.draft && DeskNet.dirty(own) && sending === 0;
    if (DeskNet.waiting.length > 0 || unsaved || (own?.dataset.draft && DeskNet.failed && DeskNet.dirty(own))) event.preventDefault();
  });
  window.addEventListener("pagehide", () => { DeskNet.keep(form(), true); });

  DeskNet.on(show, (item, result) => {
    if (result.refused) return;
    if (item.private && !DeskNet.dirty(form())) window.location.assign(result.url);
    else if (!item.private) around(result.page);
    DeskNet.forget();
  });
  start();
})();
