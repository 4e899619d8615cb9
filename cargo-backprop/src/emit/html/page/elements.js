// Elements of the page, and numbers as it writes them. Text goes into the page as text, never as markup.

/** An element with these attributes and children; `class` and event handlers included. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

const byId = (id) => document.getElementById(id);

/** A number with so many digits at most, and with a real minus sign: as in the drawing. */
function numberText(number, digits = 6) {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "∞" : "−∞";
  const [mantissa, exponent] = number.toExponential(digits - 1).split("e");
  const plain = number === 0 || (Number(exponent) >= -4 && Number(exponent) < Math.max(digits, 7));
  const decimals = Math.max(0, digits - 1 - Number(exponent));
  const text = number === 0 ? "0" : plain ? trimmed(number.toFixed(decimals)) : `${trimmed(mantissa)}e${Number(exponent)}`;
  return text.replaceAll("-", "−");
}

const trimmed = (text) => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);

/** A number as a factor or a further summand. */
const inFormula = (number) => (number < 0 || Object.is(number, -0) ? `(${numberText(number)})` : numberText(number));

const shapeText = (shape) => `[${shape.join(", ")}]`;

/** A value in a few characters: a number, a few numbers, or the smallest and the largest of many; as in the drawing. */
function tensorText(value, condition = false) {
  const numbers = Array.from(value.data);
  if (condition) {
    if (numbers.length === 1) return numbers[0] ? "true" : "false";
    return `${numbers.filter((holds) => holds).length} of ${numbers.length} true`;
  }
  const brief = (number) => numberText(number, 3);
  if (value.shape.length === 0) return numberText(numbers[0], Math.abs(numbers[0]) < 1 ? 4 : 6);
  if (numbers.length === 0) return "[]";
  const lost = numbers.filter(Number.isNaN).length;
  if (lost > 0) return `${lost} of ${numbers.length} NaN`;
  if (numbers.length <= 3 && value.shape.length === 1) return shapeText(numbers.map(brief));
  const [least, most] = [smallest(numbers), largest(numbers)].map(brief);
  return least === most ? `all ${least}` : `${least} … ${most}`;
}

/** A value for those who hear the page. */
const spoken = (value, condition = false) => (value.shape.length === 0 ? tensorText(value, condition) : shapeText(value.shape));

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
