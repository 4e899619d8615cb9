// The texts: source, intermediate form and generated Rust, with the nodes that each part is about.

/** Elements by the node that they are about: those that compute its value, and those that take back what flows to it. */
class Index {
  constructor(count) {
    this.forward = Array.from({ length: count }, () => []);
    this.backward = Array.from({ length: count }, () => []);
  }

  add(found, nodes, backward = false) {
    for (const node of nodes) (backward ? this.backward : this.forward)[node].push(found);
  }
}

/** The nodes by their numbers in the intermediate form. A constant that is used twice is two nodes with one number. */
function byNumber(data) {
  const found = new Map();
  data.nodes.forEach(({ number, role }, node) => {
    if (number === null || role === "output") return;
    found.set(number, [...(found.get(number) ?? []), node]);
  });
  return found;
}

/** The source, cut where a node begins or ends. A part belongs to all nodes around it; the innermost is pointed at. */
function showSource(box, data) {
  const { text, line: first } = data.source;
  const index = new Index(data.nodes.length);
  const places = data.nodes.map(({ place }, node) => ({ place, node })).filter(({ place }) => place !== null);
  const cuts = new Set([0, text.length]);
  for (const { place } of places) place.forEach((position) => cuts.add(position));
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) cuts.add(end + 1);
  const sorted = [...cuts].sort((one, other) => one - other);
  const starts = new Map();
  for (const { place, node } of places) starts.set(place[0], [...(starts.get(place[0]) ?? []), { end: place[1], node }]);
  const lines = [];
  let current = null;
  let open = [];
  for (let at = 0; at + 1 < sorted.length; at += 1) {
    const [start, end] = [sorted[at], sorted[at + 1]];
    if (current === null) {
      current = element("span", { class: "line", "data-line": String(first + lines.length) });
      lines.push(current);
    }
    // The innermost node, which ends first, is the last.
    open = [...open, ...(starts.get(start) ?? [])].filter((one) => one.end > start);
    open.sort((one, other) => other.end - one.end || one.node - other.node);
    const part = text.slice(start, end);
    const nodes = open.map(({ node }) => node);
    const piece = nodes.length > 0 ? element("span", { "data-nodes": String(nodes.at(-1)) }, part.replace("\n", "")) : part.replace("\n", "");
    current.append(piece);
    if (nodes.length > 0) index.add(piece, nodes);
    if (part.endsWith("\n")) current = null;
  }
  box.replaceChildren(element("pre", { class: "numbered" }, lines));
  return index;
}

/** Lines with the numbers of nodes: those whose values a line computes, and those through which it goes back. */
function showLines(box, data, lines) {
  const index = new Index(data.nodes.length);
  const numbers = byNumber(data);
  const nodesOf = (list) => list.flatMap((number) => numbers.get(number) ?? []);
  const shown = lines.map(([text, values, gradients]) => {
    const [forward, backward] = [nodesOf(values), nodesOf(gradients)];
    const nodes = [...forward, ...backward];
    const comment = text.trimStart().startsWith("//");
    const made = element("span", { class: comment ? "line comment" : "line", "data-nodes": nodes.length > 0 ? nodes.join(" ") : null }, text);
    index.add(made, forward);
    index.add(made, backward, true);
    return made;
  });
  box.replaceChildren(element("pre", {}, shown));
  return index;
}
