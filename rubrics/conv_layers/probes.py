"""The questions of conv_layers. They run beside student code and are the same for everyone.

Shapes are N, H, W, C; weights are k, k, C, F. Names of layers and parameters are the student's choice; weights are
found by their number of axes. Whatever a layer keeps between forward and backward is its own affair.
"""

import contextlib
import linecache
import os
import sys
import time

import numpy as np


def output_size(student, size, C, F, k, stride, padding):
    layer = student.ConvLayer2D(C, k, F, stride=stride, padding=padding)
    return {"size": layer.get_output_size(size)}


def conv_forward(student, x, w, b, k, stride, padding):
    return {"out": _convolution(student, w, b, k, stride, padding).forward(x)}


def conv_backward(student, x, w, b, dout, k, stride, padding, calls=1):
    layer = _convolution(student, w, b, k, stride, padding)
    for _ in range(calls):
        layer.forward(x)
        dx = layer.backward(dout)
    return {"dx": dx, "dw": layer.grads[layer.w_name], "db": layer.grads[layer.b_name]}


def pool_forward(student, x, pool, stride):
    return {"out": student.MaxPoolingLayer(pool, stride, "pool").forward(x)}


def pool_backward(student, x, dout, pool, stride, ties=False, accept=()):
    layer = student.MaxPoolingLayer(pool, stride, "pool")
    layer.forward(x)
    dx = layer.backward(dout)
    if ties and "ties-any-way" in accept and np.shape(dx) == x.shape:
        return {"dx": _sums_by_window(x, dx, pool, stride)}
    return {"dx": dx}


def test_cnn(student, x, labels, w1, b1, w2, b2):
    from lib.mlp.layer_utils import cross_entropy  # handed out with the homework

    model = student.TestCNN()
    new = {(4, len(w1)): w1, (1, len(b1)): b1, (2, len(w2)): w2, (1, len(b2)): b2}
    for name, value in list(model.net.params.items()):
        model.net.assign(name, new[value.ndim, len(value)])
    criterion = cross_entropy()
    scores = model.forward(x)
    loss = criterion.forward(scores, labels)
    model.backward(criterion.backward())
    return {"scores": scores, "loss": loss, "gradients": _in_one_row(model.net.grads)}


def training_weights(student, judged_images, mean_image, weights):
    model = student.SmallConvolutionalNetwork()
    misfit = _misfit(model.net.params, weights)
    if misfit:
        return {"facts": {"misfit": misfit}}
    model.net.load(weights)
    return _predicted(student, model, judged_images - mean_image)


def training_run(
    student, cells, seconds, train_images, train_labels, validation_images, validation_labels, judged_images,
    mean_image, dummy_labels,
):  # fmt: skip
    """Runs the cells with the training, with these images in place of those that a notebook reads."""
    space = _as_in_the_notebook()
    space["data"] = {
        "data_train": (train_images - mean_image, train_labels),
        "data_val": (validation_images - mean_image, validation_labels),
        "data_test": (judged_images - mean_image, dummy_labels),
    }
    steps = {}
    stopped = _run(cells, space, time.process_time() + seconds, steps)
    model = space["model"]
    if space.get("opt_params") and not stopped:
        model.net.load(space["opt_params"])
    answer = _predicted(student, model, judged_images - mean_image)
    answer["facts"]["stopped"] = stopped
    return {**_curves(steps, model), **answer}


def training_signs(student, images, labels, mean_image):
    """One batch again and again, in a network that is new: a loss that does not fall has a cause."""
    from lib.mlp.layer_utils import cross_entropy
    from lib.optim import Adam

    np.random.seed(0)
    model, criterion = student.SmallConvolutionalNetwork(), cross_entropy()
    optimizer, losses = Adam(model.net, 1e-3), []
    for _ in range(STEPS):
        losses.append(criterion.forward(model.forward(images - mean_image, True), labels))
        model.backward(criterion.backward())
        if len(losses) == 1:
            untouched = [name for name, grad in model.net.grads.items() if grad is None or not np.any(grad)]
        optimizer.step()
    return {"first_loss": losses[0], "last_loss": losses[-1], "facts": {"without_gradient": untouched}}


STEPS = 40
A_BATCH = 100


class _TimeIsUp(BaseException):
    """Not an Exception: a training that goes on after any error ends all the same."""


def _misfit(params, weights):
    """Why saved weights do not belong to a network; empty if they do."""
    shapes = {name: np.shape(value) for name, value in params.items()}
    for name, shape in shapes.items():
        if name not in weights:
            return f"it has no {name}"
        if weights[name].shape != shape:
            return f"{name} has the shape {weights[name].shape} in the file and {shape} in the network"
    more = [name for name in weights if name not in shapes]
    return f"the network has no {more[0]}" if more else ""


