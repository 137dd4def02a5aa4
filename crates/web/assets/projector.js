// The hall sees what was released a moment ago: the part that changes is asked for every three seconds.
"use strict";

(() => {
  const hall = document.getElementById("hall");
  let shown = hall.innerHTML;
  window.setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(hall.dataset.from, { redirect: "error" });
      if (!answer.ok) return;
      const next = await answer.text();
      if (next !== shown) {
        shown = next;
        hall.innerHTML = next;
      }
    } catch {
      // What is on the screen stays there until the network is back.
    }
  }, 3000);
})();
