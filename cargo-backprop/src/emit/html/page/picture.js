// The drawing: numbers on its edges, as far as they are known.

function preparePicture(panel, data) {
  const picture = panel.querySelector("svg");
  if (picture === null) return null;
  const index = new Index(data.nodes.length);
  const parts = (kind) =>
    new Map(Array.from(picture.querySelectorAll(`[data-${kind}]`), (part) => [Number(part.dataset[kind]), part]));
  const [nodes, edges] = [parts("node"), parts("edge")];
  for (const [node, part] of nodes) {
    part.dataset.nodes = String(node);
    index.add(part, [node]);
  }
  const texts = new Map();
  for (const part of [...nodes.values(), ...edges.values()]) {
    for (const kind of ["value", "gradient"]) {
      const text = part.querySelector(`text.${kind}`);
      if (text !== null) texts.set(text, { room: Math.max(text.textContent.length, 6), size: Number(text.getAttribute("font-size")) });
    }
  }
  return { picture, nodes, edges, index, texts };
}

/** Writes what is known at a stop. */
function updatePicture(drawing, page) {
  if (drawing === null) {
    drawNeighbours(byId("picture").querySelector(".scroll"), page);
    return;
  }
  const { data, values, visits, stop, stops, links } = page;
  const write = (part, kind, text) => {
    const found = part.querySelector(`text.${kind}`);
    if (found === null || found.textContent === text) return;
    // What is longer than it was when the drawing was made has the same room.
    const { room, size } = drawing.texts.get(found);
    found.textContent = text;
    found.setAttribute("font-size", String(size * Math.min(1, room / text.length)));
  };
  for (const [id, part] of drawing.edges) {
    const edge = data.edges[id];
    const valueKnown = visits.nodes[edge.from] <= stop;
    const gradientKnown = edge.gradient !== null && visits.edges[id] <= stop;
    write(part, "value", valueKnown ? tensorText(values.ofNode(edge.from), data.nodes[edge.from].condition) : "");
    write(part, "gradient", gradientKnown ? tensorText(values.flowOf(id)) : "");
    part.classList.toggle("later", !valueKnown);
    part.classList.toggle("carries", gradientKnown);
    const { phase, node } = stops[stop];
    part.classList.toggle("comes", node !== undefined && (phase === "backward" ? edge.from === node && gradientKnown : edge.to === node));
    part.classList.toggle("goes", node !== undefined && phase === "backward" && edge.to === node && gradientKnown);
  }
  for (const [id, part] of drawing.nodes) {
    part.classList.toggle("later", visits.nodes[id] > stop);
    const known = data.nodes[id].gradient !== null && gradientStop(page, id) <= stop && backflows(data, links.outOf, id).length !== 1;
    write(part, "gradient", known ? `Σ ${tensorText(values.gradientOf(id))}` : "");
  }
}

/** What the marks in the drawing mean, as far as there are any. */
function showLegend(legend, data) {
  const kept = data.nodes.some((node) => node.saved);
  const counts = new Map();
  for (const { group } of data.nodes) counts.set(group, (counts.get(group) ?? 0) + 1);
  const together = data.groups.some((_, group) => counts.get(group) > 1);
  const sign = (name) => element("span", { class: name, "aria-hidden": "true" });
  legend.prepend(
    element("span", { class: "value" }, "value"),
    element("span", { class: "gradient" }, "gradient"),
    ...(kept ? [element("span", {}, sign("dot"), "kept for the way back")] : []),
    ...(together ? [element("span", {}, sign("band"), "computed in one loop")] : []),
  );
}
