// Review by keyboard: an answer is sent while the next finding, loaded before, is shown at once. Without this script
// the forms do the same, a page each.
import { isTyping, keysAreOff } from "/static/desk.js";

const here = () => document.querySelector("#review");
const past = [];
let coming = null; // { address, page: Promise<string> } of the finding that is next
let sending = Promise.resolve(); // answers go out one after the other, so that undo takes back the last
let taking = null; // the field of words that takes what is selected

const headers = () => ({ "HX-Request": "true", "X-CSRF-Token": here().dataset.csrf });

async function load(address) {
  const answer = await fetch(address, { headers: headers(), credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.text();
}

function preload() {
  const address = here()?.dataset.following;
  coming = address ? { address, page: load(address) } : null;
  coming?.page.catch(() => { coming = null; });
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html").querySelector("#review");
  if (!page) { location.assign(base()); return; } // a round that is done
  here().replaceWith(document.adoptNode(page));
  taking = null;
  here().querySelector("[data-finding]")?.focus({ preventScroll: true });
  scrollTo(0, 0);
  preload();
}

const base = () => (here().dataset.round ? `/review/rounds/${here().dataset.round}` : "/review");

const queue = () => {
  if (here().dataset.round) return `${base()}/next`;
  const query = new URLSearchParams(here().querySelector("[name=back]")?.value ?? "");
  past.slice(-20).forEach((one) => query.append("past", one));
  return `/review?${query}`;
};

async function goOn(sent) {
  const next = coming;
  coming = null;
  try {
    if (!next) await sent; // only then it is known that nothing is left
    show(next ? await next.page : await load(queue()));
  } catch (error) { tell(error.message); }
}

function tell(text, quietly = false) {
  const place = here()?.querySelector(quietly ? "[data-said]" : "[data-trouble]");
  if (!place) return;
  place.textContent = text;
  if (quietly) return;
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

async function post(address, data) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(data), credentials: "same-origin",
    headers: { ...headers(), Accept: "application/json" } });
  if (answer.ok) return answer.json();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  throw new Error(page.querySelector("main p")?.textContent || page.querySelector("p")?.textContent || answer.statusText);
}

const SAID = { accept: "Accepted", reject: "Rejected", correct: "Put right", merge: "Merged", split: "Split off", skip: "Skipped", note: "Noted" };

// What was saved, of which finding, beside the Undo that takes it back; rounds tell no more than what was done.
function saved(does, article) {
  const last = here()?.querySelector("[data-last]");
  if (!last) { tell(SAID[does], true); return; }
  last.querySelector("[data-last-what]").textContent = SAID[does];
  const link = last.querySelector("[data-last-of]");
  link.textContent = article.dataset.of;
  link.href = article.dataset.page;
  last.hidden = false;
  tell(`Saved under ${here().dataset.who}`, true);
}

function send(form, button) {
  const data = new FormData(form, button);
  const note = here().querySelector("[data-note]")?.value;
  if (!data.get("why") && note) data.set("why", note);
  const article = here().querySelector("[data-finding]");
  const address = article.dataset.address;
  const does = data.get("do");
  const to = form.getAttribute("action");
  const stays = does !== "accept" && does !== "reject" && does !== "skip"; // what may be refused is waited for
  tell("Saving …", true);
  const sent = sending.then(() => post(to, data));
  sending = sent.catch(() => {});
  if (stays) {
    sent.then(() => { if (does === "note") return load(address).then(show); past.push(article.dataset.finding); return goOn(); })
      .then(() => saved(does, article)).catch((error) => { tell("", true); tell(error.message); });
    return;
  }
  past.push(article.dataset.finding);
  goOn(sent).then(() => saved(does, article));
  sent.catch(async (error) => {
    past.splice(past.indexOf(article.dataset.finding), 1);
    try { show(await load(address)); } catch { location.assign(address); }
    tell(`That was not kept: ${error.message}`);
  });
}

function undo(form) {
  const data = new FormData(form);
  const to = form.getAttribute("action");
  sending = sending.then(() => post(to, data)).then(async (told) => {
    const at = past.indexOf(told.finding);
    if (at >= 0) past.splice(at, 1);
    show(await load(told.address));
    tell("Taken back", true);
  }).catch((error) => tell(error.message));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-answer]") && event.submitter?.name === "do" && form.getAttribute("action") === base()) {
    event.preventDefault();
    send(form, event.submitter);
  } else if (form.matches("[data-undo]") && form.getAttribute("action") === `${base()}/undo`) {
    event.preventDefault();
    undo(form);
  }
});

function open(name) {
  const details = document.getElementById(name);
  if (!details) return;
  details.open = true;
  details.querySelector("select, input:not([type=hidden]), textarea, button")?.focus();
  details.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-open]");
  if (!link) return;
  event.preventDefault();
  open(link.dataset.open);
});

const press = (key) => document.querySelector(`[data-key="${key}"]`);
const KEYS = {
  a: () => press("a")?.click(),
  r: () => press("r")?.click(),
  " ": () => press(" ")?.click(),
  u: () => press("u")?.click(),
  c: () => open("correct"),
  m: () => open("merge"),
  s: () => open("split"),
  n: () => document.querySelector("[data-note]")?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event) || keysAreOff()) return;
  if (event.key === " " && event.target.closest?.("button, summary, a")) return; // Space presses what has the focus
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}, true);

// -- words: select them in the sentence, and the field that had the focus takes them

document.addEventListener("focusin", (event) => {
  if (!event.target.matches?.("[data-span]")) return;
  document.querySelectorAll(".taking").forEach((one) => one.classList.remove("taking"));
  taking = event.target;
  taking.classList.add("taking");
});

function placeOf(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-at]");
  // offsets of the report count code points, those of the page code units
  return piece ? Number(piece.dataset.at) + [...piece.textContent.slice(0, offset)].length : null;
}

document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!taking?.isConnected || !chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  const words = range.startContainer.parentElement?.closest?.("[data-words]");
  if (!words || !words.contains(range.endContainer)) return;
  const start = placeOf(range.startContainer, range.startOffset);
  if (start === null) return;
  taking.value = range.toString();
  const place = taking.closest(".edit")?.querySelector("[data-span-start]");
  if (place) place.value = String(start);
});

if (here()) {
  preload();
  const doing = new URLSearchParams(location.search).get("do");
  if (["correct", "merge", "split"].includes(doing)) open(doing);
}
