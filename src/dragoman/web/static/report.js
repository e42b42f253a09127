// A text beside its record: what is hovered or focused on one side is lit on the other; selected words go into the form.
const text = document.querySelector("#text");
const byKey = new Map();
const put = (key, element) => { if (!byKey.has(key)) byKey.set(key, []); byKey.get(key).push(element); };
document.querySelectorAll("#text [data-k]").forEach((piece) => piece.dataset.k.split(" ").forEach((key) => key && put(key, piece)));
document.querySelectorAll("[data-entry]").forEach((entry) => put(entry.dataset.entry, entry));

let lit = [];
function light(keys) {
  lit.forEach((one) => one.classList.remove("lit"));
  lit = keys.flatMap((key) => byKey.get(key) ?? []);
  lit.forEach((one) => one.classList.add("lit"));
}

function keysAt(target) {
  const piece = target.closest?.("#text [data-k]");
  if (piece) return piece.dataset.k.split(" ").filter(Boolean);
  const entry = target.closest?.("[data-entry]");
  return entry ? [entry.dataset.entry] : [];
}

const seenIn = (element, box) => {
  const one = element.getBoundingClientRect(), other = box.getBoundingClientRect();
  return one.top >= other.top && one.bottom <= other.bottom;
};

for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const keys = keysAt(event.target);
    if (!keys.length) { if (kind === "mouseover") light([]); return; }
    light(keys);
    const record = document.querySelector(".record");
    const entry = event.target.closest("#text") && lit.find((one) => one.dataset.entry);
    // only the record's own box is moved, and only where it has one: the page never jumps
    if (entry && record.scrollHeight > record.clientHeight && !seenIn(entry, record)) {
      record.scrollTop += entry.getBoundingClientRect().top - record.getBoundingClientRect().top - 60;
    }
  });
}

// Enter on an entry goes to its words, and from there back (the words are a link to the entry).
document.addEventListener("keydown", (event) => {
  const entry = event.target.closest?.("[data-entry]");
  if (event.key !== "Enter" || !entry || event.target !== entry) return;
  const words = document.querySelector(`#t-${entry.dataset.entry}`) ?? (byKey.get(entry.dataset.entry) ?? []).find((one) => one.dataset.k);
  if (!words) return;
  event.preventDefault();
  words.scrollIntoView({ block: "center" });
  if (words.href) words.focus({ preventScroll: true });
});

document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const words = document.querySelector("[data-chosen-words]");
  if (!text || !words || !chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  words.value = range.toString();
  document.querySelector("[data-chosen-start]").value = Number(text.dataset.start) + [...before.toString()].length;
});

if (new URLSearchParams(location.search).has("at")) document.querySelector("#at")?.scrollIntoView({ block: "center" });
