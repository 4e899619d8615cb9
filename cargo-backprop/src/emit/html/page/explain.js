// What happens at a stop, in words, symbols and numbers.

/** Operations between their operands. */
const infix = new Set(["+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "&&", "||", "dot"]);
const prefix = new Set(["-", "!"]);

/** What a node is called: its name in the source, or its formula. */
const titleOf = (node) => node.name ?? node.formula;

/** What flows back to a node is called as in generated code: `d_fruit`, and `d_output` where that is the output itself. */
function gradientName({ data, links }, id) {
  const targets = links.outOf[id].map((edge) => data.nodes[data.edges[edge].to]);
  const isOutput = targets.length === 1 && targets[0].role === "output";
  const title = isOutput ? (targets[0].name ?? "output") : titleOf(data.nodes[id]);
  return /^\w+$/.test(title) ? `d_${title}` : `d(${title})`;
}

/** So many of the shares that are added up are shown. */
const sharesShown = 12;

const code = (text) => element("code", {}, text);
/** A text of one word as it is, others in parentheses. */
const together = (text) => (/^[\p{L}\p{N}_]+$/u.test(text) ? text : `(${text})`);
const isScalar = (value) => value.shape.length === 0;
const line = (...parts) => element("p", { class: "formula" }, ...parts);
const words = (...parts) => element("p", {}, ...parts);
const colored = (text, kind) => element("span", { class: kind }, text);

/** The heading of a stop and its explanation; and one sentence for those who hear the page. */
function explain(page, stop) {
  const makers = { start: explainStart, forward: explainForward, turn: explainTurn, backward: explainBackward, end: explainEnd };
  return makers[stop.phase](page, stop.node);
}

function explainStart({ data, values }) {
  const operations = data.nodes.filter((node) => node.role === "operation").length;
  const list = data.nodes
    .filter((node) => node.role === "input")
    .map((node) => element("li", {}, code(node.name), " = ", tensorView(values.ofNode(data.nodes.indexOf(node)), "value")));
  return {
    title: "The inputs are known",
    said: "The inputs are known.",
    body: [
      words(
        `First forward: ${operations === 1 ? "one operation is" : `${operations} operations are`} computed one by one, from the inputs to the result. `,
        "Then back: at each operation, what flows back to it is multiplied by its local derivative and sent on to its operands. That is the chain rule.",
      ),
      element("ul", { class: "plain" }, list),
    ],
  };
}

/** The operation with numbers in place of its operands: `200 + 450`. */
function withNumbers(page, id) {
  const { data, links, values } = page;
  const node = data.nodes[id];
  const operands = links.into[id].map((edge) => data.edges[edge].from);
  const texts = operands.map((operand) => {
    const [value, { condition }] = [values.ofNode(operand), data.nodes[operand]];
    if (!isScalar(value)) return titleOf(data.nodes[operand]);
    return condition ? tensorText(value, true) : inFormula(value.data[0]);
  });
  if (texts.length === 2 && infix.has(node.operation)) return texts.join(` ${node.symbol} `);
  if (texts.length === 1 && prefix.has(node.operation)) return node.operation === "-" ? `−(${texts[0].replace(/^\(|\)$/gu, "")})` : `not ${texts[0]}`;
  if (node.operation === "select") return `if ${texts[0]} then ${texts[1]} else ${texts[2]}`;
  if (node.operation === "slice" || node.operation === "remove_axis") return node.formula;
  return `${node.operation}(${texts.join(", ")})`;
}

function explainForward(page, id) {
  const { data, links, values } = page;
  const node = data.nodes[id];
  const value = values.ofNode(id);
  const operands = links.into[id].map((edge) => data.edges[edge].from);
  const allScalar = isScalar(value) && operands.every((operand) => isScalar(values.ofNode(operand)));
  const body = [];
  const heading = node.name ? `${node.name} = ${node.formula}` : node.formula;
  if (allScalar) {
    body.push(line(withNumbers(page, id), " = ", tensorView(value, "value", node.condition)));
  } else {
    const entries = operands.map((operand) => [
      element("dt", {}, code(titleOf(data.nodes[operand]))),
      element("dd", {}, tensorView(values.ofNode(operand), "value", data.nodes[operand].condition)),
    ]);
    body.push(words("From"), element("dl", {}, entries));
    body.push(words("comes"), element("div", { class: "result" }, tensorView(value, "value", node.condition)));
  }
  body.push(...notes(data, node));
  return {
    title: heading,
    said: `Forward: ${heading}, which is ${spoken(value, node.condition)}.`,
    body,
  };
}

/** What the compiler does with a value. */
function notes(data, node) {
  const facts = [];
  if (node.saved) facts.push("It is kept: the way back reads it.");
  if (node.group !== null) facts.push(`It is computed in ${data.groups[node.group]}.`);
  return facts.length > 0 ? [element("p", { class: "note" }, facts.join(" "))] : [];
}

function explainTurn({ data, values }) {
  const outputs = data.nodes.map((node, id) => ({ node, id })).filter(({ node }) => node.role === "output");
  const active = outputs.filter(({ node }) => node.gradient !== null);
  const nameOf = (node) => node.name ?? "output";
  const results = outputs.map(({ node, id }) =>
    element("div", {}, code(nameOf(node)), " = ", tensorView(values.ofNode(id), "value")),
  );
  const seeds = active.map(({ node, id }) =>
    element("div", {}, code(`d_${nameOf(node)}`), " = ", tensorView(values.gradientOf(id), "gradient")),
  );
  const first = outputs[0];
  return {
    title: "The result, and the way back",
    said: `The result: ${outputs.map(({ node, id }) => `${nameOf(node)} is ${spoken(values.ofNode(id))}`).join(", ")}. Now the way back begins.`,
    body: [
      element("div", { class: "formula" }, results),
      words(
        "How much does the result change when an input changes? That question is asked from the end: ",
        "the result changes as much as itself, so what flows back begins with 1.",
      ),
      element("div", { class: "formula" }, seeds),
      active.length === 0 ? words(`Nothing flows back from ${nameOf(first.node)}.`) : null,
    ],
  };
}

/** What arrives at a node, with each of the places from which it comes. */
function incoming(page, id) {
  const { data, links, values } = page;
  const total = values.gradientOf(id);
  const edges = backflows(data, links.outOf, id);
  const name = code(gradientName(page, id));
  if (edges.length < 2) {
    const from = edges.length === 1 ? data.nodes[data.edges[edges[0]].to] : null;
    const origin = from === null ? "" : from.role === "output" ? "from the result" : `from ${titleOf(from)}`;
    return [line(name, " = ", tensorView(total, "gradient"), element("small", {}, origin && ` ${origin}`))];
  }
  const parts = edges.slice(0, sharesShown).map((edge) => {
    const target = data.nodes[data.edges[edge].to];
    return element("li", {}, tensorView(values.flowOf(edge), "gradient"), ` from `, code(titleOf(target)));
  });
  if (edges.length > sharesShown) parts.push(element("li", { class: "note" }, `and ${edges.length - sharesShown} more`));
  const numbers = edges.map((edge) => values.flowOf(edge));
  const added = numbers.length <= sharesShown && numbers.every(isScalar)
    ? line(name, ` = ${numbers.map((flow) => inFormula(flow.data[0])).join(" + ")} = `, tensorView(total, "gradient"))
    : line(name, " = ", tensorView(total, "gradient"));
  return [
    words(`It is used in ${edges.length} places. A change reaches the result through each of them, so what flows back is added up.`),
    element("ul", { class: "plain" }, parts),
    added,
  ];
}

/** What an operation sends to one of its operands. */
function outgoing(page, id, edgeId) {
  const { data, values } = page;
  const edge = data.edges[edgeId];
  const [node, operand] = [data.nodes[id], data.nodes[edge.from]];
  const heading = element("h4", {}, "to ", code(titleOf(operand)));
  if (edge.gradient === null) {
    const reason =
      operand.role === "constant" || (operand.role === "input" && operand.constant)
        ? "a constant"
        : operand.condition
          ? "a condition"
          : "no gradient is asked for here";
    return element("div", { class: "share" }, heading, element("p", { class: "note" }, `nothing: ${reason}`));
  }
  const [total, flow] = [values.gradientOf(id), values.flowOf(edgeId)];
  const parts = [heading];
  if (edge.derivative !== null) {
    const local = values.localOf(edgeId);
    const text = edge.derivative;
    const number = isScalar(local) ? numberText(local.data[0]) : null;
    const fraction = element("span", { class: "fraction" }, element("span", {}, `∂ ${together(titleOf(node))}`), element("span", {}, `∂ ${together(titleOf(operand))}`));
    const isNumber = number === null || text.replaceAll("-", "−") === number;
    parts.push(line(element("small", {}, "local derivative "), fraction, " = ", code(text), isNumber && number !== null ? null : " = ", isNumber && number !== null ? null : tensorView(local, "value")));
    if (isScalar(total) && isScalar(flow) && isScalar(local)) {
      parts.push(
        line(
          element("small", {}, "what comes in × local derivative = what goes out "),
          element("br"),
          colored(inFormula(total.data[0]), "gradient"),
          " × ",
          colored(inFormula(local.data[0]), "value"),
          " = ",
          tensorView(flow, "gradient"),
        ),
      );
      // Guarded by the condition of an `if`.
      if (Number.isNaN(total.data[0] * local.data[0]) && flow.data[0] === 0) {
        parts.push(element("p", { class: "note" }, "The branch that is not taken adds nothing, whatever its derivative is."));
      }
      return element("div", { class: "share" }, parts);
    }
    const broadcast = !sameShape(total.shape, flow.shape);
    parts.push(words("What comes in × local derivative, element by element", broadcast ? `; the operand is used for several elements, so their shares are added up:` : ":"));
  } else {
    parts.push(words("With ", code("g"), " for what comes in, ", code(edge.rule), " goes out:"));
  }
  parts.push(element("div", { class: "result" }, tensorView(flow, "gradient")));
  return element("div", { class: "share" }, parts);
}

function explainBackward(page, id) {
  const { data, links, values } = page;
  const node = data.nodes[id];
  const total = values.gradientOf(id);
  const isInput = node.role === "input";
  const shares = links.into[id].filter((edge) => data.edges[edge].gradient !== null);
  const sent = shares.map((edge) => {
    const operand = data.nodes[data.edges[edge].from];
    return `${spoken(values.flowOf(edge))} to ${titleOf(operand)}`;
  });
  const body = [element("h3", {}, "What comes in"), ...incoming(page, id)];
  if (!isInput) {
    body.push(element("h3", {}, "What goes out"));
    body.push(...links.into[id].map((edge) => outgoing(page, id, edge)));
  } else {
    body.push(meaning(page, id));
  }
  return {
    title: isInput ? `Back at ${titleOf(node)}` : `Back through ${node.name ? `${node.name} = ` : ""}${node.formula}`,
    said: `Backward, ${titleOf(node)}: ${spoken(total)} comes in${sent.length > 0 ? `; ${sent.join(", ")} goes out` : ""}.`,
    body,
  };
}

/** What a gradient says, where it is a number, and that of one result by which 1 flows back. */
function meaning({ data, values }, id) {
  const gradient = values.gradientOf(id);
  const outputs = data.nodes.map((node, output) => ({ node, output })).filter(({ node }) => node.role === "output" && node.gradient !== null);
  if (outputs.length !== 1 || !isScalar(gradient)) return null;
  const [{ node: { name }, output }] = outputs;
  const seed = values.gradientOf(output);
  const [slope] = gradient.data;
  if (!isScalar(seed) || seed.data[0] !== 1 || !Number.isFinite(slope)) return null;
  const change = slope === 0 ? "not change" : `${slope < 0 ? "fall" : "grow"} ${numberText(Math.abs(slope))} times as much`;
  return words("If ", code(data.nodes[id].name), ` grew by a little, ${name ?? "the result"} would ${change}.`);
}

function explainEnd(page) {
  const { data, values } = page;
  const inputs = data.nodes.map((node, id) => ({ node, id })).filter(({ node }) => node.role === "input");
  const active = inputs.filter(({ node }) => !node.constant);
  const entries = active.map(({ node, id }) =>
    element("div", { class: "share" }, line(code(`d_${node.name}`), " = ", tensorView(values.gradientOf(id), "gradient")), meaning(page, id)),
  );
  const constant = inputs.filter(({ node }) => node.constant).map(({ node }) => node.name);
  return {
    title: "The gradient",
    said: `The gradient: ${active.map(({ node, id }) => `${node.name} ${spoken(values.gradientOf(id))}`).join(", ")}.`,
    body: [
      words("One way back has given the derivative of the result by every input at once."),
      ...entries,
      constant.length > 0 ? element("p", { class: "note" }, `No gradient is computed for ${constant.join(", ")}, which ${constant.length === 1 ? "is" : "are"} const.`) : null,
    ],
  };
}
