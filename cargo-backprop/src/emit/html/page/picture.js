// The drawing: numbers on its edges, as far as they are known.

function preparePicture(panel, data) {
  const picture = panel.querySelector("svg");
  const index = new Index(data.nodes.length);
  if (picture === null) {
    panel.hidden = true;
    return null;
  }
  const parts = (name) => new Map(Array.from(picture.querySelectorAll(`[data-${name}]`), (part) => [Number(part.dataset[name]), part]));
  const [nodes, edges] = [parts("node"), parts("edge")];
  for (const [node, part] of nodes) {
    part.dataset.nodes = String(node);
    index.add(part, [node]);
  }
  return { picture, nodes, edges, index };
}

/** Writes what is known at a stop. */
function updatePicture(drawing, { data, values, visits, stop }) {
  if (drawing === null) return;
  for (const [id, part] of drawing.edges) {
    const edge = data.edges[id];
    const [valueKnown, gradientKnown] = [visits.nodes[edge.from] <= stop, edge.gradient !== null && visits.edges[id] <= stop];
    write(part, ".value", valueKnown ? tensorText(values.ofNode(edge.from), data.nodes[edge.from].condition) : "");
    write(part, ".gradient", gradientKnown ? tensorText(values.flowOf(id)) : "");
    part.classList.toggle("later", !valueKnown);
    part.classList.toggle("carries", gradientKnown);
  }
  for (const [id, part] of drawing.nodes) part.classList.toggle("later", visits.nodes[id] > stop);
}

function write(part, selector, text) {
  const found = part.querySelector(selector);
  if (found !== null && found.textContent !== text) found.textContent = text;
}
