// The page: what it knows, where the reader is, and what happens when something is pressed.

const data = JSON.parse(byId("data").textContent);
const links = connections(data);
const stops = itinerary(data, links);
const page = { data, links, stops, visits: arrivals(data, stops), stop: 0, hovered: [], chosen: null };
Object.assign(page, firstPoint(data));

/** The numbers of the page, by nodes and edges. */
function compute() {
  if (page.point === null) throw new Error("these sizes are too large for a page");
  const found = evaluate(data.steps, page.sizes, page.point, data.single);
  const inputs = data.nodes.filter((node) => node.role === "input");
  const ofNode = (id) => found[data.nodes[id].value] ?? page.point.inputs[inputs.indexOf(data.nodes[id])];
  page.values = {
    ofNode,
    gradientOf: (id) => found[data.nodes[id].gradient] ?? filled(ofNode(id).shape, 0),
    flowOf: (edge) => found[data.edges[edge].gradient],
    localOf: (edge) => found[data.edges[edge].local],
  };
}

const scrollOf = (id) => byId(id).querySelector(".scroll");
const drawing = preparePicture(byId("picture"), data);
const list = showNodes(scrollOf("nodes"), data, choose);
const texts = {
  source: showSource(scrollOf("source"), data),
  rust: showLines(scrollOf("rust"), data, data.rust),
};

function showStage() {
  texts.ir = showLines(scrollOf("ir"), data, data.ir[byId("stage").selectedIndex].lines);
}

/** Marks what belongs to the node of this step, and to what is pointed at or chosen. */
function mark() {
  for (const marked of document.querySelectorAll(".at-value, .at-gradient, .pointed")) {
    marked.classList.remove("at-value", "at-gradient", "pointed");
  }
  const { phase, node } = stops[page.stop];
  const indices = [texts.source, texts.ir, texts.rust, list.index, ...(drawing === null ? [] : [drawing.index])];
  for (const index of indices) {
    const add = (found, name) => found.forEach((part) => part.classList.add(name));
    if (node !== undefined) {
      const [forward, backward] = [index.forward[node], index.backward[node]];
      if (phase === "backward") add(backward.length > 0 ? backward : forward, "at-gradient");
      else add(forward, "at-value");
    }
    for (const other of new Set([...page.hovered, ...(page.chosen === null ? [] : [page.chosen])])) {
      add(index.forward[other], "pointed");
      add(index.backward[other], "pointed");
    }
  }
  const selected = page.chosen ?? node;
  for (const [id, { row }] of list.rows.entries()) row.setAttribute("aria-selected", String(id === selected));
}

/** Where the reader begins in a text or a drawing in which nothing is marked. */
const beginnings = { source: `[data-line="${data.line}"]`, picture: ".node" };

/** Brings what is marked into view, in its own box. */
function reveal() {
  for (const id of ["source", "ir", "rust", "nodes", "picture"]) {
    const box = byId(id).querySelector(".list") ?? scrollOf(id);
    const begins = Object.hasOwn(beginnings, id) ? box.querySelector(beginnings[id]) : null;
    const marked = box.querySelector(".pointed, .at-value, .at-gradient") ?? begins;
    if (marked === null || box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) continue;
    const [inner, outer] = [marked.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
    if (id === "picture" && (inner.left < outer.left || inner.right > outer.right)) box.scrollLeft += inner.left - outer.left - outer.width / 3;
  }
}

/** Shows the step where the reader is. */
function update() {
  const { phase } = stops[page.stop];
  const failed = { title: "No numbers", said: page.problem, body: [element("p", {}, page.problem)] };
  const { title, said, body } = page.problem === null ? explain(page, stops[page.stop]) : failed;
  byId("slider").value = String(page.stop);
  byId("slider").setAttribute("aria-valuetext", said);
  byId("now").textContent = `${page.stop + 1} of ${stops.length} · ${said}`;
  document.body.dataset.phase = phase;
  const kind = { forward: "Forward", backward: "Backward" }[phase];
  scrollOf("step").replaceChildren(
    element("div", { class: `explained ${phase}` }, kind ? element("p", { class: "phase" }, kind) : null, element("h3", { class: "title" }, title), body.filter((part) => part !== null)),
  );
  if (page.problem === null) {
    updateNodes(list, page);
    updatePicture(drawing, page);
  }
  byId("first").disabled = byId("back").disabled = page.stop === 0;
  byId("last").disabled = byId("next").disabled = page.stop === stops.length - 1;
  mark();
  reveal();
}

function go(stop) {
  page.stop = Math.max(0, Math.min(stops.length - 1, stop));
  page.chosen = null;
  update();
}

/** Goes to where a node is computed, or on the way back to where the gradient goes through it. */
function choose(node) {
  const { visits } = page;
  const way = page.stop > visits.turn ? visits.backward : visits.forward;
  if (way.has(node)) page.stop = way.get(node);
  page.chosen = node;
  list.setActive(node);
  update();
}

/** Computes everything anew, if that is possible. */
function recompute() {
  attempt(compute);
}

/** The same for other sizes: with inputs of those sizes. */
function resize() {
  attempt(() => {
    page.point = resized(data, page.sizes, page.point);
    compute();
  });
  showCost(scrollOf("cost"), page);
  const focused = document.activeElement?.id;
  showInputs(scrollOf("inputs"), page, recompute, resize);
  if (focused) byId(focused)?.focus();
}

function attempt(computation) {
  try {
    computation();
    page.problem = null;
  } catch (error) {
    page.problem = `This cannot be computed: ${error.message}.`;
  }
  update();
}

let timer = null;

function play(on) {
  clearInterval(timer);
  timer = null;
  if (on) {
    if (page.stop === stops.length - 1) go(0);
    timer = setInterval(() => {
      go(page.stop + 1);
      if (page.stop === stops.length - 1) play(false);
    }, 1500);
  }
  byId("play").textContent = timer === null ? "Play" : "Pause";
}

/** By hand. */
function goByHand(stop) {
  play(false);
  go(stop);
}

const keys = { ArrowLeft: () => page.stop - 1, ArrowRight: () => page.stop + 1, Home: () => 0, End: () => stops.length - 1 };

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    page.chosen = null;
    mark();
    return;
  }
  if (event.target.closest("input, select, textarea, [role=listbox]")) return;
  if (event.key === " " && !event.target.closest("button, summary")) {
    event.preventDefault();
    play(timer === null);
  } else if (Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    goByHand(keys[event.key]());
  }
}

