// The map: what the table beside it has, drawn where it was, as precisely as that is known.
import { fitted, isCalm, light, roving, shape, svg } from "./marks.js";

const d3 = globalThis.d3;
const topojson = globalThis.topojson;
const ATLAS = "/static/vendor/countries-110m-2.0.2.json";
const EARTH = 6371;
const INHABITED = { type: "MultiPoint", coordinates: [[-168.9, 0], [-169.1, 0], [11, -56], [11, 83]] };
const REGION = 500; // km that a region without a state may be wide; within a state it is a part of it
const MOST_ARCS = 40;
const PACE = 900; // milliseconds for a step of time
const page = document.querySelector("#world");
const picture = document.querySelector("#map");
const slider = document.querySelector("#month");
const [atlas, states] = await Promise.all([ATLAS, "/static/states.json"].map((address) => fetch(address).then((answer) => answer.json())));
const refocus = roving(picture);

const spots = [...document.querySelectorAll("#places tbody tr")].map((row) => {
  const told = row.dataset;
  const words = (text) => (text ? text.split(" ") : []);
  return { row, at: told.at.split(",").map(Number), precision: told.precision, country: told.country, quad: told.quad, hollow: told.hollow === "yes", stroke: told.stroke, reports: Number(told.reports), first: told.first.slice(0, 7), last: told.last.slice(0, 7), doers: words(told.doers), targets: words(told.targets), place: told.place };
});
const sums = [...document.querySelectorAll("#stated tbody tr")].map((row) => ({
  row, country: row.dataset.country, name: row.querySelector("th").textContent, months: row.dataset.months.trim().split(" ").map((one) => one.split(":")).map(([month, many]) => [month, Number(many)]),
}));

// -- time: steps of a month, of three, or of a year, after how long it is in all

const dated = [...spots.flatMap((spot) => [spot.first, spot.last]), ...sums.flatMap((sum) => sum.months.map(([month]) => month))].filter((month) => month > "0000-00").sort();
const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7) || 1) - 1;
const month = (count) => `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
const start = dated.length ? number(dated[0]) : 0;
const span = dated.length ? number(dated.at(-1)) - start + 1 : 0;
const step = span <= 24 ? 1 : span <= 120 ? 3 : 12;
let chosen = null; // the step that is shown; null: all of the time
let timer = null;

function bounds() {
  if (chosen === null) return null;
  const from = start + chosen * step;
  return [month(from), month(from + step - 1)];
}

const isIn = (first, last, within) => within === null || (first > "0000-00" && first <= within[1] && (last || first) >= within[0]);

// -- the map

let wholeWorld = !page.hasAttribute("data-arcs");

function projected(width, height) {
  const flat = d3.geoEqualEarth().rotate([-11, 0]);
  const points = [...spots.map((spot) => spot.at), ...sums.filter((sum) => states[sum.country]).map((sum) => [states[sum.country][1], states[sum.country][0]])];
  if (wholeWorld || !points.length) return flat.fitExtent([[4, 4], [width - 4, height - 4]], INHABITED);
  const middle = d3.geoCentroid({ type: "MultiPoint", coordinates: points });
  flat.rotate([-middle[0], 0]).fitExtent([[60, 50], [width - 60, height - 50]], { type: "MultiPoint", coordinates: points });
  const closest = width * 0.9; // a map closer than a small continent would have only empty land
  if (!(flat.scale() < closest)) flat.scale(closest).translate([0, 0]).translate(((at) => [width / 2 - at[0], height / 2 - at[1]])(flat(middle)));
  return flat;
}

function draw() {
  const width = picture.clientWidth || 600;
  const height = Math.round(Math.max(240, Math.min(width * 0.56, 560)));
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("height", height);
  const projection = projected(width, height);
  const path = d3.geoPath(projection);
  const within = bounds();
  for (const { row } of [...spots, ...sums]) row.drawn = [];
  for (const spot of spots) {
    const isShown = isIn(spot.first, spot.last, within);
    spot.row.hidden = !isShown;
    spot.row.toggleAttribute("data-line", isShown);
  }
  const shown = spots.filter((spot) => !spot.row.hidden);
  const countries = atlas.objects.countries;
  const layers = [
    svg("path", { class: "land", d: path(topojson.feature(atlas, countries)) }),
    svg("path", { class: "border", d: path(topojson.mesh(atlas, countries, (one, other) => one !== other)) }),
    svg("path", { class: "coast", d: path(topojson.mesh(atlas, countries, (one, other) => one === other)) }),
    ...ofStates(path, projection, within),
    ...regions(shown, path, projection),
    ...arcs(shown, path),
    ...marks(shown, projection),
  ];
  picture.replaceChildren(...layers);
  refocus();
  tell(shown, within);
}

const disc = (at, km) => d3.geoCircle().center(at).radius((km / EARTH) * (180 / Math.PI))();

function link(name, label, rows, inside, href) {
  const made = svg("a", { class: name, href, "aria-label": label }, svg("title", {}, label), ...inside);
  light(made, () => rows);
  for (const row of rows) row.drawn.push(made);
  return made;
}

function ofStates(path, projection, within) {
  const drawn = [];
  for (const sum of sums) {
    const many = sum.months.filter(([each]) => isIn(each, each, within)).reduce((all, [, events]) => all + events, 0);
    const place = states[sum.country];
    sum.row.hidden = many === 0;
    if (!many || !place) continue;
    const at = [place[1], place[0]];
    const [x, y] = projection(at);
    const label = `${sum.name}, no more is known than the state: ${many} ${many === 1 ? "event" : "events"}`;
    const href = during(sum.row.querySelector("td a").getAttribute("href"), within);
    drawn.push(link("disc", label, [sum.row], [svg("path", { d: path(disc(at, place[2])) ?? "" }), svg("text", { x, y }, many)], href));
  }
  return drawn;
}

// An address, limited to the step of the slider: a number leads to as many events.
function during(href, within) {
  if (within === null) return href;
  const [path, query] = href.split("?");
  const asked = new URLSearchParams(query);
  asked.set("since", within[0]);
  asked.set("until", within[1]);
  return `${path}?${asked}`;
}

function grouped(found, key) {
  const groups = new Map();
  for (const one of found) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups.values()];
}

function regions(shown, path, projection) {
  const vague = shown.filter((spot) => spot.precision === "region" || spot.precision === "country");
  return grouped(vague, (spot) => `${spot.at} ${spot.quad}`).map((group, index) => {
    const { at, country, quad, precision } = group[0];
    const wide = states[country]?.[2];
    const km = wide === undefined ? REGION : precision === "country" ? wide : Math.min(300, wide * 0.6);
    const [x, y] = projection(at);
    const made = link(`disc q${quad}`, told(group), group.map((spot) => spot.row), [svg("path", { d: path(disc(at, km)) ?? "" }), svg("text", { x: x + (index % 3) * 4, y }, group.length)], `#${group[0].row.id}`);
    opens(made, group);
    return made;
  });
}

