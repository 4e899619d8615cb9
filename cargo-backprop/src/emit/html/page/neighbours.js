// A drawing of one node with those before and behind it, for graphs that are too large to be drawn as a whole.

const svg = (name, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

/** So many nodes are drawn on each side. */
const neighboursShown = 6;

function drawNeighbours(box, page) {
  const { data, links, values, visits, stop, stops } = page;
  const id = page.chosen ?? stops[stop].node ?? (stops[stop].phase === "start" ? 0 : data.nodes.length - 1);
  const [before, behind] = [links.into[id], links.outOf[id]];
  const rows = Math.max(1, Math.min(neighboursShown, Math.max(before.length, behind.length)));
  const height = 90 + rows * 70;
  const at = (index, count) => (height * (index + 1)) / (Math.min(count, neighboursShown) + 1);
  const parts = [];
  const label = (text, x, y, kind, anchor = "middle", size = 14) =>
    parts.push(svg("text", { x, y, class: kind, "text-anchor": anchor, "font-size": size }, text));
  const short = (text) => (text.length > 26 ? `${text.slice(0, 25)}…` : text);
  const side = (edges, isBefore) =>
    edges.slice(0, neighboursShown).forEach((edgeId, index) => {
      const edge = data.edges[edgeId];
      const other = isBefore ? edge.from : edge.to;
      const y = at(index, edges.length);
      // Level beside the numbers, then bent.
      const [far, bend, near] = isBefore ? [230, 345, 425] : [665, 555, 475];
      const middle = (bend + near) / 2;
      parts.push(svg("path", { class: "line", d: `M${far} ${y}H${bend}C${middle} ${y} ${middle} ${height / 2} ${near} ${height / 2}` }));
      const name = svg("text", { x: isBefore ? 220 : 675, y: y + 5, class: "input", "text-anchor": isBefore ? "end" : "start", "font-size": 15, "data-nodes": String(other) }, short(titleOf(data.nodes[other])));
      parts.push(name);
      const x = isBefore ? 288 : 610;
      if (visits.nodes[edge.from] <= stop) label(tensorText(values.ofNode(edge.from), data.nodes[edge.from].condition), x, y - 7, "value");
      if (edge.gradient !== null && visits.edges[edgeId] <= stop) label(tensorText(values.flowOf(edgeId)), x, y + 18, "gradient");
    });
  side(before, true);
  side(behind, false);
  const { symbol } = data.nodes[id];
  parts.push(svg("circle", { class: "operation", cx: 450, cy: height / 2, r: 24 }));
  const size = symbol.length < 3 ? 24 : symbol.length < 6 ? 14 : 10;
  label(symbol.length > 9 ? `${symbol.slice(0, 8)}…` : symbol, 450, height / 2 + size * 0.35, "symbol", "middle", size);
  const more = Math.max(before.length, behind.length) - neighboursShown;
  if (more > 0) label(`and ${more} more`, behind.length > before.length ? 675 : 220, height - 8, "shape", behind.length > before.length ? "start" : "end");
  box.replaceChildren(
    element("div", { class: "neighbours" }, svg("svg", { viewBox: `0 0 900 ${height}`, width: 900, height, "aria-hidden": "true" }, ...parts)),
    element("p", { class: "note" }, `This graph has ${data.nodes.length} nodes; drawn are those around the one of this step.`),
  );
}