const nodesAt = (target) => {
  const found = target.closest?.("[data-nodes]");
  return found ? found.dataset.nodes.split(" ").map(Number) : [];
};

function pointed(event) {
  const nodes = nodesAt(event.target);
  if (String(nodes) === String(page.hovered)) return;
  page.hovered = nodes;
  mark();
}

function clicked(event) {
  if (event.target.closest("input, button, select, label")) return;
  const [node] = nodesAt(event.target);
  if (node !== undefined) {
    play(false);
    choose(node);
  }
}

function nextTheme() {
  const root = document.documentElement;
  const themes = ["system", "light", "dark"];
  const next = themes[(themes.indexOf(root.dataset.theme ?? "system") + 1) % themes.length];
  root.dataset.theme = next;
  byId("theme").textContent = `Theme: ${next}`;
}

/** Shows the whole drawing, or each part of it in its own size. */
function fit(whole) {
  byId("picture").classList.toggle("whole", whole);
  byId("fit").setAttribute("aria-pressed", String(whole));
  reveal();
}

/** Whether the whole drawing can be read in its box. */
function isReadable() {
  const [box, { width, height }] = [scrollOf("picture"), drawing.picture.viewBox.baseVal];
  return Math.min(box.clientWidth / width, box.clientHeight / height) > 0.7;
}

function start() {
  byId("name").textContent = data.name ?? "A graph without a name";
  byId("origin").textContent = `${data.path}, line ${data.line}`;
  byId("slider").max = String(stops.length - 1);
  byId("phases").style.setProperty("--turn", String(page.visits.turn / (stops.length - 1)));
  if (drawing !== null) showLegend(byId("legend"), data);
  byId("stage").append(...data.ir.map(({ title }) => element("option", {}, title)));
  // The gradient is there from the second stage on.
  byId("stage").selectedIndex = Math.min(1, data.ir.length - 1);
  byId("stage").addEventListener("change", () => {
    showStage();
    mark();
  });
  byId("slider").addEventListener("input", ({ target }) => goByHand(Number(target.value)));
  const buttons = { first: keys.Home, back: keys.ArrowLeft, next: keys.ArrowRight, last: keys.End };
  for (const [id, target] of Object.entries(buttons)) byId(id).addEventListener("click", () => goByHand(target()));
  byId("play").addEventListener("click", () => play(timer === null));
  byId("theme").addEventListener("click", nextTheme);
  byId("fit").addEventListener("click", () => fit(!byId("picture").classList.contains("whole")));
  document.addEventListener("keydown", pressed);
  document.addEventListener("pointerover", pointed);
  document.addEventListener("click", clicked);
  scrollOf("inputs").addEventListener("submit", (event) => event.preventDefault());
  showStage();
  showInputs(scrollOf("inputs"), page, recompute, resize);
  showCost(scrollOf("cost"), page);
  recompute();
  byId("fit").hidden = drawing === null;
  if (drawing !== null) fit(isReadable());
}

start();
