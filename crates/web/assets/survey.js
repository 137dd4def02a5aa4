// Typing the sheets of a survey: a number key chooses in the question that has the focus, Enter goes to the next question and from
// the last one records the sheet. Without it the page is a form like any other.
"use strict";

const sheet = document.querySelector("form[data-sheet]");
if (sheet) {
  const stops = [...sheet.querySelectorAll("fieldset[data-question], textarea")];
  const into = (stop) => (stop.matches("textarea") ? stop : stop.querySelector("input:checked") || stop.querySelector("input")).focus();
  const at = (target) => stops.findIndex((stop) => stop === target || stop.contains(target));

  if (stops.length && !document.querySelector("[data-focus]")) into(stops[0]);

  sheet.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.isComposing) return;
    const here = at(event.target);
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      sheet.requestSubmit();
      return;
    }
    if (here < 0 || event.ctrlKey) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (here + 1 < stops.length) into(stops[here + 1]);
      else sheet.requestSubmit();
      return;
    }
    if (stops[here].matches("textarea") || !/^[1-9]$/.test(event.key)) return;
    const input = stops[here].querySelectorAll("input")[Number(event.key) - 1];
    if (!input) return;
    event.preventDefault();
    input.click();
    input.focus();
  });
}
