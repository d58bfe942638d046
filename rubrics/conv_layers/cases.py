"""What conv_layers is asked with. Settings only: N images of H×W pixels and C channels, F filters of k×k.

Rungs are tiny and add one thing at a time; they explain and earn nothing. Groups earn. Every case of a group has a
twin with other numbers when submissions are graded, and `larger` is asked then only. In the backward pass the
general cases have padding and the edge cases have none: a slip at padding 0 costs one group and not the item.
"""

import numpy as np

SAYS = {
    "handout": "the example of the handout",
    "general": "several images, channels and filters, other sizes and strides",
    "edge": "no padding or a lot, strides that leave a remainder, kernels of one pixel",
}

# What one step along each axis is, for sentences about errors. A gradient has the axes of what it belongs to.
PIXELS = ("image", "row", "column", "channel")
CONVOLUTION = {
    "x": ("image", "row", "column", "input channel"),
    "w": ("kernel row", "kernel column", "input channel", "filter"),
    "b": ("filter",),
    "out": ("image", "row", "column", "filter"),
}
POOLING = {"x": PIXELS, "out": PIXELS}


def convolution(draw, N=1, H=4, W=4, C=1, F=1, k=2, stride=1, padding=0, printed=False, whole=False):
    inputs = {"k": k, "stride": stride, "padding": padding}
    if printed:
        x = draw.printed(np.linspace(-0.1, 0.4, 64).reshape(1, 8, 8, 1))
        w = draw.printed(np.linspace(-0.2, 0.2, 50).reshape(5, 5, 1, 2))
        return {"x": x, "w": w, "b": draw.printed(np.linspace(-0.3, 0.3, 2)), **inputs}
    x = draw.integers(N, H, W, C) if whole else draw(N, H, W, C)
    return {"x": x, "w": draw(k, k, C, F), "b": draw(F), **inputs}


