// The words that a value rests on: `e` keeps them open, Escape puts them away. Hover and focus show them without this script.
import { isTyping, keysAreOff } from "/static/desk.js";

const shownAt = (element) => element?.closest?.(".shown");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelectorAll(".shown.pinned").forEach((shown) => shown.classList.remove("pinned"));
    document.querySelectorAll(".shown:hover, .shown:focus-within").forEach((shown) => shown.classList.add("hushed"));
    return;
  }
  if (event.key !== "e" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || keysAreOff()) return;
  const here = shownAt(document.activeElement);
  const first = here ?? document.querySelector("main > .finding .shown");
  if (!first) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (here) here.classList.toggle("pinned");
  else first.querySelector(".value").focus();
}, true);

document.addEventListener("mouseout", (event) => {
  const shown = shownAt(event.target);
  if (shown && !shown.contains(event.relatedTarget)) shown.classList.remove("hushed");
});
document.addEventListener("focusout", (event) => shownAt(event.target)?.classList.remove("hushed"));
