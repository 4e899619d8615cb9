// Where a graph is evaluated, before the reader changes it.

/** Sizes that differ, so that it can be seen which is which. */
function firstSizes(data) {
  const sizes = {};
  data.sizes.forEach(({ name, least }, index) => {
    const given = Number(data.given[name]);
    sizes[name] = Number.isInteger(given) && given >= 0 ? given : Math.max(least, 2 + (index % 4));
  });
  return sizes;
}

/** The first of some kinds of numbers for which everything is finite: few functions are defined everywhere. */
function firstPoint(data, sizes) {
  const kinds = [
    (scalars) => (scalars ? counting : mixed),
    () => (position, count) => (position + 1) / (count + 1),
    () => (position, count) => 1 + (position + 1) / (count + 1),
  ];
  const points = kinds.map((kind) => pointOf(data, sizes, kind));
  return points.find((point) => isFinite(data, sizes, point)) ?? points[0];
}

const counting = (position) => position + 1;
/** Numbers between -1 and 1 with one digit, in no order. */
const mixed = (position) => (((position * 7 + 3) % 19) - 9) / 10;

function pointOf(data, sizes, kind) {
  let position = 0;
  const count = data.inputs.reduce((total, input) => total + elements(shapeOf(input.shape, sizes)), 0);
  if (count > workLimit) throw new Error("these sizes are too large for a page");
  const inputs = data.inputs.map((input) => {
    const shape = shapeOf(input.shape, sizes);
    const number = kind(shape.length === 0);
    const own = Float64Array.from({ length: elements(shape) }, () => number(position++, count));
    return given(data.given[input.name], shape) ?? tensor(shape, own);
  });
  return {
    inputs,
    cotangents: data.outputs.map((output) => filled(shapeOf(output.shape, sizes), 1)),
    constants: data.constants.map((path) => Number(data.given[path] ?? knownConstant(path))),
  };
}

/** What the command line says of an input. */
function given(value, shape) {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.length === elements(shape) ? tensor(shape, Float64Array.from(value, Number)) : undefined;
  return shape.length === 0 && !Number.isNaN(Number(value)) ? scalar(Number(value)) : undefined;
}

/** The value of a constant of Rust's standard library; 1 for another, which the page cannot know. */
function knownConstant(path) {
  const known = {
    PI: Math.PI,
    TAU: 2 * Math.PI,
    E: Math.E,
    SQRT_2: Math.SQRT2,
    LN_2: Math.LN2,
    LN_10: Math.LN10,
    LOG2_E: Math.LOG2E,
    LOG10_E: Math.LOG10E,
    FRAC_PI_2: Math.PI / 2,
    FRAC_PI_3: Math.PI / 3,
    FRAC_PI_4: Math.PI / 4,
    FRAC_PI_6: Math.PI / 6,
    FRAC_PI_8: Math.PI / 8,
    FRAC_1_PI: 1 / Math.PI,
    FRAC_2_PI: 2 / Math.PI,
    FRAC_1_SQRT_2: Math.SQRT1_2,
    FRAC_2_SQRT_PI: 2 / Math.sqrt(Math.PI),
    EPSILON: Number.EPSILON,
    INFINITY: Infinity,
    NEG_INFINITY: -Infinity,
    MAX: Number.MAX_VALUE,
    NAN: NaN,
  };
  return known[path.split("::").at(-1)] ?? 1;
}

function isFinite(data, sizes, point) {
  try {
    return evaluate(data.steps, sizes, point, data.single).every((value) => value.data.every(Number.isFinite));
  } catch {
    return false;
  }
}

/** The point for other sizes: elements stay where they are, and new ones are as at first. */
function resized(data, sizes, point) {
  const fresh = firstPoint(data, sizes);
  const keep = (old, next) => {
    if (old.shape.length !== next.shape.length) return next;
    const shape = next.shape.map((size, axis) => Math.min(size, old.shape[axis]));
    const from = walk(shape, strides(old.shape));
    walk(shape, strides(next.shape)).forEach((place, index) => (next.data[place] = old.data[from[index]]));
    return next;
  };
  return {
    inputs: fresh.inputs.map((next, index) => keep(point.inputs[index], next)),
    cotangents: fresh.cotangents.map((next, index) => keep(point.cotangents[index], next)),
    constants: point.constants,
  };
}
