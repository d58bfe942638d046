"""The questions of cnn_training. They run beside student code and are the same for everyone.

A training is asked with a network that is known, one linear layer, which notes every pass that a loss comes back
through. So neither the optimiser nor the form of the loop matters. Where a training must not change the network its
rate is tiny: every optimiser's step is a multiple of the rate. What records a training is the student's choice.
"""

import contextlib
import copy
import inspect
import random
from collections import namedtuple

import numpy as np
import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

STILL = 1e-9
FORWARD_PASSES = 8
RELU = ("relu", "relu_", "clamp_min", "clamp_min_", "threshold", "threshold_", "clamp", "clamp_", "maximum")
LINEAR = ("addmm", "mm", "bmm", "baddbmm")


# Theory -----------------------------------------------------------------------------------------------------------


def derivatives(student, x, w):
    dw, dx = student.jacobians(x, w)
    return {"dw": dw, "dx": dx}


def tied(student, gradient, groups, count):
    return {"shared": student.tied_gradient(gradient, groups, count)}


# The network ------------------------------------------------------------------------------------------------------


def blocks(student, channels, side):
    return {"block_table": _operations(student.CNN(channels, side), channels, side).first_blocks()}


def scores(student, channels, side):
    model = student.CNN(channels, side, dropout=0.0).eval()
    seen = _operations(model, channels, side)
    images = torch.rand(4, channels, side, side)
    given = model(images)
    leaves, listed = _leaves(given), set(model.parameters())
    kernels = {leaf for leaf in leaves & listed if leaf.dim() == 4}
    return {
        "shape": list(given.shape),
        "score_alone": _flag(torch.allclose(model(images[:1]), given[:1], atol=1e-5)),
        "probabilities": _flag(torch.allclose(given.sum(dim=1), torch.ones(len(given)), atol=1e-4)),
        "negative_scores": _flag((given < 0).any()),
        "unlisted_layers": len(leaves - listed),
        "kernels_with_gradient": min(1.0, len(kernels) / max(1, len(seen.kernels))),
        "equal_filters": sum(len(kernel) - len(torch.unique(kernel, dim=0)) for kernel in seen.kernels.values()),
    }


def dropout(student, channels, side):
    images = torch.rand(2, channels, side, side)

    def noise(share, *, training):
        return _noise(student.CNN(channels, side, dropout=share).train(training), images)

    much = noise(0.8, training=True)
    return {
        "noise_in_training": _flag(much),
        "noise_in_evaluation": _flag(noise(0.8, training=False)),
        "noise_without_dropout": _flag(noise(0.0, training=True)),
        "noise_grows": _flag(much > 1.5 * noise(0.1, training=True) > 0),
    }


def _noise(model, images):
    """How much the scores for the same images differ from pass to pass."""
    with torch.no_grad():
        return float(torch.stack([model(images) for _ in range(FORWARD_PASSES)]).std(dim=0).mean())


class Operations(TorchDispatchMode):
    """Notes convolutions, ReLUs, poolings and linear layers as they are computed, whoever calls them."""

    def __init__(self):
        super().__init__()
        self.rows, self.kernels = [], {}

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        self._note(operation._schema.name.removeprefix("aten::"), args)
        return operation(*args, **(kwargs or {}))

    def _note(self, name, args):
        """A row for each convolution: it, a ReLU after it, and the window and stride of a max-pooling after it."""
        if name == "convolution":
            self.rows.append([1, 0, 0, 0])
            self.kernels[args[1].data_ptr()] = args[1].detach().clone()
        elif name in LINEAR or not self.rows:
            self.rows.append([0, 0, 0, 0])
        elif name in RELU:
            self.rows[-1][1] = 1
        elif name == "max_pool2d_with_indices":
            window, stride = args[1], args[2] if len(args) > 2 and args[2] else args[1]
            self.rows[-1][2:] = [_side(window), _side(stride)]

    def first_blocks(self):
        """The first two that are complete, else those that come nearest; zeros for what is missing."""
        found = [row for row in self.rows if row[0]]
        best = sorted(range(len(found)), key=lambda n: (found[n] != [1, 1, 2, 2], found[n].count(0)))[:2]
        rows = [found[n] for n in sorted(best)]
        return rows + [[0, 0, 0, 0]] * (2 - len(rows))


