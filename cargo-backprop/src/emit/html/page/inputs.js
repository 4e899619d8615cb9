// The inputs, which can be changed: sizes, numbers, small tensors, constants, and what flows back from the result.

/** So many elements of one tensor can be edited. */
const editedElements = 100;

/** Fills the form. `changed` is called when a number has changed, `sized` when a size has. */
function showInputs(form, page, changed, sized) {
  const { data, sizes, point } = page;
  const sizeFields = data.sizes.map(({ name, least }) => sizeField(name, least, sizes, sized));
  if (!point) return form.replaceChildren(fieldset("Sizes", sizeFields) ?? "");
  const groups = [
    fieldset("Sizes", sizeFields),
    fieldset(null, data.inputs.map((input, index) => field(input.name, input.constant, point.inputs[index], changed, page, index))),
    fieldset("Rust constants", data.constants.map((path, index) => constantField(path, index, point.constants, changed))),
    fieldset(
      "What flows back from the result",
      data.outputs.map((output, index) =>
        output.constant ? null : field(`d_${output.name}`, false, point.cotangents[index], changed, page, null),
      ),
    ),
  ];
  return form.replaceChildren(...groups.filter((group) => group !== null));
}

function fieldset(title, fields) {
  const shown = fields.filter((one) => one !== null);
  if (shown.length === 0) return null;
  return element("fieldset", {}, title === null ? null : element("legend", {}, title), shown);
}

/** A field for a number, which calls `set` with each number that is typed. */
function numberField(value, label, set, attributes = {}) {
  const typed = ({ target }) => {
    const number = target.value.trim() === "" ? NaN : Number(target.value);
    const wrong = Number.isNaN(number) || set(number) === false;
    target.setAttribute("aria-invalid", String(wrong));
  };
  return element("input", { type: "number", step: "any", value: String(value), "aria-label": label, oninput: typed, ...attributes });
}

function sizeField(name, least, sizes, sized) {
  const set = (number) => {
    if (!Number.isInteger(number) || number < Math.max(least, 1) || number > 1000) return false;
    sizes[name] = number;
    sized();
    return true;
  };
  const attributes = { step: "1", min: String(Math.max(least, 1)), id: `size-${name}` };
  return element("label", { class: "field" }, element("code", {}, name), numberField(sizes[name], `size ${name}`, set, attributes));
}

function constantField(path, index, constants, changed) {
  const set = (number) => {
    constants[index] = number;
    changed();
  };
  return element("label", { class: "field" }, element("code", {}, path), numberField(constants[index], path, set));
}

/** A field for each element of a tensor, or a word about it where there are too many. */
function field(name, constant, value, changed, page, input) {
  const node = input === null ? null : page.data.nodes.findIndex((other) => other.role === "input" && other.name === name);
  const kind = name.startsWith("d_") && input === null ? "gradient" : "value";
  const marks = node === null ? {} : { "data-nodes": String(node) };
  const set = (place) => (number) => {
    value.data[place] = number;
    changed();
  };
  const title = [element("code", {}, name), constant ? element("small", {}, " const") : null];
  if (value.shape.length === 0) {
    const id = input === null ? `cotangent-${name}` : `input-${name}`;
    return element("label", { class: `field ${kind}`, ...marks }, title, numberField(value.data[0], name, set(0), { id }));
  }
  title.push(element("small", {}, ` ${shapeText(value.shape)}`));
  if (value.data.length > editedElements || value.data.length === 0) {
    return element("div", { class: "field wide", ...marks }, title, tensorView(value, kind));
  }
  const columns = value.shape.at(-1);
  const rows = value.data.length / columns;
  const cell = (place) => element("td", {}, numberField(value.data[place], `${name}, ${position(place, value.shape)}`, set(place)));
  const row = (index) => element("tr", {}, Array.from({ length: columns }, (_, column) => cell(index * columns + column)));
  const body = element("tbody", {}, Array.from({ length: rows }, (_, index) => row(index)));
  return element("div", { class: `field wide ${kind}`, ...marks }, title, element("table", { class: "edited", "aria-label": name }, body));
}

/** Where an element stands, counted from 0 on: `[1, 2]`. */
function position(place, shape) {
  const steps = strides(shape);
  return `[${shape.map((size, axis) => Math.floor(place / steps[axis]) % size).join(", ")}]`;
}
