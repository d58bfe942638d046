"""What conv_functions is asked with. Settings only: N images of C channels, F filters of k×k.

Rungs are tiny and add one thing at a time; they explain and earn nothing. Groups earn. Every case of a group has a
twin with other numbers when submissions are graded, and `larger` is asked then only. In the convolution's backward
pass all padding keeps the image's size: code that forgets it fails quietly in these cases and loudly in others, and
only the quiet ones show what it does. The edge cases have no padding: a slip at padding 0 costs one group.
"""

import numpy as np

# What one step along each axis is, for sentences about errors. A gradient has the axes of what it belongs to.
CONVOLUTION = {
    "x": ("image", "input channel", "row", "column"),
    "W": ("filter", "input channel", "kernel row", "kernel column"),
    "b": ("filter",),
    "out": ("image", "filter", "row", "column"),
}
POOLING = dict.fromkeys(("x", "out"), ("image", "channel", "row", "column"))
LOSS = dict.fromkeys(("x", "target"), ("image", "class"))

SAYS = {
    "handout": "the layers of run_cnn.py, on smaller images",
    "general": "several images, channels and filters, images that are not square",
}


def convolution(draw, N=1, C=1, height=4, width=4, F=1, k=2, pad=0, whole=False):
    x = draw.integers(N, C, height, width) if whole else draw(N, C, height, width)
    return {"x": x, "W": draw(F, C, k, k), "b": draw(F), "k": k, "pad": pad}


def convolution_and_upstream(draw, N=1, C=1, height=4, width=4, F=1, k=2, pad=0, whole=False, silent=False):
    shape = (N, F, height + 2 * pad - k + 1, width + 2 * pad - k + 1)
    inputs = convolution(draw, N, C, height, width, F, k, pad, whole)
    return {**inputs, "dout": np.zeros(shape) if silent else draw(*shape)}


def convolution_tags(N, C, height, width, F, k, pad, whole=False, silent=False):
    return {
        "the batch holds more than one image": N > 1,
        "the batch and the channels are more than one": N > 1 and C > 1,
        "there is more than one input channel": C > 1,
        "there is more than one filter": F > 1,
        "height and width differ": height != width,
        "there is padding": pad > 0,
        "the padding does not keep the image's size": 2 * pad != k - 1,
        "the kernel is larger than one pixel": k > 1,
        "the kernel is larger than one pixel and there is more than one input channel": k > 1 and C > 1,
        "windows overlap": k > 1 and max(height, width) + 2 * pad > k,
        "the image holds whole numbers": whole,
        "the upstream gradient is zero": silent,
    }


LADDER = [
    {"height": 2, "width": 2, "k": 1},
    {"height": 3, "width": 3},
    {"N": 2, "height": 2, "width": 2, "k": 1},
    {"height": 2, "width": 2, "C": 2, "k": 1},
    {"height": 2, "width": 2, "F": 2, "k": 1},
    {"N": 2, "C": 2, "height": 3, "width": 3, "F": 2},
    {"height": 3, "width": 4},
    {"height": 3, "width": 3, "k": 3, "pad": 1},
    {"height": 3, "width": 4, "k": 3, "pad": 1},
    {"C": 2, "height": 3, "width": 2, "F": 2, "k": 3, "pad": 1},
]
NETWORK = [
    {"N": 3, "height": 6, "width": 6, "F": 4, "k": 3, "pad": 1},
    {"N": 2, "C": 4, "height": 4, "width": 4, "F": 8, "k": 3, "pad": 1},
]

conv_forward = {
    "inputs": convolution,
    "axes": CONVOLUTION,
    "tags": convolution_tags,
    "rungs": [*LADDER, {"height": 2, "width": 2, "pad": 1}],
    "handout": NETWORK,
    "general": [
        {"N": 2, "C": 2, "height": 6, "width": 5, "F": 3, "k": 3, "pad": 1},
        {"N": 3, "C": 3, "height": 5, "width": 7, "F": 2, "k": 5, "pad": 2},
        {"N": 2, "C": 2, "height": 4, "width": 6, "F": 3, "k": 3},
    ],
    "edge": [
        {"height": 4, "width": 5, "k": 1},
        {"height": 4, "width": 5, "F": 2, "k": 3, "pad": 2},
        {"C": 2, "height": 4, "width": 4, "k": 4},
        {"N": 2, "C": 2, "height": 5, "width": 4, "F": 2, "k": 4, "pad": 1},
        {"height": 3, "width": 4, "F": 2, "k": 1, "pad": 1},
        {"height": 5, "width": 5, "F": 2, "whole": True},
    ],
    "larger": {"general": [{"N": 3, "C": 3, "height": 9, "width": 11, "F": 4, "k": 5, "pad": 1}]},
    "says": {**SAYS, "edge": "kernels of one pixel or of the whole image, much padding, images of whole numbers"},
}

