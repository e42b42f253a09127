// What a number of a table counts, under its row: a link with `data-unfold` shows that part in place, and takes it away again.
// With another key held, in another window, or without scripts it leads to the list of the same.
const fold = (link) => {
  link.setAttribute("aria-expanded", "false");
  link.unfolded?.remove();
  link.unfolded = undefined;
};

async function unfold(link) {
  const row = link.closest("tr");
  const cell = document.createElement("td");
  cell.colSpan = row.cells.length;
  const made = document.createElement("tr");
  made.className = "unfolded";
  made.append(cell);
  link.unfolded = made;
  link.setAttribute("aria-expanded", "true");
  let last = row;
  while (last.nextElementSibling?.classList.contains("unfolded")) last = last.nextElementSibling;
  last.after(made);
  const answer = await fetch(link.dataset.unfold, { headers: { "HX-Request": "true" } }).catch(() => undefined);
  if (answer?.ok) cell.innerHTML = await answer.text(); // a part of the desk's own, written as all its pages are
  else { fold(link); location.assign(link.href); }
}

for (const link of document.querySelectorAll("[data-unfold]")) link.setAttribute("aria-expanded", "false");
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-unfold]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.unfolded) fold(link);
  else unfold(link);
});
