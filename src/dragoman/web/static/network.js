// Who meets whom: the tables' rows, laid out by forces that start from the same place each time.
import { fitted, light, roving, svg } from "./marks.js";

const d3 = globalThis.d3;
const STEPS = 300;
const ALWAYS = 12; // names of those of whom most is told
const near = (r) => [["start", r, 0], ["end", -r, 0], ["middle", 0, r + 7], ["middle", 0, -r - 7], ["start", r, r], ["start", r, -r], ["end", -r, r], ["end", -r, -r]];
const further = (r) => [["start", r, 20], ["end", -r, 20], ["start", r, -20], ["end", -r, -20], ["middle", 0, r + 24], ["middle", 0, -r - 24]];
const ink = document.createElement("canvas").getContext("2d"); // a name is written where it covers no other, else when one comes to it
ink.font = `12px ${getComputedStyle(document.body).fontFamily}`;
const picture = document.querySelector("#net");
if (picture) {
  const nodes = [...document.querySelectorAll("#nodes tbody tr")].map((row) => ({ row, id: row.dataset.node, name: row.dataset.name, country: row.dataset.country, kind: row.dataset.kind, met: Number(row.dataset.met), isNamed: row.dataset.named === "yes", page: row.dataset.page }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ties = [...document.querySelectorAll("#pairs tbody tr")].map((row) => ({ row, source: byId.get(row.dataset.one), target: byId.get(row.dataset.other), times: Number(row.dataset.times), isSigned: row.dataset.signed === "yes", href: row.querySelector(".open").getAttribute("href") }));
  const refocus = roving(picture);
  const nameOf = (node) => (node.country && node.kind !== "state" ? `${node.name} ${node.country}` : node.name);
  const size = (node) => Math.min(3 + 1.6 * Math.sqrt(node.met), 14);

  // Placed on a spiral in the order of the table and moved by numbers that are the same each time: the same picture.
  const simulation = d3.forceSimulation(nodes)
    .force("tie", d3.forceLink(ties).distance(70).strength((tie) => Math.min(0.2 + tie.times / 20, 0.9)))
    .force("apart", d3.forceManyBody().strength(-160).distanceMax(400))
    .force("x", d3.forceX().strength(0.07))
    .force("y", d3.forceY().strength(0.11))
    .force("room", d3.forceCollide((node) => size(node) + 9))
    .stop();
  for (let each = 0; each < STEPS; each += 1) simulation.tick();

  // Names beside, under, over or askew of their dots, those first of whom most is told. Where there is no room, none, but for the
  // busiest: theirs may cover a dot, never a name, and one of them that finds no such place stands beside its own.
  const names = (all, x, y, width, height) => {
    const dots = all.map((node) => [x(node) - size(node), y(node) - size(node), x(node) + size(node), y(node) + size(node)]);
    const written = [];
    const meets = (one, other) => one[2] >= other[0] && one[0] <= other[2] && one[3] >= other[1] && one[1] <= other[3];
    const isInside = ([left, top, right, bottom]) => left >= 2 && right <= width - 2 && top >= 2 && bottom <= height - 2;
    const found = new Map();
    const order = all.map((node, index) => [node, index]).sort((one, other) => other[0].met - one[0].met || one[1] - other[1]);
    for (const [rank, [node, own]] of order.entries()) {
      const [wide, r] = [ink.measureText(nameOf(node)).width, size(node) + 4];
      const places = [...near(r), ...(rank < ALWAYS ? further(r) : [])].map(([at, dx, dy]) => {
        const [middle, line] = [x(node) + dx, y(node) + dy];
        const left = at === "start" ? middle : at === "end" ? middle - wide : middle - wide / 2;
        return { box: [left, line - 8, left + wide, line + 8], told: { x: middle, y: line, "text-anchor": at } };
      }).filter((place) => isInside(place.box));
      const unwritten = places.filter((place) => !written.some((box) => meets(box, place.box)));
      const free = unwritten.find((place) => !dots.some((box, index) => index !== own && meets(box, place.box)));
      const taken = free ?? (rank < ALWAYS ? unwritten[0] ?? places[0] : undefined);
      if (!taken) continue;
      written.push(taken.box);
      found.set(node, taken.told);
    }
    return found;
  };

  const draw = () => {
    const width = picture.clientWidth || 600;
    const height = Math.round(Math.max(320, Math.min(width * 0.7, 680)));
    const [left, right] = [Math.min(...nodes.map((node) => node.x)), Math.max(...nodes.map((node) => node.x))];
    const [top, bottom] = [Math.min(...nodes.map((node) => node.y)), Math.max(...nodes.map((node) => node.y))];
    const fit = (from, to, start, end) => (value) => (to > from ? start + ((value - from) / (to - from)) * (end - start) : (start + end) / 2);
    const across = fit(left, right, 60, width - 60);
    const down = fit(top, bottom, 30, height - 30);
    const x = (node) => across(node.x);
    const y = (node) => down(node.y);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("height", height);
    const written = names(nodes, x, y, width, height);
    const lines = ties.map((tie) => {
      const told = [...tie.row.querySelectorAll("td:nth-child(3) a")].map((link) => link.textContent).join(", ");
      const label = `${tie.source.name} and ${tie.target.name}: ${told}`;
      const d = `M${x(tie.source)} ${y(tie.source)}L${x(tie.target)} ${y(tie.target)}`;
      const line = svg("path", { class: "line", d, "stroke-width": Math.min(0.8 + Math.sqrt(tie.times), 8) });
      const made = svg("a", { class: `tie ${tie.isSigned ? "signed" : ""}`, href: tie.href, "aria-label": label }, svg("title", {}, label), line, svg("path", { class: "hit", d }));
      light(made, () => [tie.row, tie.source.label, tie.target.label]);
      tie.row.drawn = made;
      return made;
    });
    const dots = nodes.map((node) => {
      const r = size(node);
      const named = nameOf(node);
      const dot = node.kind === "office" ? svg("rect", { x: x(node) - r, y: y(node) - r, width: 2 * r, height: 2 * r }) : svg("circle", { cx: x(node), cy: y(node), r });
      const place = written.get(node);
      node.label = svg("text", place ?? { x: x(node), y: y(node) - r - 8, class: "quiet" }, named);
      const made = svg("a", { class: `knot ${node.kind} ${node.isNamed ? "" : "described"}`, href: node.page, "aria-label": `${named}, told in ${node.met}` }, svg("title", {}, named), dot);
      const around = ties.filter((tie) => tie.source === node || tie.target === node);
      light(made, () => [node.row, ...around.flatMap((tie) => [tie.row.drawn, tie.source.label, tie.target.label])]);
      for (const event of ["pointerenter", "focusin"]) made.addEventListener(event, () => node.label.parentNode.append(node.label)); // above others
      node.row.drawn = made;
      return made;
    });
    picture.replaceChildren(...lines, ...dots, svg("g", { class: "names", "aria-hidden": "true" }, ...nodes.map((node) => node.label)));
    refocus();
  };

  for (const node of nodes) light(node.row, () => [node.row.drawn, node.label]);
  for (const tie of ties) light(tie.row, () => [tie.row.drawn, tie.source.label, tie.target.label]);
  fitted(picture, draw);
}
