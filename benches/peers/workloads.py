#!/usr/bin/env python3
"""W2 to W8 by JAX, PyTorch and numpy, each that can be imported, in turns with generated code.

    python3 benches/peers/workloads.py [WORD ...]

It starts the program `beside` of this package, which times generated code whenever it is asked to, and writes
`benches/results/python.csv`; with words it shows the settings whose names hold each of them, and writes nothing.
Everything runs on one processor, and what is counted is the time that a program's threads have run.
"""

import csv
import importlib
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

# Before anything is imported that would start threads.
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

import numpy as np  # noqa: E402

BENCHES = Path(__file__).resolve().parent.parent
EXAMPLES, COLUMNS, CLASSES = 1024, 256, 10
# A sample is as many calls as take a tenth of a millisecond at least.
SAMPLE, BUDGET, ROUNDS = 1e5, 3e9, (11, 61)
# Of the sum of what is compared.
TOLERANCE = {"f32": 2e-5, "f64": 1e-8}


def uniform(seed, count):
    """The numbers of `src/numbers.rs`."""
    with np.errstate(over="ignore"):
        h = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B1)
        h ^= np.uint32(seed) * np.uint32(0x85EBCA77)
        h = (h ^ (h >> 16)) * np.uint32(0x85EBCA6B)
        h = (h ^ (h >> 13)) * np.uint32(0xC2B2AE35)
    h ^= h >> 16
    return (h >> 8).astype(np.float64) / (1 << 24)


def numbers(seed, shape, low, high, dtype):
    drawn = low + (high - low) * uniform(seed, int(np.prod(shape)))
    return drawn.astype(dtype).reshape(shape)


def examples(ranges):
    columns = [numbers(seed, EXAMPLES, low, high, np.float64) for seed, (low, high) in enumerate(ranges)]
    return np.stack(columns, axis=1)


BUNDLE = [
    (0.1, 0.4), (-0.4, -0.1), (0.1, 0.4), (-0.5, 0.5), (-0.5, 0.5), (-0.5, 0.5), (400.0, 600.0), (300.0, 340.0),
    (220.0, 260.0), (-0.1, 0.1), (-0.01, 0.01), (-1.0, 1.0), (-1.0, 1.0), (4.0, 8.0), (0.5, 1.5), (200.0, 400.0),
    (150.0, 350.0),
]  # fmt: skip


