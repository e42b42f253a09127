// A chart is one stop of the Tab key: arrows go from link to link in it, Home and End to its ends.
const links = (chart) => [...chart.querySelectorAll("a")].filter((link) => !link.classList.contains("bar"));

for (const chart of document.querySelectorAll("[data-roving]")) {
  const all = links(chart);
  if (chart.parentElement.scrollWidth > chart.parentElement.clientWidth) chart.parentElement.scrollLeft = chart.parentElement.scrollWidth;
  const first = all.find((link) => link.getAttribute("aria-current")) ?? all.at(-1);
  for (const link of all) link.setAttribute("tabindex", link === first ? "0" : "-1");
  chart.addEventListener("keydown", (event) => {
    const here = all.indexOf(event.target.closest("a"));
    const to = { ArrowLeft: here - 1, ArrowUp: here - 1, ArrowRight: here + 1, ArrowDown: here + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    const next = all[Math.min(Math.max(to, 0), all.length - 1)];
    all[here].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
}