def _predicted(student, model, images):
    batches = [images[start : start + A_BATCH] for start in range(0, len(images), A_BATCH)]
    scores = np.concatenate([model.forward(batch, False) for batch in batches])
    facts = {"layers": _kinds(student, model.net)}
    return {"predicted": scores.argmax(axis=1), **_filters(model.net), "facts": facts}


def _filters(net):
    """The first kernel as [F, C, k, k], and of many filters the first ones; only shown, never judged."""
    kernels = [value for value in net.params.values() if np.ndim(value) == 4]
    return {"filters": np.transpose(kernels[0], (3, 2, 0, 1))[:64]} if kernels else {}


def _curves(steps, model):
    """The loss at each step of the model that is judged, and of others by their learning rate; only shown."""
    curves = {}
    with contextlib.suppress(Exception):
        for n, (optimizer, (rate, losses)) in enumerate(steps.items(), 1):
            name = "losses" if optimizer.net is model.net else f"curve_{rate:g}"
            name = f"{name}_{n}" if name in curves else name
            curves[name] = np.array(losses, dtype=np.float32)
    return curves


def _kinds(student, net):
    """How many layers there are of a kind. A kernel has four axes, whatever its layer is called."""
    convolutions = sum(isinstance(layer, student.ConvLayer2D) for layer in net.layers)
    pools = sum(isinstance(layer, student.MaxPoolingLayer) for layer in net.layers)
    kernels = sum(np.ndim(value) == 4 for value in net.params.values())
    return {"convolution": max(convolutions, kernels), "max-pooling": pools}


def _as_in_the_notebook():
    """What the notebook's own first cell imports, without the package that draws."""
    from lib.cnn import cnn_models, layer_utils
    from lib.mlp.layer_utils import cross_entropy
    from lib.mlp.train import compute_acc, train_net
    from lib.optim import SGD, SGDM, Adam, RMSProp

    names = {"np": np, "cross_entropy": cross_entropy, "compute_acc": compute_acc, "train_net": train_net}
    optimizers = {"SGD": SGD, "SGDM": SGDM, "Adam": Adam, "RMSProp": RMSProp}
    return {**vars(layer_utils), **vars(cnn_models), **names, **optimizers, "__name__": "__main__"}


def _run(cells, space, end, steps):
    """Whether the time was up before the training was done. Cells of the student's own may fail: they may draw."""
    with _watched(end, steps):
        try:
            for name, source, needed in cells:
                with contextlib.nullcontext() if needed else contextlib.suppress(Exception):
                    exec(_compiled(name, source), space)
        except _TimeIsUp:
            return True
    return False


def _compiled(name, source):
    """So that an error in it is told with its line."""
    file = os.path.join(sys.path[0], name)
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    return compile(source, file, "exec")


@contextlib.contextmanager
def _watched(end, steps):
    """Every step of an optimiser looks at the clock, and notes the loss that it goes down from.

    By optimiser, `steps` has the learning rate at its first step, and the losses.
    """
    from lib.mlp.layer_utils import cross_entropy
    from lib.optim import Optimizer

    step, forward, latest = Optimizer.step, cross_entropy.forward, [None]

    def heard(self, *args, **kwargs):
        latest[0] = forward(self, *args, **kwargs)
        return latest[0]

    def timed(self):
        if time.process_time() > end:
            raise _TimeIsUp
        steps.setdefault(self, (self.lr, []))[1].append(latest[0])
        return step(self)

    Optimizer.step, cross_entropy.forward = timed, heard
    try:
        yield
    finally:
        Optimizer.step, cross_entropy.forward = step, forward


def _convolution(student, w, b, k, stride, padding):
    layer = student.ConvLayer2D(w.shape[2], k, w.shape[3], stride=stride, padding=padding, name="conv")
    layer.params[layer.w_name] = w
    layer.params[layer.b_name] = b
    return layer


def _sums_by_window(x, dx, pool, stride):
    """Of each window that shares its maximum: what its maxima got together. Last, what all other pixels got.

    Windows do not overlap in such cases, so this is the same for every way to split a tie.
    """
    rows = range(0, x.shape[1] - pool + 1, stride)
    columns = range(0, x.shape[2] - pool + 1, stride)
    best = np.zeros(x.shape, dtype=bool)
    sums = []
    for i in rows:
        for j in columns:
            window = np.s_[:, i : i + pool, j : j + pool, :]
            is_best = x[window] == x[window].max(axis=(1, 2), keepdims=True)
            best[window] |= is_best
            sums.append(np.where(is_best, dx[window], 0.0).sum(axis=(1, 2)).ravel())
    return np.concatenate([*sums, [np.abs(np.where(best, 0.0, dx)).sum()]])


def _in_one_row(grads):
    """All gradients of a network, the smallest first: their names are free, their sizes differ."""
    ordered = sorted((np.asarray(g) for g in grads.values()), key=np.size)
    return np.concatenate([g.ravel() for g in ordered])
