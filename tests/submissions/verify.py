"""Checks the sample submissions of `conv_layers` against torch; run by hand after touching one of them.

    .venv/bin/python tests/submissions/verify.py [-v] [name ...]

right/  agrees with torch in float64 on every configuration, warns of nothing and changes no argument.
wrong/  differs on the items that wrong.yaml names, exactly where WHEN says so, and agrees on all others.
"""

import contextlib
import importlib
import io
import itertools
import random
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from numbers import Integral
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from ruamel.yaml import YAML

HERE = Path(__file__).resolve().parent / "conv_layers"
TOLERANCE = 1e-5  # of the largest expected entry; float32_inside needs about 1e-6
ITEMS = ("output-size", "conv-forward", "conv-backward", "pool-forward", "pool-backward", "test-cnn")
Array = NDArray[Any]
Answers = dict[str, dict[Any, str]]  # item -> configuration -> complaint, "" if right

PROVIDED_LAYERS = '''
import numpy as np

class sequential:
    def __init__(self, *layers):
        self.layers = list(layers)
        assert len({layer.name for layer in layers}) == len(layers), "two layers share a name"
        self.gather_params()
        self.gather_grads()
    def gather_params(self):
        self.params = {n: v for layer in self.layers for n, v in layer.params.items()}
    def gather_grads(self):
        self.grads = {n: v for layer in self.layers for n, v in layer.grads.items()}
    def assign(self, name, value):
        next(layer for layer in self.layers if name in layer.params).params[name] = value
    def get_params(self, name):
        return self.params[name]

class _Plain:
    def __init__(self, name="plain"):
        self.name, self.params, self.grads, self.meta = name, {}, {}, None

class flatten(_Plain):
    def forward(self, x):
        self.meta = x.shape
        return x.reshape(x.shape[0], -1)
    def backward(self, d):
        return d.reshape(self.meta)

class relu(_Plain):
    def forward(self, x):
        self.meta = x
        return np.maximum(x, 0)
    def backward(self, d):
        return d * (self.meta > 0)

class gelu(relu):
    """Stands in for the course's; only its shapes matter here."""

class leaky_relu(relu):
    """Stands in for the course's; only its shapes matter here."""

class dropout(_Plain):
    def __init__(self, keep_prob, seed=None, name="dropout"):
        super().__init__(name)
    def forward(self, x, is_training=True, seed=None):
        return x
    def backward(self, d):
        return d

class fc:
    def __init__(self, input_dim, output_dim, init_scale=0.002, name="fc"):
        self.name, self.w_name, self.b_name = name, name + "_w", name + "_b"
        self.params = {self.w_name: init_scale * np.random.randn(input_dim, output_dim),
                       self.b_name: np.zeros(output_dim)}
        self.grads = {self.w_name: None, self.b_name: None}
    def forward(self, x):
        self.meta = x
        return x @ self.params[self.w_name] + self.params[self.b_name]
    def backward(self, d):
        self.grads[self.w_name], self.grads[self.b_name] = self.meta.T @ d, d.sum(axis=0)
        return d @ self.params[self.w_name].T
'''

PROVIDED_MODULE = """
from lib.mlp.layer_utils import *

class Module:
    def forward(self, feat, is_training=True, seed=None):
        for layer in self.net.layers:
            feat = layer.forward(feat)
        return feat
    def backward(self, dprev):
        for layer in reversed(self.net.layers):
            dprev = layer.backward(dprev)
        self.net.gather_grads()
        return dprev
"""


