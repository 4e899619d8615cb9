// Elements of the page, and numbers as it writes them. Text goes into the page as text, never as markup.

/** An element with these attributes and children; `class` and event handlers included. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

const byId = (id) => document.getElementById(id);

/** A number with so many digits at most, and with a real minus sign. */
function numberText(number, digits = 5) {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "∞" : "−∞";
  const short = Number(number.toPrecision(digits));
  const size = Math.abs(short);
  const text = size !== 0 && (size >= 1e7 || size < 1e-4) ? short.toExponential() : String(short);
  return text.replaceAll("-", "−").replace("e+", "e");
}

/** A number as a factor or a further summand. */
const inFormula = (number) => (number < 0 || Object.is(number, -0) ? `(${numberText(number)})` : numberText(number));

const shapeText = (shape) => `[${shape.join(", ")}]`;

/** A tensor in a few words. */
function tensorText(value, condition = false) {
  if (value.shape.length === 0) return condition ? (value.data[0] ? "true" : "false") : numberText(value.data[0]);
  const list = value.data.length <= 3 && value.shape.length === 1 ? Array.from(value.data, (number) => numberText(number, 3)) : null;
  return list !== null && list.join().length < 12 ? shapeText(list) : shapeText(value.shape);
}

/** So many elements are shown one by one. */
const shownElements = 80;

/** A tensor as a table in which large numbers are darker; a large one by its extremes. `kind` is `value` or `gradient`. */
function tensorView(value, kind, condition = false) {
  if (value.shape.length === 0) return element("span", { class: kind }, tensorText(value, condition));
  if (value.data.length === 0) return element("span", { class: kind }, `${shapeText(value.shape)}, without elements`);
  const most = value.data.reduce((found, number) => Math.max(found, Math.abs(number)), 0);
  if (value.data.length > shownElements) return summary(value, kind);
  const columns = value.shape.at(-1);
  const rows = value.data.length / columns;
  const cell = (place) => {
    const number = value.data[place];
    const amount = most > 0 && Number.isFinite(most) ? Math.abs(number) / most : 0;
    return element("td", { style: `--amount: ${amount.toFixed(3)}` }, condition ? (number ? "true" : "false") : numberText(number, 3));
  };
  const row = (index) =>
    element("tr", {}, Array.from({ length: columns }, (_, column) => cell(index * columns + column)));
  return element(
    "table",
    { class: `tensor ${kind}`, "aria-label": `${shapeText(value.shape)} ${kind}` },
    element("caption", {}, shapeText(value.shape)),
    element("tbody", {}, Array.from({ length: rows }, (_, index) => row(index))),
  );
}

function summary(value, kind) {
  const mean = sum(Array.from(value.data)) / value.data.length;
  const [least, most] = [smallest(Array.from(value.data)), largest(Array.from(value.data))];
  return element(
    "span",
    { class: kind },
    `${shapeText(value.shape)}, from ${numberText(least)} to ${numberText(most)}, mean ${numberText(mean)}`,
  );
}
