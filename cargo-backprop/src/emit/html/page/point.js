// Where a graph is evaluated.

/** The sizes and the numbers with which the page begins; no numbers where there are too many. */
function firstPoint(data) {
  const sizes = Object.fromEntries(data.sizes.map(({ name, value }) => [name, value]));
  if (data.point === null) return { sizes, point: null };
  const read = ({ shape, data }) => tensor(shape, Float64Array.from(data, Number));
  const { inputs, cotangents, constants } = data.point;
  const point = {
    inputs: inputs.map(read),
    cotangents: cotangents.map((given, index) => (given ? read(given) : filled(shapeOf(data.outputs[index].shape, sizes), 1))),
    constants: constants.map(Number),
  };
  return { sizes, point };
}

/** Numbers between -0.9 and 0.9, in no order, for elements that were not there before. */
const madeUp = (position) => (((position * 7 + 3) % 19) - 9) / 10;

/** The point for other sizes: elements keep their places, and new ones are made up. */
function resized(data, sizes, point) {
  const fit = (arguments_, old, number) =>
    arguments_.map(({ shape }, index) => {
      const wanted = shapeOf(shape, sizes);
      if (elements(wanted) > workLimit) throw new Error("these sizes are too large for a page");
      const next = tensor(wanted, Float64Array.from({ length: elements(wanted) }, (_, place) => number(place + 5 * index)));
      return old === undefined ? next : keep(old[index], next);
    });
  return {
    inputs: fit(data.inputs, point?.inputs, madeUp),
    cotangents: fit(data.outputs, point?.cotangents, () => 1),
    constants: point?.constants ?? data.constants.map(() => 1),
  };
}

function keep(old, next) {
  const shape = next.shape.map((size, axis) => Math.min(size, old.shape[axis]));
  const from = walk(shape, strides(old.shape));
  walk(shape, strides(next.shape)).forEach((place, index) => (next.data[place] = old.data[from[index]]));
  return next;
}