@dataclass(frozen=True)
class Conv:
    """One convolution: sizes, and whether the image holds integers."""

    N: int
    H: int
    W: int
    C: int
    F: int
    k: int
    s: int
    p: int
    integer: bool = False

    @property
    def out(self) -> tuple[int, int]:
        return tuple((d + 2 * self.p - self.k) // self.s + 1 for d in (self.H, self.W))  # type: ignore[return-value]

    @property
    def remainder(self) -> bool:
        return any((d + 2 * self.p - self.k) % self.s for d in (self.H, self.W))


@dataclass(frozen=True)
class Pool:
    """One max-pooling; ties come from an image of few integers."""

    N: int
    H: int
    W: int
    C: int
    k: int
    s: int
    ties: bool = False

    @property
    def out(self) -> tuple[int, int]:
        return (self.H - self.k) // self.s + 1, (self.W - self.k) // self.s + 1


@dataclass(frozen=True)
class Cnn:
    """TestCNN on its only input size, and what is compared."""

    gradients: bool


def conv_configurations() -> list[Conv]:
    draw = random.Random(4)
    chosen = [Conv(1, 8, 8, 1, 2, 5, 1, 0), Conv(2, 8, 8, 3, 4, 4, 2, 1), Conv(2, 5, 8, 1, 1, 1, 1, 0)]
    for p, s, k in itertools.product(range(4), (1, 2, 3), range(1, 6)):
        low = max(k - 2 * p, 1)
        batch, channels, filters = (draw.randint(1, 4) for _ in range(3))
        height, width = (draw.randint(low + 1, low + 5) for _ in range(2))
        integer = draw.random() < 0.2
        chosen.append(Conv(batch, height, width, channels, filters, k, s, p, integer))
    return chosen


def pool_configurations() -> list[Pool]:
    draw = random.Random(5)
    chosen = [Pool(1, 8, 8, 1, 4, 2), Pool(4, 6, 6, 3, 2, 2)]
    for k, s, ties in itertools.product(range(1, 6), (1, 2, 3), (False, False, True)):
        batch, channels = draw.randint(1, 4), draw.randint(1, 4)
        chosen.append(Pool(batch, k + draw.randint(1, 5), k + draw.randint(1, 5), channels, k, s, ties))
    return chosen


def difference(got: object, expected: Array) -> str:
    """Says how an answer misses the expected array, or nothing."""
    if not isinstance(got, np.ndarray):
        return f"{type(got).__name__} and no array"
    if got.shape != expected.shape:
        return f"shape {got.shape}, expected {expected.shape}"
    worst = float(np.max(np.abs(got - expected), initial=0.0))
    scale = float(np.max(np.abs(expected), initial=0.0))
    return "" if worst <= TOLERANCE * scale else f"off by {worst / (scale or 1):.1e} of the largest entry"


def channels_first(x: Array) -> torch.Tensor:
    return torch.tensor(x, dtype=torch.float64).permute(0, 3, 1, 2).contiguous().requires_grad_()


def channels_last(x: torch.Tensor | None) -> Array:
    assert x is not None
    return x.detach().permute(0, 2, 3, 1).numpy()


def ask(call: Callable[[], str]) -> str:
    """Runs one question; an exception is a complaint."""
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def unchanged(*pairs: tuple[Array, Array]) -> str:
    return "" if all(np.array_equal(a, b) for a, b in pairs) else "changed its argument"


def ask_conv(layers: ModuleType, c: Conv, answers: Answers) -> None:
    rng = np.random.default_rng(abs(hash(c)))
    img = rng.integers(-5, 6, (c.N, c.H, c.W, c.C)) if c.integer else rng.normal(size=(c.N, c.H, c.W, c.C))
    w, b = rng.normal(size=(c.k, c.k, c.C, c.F)), rng.normal(size=c.F)
    dprev = rng.normal(size=(c.N, *c.out, c.F))

    x, wt = channels_first(img), torch.tensor(w).permute(3, 2, 0, 1).contiguous().requires_grad_()
    bt = torch.tensor(b, requires_grad=True)
    y = torch.nn.functional.conv2d(x, wt, bt, stride=c.s, padding=c.p)
    y.backward(channels_first(dprev).detach())
    assert wt.grad is not None
    assert bt.grad is not None
    dw, db = wt.grad.permute(2, 3, 1, 0).numpy(), bt.grad.numpy()

    layer = layers.ConvLayer2D(c.C, c.k, c.F, stride=c.s, padding=c.p, name="conv")
    layer.params[layer.w_name], layer.params[layer.b_name] = w.copy(), b.copy()
    mine, mine_d = img.copy(), dprev.copy()

    def size() -> str:
        got = list(layer.get_output_size([c.N, c.H, c.W, c.C]))
        good = got == [c.N, *c.out, c.F] and all(isinstance(d, Integral) for d in got)
        return "" if good else f"size {got}"

    def forward() -> str:
        return difference(layer.forward(mine), channels_last(y)) or unchanged((mine, img))

    def backward() -> str:
        found = (
            difference(layer.backward(mine_d), channels_last(x.grad))
            or difference(layer.grads[layer.w_name], dw)
            or difference(layer.grads[layer.b_name], db)
        )
        kept = (
            (mine, img),
            (mine_d, dprev),
            (layer.params[layer.w_name], w),
            (layer.params[layer.b_name], b),
        )
        return found or unchanged(*kept)

    for item, question in (("output-size", size), ("conv-forward", forward), ("conv-backward", backward)):
        answers[item][c] = ask(question)


def tie_complaint(got: object, img: Array, dprev: Array, c: Pool) -> str:
    """Any split of a tie is right that keeps the gradient's sum and stays on maxima."""
    if not isinstance(got, np.ndarray) or got.shape != img.shape:
        return f"{getattr(got, 'shape', None)}, expected {img.shape}"
    allowed, per_window = np.zeros(img.shape, bool), True
    for i, j in np.ndindex(*c.out):
        here = (slice(None), slice(i * c.s, i * c.s + c.k), slice(j * c.s, j * c.s + c.k))
        allowed[here] |= img[here] == img[here].max(axis=(1, 2), keepdims=True)
        if c.s >= c.k:
            per_window &= np.allclose(got[here].sum(axis=(1, 2)), dprev[:, i, j], atol=TOLERANCE)
    whole = np.allclose(got.sum(axis=(1, 2)), dprev.sum(axis=(1, 2)), atol=10 * TOLERANCE)
    return "" if whole and per_window and not np.any(got[~allowed]) else "a tie's gradient is not kept"


def ask_pool(layers: ModuleType, c: Pool, answers: Answers) -> None:
    rng = np.random.default_rng(abs(hash(c)))
    shape = (c.N, c.H, c.W, c.C)
    img = rng.integers(-1, 2, shape) if c.ties else rng.normal(size=shape) - 1.0
    dprev = rng.normal(size=(c.N, *c.out, c.C))
    x = channels_first(img)
    y = torch.nn.functional.max_pool2d(x, c.k, c.s)
    y.backward(channels_first(dprev).detach())
    layer = layers.MaxPoolingLayer(c.k, c.s, "pool")
    mine, mine_d = img.copy(), dprev.copy()

    def forward() -> str:
        return difference(layer.forward(mine), channels_last(y)) or unchanged((mine, img))

    def backward() -> str:
        got = layer.backward(mine_d)
        found = tie_complaint(got, img, dprev, c) if c.ties else difference(got, channels_last(x.grad))
        return found or unchanged((mine, img), (mine_d, dprev))

    answers["pool-forward"][c] = ask(forward)
    answers["pool-backward"][c] = ask(backward)


def ask_test_cnn(models: ModuleType, answers: Answers) -> None:
    rng = np.random.default_rng(6)
    img, dprev = rng.normal(size=(4, 8, 8, 3)), rng.normal(size=(4, 5))
    values = {4: rng.normal(size=(3, 3, 3, 3)), 2: rng.normal(size=(27, 5))}
    biases = {3: rng.normal(size=3), 5: rng.normal(size=5)}
    x, w2 = channels_first(img), torch.tensor(values[2], requires_grad=True)
    w1 = torch.tensor(values[4]).permute(3, 2, 0, 1).contiguous().requires_grad_()
    b1, b2 = (torch.tensor(biases[n], requires_grad=True) for n in (3, 5))
    pooled = torch.nn.functional.max_pool2d(torch.nn.functional.conv2d(x, w1, b1), 2)
    scores = pooled.permute(0, 2, 3, 1).reshape(4, 27) @ w2 + b2
    scores.backward(torch.tensor(dprev))
    assert w1.grad is not None
    expected: dict[int, Any] = {4: w1.grad.permute(2, 3, 1, 0), 2: w2.grad, 3: b1.grad, 5: b2.grad}
    model: Any = None

    def key(value: Array) -> int:
        return value.ndim if value.ndim > 1 else value.size

    def forward() -> str:
        nonlocal model
        model = models.TestCNN()
        for layer in model.net.layers:
            for name, value in layer.params.items():
                layer.params[name] = (values | biases)[key(value)].copy()
        return difference(model.forward(img.copy()), scores.detach().numpy())

    def backward() -> str:
        found = difference(model.backward(dprev.copy()), channels_last(x.grad))
        for layer in model.net.layers:
            for name, value in layer.params.items():
                found = found or difference(layer.grads[name], expected[key(value)].numpy())
        return found

    answers["test-cnn"][Cnn(gradients=False)] = ask(forward)
    answers["test-cnn"][Cnn(gradients=True)] = ask(backward)


def small_network_complaint(models: ModuleType) -> str:
    """The second network: 32 x 32 in, ten scores out, at most two convolutions and two poolings."""

    def run() -> str:
        model = models.SmallConvolutionalNetwork(keep_prob=0.5, seed=1)
        names = [type(layer).__name__ for layer in model.net.layers]
        scores = model.forward(np.random.default_rng(7).normal(size=(2, 32, 32, 3)))
        model.backward(np.ones_like(scores))
        few = names.count("ConvLayer2D") <= 2 and names.count("MaxPoolingLayer") <= 2
        return "" if scores.shape == (2, 10) and few else f"{names} gives {scores.shape}"

    return ask(run)


@contextlib.contextmanager
def imported(submission: Path) -> Iterator[tuple[ModuleType, ModuleType]]:
    """Imports a copy of one submission beside the modules that the course provides."""
    lib = next(path for path in sorted(submission.rglob("lib")) if path.is_dir())
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(lib, Path(folder) / "lib")
        mlp = Path(folder) / "lib" / "mlp"
        mlp.mkdir()
        (mlp / "layer_utils.py").write_text(PROVIDED_LAYERS)
        (mlp / "fully_conn.py").write_text(PROVIDED_MODULE)
        sys.path.insert(0, folder)
        try:
            yield (
                importlib.import_module("lib.cnn.layer_utils"),
                importlib.import_module("lib.cnn.cnn_models"),
            )
        finally:
            sys.path.remove(folder)
            for name in [name for name in sys.modules if name.split(".")[0] == "lib"]:
                del sys.modules[name]


def ask_all(submission: Path) -> tuple[Answers, str]:
    answers: Answers = {item: {} for item in ITEMS}
    with contextlib.redirect_stdout(io.StringIO()), imported(submission) as (layers, models):
        for conv in conv_configurations():
            ask_conv(layers, conv, answers)
        for pool in pool_configurations():
            ask_pool(layers, pool, answers)
        ask_test_cnn(models, answers)
        return answers, small_network_complaint(models)


def on_luck(c: Pool, wrong: bool) -> bool | None:
    """With few integers a wrong window may hold the right maximum: then nothing is predicted."""
    return None if wrong and c.ties else wrong


def hardcoded(c: Pool) -> tuple[int, int]:
    return (c.H - c.k) // 2 + 1, (c.W - c.k) // 2 + 1


def hardcoded_raises(c: Pool) -> bool:
    return any((n - 1) * c.s >= d for n, d in zip(hardcoded(c), (c.H, c.W), strict=True))


def always(c: Conv | Pool | Cnn) -> bool:
    return True


def gradients(c: Cnn) -> bool:
    return c.gradients


# Where each mistake shows: folder -> item -> the configurations on which the answer is wrong, and no others.
WHEN: dict[str, dict[str, Callable[[Any], bool | None]]] = {
    "batch_summed_in_forward": {"conv-forward": lambda c: c.N > 1, "test-cnn": always},
    "bias_per_channel": {"conv-forward": lambda c: c.C > 1, "test-cnn": always},
    "db_shape_1F": {"conv-backward": always, "test-cnn": gradients},
    "db_times_channels": {"conv-backward": lambda c: c.C > 1, "test-cnn": gradients},
    "dw_broadcast": {"conv-backward": lambda c: c.p > 0},
    "dw_mean_over_batch": {"conv-backward": lambda c: c.N > 1, "test-cnn": gradients},
    "dw_strided_transposed": {"conv-backward": lambda c: c.C > 1, "test-cnn": gradients},
    "dw_unpadded": {"conv-backward": lambda c: c.p > 0},
    "dx_crop_late": {"conv-backward": lambda c: c.p > 0},
    "dx_cropped_square": {"conv-backward": lambda c: c.W > c.H or (c.W < c.H and c.p > 0)},
    "dx_empty_at_padding_0": {"conv-backward": lambda c: c.p == 0, "test-cnn": gradients},
    "dx_not_rotated": {"conv-backward": lambda c: c.k > 1, "test-cnn": gradients},
    "flipped_kernel_consistent": {
        "conv-forward": lambda c: c.k > 1,
        "conv-backward": lambda c: c.k > 1,
        "test-cnn": always,
    },
    "int_buffer": {"conv-forward": lambda c: c.integer},
    "no_bias": {"conv-forward": always, "test-cnn": always},
    "output_size_ceil": {"output-size": lambda c: c.remainder},
    "pads_all_axes": {"conv-forward": lambda c: c.p > 0, "conv-backward": lambda c: c.p > 0},
    "pool_assigns_overlap": {"pool-backward": lambda c: on_luck(c, c.k > c.s and c.out != (1, 1))},
    "pool_channel_max": {"pool-forward": lambda c: on_luck(c, c.C > 1), "test-cnn": always},
    "pool_loops_square": {
        "pool-forward": lambda c: c.out[0] != c.out[1],
        "pool-backward": lambda c: c.out[0] > c.out[1],
    },
    "pool_steps_by_1": {
        "pool-forward": lambda c: on_luck(c, c.s > 1 and c.out != (1, 1)),
        "test-cnn": always,
    },
    "returns_float_size": {"output-size": always},
    "size_in_channels": {"output-size": lambda c: c.C != c.F},
    "stride_hardcoded_2": {
        "pool-forward": lambda c: c.out != hardcoded(c),
        "pool-backward": hardcoded_raises,
    },
    "test_cnn_other_stack": {"test-cnn": always},
    "ties_full_gradient": {"pool-backward": lambda c: c.ties and c.k > 1},
    "width_from_height": {
        "output-size": lambda c: c.out[0] != c.out[1],
        "conv-forward": lambda c: c.out[0] != c.out[1],
        "conv-backward": lambda c: c.out[0] > c.out[1],
    },
}


def right_complaints(answers: Answers) -> Iterator[str]:
    for item, by_configuration in answers.items():
        for configuration, complaint in by_configuration.items():
            if complaint:
                yield f"{item} {configuration}: {complaint}"


def wrong_complaints(name: str, answers: Answers, row: dict[str, Any]) -> Iterator[str]:
    named, maybe = set(row["item"]), set(row.get("maybe", ()))
    shown = {item for item, by_configuration in answers.items() if any(by_configuration.values())}
    if not named <= shown <= named | maybe or shown == set(ITEMS):
        yield f"wrong on {sorted(shown)}, but the table names {sorted(named)} and perhaps {sorted(maybe)}"
    for item, configuration in ((i, c) for i in ITEMS for c in answers[i]):
        predicted = WHEN[name].get(item, lambda c: False)(configuration)
        if predicted is not None and predicted != bool(answers[item][configuration]):
            yield f"{item} {configuration}: expected {predicted}, got {answers[item][configuration]!r}"


def named_alike(table: dict[str, Any], folders: dict[str, Path]) -> bool:
    groups = [set(table), set(WHEN), set(folders)]
    strays = set.union(*groups) - set.intersection(*groups)
    if strays:
        print("not in all of wrong/, wrong.yaml and WHEN:", *sorted(strays))
    return not strays


def report(title: str, answers: Answers, complaints: list[str], limit: int | None) -> None:
    wrong = {item: sum(map(bool, by_configuration.values())) for item, by_configuration in answers.items()}
    counts = ", ".join(f"{item} {n}/{len(answers[item])}" for item, n in wrong.items() if n)
    print(f"{'BAD' if complaints else 'ok '} {title}: wrong on {counts or 'nothing'}")
    for line in complaints[:limit]:
        print(f"      {line[:200]}")


def main(arguments: list[str]) -> int:
    warnings.simplefilter("error")
    sys.dont_write_bytecode = True
    table = YAML(typ="safe").load(HERE / "wrong.yaml")
    right, wrong = ({p.name: p for p in sorted((HERE / group).iterdir())} for group in ("right", "wrong"))
    wanted, limit, bad = set(arguments) - {"-v"}, None if "-v" in arguments else 3, 0
    if not named_alike(table, wrong):
        return 1
    for name, path in (right | wrong).items():
        if wanted and name not in wanted:
            continue
        answers, small = ask_all(path)
        found = list(
            wrong_complaints(name, answers, table[name]) if name in wrong else right_complaints(answers)
        )
        found += [f"SmallConvolutionalNetwork: {small}"] * (name in right and bool(small))
        report(f"{path.parent.name}/{name}", answers, found, limit)
        bad += bool(found)
    return min(bad, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