const quads = { 1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict" };

function told(group) {
  const reports = group.reduce((all, spot) => all + spot.reports, 0);
  const what = group.length === 1 ? group[0].row.querySelector(".open").textContent : `${group.length} events`;
  const about = group[0].precision === "region" ? "somewhere about " : "";
  return `${about}${group[0].place}: ${what}, ${quads[group[0].quad]}, ${reports} ${reports === 1 ? "report" : "reports"}`;
}

// Of one place and one quad class there is one mark; marks of one place stand side by side.
function marks(shown, projection) {
  const exact = shown.filter((spot) => spot.precision === "city" || spot.precision === "point");
  const drawn = [];
  for (const place of grouped(exact, (spot) => String(spot.at))) {
    const [x, y] = projection(place[0].at) ?? [NaN, NaN];
    if (Number.isNaN(x)) continue;
    const each = grouped(place, (spot) => `${spot.quad} ${spot.hollow}`).map((group) => ({ group, r: Math.min(3.5 + 1.5 * Math.sqrt(group.reduce((all, spot) => all + spot.reports, 0)), 15) }));
    let left = x - each.reduce((all, one) => all + one.r, 0);
    for (const { group, r } of each) {
      const { quad, hollow } = group[0];
      const stroke = group.every((spot) => spot.stroke === group[0].stroke) ? group[0].stroke : "solid";
      const middle = left + r;
      left += 2 * r;
      const inside = [shape(quad, middle, y, r)];
      if (stroke === "struck") inside.push(svg("path", { class: "strike", d: `M${middle - r} ${y + r}L${middle + r} ${y - r}` }));
      const made = link(`spot mark q${quad} ${hollow ? "hollow" : ""} ${stroke}`, told(group), group.map((spot) => spot.row), inside, `#${group[0].row.id}`);
      opens(made, group);
      drawn.push([r, made]);
    }
  }
  return drawn.sort((one, other) => other[0] - one[0]).map(([, made]) => made);
}

// One event is shown on the right at once; of several, the table's rows are shown to choose from.
function opens(made, group) {
  made.addEventListener("click", (event) => {
    event.preventDefault();
    const { row } = group[0];
    for (const other of spots) other.row.removeAttribute("aria-current");
    for (const spot of group) spot.row.setAttribute("aria-current", "true");
    row.closest(".scrolled").scrollTop = row.offsetTop - 40;
    if (group.length === 1) row.querySelector(".open").click();
    else row.focus();
  });
}

function arcs(shown, path) {
  if (!page.hasAttribute("data-arcs")) return [];
  const pairs = new Map();
  for (const spot of shown) {
    const others = spot.targets.length ? spot.targets : spot.doers;
    const here = new Set(spot.doers.flatMap((one) => others.filter((other) => other !== one).map((other) => [one, other].sort().join(" "))));
    for (const pair of here) pairs.set(pair, [...(pairs.get(pair) ?? []), spot]);
  }
  const most = [...pairs].filter(([pair]) => pair.split(" ").every((code) => states[code])).sort((one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1));
  return most.slice(0, MOST_ARCS).map(([pair, found]) => {
    const [one, other] = pair.split(" ");
    const coordinates = [one, other].map((code) => [states[code][1], states[code][0]]);
    const d = path({ type: "LineString", coordinates }) ?? "";
    const friendly = found.filter((spot) => spot.quad <= "2").length * 2;
    const kind = friendly > found.length ? "cooperation" : friendly < found.length ? "conflict" : "";
    const label = `${one} and ${other}: ${found.length} of the events shown${kind ? `, most of ${kind}` : ""}`;
    const line = svg("path", { class: "line", d, "stroke-width": Math.min(1 + Math.sqrt(found.length), 7) });
    return link(`arc ${kind}`, label, found.map((spot) => spot.row), [line, svg("path", { class: "hit", d })], address(one, other));
  });
}

function address(one, other) {
  const asked = new URLSearchParams(location.search);
  asked.delete("state");
  for (const code of [one, other]) asked.append("state", code);
  return `/events?${asked}`;
}

// -- the slider

function tell(shown, within) {
  const words = within === null ? "All of the time" : within[0] === within[1] ? within[0] : `${within[0]} to ${within[1]}`;
  const text = `${words}: ${shown.length} of ${spots.length} with a place`;
  document.querySelector("#shown").textContent = text;
  slider.setAttribute("aria-valuetext", text);
  document.querySelector("#whole").disabled = within === null;
}

function go(to) {
  chosen = to;
  slider.value = String(to ?? 0);
  const kept = to === null ? location.pathname + location.search : `#at=${bounds()[0]}`;
  history.replaceState(history.state, "", kept);
  draw();
}

function stop() {
  clearInterval(timer);
  timer = null;
  document.querySelector("#play").textContent = isCalm() ? "Next" : "Play";
}

function next() {
  const last = Number(slider.max);
  if (chosen !== null && chosen >= last) { stop(); return; }
  go(chosen === null ? 0 : chosen + 1);
}

if (span > 1) {
  document.querySelector("#time").hidden = false;
  slider.max = String(Math.floor((span - 1) / step));
  slider.addEventListener("input", () => { stop(); go(Number(slider.value)); });
  document.querySelector("#whole").addEventListener("click", () => { stop(); go(null); });
  document.querySelector("#play").addEventListener("click", () => {
    if (timer !== null) { stop(); return; }
    if (chosen !== null && chosen >= Number(slider.max)) chosen = null;
    next();
    if (isCalm()) return; // each step is asked for
    timer = setInterval(next, PACE);
    document.querySelector("#play").textContent = "Stop";
  });
  stop();
  const told = /^#at=(\d{4}-\d{2})$/.exec(location.hash);
  if (told) chosen = Math.min(Math.max(Math.floor((number(told[1]) - start) / step), 0), Number(slider.max));
  slider.value = String(chosen ?? 0);
}

const extent = document.querySelector("#extent");
function place() { extent.setAttribute("aria-pressed", String(wholeWorld)); }
extent.addEventListener("click", () => { wholeWorld = !wholeWorld; place(); draw(); });
place();

for (const { row } of [...spots, ...sums]) light(row, () => row.drawn);
fitted(picture, draw);