class Drops(TorchFunctionMode):
    """Notes whether numbers are dropped by chance: by a dropout with a share above 0, or by a mask with zeros."""

    def __init__(self):
        super().__init__()
        self.seen = False

    def __torch_function__(self, function, types, args=(), kwargs=None):
        out, name = function(*args, **(kwargs or {})), getattr(function, "__name__", "")
        if "dropout" in name:
            given = {**dict(zip(("p", "train"), args[1:], strict=False)), **(kwargs or {})}
            self.seen |= bool(given.get("p", 0.5) > 0) and bool(given.get("training", given.get("train", True)))
        elif "bernoulli" in name:
            self.seen |= bool((out == 0).any())
        return out


def _side(sizes):
    return sizes[0] if len(set(sizes)) == 1 else 0


def _operations(model, channels, side):
    with Operations() as seen:
        model(torch.rand(2, channels, side, side))
    return seen


def _leaves(value):
    """All tensors that autograd would give a gradient to."""
    found, seen, ahead = set(), set(), [value.grad_fn]
    while ahead:
        node = ahead.pop()
        if node is not None and node not in seen:
            seen.add(node)
            ahead += [before for before, _ in node.next_functions]
            found |= {node.variable} if hasattr(node, "variable") else set()
    return found


# Training ---------------------------------------------------------------------------------------------------------


def error(student, images, labels, W, b, tensors):
    """The network answers otherwise while it is in training mode, and is in it when it is handed over."""
    model = OtherNetwork(W, b, moody=True).train()
    given = torch.tensor(_pixels(images)) if tensors else _pixels(images)
    return {"error": student.classification_error(model, given, torch.tensor(labels) if tensors else labels)}


def loss(student, images, labels, W, b, batch_size):
    model, _ = _trained(student, images, labels, W, b, learning_rate=STILL, epochs=1, batch_size=batch_size)
    return {"gradient": model.gradient_by_image(_pixels(images))}


def steps(student, images, labels, W, b, batch_size, epochs):
    how = {"epochs": epochs, "batch_size": batch_size, "seed": 3}
    model, _ = _trained(student, images, labels, W, b, learning_rate=0.01, **how)
    again, _ = _trained(student, images, labels, W, b, learning_rate=0.01, **how)
    slow, fast = (_moved(student, images, labels, W, b, learning_rate=rate) for rate in (0.01, 0.02))
    return {
        "loss_falls": _flag(_loss(model, images, labels) < _loss(OtherNetwork(W, b), images, labels)),
        "batches_in_gradient": max(1.0, model.gathered),
        "training_mode": np.mean([one.training for one in model.passes] or [0.0]),
        "uses_of_images": model.uses_by_image(_pixels(images)),
        "step_for_double_rate": round(fast / slow, 2) if slow else 0.0,
        "same_seed": _flag(torch.equal(model.weight, again.weight)),
    }


def history(student, images, labels, W, b, batch_size, epochs):
    _, kept = _trained(student, images, labels, W, b, learning_rate=STILL, epochs=epochs, batch_size=batch_size)
    return {name: _by_epoch(_curve(kept, name), epochs) for name in ("loss", "error")}


def weight_decay(student, images, labels, W, b):
    """Looks at weights of pixels that are dark in every image: nothing but the decay can move them."""
    dark = ~images.reshape(len(images), -1).any(axis=0)
    before = torch.tensor(W, dtype=torch.float32)[:, dark]
    none, some, more = (
        _trained(
            student, images, labels, W, b,
            learning_rate=0.001, weight_decay=decay, epochs=1, batch_size=len(labels),
        )[0].weight.detach()[:, dark]
        for decay in (0.0, 0.1, 0.4)
    )  # fmt: skip
    levelled = _is_of_signs(before, some, more) or _is_of_lengths(student, images, labels, W, b, dark)
    return {
        "weights_without_decay": _share(none != before),
        "weights_with_decay": _share(some.abs() < before.abs()) - _share(some.abs() > before.abs()),
        "large_weights": _flag(levelled),
    }


def _is_of_lengths(student, images, labels, W, b, dark):
    """Whether ten times as large weights are drawn less than five times as hard, though by more where the factor is
    larger. The factors are so small that no gradient is cut short for its length."""
    pulls = []
    for times, decay in ((1.0, 0.001), (10.0, 0.001), (1.0, 0.004)):
        weights = np.where(dark, times * W, W)
        model, _ = _trained(
            student, images, labels, weights, b,
            learning_rate=0.1, weight_decay=decay, epochs=1, batch_size=len(labels),
        )  # fmt: skip
        before = torch.tensor(weights, dtype=torch.float32)
        pulls.append(float((before - model.weight.detach())[:, dark].abs().mean()))
    small, large, harder = pulls
    return small > 0 and large < 5 * small and harder > 1.5 * small


