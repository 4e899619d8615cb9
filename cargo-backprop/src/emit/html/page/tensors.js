// Tensors: sizes, outermost first, and elements in row-major order. A number has no sizes and one element; a condition
// is 1 or 0.

const tensor = (shape, data) => ({ shape, data });
const scalar = (number) => tensor([], Float64Array.of(number));
const elements = (shape) => shape.reduce((product, size) => product * size, 1);
const filled = (shape, number) => tensor(shape, new Float64Array(elements(shape)).fill(number));

/** How far apart the elements are that are neighbours on each axis. */
function strides(shape) {
  const steps = new Array(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    steps[axis] = step;
    step *= shape[axis];
  }
  return steps;
}

/** The places met on a walk through `shape` in row-major order, where a step on each axis goes as far as `steps` says. */
function walk(shape, steps, start = 0) {
  let places = [start];
  shape.forEach((size, axis) => {
    const next = [];
    for (const place of places) {
      for (let index = 0; index < size; index += 1) next.push(place + index * steps[axis]);
    }
    places = next;
  });
  return places;
}

const gather = (operand, shape, places) =>
  tensor(shape, Float64Array.from(places, (place) => operand.data[place]));

/** The shape that two shapes broadcast to, aligned from the last axis. */
function common(left, right) {
  const rank = Math.max(left.length, right.length);
  return Array.from({ length: rank }, (_, axis) => {
    const one = left[axis - rank + left.length] ?? 1;
    const other = right[axis - rank + right.length] ?? 1;
    if (one !== other && one !== 1 && other !== 1) throw new Error(`[${left}] and [${right}] do not fit`);
    return one === 1 ? other : one;
  });
}

function broadcast(operand, shape) {
  const missing = shape.length - operand.shape.length;
  const own = strides(operand.shape);
  const steps = shape.map((_, axis) =>
    axis < missing || operand.shape[axis - missing] === 1 ? 0 : own[axis - missing],
  );
  return gather(operand, shape, walk(shape, steps));
}

const sameShape = (one, other) => one.length === other.length && one.every((size, axis) => size === other[axis]);

/** A function of numbers, for each element of operands that are broadcast to one shape. */
function elementwise(apply, operands) {
  const shape = operands.reduce((whole, operand) => common(whole, operand.shape), []);
  const wide = operands.map((operand) => (sameShape(operand.shape, shape) ? operand : broadcast(operand, shape)));
  const data = new Float64Array(elements(shape));
  for (let place = 0; place < data.length; place += 1) {
    data[place] = apply(...wide.map((operand) => operand.data[place]));
  }
  return tensor(shape, data);
}

/** The places of the elements that are reduced together, for each element of the result. */
function groups(shape, axes) {
  const steps = strides(shape);
  const along = (wanted) => shape.map((_, axis) => axis).filter((axis) => axes.includes(axis) === wanted);
  const [reduced, kept] = [along(true), along(false)];
  const pick = (list, positions) => positions.map((position) => list[position]);
  const starts = walk(pick(shape, kept), pick(steps, kept));
  return {
    shape: pick(shape, kept),
    places: starts.map((start) => walk(pick(shape, reduced), pick(steps, reduced), start)),
  };
}

/** One number for the elements along `axes`. */
function reduce(apply, operand, axes) {
  const { shape, places } = groups(operand.shape, axes);
  return tensor(shape, Float64Array.from(places, (group) => apply(group.map((place) => operand.data[place]))));
}

/** A number for each element from all those along `axes`. */
function normalise(apply, operand, axes) {
  const result = filled(operand.shape, 0);
  for (const group of groups(operand.shape, axes).places) {
    const numbers = apply(group.map((place) => operand.data[place]));
    group.forEach((place, index) => (result.data[place] = numbers[index]));
  }
  return result;
}

/** The matrix product of operands with one or two axes each. */
function matrixProduct(left, right) {
  const [rows, inner] = left.shape.length === 1 ? [1, left.shape[0]] : left.shape;
  const columns = right.shape.length === 1 ? 1 : right.shape[1];
  const data = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const products = Array.from(
        { length: inner },
        (_, index) => left.data[row * inner + index] * right.data[index * columns + column],
      );
      data.push(sum(products));
    }
  }
  const shape = [...(left.shape.length === 1 ? [] : [rows]), ...(right.shape.length === 1 ? [] : [columns])];
  return tensor(shape, Float64Array.from(data));
}

function transposed(operand) {
  const shape = [...operand.shape].reverse();
  return gather(operand, shape, walk(shape, strides(operand.shape).reverse()));
}

const reshaped = (operand, shape) => tensor(shape, operand.data);

/** `size` positions of an axis from `start` on. */
function sliced(operand, { axis, start, size }) {
  const shape = operand.shape.with(axis, size);
  const steps = strides(operand.shape);
  return gather(operand, shape, walk(shape, steps, start * steps[axis]));
}

/** Zeros, `size` long on an axis, with the operand at `start`. */
function padded(operand, { axis, start, size }) {
  const result = filled(operand.shape.with(axis, size), 0);
  const steps = strides(result.shape);
  walk(operand.shape, steps, start * steps[axis]).forEach((place, index) => {
    result.data[place] = operand.data[index];
  });
  return result;
}

/** The sum, with what its additions lose: the algorithm of A. Neumaier, 1974. */
function sum(numbers) {
  let [total, lost] = [0, 0];
  for (const number of numbers) {
    const next = total + number;
    lost += Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}
