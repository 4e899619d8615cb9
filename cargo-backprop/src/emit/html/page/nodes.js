// The list of all nodes with their values and gradients: the drawing for those who do not see it.

function showNodes(box, data, choose) {
  const index = new Index(data.nodes.length);
  const rows = data.nodes.map((node, id) => {
    const title = node.role === "output" ? `→ ${node.name ?? "output"}` : node.name && node.name !== node.formula ? `${node.name} = ${node.formula}` : node.formula;
    const [value, gradient] = [element("span", { class: "value" }), element("span", { class: "gradient" })];
    const row = element(
      "div",
      { role: "option", id: `row-${id}`, "data-nodes": String(id), "aria-selected": "false" },
      element("code", {}, title),
      value,
      gradient,
    );
    index.add(row, [id]);
    return { row, value, gradient };
  });
  const list = element("div", { role: "listbox", tabindex: "0", "aria-label": "Nodes of the graph", class: "list" }, rows.map(({ row }) => row));
  let active = 0;
  const focus = (id) => {
    active = Math.max(0, Math.min(rows.length - 1, id));
    list.setAttribute("aria-activedescendant", `row-${active}`);
    choose(active);
  };
  list.addEventListener("keydown", (event) => {
    const targets = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: rows.length - 1 };
    if (!(event.key in targets)) return;
    event.preventDefault();
    focus(targets[event.key]);
  });
  const head = element("div", { class: "row-head", "aria-hidden": "true" }, element("span", {}, "node"), element("span", {}, "value"), element("span", {}, "gradient"));
  box.replaceChildren(head, list);
  return { index, rows, setActive: (id) => { active = id; list.setAttribute("aria-activedescendant", `row-${id}`); } };
}

/** Writes what is known at a stop. */
function updateNodes({ rows }, page) {
  const { data, values, visits, stop } = page;
  rows.forEach(({ row, value, gradient }, id) => {
    const node = data.nodes[id];
    const knowsValue = visits.nodes[id] <= stop;
    const knowsGradient = node.gradient !== null && gradientStop(page, id) <= stop;
    value.textContent = knowsValue ? tensorText(values.ofNode(id), node.condition) : "·";
    gradient.textContent = knowsGradient ? tensorText(values.gradientOf(id)) : node.gradient === null ? "" : "·";
    row.classList.toggle("later", !knowsValue);
  });
}

/** The stop from which on all that flows back to a node is known. */
function gradientStop({ data, links, visits }, id) {
  if (data.nodes[id].role === "output") return visits.turn;
  const edges = backflows(data, links.outOf, id);
  return Math.max(...edges.map((edge) => visits.edges[edge]), visits.turn);
}
