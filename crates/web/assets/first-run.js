// Finds the place of the first run while its name is typed. Without script a button does the same.
"use strict";

const search = document.getElementById("place-search");
const typed = document.getElementById("find");
const places = document.getElementById("places");

if (search && typed && places) {
  let asked = typed.value.trim();
  let waiting = 0;
  let latest = 0;

  // The part that the server draws, as an element of its own.
  const part = async (chosen) => {
    const own = ++latest;
    const query = new URLSearchParams({ q: typed.value.trim(), chosen });
    try {
      const answer = await fetch(`${search.dataset.from}?${query}`);
      if (!answer.ok || own !== latest) return null;
      const drawn = document.createElement("template");
      drawn.innerHTML = await answer.text();
      return own === latest ? drawn.content : null;
    } catch {
      // Without a network what was found stays; the button of the form asks again.
      return null;
    }
  };

  const put = (content, id) => {
    const now = document.getElementById(id);
    const next = content && content.getElementById(id);
    if (now && next) now.replaceChildren(...next.childNodes);
  };

  const find = async () => {
    const content = await part("");
    put(content, "place-status");
    put(content, "place-choices");
    put(content, "place-bodies");
  };

  typed.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (typed.value.trim() === asked) return;
      asked = typed.value.trim();
      find();
    }, 150);
  });

  // Down, or Enter, goes to what was found; the arrows then choose.
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const first = places.querySelector("input[name=chosen]:checked") || places.querySelector("input[name=chosen]");
    if (first) first.focus();
    if (first && !first.checked) first.click();
  });

  // The bodies of the unit chosen. The choices stay as they are, and so does the focus.
  places.addEventListener("change", async (event) => {
    if (event.target.name === "chosen") put(await part(event.target.value), "place-bodies");
  });
}