def convolution_and_upstream(
    draw, N=1, H=4, W=4, C=1, F=1, k=2, stride=1, padding=0, silent=False, whole=False, calls=1
):
    shape = (N, (H + 2 * padding - k) // stride + 1, (W + 2 * padding - k) // stride + 1, F)
    inputs = convolution(draw, N, H, W, C, F, k, stride, padding, whole=whole)
    if calls > 1:
        inputs["calls"] = calls
    return {**inputs, "dout": np.zeros(shape) if silent else draw(*shape)}


def convolution_tags(N, H, W, C, F, k, stride, padding, silent=False, whole=False, printed=False, calls=1):
    steps, rests = zip(divmod(H + 2 * padding - k, stride), divmod(W + 2 * padding - k, stride), strict=True)
    return {
        "the batch holds more than one image": N > 1,
        "the batch and the channels are more than one": N > 1 and C > 1,
        "there is more than one input channel": C > 1,
        "there is more than one filter": F > 1,
        "height and width differ": H != W,
        "the stride is more than 1": stride > 1,
        "the stride leaves a remainder": any(rests),
        "windows overlap": k > stride and any(steps),
        "there is padding": padding > 0,
        "the kernel is larger than one pixel": k > 1,
        "the kernel is larger than one pixel and there is more than one input channel": k > 1 and C > 1,
        "the image holds whole numbers": whole,
        "the upstream gradient is zero": silent,
        "backward is called a second time": calls > 1,
    }


LADDER = [
    {"H": 2, "W": 2, "k": 1},
    {"H": 3, "W": 3},
    {"N": 2, "H": 2, "W": 2, "k": 1},
    {"H": 2, "W": 2, "C": 2, "k": 1},
    {"H": 2, "W": 2, "F": 2, "k": 1},
    {"N": 2, "H": 2, "W": 2, "C": 2, "F": 2},
    {"H": 4, "W": 4, "stride": 2},
    {"H": 2, "W": 3, "padding": 1},
    {"H": 3, "W": 4},
    {"H": 5, "W": 6, "stride": 2},
    {"H": 3, "W": 3, "k": 3, "padding": 1},
    {"H": 3, "W": 3, "stride": 2, "padding": 1},
]

conv_forward = {
    "inputs": convolution,
    "axes": CONVOLUTION,
    "tags": convolution_tags,
    "rungs": LADDER,
    "handout": [{"printed": True, "H": 8, "W": 8, "F": 2, "k": 5}],
    "general": [
        {"N": 2, "H": 6, "W": 5, "C": 2, "F": 3, "k": 3},
        {"N": 3, "H": 9, "W": 8, "C": 2, "F": 4, "k": 3, "stride": 2, "padding": 1},
        {"N": 2, "H": 6, "W": 7, "C": 2, "F": 3, "k": 3, "padding": 1},
        {"N": 2, "H": 8, "W": 8, "C": 3, "F": 5, "k": 4, "stride": 2, "padding": 1},
    ],
    "edge": [
        {"H": 4, "W": 5, "k": 1},
        {"H": 8, "W": 11, "F": 2, "k": 2, "stride": 3},
        {"H": 4, "W": 5, "k": 3, "padding": 2},
        {"H": 4, "W": 4, "C": 2, "k": 4},
        {"H": 8, "W": 8, "k": 3, "stride": 2},
        {"H": 5, "W": 5, "F": 2, "whole": True},
    ],
    "larger": {"general": [{"N": 3, "H": 11, "W": 13, "C": 3, "F": 4, "k": 5, "stride": 2, "padding": 2}]},
    "says": SAYS,
}

conv_backward = {
    "inputs": convolution_and_upstream,
    "axes": CONVOLUTION,
    "tags": convolution_tags,
    "rungs": LADDER,
    "handout": [{"N": 15, "H": 8, "W": 8, "C": 3, "F": 12, "k": 4, "stride": 2, "padding": 1}],
    "general": [
        {"N": 2, "H": 4, "W": 5, "C": 2, "F": 2, "k": 3, "padding": 1},
        {"N": 3, "H": 9, "W": 8, "C": 2, "F": 4, "k": 3, "stride": 2, "padding": 1},
        {"N": 2, "H": 5, "W": 4, "C": 3, "F": 2, "k": 2, "padding": 1},
        {"N": 2, "H": 4, "W": 5, "C": 1, "F": 2, "k": 3, "stride": 2, "padding": 2},
    ],
    "edge": [
        {"N": 2, "H": 6, "W": 6, "C": 2, "F": 2, "k": 3},
        {"H": 4, "W": 5, "C": 2, "k": 1},
        {"H": 8, "W": 8, "F": 2, "k": 3, "stride": 2},
        {"H": 8, "W": 11, "k": 2, "stride": 3},
        {"H": 5, "W": 5, "F": 2, "whole": True},
        {"H": 3, "W": 3, "k": 1, "silent": True},
        {"H": 4, "W": 3, "C": 2, "calls": 2},
    ],
    "larger": {"general": [{"N": 3, "H": 7, "W": 10, "C": 3, "F": 3, "k": 4, "stride": 3, "padding": 2}]},
    "says": {**SAYS, "edge": f"{SAYS['edge']}, a second call"},
}


def pooling(draw, N=1, H=4, W=4, C=1, pool=2, stride=2, printed=False, negative=False, ties=False):
    inputs = {"pool": pool, "stride": stride}
    if printed:
        return {"x": draw.printed(np.linspace(-0.1, 0.4, 64).reshape(1, 8, 8, 1)), **inputs}
    kind = draw.negative if negative else draw.tied if ties else draw.spaced
    return {"x": kind(N, H, W, C), **inputs}


def pooling_and_upstream(draw, N=1, H=4, W=4, C=1, pool=2, stride=2, negative=False, ties=False, silent=False):
    shape = (N, (H - pool) // stride + 1, (W - pool) // stride + 1, C)
    inputs = pooling(draw, N, H, W, C, pool, stride, negative=negative, ties=ties)
    return {**inputs, "ties": ties, "dout": np.zeros(shape) if silent else draw(*shape)}


def pooling_tags(N, H, W, C, pool, stride, negative=False, ties=False, silent=False, printed=False):
    return {
        "windows overlap": pool > stride,
        "windows leave gaps": pool < stride,
        "pool size and stride differ": pool != stride,
        "pixels of a window tie for the maximum": ties,
        "all pixels are negative": negative,
        "the batch holds more than one image": N > 1,
        "there is more than one channel": C > 1,
        "height and width differ": H != W,
        "output height and width differ": (H - pool) // stride != (W - pool) // stride,
        "the stride leaves a remainder": bool((H - pool) % stride or (W - pool) % stride),
        "the window is larger than one pixel": pool > 1,
        "the upstream gradient is zero": silent,
    }


POOL_LADDER = [
    {"H": 2, "W": 2},
    {"H": 4, "W": 4},
    {"N": 2, "H": 2, "W": 2},
    {"H": 2, "W": 2, "C": 2},
    {"N": 2, "H": 2, "W": 4, "C": 2},
    {"H": 3, "W": 3, "stride": 1},
    {"H": 3, "W": 5},
    {"H": 5, "W": 5, "pool": 2, "stride": 3},
    {"H": 2, "W": 2, "negative": True},
    {"H": 4, "W": 5, "pool": 3, "stride": 1},
    {"H": 5, "W": 3},
]

pool_forward = {
    "inputs": pooling,
    "axes": POOLING,
    "tags": pooling_tags,
    "rungs": POOL_LADDER,
    "handout": [{"printed": True, "H": 8, "W": 8, "pool": 4}],
    "general": [
        {"N": 2, "H": 6, "W": 8, "C": 3},
        {"N": 2, "H": 6, "W": 9, "C": 2, "pool": 3, "stride": 3},
        {"N": 2, "H": 4, "W": 6, "C": 2, "negative": True},
    ],
    "edge": [
        {"N": 2, "H": 7, "W": 9, "C": 2, "pool": 3},
        {"H": 5, "W": 7},
        {"H": 5, "W": 6, "pool": 3, "stride": 1},
        {"H": 8, "W": 8, "stride": 3},
        {"H": 9, "W": 6, "C": 2},
        {"H": 3, "W": 4, "C": 2, "pool": 1, "stride": 1},
    ],
    "larger": {"edge": [{"N": 3, "H": 10, "W": 12, "C": 3, "pool": 4, "stride": 3}]},
    "says": {
        "handout": SAYS["handout"],
        "general": "several images and channels, windows side by side",
        "edge": "overlapping windows, gaps, sizes that leave a remainder, windows of one pixel",
    },
}

pool_backward = {
    "inputs": pooling_and_upstream,
    "axes": POOLING,
    "tags": pooling_tags,
    "rungs": POOL_LADDER,
    "handout": [{"H": 8, "W": 8, "pool": 4}],
    "general": [
        {"N": 2, "H": 6, "W": 8, "C": 3},
        {"N": 2, "H": 6, "W": 9, "C": 2, "pool": 3, "stride": 3},
        {"N": 2, "H": 4, "W": 6, "C": 2, "negative": True},
    ],
    "edge": [
        {"N": 2, "H": 7, "W": 9, "C": 2, "pool": 3},
        {"H": 5, "W": 7},
        {"H": 5, "W": 6, "pool": 3, "stride": 1},
        {"H": 8, "W": 8, "stride": 3},
        {"H": 9, "W": 6, "C": 2},
        {"H": 3, "W": 4, "C": 2, "pool": 1, "stride": 1},
        {"N": 2, "H": 4, "W": 6, "C": 2, "ties": True},
        {"H": 6, "W": 6, "pool": 3, "stride": 3, "ties": True},
        {"H": 3, "W": 3, "pool": 1, "stride": 1, "silent": True},
    ],
    "larger": {"edge": [{"N": 3, "H": 10, "W": 12, "C": 3, "pool": 4, "stride": 3}]},
    "says": {
        "handout": SAYS["handout"],
        "general": "several images and channels, windows side by side",
        "edge": "overlapping windows, gaps, ties, sizes that leave a remainder",
    },
}


def sizes(draw, N=1, H=5, W=5, C=1, F=2, k=3, stride=1, padding=0):
    """The settings are the question. A twin asks for larger images that leave the same rest, and other counts."""
    larger = stride * draw.more(40)
    N, C, F = N + draw.more(60), C + draw.more(9), F + draw.more(30)
    return {"size": [N, H + larger, W + larger, C], "C": C, "F": F, "k": k, "stride": stride, "padding": padding}


output_size = {
    "inputs": sizes,
    "axes": {"size": ("batch", "height", "width", "number of filters")},
    "tags": convolution_tags,
    "rungs": [{"H": 3, "W": 3, "k": 1}, {"H": 3, "W": 3, "k": 2}, {"H": 3, "W": 3, "padding": 1}],
    "handout": [{"N": 32, "H": 28, "W": 28, "C": 3, "F": 16, "k": 4, "stride": 2, "padding": 3}],
    "general": [
        {"N": 2, "H": 7, "W": 7, "C": 3, "F": 5},
        {"N": 3, "H": 9, "W": 6, "C": 2, "F": 4, "k": 4, "stride": 2, "padding": 1},
        {"N": 4, "H": 8, "W": 8, "C": 3, "F": 7, "stride": 2},
        {"N": 5, "H": 10, "W": 7, "C": 1, "F": 2, "k": 2, "stride": 3},
        {"N": 6, "H": 11, "W": 13, "C": 2, "F": 3, "k": 5, "stride": 3, "padding": 2},
        {"N": 7, "H": 5, "W": 5, "C": 3, "F": 8, "k": 5},
    ],
    "larger": {"general": [{"N": 3, "H": 224, "W": 180, "C": 3, "F": 64, "k": 7, "stride": 4, "padding": 3}]},
    "says": {"handout": SAYS["handout"], "general": "other sizes, kernels, strides and paddings"},
}


def network(draw, N=4, printed=False):
    shapes = {"x": (N, 8, 8, 3), "w1": (3, 3, 3, 3), "b1": (3,), "w2": (27, 5), "b2": (5,)}
    ends = {"x": (-5.5, 4.5), "w1": (-0.7, 0.3), "b1": (-0.6, 0.2), "w2": (-0.2, 0.2), "b2": (-0.9, 0.1)}
    rows = {name: np.linspace(*ends[name], int(np.prod(shape))).reshape(shape) for name, shape in shapes.items()}
    arrays = {name: draw.printed(row) if printed else draw(*shapes[name]) for name, row in rows.items()}
    return {**arrays, "labels": np.array([0, 2, 1, 4]) if printed else draw.labels(N, 5)}


test_cnn = {
    "inputs": network,
    "axes": {"x": PIXELS, "scores": ("image", "class"), "gradients": ("b1", "b2", "w1", "w2")},
    "handout": [{"printed": True}, {"N": 3}],
    "says": {"handout": "the network of the handout, with its numbers and with others"},
}
