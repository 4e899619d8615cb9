// The value of each step of a graph, from those before it.

/** So many elements are computed, which takes about a second. */
const workLimit = 5e6;

/** The number that a size is: a literal, or a name with an offset. */
const sizeOf = (size, sizes) => (typeof size === "number" ? size : sizes[size.name] + size.plus);
const shapeOf = (shape, sizes) => shape.map((size) => sizeOf(size, sizes));

/**
 * Evaluates `steps` where the named sizes are `sizes`. `point` holds a tensor for each input, a tensor for each output
 * (what flows back from it), and a number for each Rust constant.
 */
function evaluate(steps, sizes, point, single) {
  const values = [];
  let work = 0;
  for (const step of steps) {
    work += workOf(step, values);
    if (work > workLimit) throw new Error("these sizes are too large for a page");
    values.push(result(step, values, sizes, point, single));
  }
  return values;
}

/** How much a step computes, at least. */
function workOf({ op, of }, values) {
  const [first, second] = of.map((operand) => values[operand]);
  if (op !== "dot") return first?.data.length ?? 1;
  return first.data.length * (second.shape[1] ?? 1);
}

function result(step, values, sizes, point, single) {
  const operands = step.of.map((operand) => values[operand]);
  const value = computed(step, operands, sizes, point);
  return single ? tensor(value.shape, Float64Array.from(value.data, Math.fround)) : value;
}

function computed(step, operands, sizes, point) {
  const [first] = operands;
  const { op } = step;
  switch (op) {
    case "input":
      return point.inputs[step.index];
    case "cotangent":
      return point.cotangents[step.index];
    case "path":
      return scalar(point.constants[step.index]);
    case "constant":
      return scalar(Number(step.number));
    case "count":
      return scalar(elements(shapeOf(step.shape, sizes)));
    case "powi":
      return elementwise((base) => power(base, step.integer), operands);
    case "dot":
      return matrixProduct(...operands);
  }
  const axes = step.axes ?? [first.shape.length - 1];
  if (Object.hasOwn(onNumbers, op)) return elementwise(onNumbers[op], operands);
  if (Object.hasOwn(reductions, op)) return reduce(reductions[op], first, axes);
  if (Object.hasOwn(normalisations, op)) return normalise(normalisations[op], first, axes);
  if (Object.hasOwn(moves, op)) return moves[op](first, resolved(step, sizes));
  throw new Error(`unknown operation ${op}`);
}

/** What an operation needs beside its operands, with sizes that are numbers. */
function resolved({ integer, shape, window }, sizes) {
  const number = (size) => sizeOf(size, sizes);
  return {
    integer,
    shape: shape && shapeOf(shape, sizes),
    window: window && { axis: window.axis, start: number(window.start), size: number(window.size) },
  };
}
