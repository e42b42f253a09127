// The charts of a page: each is one stop of the Tab key, at what is chosen or at its end.
import { roving } from "./marks.js";

const LINKS = "a:not(.bar)";

for (const chart of document.querySelectorAll("[data-roving]")) {
  const all = [...chart.querySelectorAll(LINKS)];
  if (chart.parentElement.scrollWidth > chart.parentElement.clientWidth) chart.parentElement.scrollLeft = chart.parentElement.scrollWidth;
  roving(chart, LINKS)(all.find((link) => link.getAttribute("aria-current")) ?? all.at(-1));
}