conv_backward = {
    "inputs": convolution_and_upstream,
    "axes": CONVOLUTION,
    "tags": convolution_tags,
    "rungs": LADDER,
    "handout": NETWORK,
    "general": [
        {"N": 2, "C": 2, "height": 4, "width": 5, "F": 3, "k": 3, "pad": 1},
        {"N": 3, "C": 3, "height": 6, "width": 5, "F": 2, "k": 5, "pad": 2},
        {"N": 2, "C": 2, "height": 5, "width": 5, "F": 2, "k": 3, "pad": 1},
    ],
    "edge": [
        {"N": 2, "C": 2, "height": 5, "width": 6, "F": 2, "k": 3},
        {"N": 2, "C": 2, "height": 5, "width": 5, "F": 3, "k": 2},
        {"C": 2, "height": 4, "width": 5, "F": 3, "k": 1},
        {"C": 2, "height": 4, "width": 4, "k": 4},
        {"height": 5, "width": 5, "F": 2, "whole": True},
        {"height": 3, "width": 3, "k": 1, "silent": True},
    ],
    "larger": {
        "general": [{"N": 3, "C": 3, "height": 7, "width": 10, "F": 4, "k": 3, "pad": 1}],
        "edge": [{"N": 2, "C": 3, "height": 9, "width": 7, "F": 2, "k": 5}],
    },
    "says": {**SAYS, "edge": "no padding, kernels of one pixel or of the whole image, images of whole numbers"},
}


def pooling(draw, N=1, C=1, height=4, width=4, k=2, pad=0, whole=False):
    return {"x": draw.integers(N, C, height, width) if whole else draw(N, C, height, width), "k": k, "pad": pad}


