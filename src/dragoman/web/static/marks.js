// The marks of events as templates/marks.html draws them, and what pictures drawn by scripts have in common.
const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...inside) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

// Shape says the quad class; all four of about the same area.
export function shape(quad, x, y, r) {
  if (quad === "2") return svg("rect", { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 });
  if (quad === "3") return svg("path", { d: `M${x} ${y - r * 1.25}L${x + r * 1.25} ${y}L${x} ${y + r * 1.25}L${x - r * 1.25} ${y}Z` });
  if (quad === "4") return svg("path", { d: `M${x} ${y - r * 1.2}L${x + r * 1.25} ${y + r * 0.95}L${x - r * 1.25} ${y + r * 0.95}Z` });
  return svg("circle", { cx: x, cy: y, r });
}

// A picture is one stop of the Tab key: arrows go from link to link in it, Home and End to its ends. What is given back
// makes one of its links that stop, the first where none is told.
export function roving(picture, which = "a") {
  const links = () => [...picture.querySelectorAll(which)];
  const only = (link) => { for (const one of links()) one.setAttribute("tabindex", one === link ? "0" : "-1"); };
  picture.addEventListener("keydown", (event) => {
    const all = links();
    const here = all.indexOf(event.target.closest("a"));
    const to = { ArrowLeft: here - 1, ArrowUp: here - 1, ArrowRight: here + 1, ArrowDown: here + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    const next = all[Math.min(Math.max(to, 0), all.length - 1)];
    only(next);
    next.focus();
  });
  return (stop) => only(stop ?? links()[0]);
}

// Rows and what is drawn of them light up together, whether a pointer or the keyboard is there; what is drawn may change.
export function light(one, others) {
  const lit = (on) => () => { for (const each of [one, ...others()]) each.classList.toggle("lit", on); };
  for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) one.addEventListener(event, lit(on));
}

// A picture is as wide as there is room, and drawn anew when that changes.
export function fitted(picture, draw) {
  let wide = 0;
  new ResizeObserver(() => {
    if (picture.clientWidth === wide) return;
    wide = picture.clientWidth;
    draw();
  }).observe(picture);
}

export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