def inputs(workload, dtype, elements):
    """As the modules of `src` make them."""
    if workload in ("W2 called", "W2 chain"):
        return [examples([(-1.5, 1.5)] * (2 if workload == "W2 called" else 11))]
    if workload in ("W3 gradient", "W3 Jacobian"):
        return [examples(BUNDLE)]
    if workload == "W4":
        shape = (elements // COLUMNS, COLUMNS)
        x, w, dy = (numbers(seed, shape, -1, 1, dtype) for seed in (1, 2, 4))
        return [x, w, numbers(3, COLUMNS, -0.5, 0.5, dtype), dy]
    if workload in ("W5", "W6"):
        return [numbers(seed, elements, -1, 1, dtype) for seed in (5, 6, 7)]
    if workload in ("W7", "W8"):
        width, hidden = (784, 128) if workload == "W7" else (64, 32)
        labels = np.zeros((elements, CLASSES), dtype)
        labels[np.arange(elements), (uniform(8, elements) * 10).astype(int)] = 1
        return [
            numbers(9, (elements, width), -1, 1, dtype),
            labels,
            numbers(10, (width, hidden), -0.1, 0.1, dtype),
            numbers(11, hidden, -0.1, 0.1, dtype),
            numbers(12, (hidden, CLASSES), -0.3, 0.3, dtype),
            numbers(13, CLASSES, -0.1, 0.1, dtype),
        ]
    return None


class Numpy:
    """Gradients by hand, one operation after the other."""

    def __init__(self):
        blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        self.version = f"numpy {np.__version__} with {blas['name']} {blas['version']}"

    def prepare(self, workload, arrays):
        name = workload.split()[0].lower() + ("_chain" if workload.endswith("chain") else "")
        function = getattr(self, name, None)
        return function and (lambda: function(*arrays))

    def w2(self, x):
        x, y = x[:, 0], x[:, 1]
        a, b = 1 - x, y - x * x
        dy = 200 * b
        return [np.stack([a * a + 100 * b * b, -2 * a - 2 * x * dy, dy], axis=1)]

    def w2_chain(self, x):
        low, high = x[:, :-1], x[:, 1:]
        a, b = 1 - low, high - low * low
        dy = 200 * b
        result = np.zeros((len(x), 12))
        result[:, 0] = (a * a + 100 * b * b).sum(axis=1)
        result[:, 1:-1] = -2 * a - 2 * low * dy
        result[:, 2:] += dy
        return [result]

    def w4(self, x, w, b, dy):
        y = np.maximum(x * w + b, 0)
        dz = dy * (y > 0)
        return [y, dz * w, dz * x, dz.sum(axis=0)]

    def w5(self, a, b, c):
        under = 1 + b * b
        quotient = (a * b + c) / under
        off = np.maximum(quotient, 0) - a
        d_off = off * a.dtype.type(2 / a.size)
        d_over = d_off * (quotient > 0) / under
        return [(off * off).mean(), d_over * b - d_off, d_over * a - 2 * d_over * quotient * b, d_over]

    def w6(self, a, b, c):
        exp = np.exp(a * b)
        tanh = np.tanh(exp + c)
        sigmoid = 1 / (1 + np.exp(-tanh * a))
        off = sigmoid - b
        d_off = off * a.dtype.type(2 / a.size)
        d_scaled = d_off * sigmoid * (1 - sigmoid)
        d_sum = d_scaled * a * (1 - tanh * tanh)
        d_product = d_sum * exp
        return [(off * off).mean(), d_scaled * tanh + d_product * b, d_product * a - d_off, d_sum]

    def w7(self, x, labels, w1, b1, w2, b2):
        h = np.maximum(x @ w1 + b1, 0)
        logits = h @ w2 + b2
        shifted = logits - logits.max(axis=1, keepdims=True)
        exp = np.exp(shifted)
        total = exp.sum(axis=1, keepdims=True)
        loss = -(labels * (shifted - np.log(total))).sum(axis=1).mean()
        d_logits = (exp / total - labels) * x.dtype.type(1 / len(x))
        d_z = (d_logits @ w2.T) * (h > 0)
        return [loss, x.T @ d_z, d_z.sum(axis=0), h.T @ d_logits, d_logits.sum(axis=0)]

    w8 = w7


class Jax:
    """`jit`, and `vmap` over the examples of workloads on numbers."""

    def __init__(self):
        self.jax = importlib.import_module("jax")
        self.jax.config.update("jax_enable_x64", True)
        self.version = f"jax {self.jax.__version__}"

    def prepare(self, workload, arrays):
        jax, jnp, nn = self.jax, self.jax.numpy, self.jax.nn

        def term(x, y):
            return (1 - x) ** 2 + 100 * (y - x**2) ** 2

        def over_examples(f, active):
            def one(x):
                value, d = jax.value_and_grad(f)(x[:active], x[active:])
                return jnp.concatenate([value[None], d])

            return lambda x: [jax.vmap(one)(x)]

        def errors(x, seen):
            r, y, w = x[:3], x[11:14] - x[3:6], x[14]
            angle = jnp.sqrt((r * r).sum())
            a = r / angle
            s, c = jnp.sin(angle), jnp.cos(angle)
            p = y * c + jnp.cross(a, y) * s + a * (a * y).sum() * (1 - c)
            q = p[:2] / p[2]
            square = (q * q).sum()
            distortion = 1 + square * (x[9] + x[10] * square)
            return w * (x[6] * distortion * q + x[7:9] - seen)

        def jacobian(x):
            values, pullback = jax.vjp(lambda active: errors(active, x[15:]), x[:15])
            (rows,) = jax.vmap(pullback)(jnp.eye(2))
            return jnp.concatenate([values[:, None], rows], axis=1)

        def rectified(x, w, b, dy):
            y, pullback = jax.vjp(lambda x, w, b: nn.relu(x * w + b), x, w, b)
            return [y, *pullback(dy)]

        def mean(f):
            def all_three(*arrays):
                value, d = jax.value_and_grad(lambda *it: ((f(*it)) ** 2).mean(), (0, 1, 2))(*arrays)
                return [value, *d]

            return all_three

        def loss(w1, b1, w2, b2, x, labels):
            logits = nn.relu(x @ w1 + b1) @ w2 + b2
            return -(labels * nn.log_softmax(logits)).sum(axis=1).mean()

        def classifier(x, labels, *weights):
            value, d = jax.value_and_grad(loss, (0, 1, 2, 3))(*weights, x, labels)
            return [value, *d]

        functions = {
            "W2 called": over_examples(lambda x, _: term(x[0], x[1]), 2),
            "W2 chain": over_examples(lambda x, _: term(x[:-1], x[1:]).sum(), 11),
            "W3 gradient": over_examples(lambda x, seen: (errors(x, seen) ** 2).sum() / 2, 15),
            "W3 Jacobian": lambda x: [jax.vmap(jacobian)(x)],
            "W4": rectified,
            "W5": mean(lambda a, b, c: nn.relu((a * b + c) / (1 + b * b)) - a),
            "W6": mean(lambda a, b, c: nn.sigmoid(jnp.tanh(jnp.exp(a * b) + c) * a) - b),
            "W7": classifier,
            "W8": classifier,
        }
        if workload not in functions:
            return None
        arrays = [jnp.asarray(array) for array in arrays]
        compiled = jax.jit(functions[workload])
        return lambda: jax.block_until_ready(compiled(*arrays))


class Torch:
    """Without its compiler; the workloads on arrays."""

    def __init__(self):
        self.torch = importlib.import_module("torch")
        self.torch.set_num_threads(1)
        self.version = f"torch {self.torch.__version__}"

    def prepare(self, workload, arrays):
        torch = self.torch
        leaves = [torch.from_numpy(array) for array in arrays]

        def with_gradients(value, active, cotangent=None):
            return [value.detach(), *torch.autograd.grad(value, active, cotangent)]

        def rectified():
            x, w, b, dy = leaves
            return with_gradients(torch.relu(x * w + b), leaves[:3], dy)

        def chain():
            a, b, c = leaves
            return with_gradients((torch.relu((a * b + c) / (1 + b * b)) - a).square().mean(), leaves)

        def elementary():
            a, b, c = leaves
            return with_gradients((torch.sigmoid(torch.tanh(torch.exp(a * b) + c) * a) - b).square().mean(), leaves)

        def classifier():
            x, labels, w1, b1, w2, b2 = leaves
            logits = torch.addmm(b2, torch.relu(torch.addmm(b1, x, w1)), w2)
            loss = -(labels * torch.log_softmax(logits, 1)).sum(1).mean()
            return with_gradients(loss, leaves[2:])

        functions = {
            "W4": (rectified, [0, 1, 2]),
            "W5": (chain, [0, 1, 2]),
            "W6": (elementary, [0, 1, 2]),
            "W7": (classifier, [2, 3, 4, 5]),
            "W8": (classifier, [2, 3, 4, 5]),
        }
        if workload not in functions:
            return None
        function, active = functions[workload]
        for leaf in active:
            leaves[leaf].requires_grad_()
        return function


class Generated:
    """The program that times generated code, and says what is expected of all."""

    def __init__(self, words):
        command = ["cargo", "run", "--release", "--quiet", "-p", "backprop-benches", "--bin", "beside", "--", *words]
        self.process = subprocess.Popen(
            command, cwd=BENCHES, text=True, bufsize=1, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.notes = []

    def settings(self):
        expected = []
        for line in self.process.stdout:
            kind, *fields = line.rstrip("\n").split("\t")
            if kind == "note":
                self.notes.append(fields)
            elif kind == "setting":
                (workload, element, elements, calls), expected = fields, []
            elif kind == "expected":
                expected.append((fields[0], float(fields[1]), float(fields[2])))
            else:
                yield (workload, element, int(elements)), int(calls), expected
                print("next", file=self.process.stdin)
        if self.process.wait() != 0:
            sys.exit("`beside` has failed")

    def sample(self):
        print("sample", file=self.process.stdin)
        return float(self.process.stdout.readline())


def check(library, setting, results, expected):
    assert len(results) == len(expected), (library, setting)
    for result, (name, wanted, size) in zip(results, expected):
        flat = np.asarray(result).astype(np.float64).ravel()
        error = abs(np.dot(flat, uniform(99, flat.size)) - wanted)
        # Not `error > ..`, which a NaN would pass.
        assert error <= TOLERANCE[setting[1]] * size, f"{name} of {library} in {setting}: off by {error / size}"


def sample(function, calls):
    start = time.process_time_ns()
    for _ in range(calls):
        function()
    return (time.process_time_ns() - start) / calls


def count(function):
    calls = 1
    while (taken := sample(function, calls) * calls) < SAMPLE / 2:
        calls *= 2
    return calls if taken >= SAMPLE else 2 * calls


def measure(generated, functions):
    """Rounds in which each contender has its turn, in random order."""
    counts = {name: count(function) for name, function in functions.items()}
    samples = {name: [] for name in ("generated", *functions)}
    order, end = list(samples), time.monotonic_ns() + BUDGET
    for turn in range(ROUNDS[1]):
        if turn >= ROUNDS[0] and time.monotonic_ns() > end:
            break
        random.shuffle(order)
        for name in order:
            if name == "generated":
                samples[name].append(generated.sample())
            else:
                functions[name]()
                samples[name].append(sample(functions[name], counts[name]))
    return counts, samples


def main():
    random.seed(1)
    words, libraries, missing = sys.argv[1:], {}, []
    for name, library in (("numpy", Numpy), ("JAX", Jax), ("PyTorch", Torch)):
        try:
            libraries[name] = library()
        except ImportError as error:
            missing.append(f"{name} could not be imported ({error})")
    generated, rows = Generated(words), []
    for setting, calls, expected in generated.settings():
        workload, element, elements = setting
        arrays = inputs(workload, np.dtype({"f32": "float32", "f64": "float64"}[element]), elements)
        if arrays is None:
            continue
        functions = {}
        for name, library in libraries.items():
            if function := library.prepare(workload, arrays):
                check(name, setting, function(), expected)
                functions[name] = function
        counts, samples = measure(generated, functions)
        counts["generated"] = calls
        print(f"\n{workload}, {element}, {elements} elements, {len(samples['generated'])} rounds")
        ours = statistics.median(samples["generated"])
        for name, times in samples.items():
            median = statistics.median(times)
            print(f"  {name:<12} median {median / 1e3:12.3f} µs  × {median / ours:.3f}", flush=True)
            rows.append((*setting, name, counts[name], " ".join(f"{it:.5g}" for it in times)))
    if not words:
        versions = [f"Python {platform.python_version()}", *(it.version for it in libraries.values()), *missing]
        notes = [*generated.notes, ("libraries", ", ".join(versions))]
        path = BENCHES / "results" / "python.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", newline="") as file:
            file.writelines(f"# {name}: {note}\n" for name, note in notes)
            writer = csv.writer(file, lineterminator="\n")
            header = ["workload", "element", "elements", "contender", "calls in a sample"]
            writer.writerow([*header, "nanoseconds of a call in each round"])
            writer.writerows(rows)
        print(f"\n{len(rows)} rows in {path}")


if __name__ == "__main__":
    main()