def pooling_and_upstream(draw, N=1, C=1, height=4, width=4, k=2, pad=0, whole=False, silent=False):
    shape = (N, C, (height + 2 * pad) // k, (width + 2 * pad) // k)
    inputs = pooling(draw, N, C, height, width, k, pad, whole)
    return {**inputs, "dout": np.zeros(shape) if silent else draw(*shape)}


def pooling_tags(N, C, height, width, k, pad, whole=False, silent=False):
    rests = ((height + 2 * pad) % k, (width + 2 * pad) % k)
    return {
        "the batch holds more than one image": N > 1,
        "there is more than one channel": C > 1,
        "output height and width differ": (height + 2 * pad) // k != (width + 2 * pad) // k,
        "height and width differ": height != width,
        "there is padding": pad > 0,
        "rows or columns are left over": any(rests),
        "the window is larger than one pixel": k > 1,
        "there is more than one window": (height + 2 * pad) // k * ((width + 2 * pad) // k) > 1,
        "the image holds whole numbers": whole,
        "the upstream gradient is zero": silent,
    }


POOL_LADDER = [
    {"height": 2, "width": 2, "k": 1},
    {"height": 2, "width": 2},
    {"height": 4, "width": 4},
    {"N": 2, "C": 2, "height": 2, "width": 4},
    {"height": 2, "width": 4},
    {"height": 3, "width": 3},
    {"height": 2, "width": 2, "pad": 1},
    {"height": 2, "width": 4, "pad": 1},
]
POOL_NETWORK = [{"N": 3, "C": 4, "height": 8, "width": 8}, {"N": 2, "C": 8, "height": 6, "width": 6}]
POOL_SAYS = {
    "handout": SAYS["handout"],
    "general": "several images and channels, other windows, images that are not square",
    "padded": "with padding",
    "rest": "rows or columns left over",
}

pool_forward = {
    "inputs": pooling,
    "axes": POOLING,
    "tags": pooling_tags,
    "rungs": POOL_LADDER,
    "handout": POOL_NETWORK,
    "general": [
        {"N": 2, "C": 3, "height": 4, "width": 6},
        {"N": 2, "C": 2, "height": 9, "width": 6, "k": 3},
        {"C": 2, "height": 3, "width": 4, "k": 1},
        {"C": 2, "height": 4, "width": 6, "whole": True},
    ],
    "padded": [
        {"N": 2, "C": 2, "height": 4, "width": 6, "pad": 1},
        {"N": 2, "C": 2, "height": 4, "width": 7, "k": 3, "pad": 1},
        {"height": 4, "width": 8, "k": 4, "pad": 2},
    ],
    "rest": [
        {"N": 2, "C": 2, "height": 5, "width": 7},
        {"C": 2, "height": 7, "width": 8, "k": 3},
        {"N": 2, "C": 2, "height": 6, "width": 9, "k": 3, "pad": 1},
    ],
    "larger": {"general": [{"N": 3, "C": 3, "height": 8, "width": 12, "k": 4}]},
    "says": POOL_SAYS,
}

pool_backward = {
    "inputs": pooling_and_upstream,
    "axes": POOLING,
    "tags": pooling_tags,
    "rungs": POOL_LADDER,
    "handout": POOL_NETWORK,
    "general": [
        {"N": 2, "C": 3, "height": 4, "width": 6},
        {"N": 2, "C": 2, "height": 9, "width": 6, "k": 3},
        {"C": 2, "height": 3, "width": 4, "k": 1},
    ],
    "padded": [
        {"N": 2, "C": 2, "height": 4, "width": 6, "pad": 1},
        {"N": 2, "C": 2, "height": 4, "width": 7, "k": 3, "pad": 1},
        {"height": 4, "width": 8, "k": 4, "pad": 2},
    ],
    "rest": [
        {"N": 2, "C": 2, "height": 5, "width": 7},
        {"C": 2, "height": 7, "width": 8, "k": 3},
        {"N": 2, "C": 2, "height": 8, "width": 6, "k": 3, "pad": 1},
        {"height": 3, "width": 4, "silent": True},
    ],
    "larger": {"general": [{"N": 3, "C": 3, "height": 8, "width": 12, "k": 4}]},
    "says": POOL_SAYS,
}


def outputs_and_targets(draw, N=1, K=3, right_class=False):
    """Outputs with any targets, or with rows that have a single 1 as in training."""
    x, target = draw(2, N, K)  # together, so that no output of a rung hits its target
    return {"x": x, "target": np.eye(K)[draw.labels(N, K)] if right_class else target}


def loss_tags(N, K, right_class=False, equal=False, rows=False, columns=False):
    return {
        "the batch holds more than one row": N > 1,
        "scores are as large as 1000": rows or columns,
        "the rows of a batch differ by 2000": rows and N > 1,
        "the scores of one row differ by 2000": columns,
        "all scores are equal": equal,
    }


def times(factor):
    """A convention under which every number of the reference is multiplied by something."""
    return lambda inputs, outputs: {name: factor(*inputs["x"].shape) * number for name, number in outputs.items()}


# The handout asks for a mean over the batch and leaves open of what; forward and backward have to agree.
EUCLIDEAN = {
    "inputs": outputs_and_targets,
    "axes": LOSS,
    "tags": loss_tags,
    "rungs": [{"N": 1, "K": 2}, {"N": 2, "K": 3}],
    "general": [
        {"N": 1, "K": 4},
        {"N": 4, "K": 5},
        {"N": 6, "K": 2},
        {"N": 5, "K": 10, "right_class": True},
    ],
    "conventions": {
        "without the half": times(lambda n, k: 2),
        "mean of all numbers": times(lambda n, k: 2 / k),
        "half the mean of all numbers": times(lambda n, k: 1 / k),
        "sum over the batch": times(lambda n, k: 2 * n),
        "half the sum over the batch": times(lambda n, k: n),
    },
    "says": {"general": "batches of one and more"},
}
euclidean_forward = euclidean_backward = EUCLIDEAN


def scores_and_classes(draw, N=1, K=3, equal=False, rows=False, columns=False):
    """Scores and the right classes; every other row, or every other column, is 1000 up and the next 1000 down."""
    x = np.zeros((N, K)) if equal else draw(N, K)
    if rows or columns:
        x = np.round(x * 1024) / 1024  # so that no digit is lost near 1000 for those who compute in float32
    if rows:
        x = x + 1000.0 * (-1.0) ** np.arange(N)[:, np.newaxis]
    if columns:
        x = x + 1000.0 * (-1.0) ** np.arange(K)
    labels = (np.arange(N) + 1) % K if columns else draw.labels(N, K)
    return {"x": x, "target": np.eye(K)[labels]}


SOFTMAX = {
    "inputs": scores_and_classes,
    "axes": LOSS,
    "tags": loss_tags,
    "rungs": [{"N": 1, "K": 2}, {"N": 2, "K": 3}, {"N": 2, "K": 10, "equal": True}],
    "general": [{"N": 1, "K": 4}, {"N": 4, "K": 5}, {"N": 6, "K": 3}, {"N": 7, "K": 10}],
    "large": [
        {"N": 4, "K": 3, "rows": True},
        {"N": 2, "K": 5, "rows": True},
        {"N": 1, "K": 4, "rows": True},
        {"N": 3, "K": 4, "columns": True},
        {"N": 1, "K": 5, "columns": True},
    ],
    "says": {"general": "batches of one and more", "large": "scores near 1000 and -1000"},
}
softmax_forward = softmax_backward = SOFTMAX