def _is_of_signs(before, some, more):
    """Whether all weights move by the same amount, and by more where the factor is larger. Optimisers that divide
    by the size of the gradient move all by the same amount too, whatever the factor is."""
    pull, harder = (before - some).abs(), (before - more).abs()
    return bool(pull.mean() > 0) and float(pull.std() / pull.mean()) < 0.05 and float((harder / pull).mean()) > 1.5


class Passed(torch.autograd.Function):
    """Hands scores on. When a gradient comes back it is noted, and `tick` gets the gradient 1."""

    @staticmethod
    def forward(ctx, scores, tick, model, images):
        ctx.model, ctx.images, ctx.training = model, images.detach().clone(), model.training
        return scores.view_as(scores)

    @staticmethod
    def backward(ctx, gradient):
        ctx.model.passes.append(Pass(ctx.images, ctx.training, gradient.clone()))
        return gradient, torch.ones(()), None, None


Pass = namedtuple("Pass", "images training gradient")


class OtherNetwork(nn.Module):
    """One linear layer; the name stands in the error of a training that wants the layers of CNN. `passes` are those
    that a loss came back through; `gathered` is the largest number of them that were in one gradient. A moody one
    answers with the next class in training mode."""

    def __init__(self, W, b, *, moody=False):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(W, dtype=torch.float32))
        self.bias = nn.Parameter(torch.tensor(b, dtype=torch.float32))
        self.tick = nn.Parameter(torch.zeros(()))
        self.tick.register_post_accumulate_grad_hook(self._count)
        self.moody, self.passes, self.gathered = moody, [], 0.0
        self.eval()

    def forward(self, images):
        given = images.flatten(1) @ self.weight.T + self.bias
        if self.moody:
            return given.roll(1, dims=1) if self.training else given
        return Passed.apply(given, self.tick, self, images)

    def _count(self, tick):
        self.gathered = max(self.gathered, float(tick.grad))

    def gradient_by_image(self, images):
        gradient = np.zeros((len(images), len(self.bias)))
        for one in self.passes:
            gradient[_which(one.images, images)] = one.gradient.numpy()
        return gradient

    def uses_by_image(self, images):
        rows = [_which(one.images, images) for one in self.passes]
        return np.bincount(np.concatenate([*rows, np.zeros(0, dtype=int)]), minlength=len(images))


def _which(batch, images):
    """Which of the images each of the batch is, or is nearest to."""
    rows, known = batch.flatten(1).numpy(), images.reshape(len(images), -1)
    return ((rows[:, None] - known) ** 2).sum(axis=2).argmin(axis=1)


def _trained(student, images, labels, W, b, **how):
    """The network after a training, and what was recorded of it; every generator stands elsewhere than before."""
    _stir()
    model = OtherNetwork(W, b)
    return model, student.train(model, _pixels(images), labels.copy(), **how)


def _stir():
    random.random(), np.random.rand(3), torch.rand(3)


def _moved(student, images, labels, W, b, learning_rate):
    """How far one step goes."""
    how = {"learning_rate": learning_rate, "epochs": 1, "batch_size": len(labels)}
    model, _ = _trained(student, images, labels, W, b, **how)
    return float((model.weight.detach() - torch.tensor(W, dtype=torch.float32)).norm())


def _loss(model, images, labels):
    with torch.no_grad():
        return float(nn.functional.cross_entropy(model(torch.tensor(_pixels(images))), torch.tensor(labels)))


def _pixels(images):
    return images.astype(np.float32)


def _share(flags):
    return float(flags.float().mean())


def _flag(holds):
    return float(bool(holds))


# Records of a training --------------------------------------------------------------------------------------------


def _curve(kept, what):
    """The numbers called loss or error, of an object, a dictionary, two lists, or a list of records."""
    if _is_by_epoch(kept):
        return [_curve(record, what) for record in kept]
    entries = _entries(kept)
    names = [name for name in (what, *entries) if name in entries and what[:3] in str(name).lower()]
    return entries[names[0]] if names else None


def _is_by_epoch(kept):
    return isinstance(kept, list) and bool(kept) and isinstance(kept[0], (dict, tuple))


def _entries(kept):
    if isinstance(kept, dict):
        return kept
    if hasattr(kept, "_asdict"):
        return kept._asdict()
    if isinstance(kept, (list, tuple)):
        is_pair = len(kept) == 2 and (isinstance(kept, tuple) or np.ndim(kept[0]) > 0)
        return dict(zip(("loss", "error"), kept, strict=True)) if is_pair else {"error": kept}
    return vars(kept) if hasattr(kept, "__dict__") else {}


