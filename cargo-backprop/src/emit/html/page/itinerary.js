// The stops on the way through a graph: forward, operation by operation, then back.

/** What each node is connected to. */
function connections(data) {
  const into = data.nodes.map(() => []);
  const outOf = data.nodes.map(() => []);
  data.edges.forEach((edge, index) => {
    into[edge.to].push(index);
    outOf[edge.from].push(index);
  });
  return { into, outOf };
}

/** The edges on which something flows back to a node. */
const backflows = (data, outOf, node) => outOf[node].filter((edge) => data.edges[edge].gradient !== null);

/**
 * The stops in order. A stop has a phase (`start`, `forward`, `turn`, `backward`, `end`) and a node, if it is about one.
 */
function itinerary(data, { outOf }) {
  const all = data.nodes.map((_, node) => node);
  const isOperation = (node) => data.nodes[node].role === "operation";
  const forward = all.filter(isOperation);
  // An input that is used in several places has to add up what flows back to it.
  const backward = all
    .filter((node) => data.nodes[node].gradient !== null && data.nodes[node].role !== "output")
    .filter((node) => isOperation(node) || backflows(data, outOf, node).length > 1)
    .reverse();
  return [
    { phase: "start" },
    ...forward.map((node) => ({ phase: "forward", node })),
    { phase: "turn" },
    ...backward.map((node) => ({ phase: "backward", node })),
    { phase: "end" },
  ];
}

/** For each node the first stop from which on its value is known; for each edge that from which on what flows back is. */
function arrivals(data, stops) {
  const turn = stops.findIndex((stop) => stop.phase === "turn");
  const forward = new Map();
  const backward = new Map();
  stops.forEach((stop, index) => {
    if (stop.phase === "forward") forward.set(stop.node, index);
    if (stop.phase === "backward") backward.set(stop.node, index);
  });
  return {
    turn,
    forward,
    backward,
    nodes: data.nodes.map(({ role }, node) => (role === "output" ? turn : (forward.get(node) ?? 0))),
    edges: data.edges.map((edge) => (data.nodes[edge.to].role === "output" ? turn : (backward.get(edge.to) ?? Infinity))),
  };
}
