// Keys of the whole desk: `j`/`k` move, Enter opens, `e` evidence, `/` search, `?` all keys, `g` and a letter goes to a page.
// Single keys can be turned off (WCAG 2.1.4): that is kept in this browser.
const PLACES = { t: "/", p: "/pairs", w: "/world", n: "/network", r: "/actors", a: "/agreements", v: "/review", d: "/read", f: "/searches", o: "/reports" };
const OFF = "dragoman.keys.off";
let going = false;

export const keysAreOff = () => localStorage.getItem(OFF) === "1";
export const isTyping = (event) => event.target.closest?.("input, textarea, select, [contenteditable]") !== null;

const lines = () => [...document.querySelectorAll("[data-line]")];

function move(by) {
  const all = lines();
  if (!all.length) return;
  const here = all.findIndex((line) => line.hasAttribute("aria-current"));
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  all.forEach((line) => line.removeAttribute("aria-current"));
  next.setAttribute("aria-current", "true");
  next.focus();
}

const current = () => document.querySelector("[data-line][aria-current]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") { document.activeElement?.blur(); return; }
  if (isTyping(event) || keysAreOff()) return;
  if (going) {
    going = false;
    if (PLACES[event.key]) location.assign(PLACES[event.key]);
    return;
  }
  const act = {
    j: () => move(1),
    k: () => move(-1),
    Enter: () => event.target === current() && current()?.querySelector(".open")?.click(),
    e: () => current()?.querySelector(".evidence")?.click(),
    "/": () => document.querySelector("#find")?.focus(),
    g: () => { going = true; },
    "?": () => showKeys(),
  }[event.key];
  if (act === undefined) return;
  if (event.key !== "Enter" || event.target === current()) event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const line = event.target.closest?.("[data-line]");
  if (!line) return;
  lines().forEach((other) => other.removeAttribute("aria-current"));
  line.setAttribute("aria-current", "true");
  // anywhere in a line shows it, but where something in it does another thing, or words of it are being selected
  if (event.target.closest("a, button, input, select, label, summary, textarea") || !getSelection().isCollapsed) return;
  line.querySelector(".open")?.click();
});

const keySwitch = document.querySelector("#keys-off");
if (keySwitch) {
  keySwitch.checked = keysAreOff();
  keySwitch.addEventListener("change", () => {
    localStorage.setItem(OFF, keySwitch.checked ? "1" : "0");
    document.querySelector("#keys-state").textContent = keySwitch.checked ? "Single keys are off in this browser." : "Single keys are on.";
  });
}

function showKeys() {
  location.assign("/keys");
}