def _by_epoch(curve, epochs):
    """One number for each epoch, also where there is one for each batch, or one before the first epoch."""
    if curve is None:
        return None
    numbers = np.array([float(number) for number in curve])
    if len(numbers) and len(numbers) % epochs == 0:
        return numbers.reshape(epochs, -1).mean(axis=1)
    return numbers[1:] if len(numbers) == epochs + 1 else numbers


def _record(student):
    """A function that records made-up curves as the student's own program does."""
    kept = None
    with contextlib.suppress(Exception):  # what is not begun here is another item's business
        kept = _by_rate(student.study(*_some_images(4), [STILL], 1))[STILL]
    if kept is None:
        return lambda loss, error: student.History(loss=loss, error=error)
    return lambda loss, error: _like(kept, {"loss": loss, "error": error})


def _like(kept, curves):
    if _is_by_epoch(kept):
        pairs = zip(*curves.values(), strict=True)
        return [_like(kept[0], dict(zip(curves, pair, strict=True))) for pair in pairs]
    named = {name: _fitting(name, curves, old) for name, old in _entries(kept).items()}
    if isinstance(kept, dict):
        return named
    if hasattr(kept, "_replace"):
        return kept._replace(**named)
    if isinstance(kept, (list, tuple)):
        return type(kept)(named.values()) if len(named) == 2 else named["error"]
    made = copy.copy(kept)
    made.__dict__.update(named)
    return made


def _fitting(name, curves, old):
    """The curve that goes by this name; of other names what stood there."""
    return next((curve for what, curve in curves.items() if what[:3] in str(name).lower()), old)


# The learning rate ------------------------------------------------------------------------------------------------


def rates(student):
    usual = inspect.signature(student.train).parameters["learning_rate"].default
    tried = {float(rate) for rate in student.rates_to_try()}
    return {"others": min(3, sum(rate > 0 and rate != usual for rate in tried))}


def study(student, fast, slow, epochs):
    images, labels = _some_images()
    both = _studied(student, images, labels, [fast, slow], epochs)
    alone = _studied(student, images, labels, [slow], epochs)
    with Drops() as drops:
        after = _studied(student, images, labels, [STILL, slow], epochs)
    curves = [_numbers(kept, "loss") for kept in (both.get(fast), both.get(slow), alone.get(slow), after.get(slow))]
    return {
        "rates": sorted(both),
        "epochs": [len(_by_epoch(_curve(kept, "error"), epochs)) for kept in both.values()],
        "equal_curves": _flag(curves[0] == curves[1] and np.isfinite(curves[0]).all()),
        "curve_alone": _flag(curves[1] == curves[2]),
        "curve_after_another": _flag(curves[2] == curves[3]),
        "dropped": _flag(drops.seen),
    }


def _studied(student, images, labels, rates, epochs):
    """Chance begins anew: within one study all networks have to begin with the same numbers, seeded or copied."""
    random.seed(5), np.random.seed(5), torch.manual_seed(5)
    return _by_rate(student.study(images, labels, rates, epochs))


def best_rate(student, rates, losses, errors):
    record = _record(student)
    curves = zip(rates.tolist(), losses.tolist(), errors.tolist(), strict=True)
    return {"rate": student.best_rate({rate: record(loss, error) for rate, loss, error in curves})}


FAILED = 1.0  # of a training that does not end with a number, or of a rate that was not tried


def chosen(student, fast, slow, epochs):
    histories = student.study(*_some_images(), [fast, slow], epochs)
    ends = {
        rate: _numbers(kept, "error")[-1]
        for rate, kept in _by_rate(histories).items()
        if np.isfinite(_numbers(kept, "loss")[-1])
    }
    best = float(student.best_rate(histories))
    return {"distance_to_best": ends.get(best, FAILED) - min(ends.values(), default=0.0)}


def _some_images(count=8):
    """As many as one batch of the usual sizes holds, or several without a rest."""
    return np.random.rand(count, 1, 28, 28).astype(np.float32), np.arange(count) % 10


def _by_rate(histories):
    pairs = histories.items() if isinstance(histories, dict) else histories
    return {float(rate): kept for rate, kept in pairs}


def _numbers(kept, what):
    """A curve, or that of the error where no other is recorded."""
    found = (_curve(kept, name) for name in (what, "error"))
    return [float(number) for number in next((curve for curve in found if curve is not None), ())]
