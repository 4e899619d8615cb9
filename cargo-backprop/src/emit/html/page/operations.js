// What each operation of the compiler computes. What flows back is written with the same operations, by the compiler's
// own rules of derivatives: there are none here.

const geluScale = Math.sqrt(2 / Math.PI);

/** `a * b + c`, rounded once but for the last bit. */
function multiplyAdd(a, b, c) {
  const product = a * b;
  if (!Number.isFinite(product) || Math.abs(product) > 1e290 || Math.abs(product) < 1e-270) return product + c;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  const lost = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return sum([product, c, lost]);
}

/** A number as the sum of two with half of its digits each: the algorithm of T. J. Dekker, 1971. */
function halves(number) {
  const scaled = number * 134217729;
  const high = scaled - (scaled - number);
  return Number.isFinite(high) ? [high, number - high] : [number, 0];
}

/** By repeated squaring, the reciprocal of a negative power last. */
function power(base, exponent) {
  let [square, result, remaining] = [base, 1, Math.abs(exponent)];
  while (remaining > 0) {
    if (remaining % 2 === 1) result *= square;
    square *= square;
    remaining = Math.floor(remaining / 2);
  }
  return exponent < 0 ? 1 / result : result;
}

/** As in C, where powers of 1 are 1, and those of -1 by an infinity too. */
function realPower(base, exponent) {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

/** By the sign of `x`, so that no exponential overflows. */
function sigmoid(x) {
  const e = Math.exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
}

function rounded(x) {
  const whole = Math.trunc(x);
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}

const isNegative = (x) => x < 0 || Object.is(x, -0);
const signum = (x) => (Number.isNaN(x) ? NaN : isNegative(x) ? -1 : 1);
const minimum = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b));
const maximum = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b));

/** Operations on numbers; on tensors, for each element. */
const onNumbers = {
  "+": (a, b) => a + b,
  "-": (a, b) => (b === undefined ? -a : a - b),
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  recip: (a) => 1 / a,
  square: (a) => a * a,
  powf: realPower,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  abs: Math.abs,
  mul_add: multiplyAdd,
  hypot: Math.hypot,
  exp: Math.exp,
  exp2: (a) => 2 ** a,
  exp_m1: Math.expm1,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  ln_1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  atan2: Math.atan2,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  min: minimum,
  max: maximum,
  signum,
  floor: Math.floor,
  ceil: Math.ceil,
  round: rounded,
  stop_gradient: (a) => a,
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "&&": (a, b) => a && b,
  "||": (a, b) => a || b,
  "!": (a) => 1 - a,
  select: (condition, then, otherwise) => (condition ? then : otherwise),
  relu: (a) => (a <= 0 ? 0 : a),
  leaky_relu: (a, slope) => (a <= 0 ? slope * a : a),
  elu: (a) => (a <= 0 ? Math.expm1(a) : a),
  sigmoid,
  silu: (a) => a * sigmoid(a),
  softplus: (a) => maximum(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  gelu: (a) => 0.5 * a * (1 + Math.tanh(geluScale * (a + 0.044715 * a * a * a))),
};

const largest = (numbers) =>
  numbers.reduce((found, number) => (number > found || Number.isNaN(number) ? number : found), -Infinity);
const smallest = (numbers) =>
  numbers.reduce((found, number) => (number < found || Number.isNaN(number) ? number : found), Infinity);
const product = (numbers) => numbers.reduce((found, number) => found * number, 1);

/** The exponentials of numbers that are shifted so that the largest is 1, and the shift. */
function exponentials(numbers) {
  const most = largest(numbers);
  const shift = Number.isFinite(most) ? most : 0;
  return { shift, each: numbers.map((number) => Math.exp(number - shift)) };
}

/** One number for all along the axes. */
const reductions = {
  sum,
  mean: (numbers) => sum(numbers) / numbers.length,
  product,
  max_all: largest,
  min_all: smallest,
  logsumexp(numbers) {
    const { shift, each } = exponentials(numbers);
    return Math.log(sum(each)) + shift;
  },
};

/** A number for each, from all along the axes. */
const normalisations = {
  softmax(numbers) {
    const { each } = exponentials(numbers);
    const total = sum(each);
    return each.map((number) => number / total);
  },
  log_softmax(numbers) {
    const { shift, each } = exponentials(numbers);
    const total = Math.log(sum(each));
    return numbers.map((number) => number - shift - total);
  },
  exclusive_product: (numbers) =>
    numbers.map((_, index) => product(numbers.slice(0, index)) * product(numbers.slice(index + 1))),
};

/** Operations that move elements. */
const moves = {
  t: transposed,
  insert_axis: (operand, { integer }) => reshaped(operand, operand.shape.toSpliced(integer, 0, 1)),
  remove_axis: (operand, { integer }) => reshaped(operand, operand.shape.toSpliced(integer, 1)),
  reshape: (operand, { shape }) => reshaped(operand, shape),
  broadcast: (operand, { shape }) => broadcast(operand, shape),
  slice: (operand, { window }) => sliced(operand, window),
  pad: (operand, { window }) => padded(operand, window),
};
