"""What lenet5 is asked with. Settings only: N images of C channels, F filters of k×k.

Rungs are tiny and add one thing at a time; they explain and earn nothing. Groups earn. Every case of a group has a
twin with other numbers when submissions are graded, and `larger` is asked then only. The handout's cases are the
network's own layers on smaller images: square, without padding, stride 1. The general cases leave that behind.
What is timed are C3 and S4 of LeNet-5, for four images.
"""

# What one step along each axis is, for sentences about errors. A gradient has the axes of what it belongs to.
CONVOLUTION = {
    "x": ("image", "input channel", "row", "column"),
    "W": ("filter", "input channel", "kernel row", "kernel column"),
    "b": ("filter",),
    "out": ("image", "filter", "row", "column"),
}
POOLING = dict.fromkeys(("x", "out"), ("image", "channel", "row", "column"))

SAYS = {
    "handout": "the layers of LeNet-5, on smaller images",
    "general": "strides, padding, images that are not square",
}


def sizes(draw, size=28, kernel=5, stride=1, padding=0):
    """A hidden twin has a line that is longer by whole strides, so that it leaves the same rest."""
    return {"size": size + stride * draw.more(9), "kernel": kernel, "stride": stride, "padding": padding}


def size_tags(size, kernel, stride, padding):
    return {
        "the stride is more than 1": stride > 1,
        "there is padding": padding > 0,
        "the stride leaves a rest": (size + 2 * padding - kernel) % stride > 0,
        "the kernel has an even number of pixels": kernel % 2 == 0,
    }


output_size = {
    "inputs": sizes,
    "tags": size_tags,
    "rungs": [
        {"size": 3, "kernel": 1},
        {"size": 3, "kernel": 3},
        {"size": 4, "kernel": 2},
        {"size": 4, "kernel": 2, "stride": 2},
        {"size": 3, "kernel": 3, "padding": 1},
    ],
    "handout": [
        {"size": 28, "padding": 2},
        {"size": 28, "kernel": 2, "stride": 2},
        {"size": 14},
        {"size": 5},
    ],
    "general": [
        {"size": 9, "kernel": 3, "stride": 2, "padding": 1},
        {"size": 12, "kernel": 4, "stride": 4},
        {"size": 7, "kernel": 3, "padding": 2},
        {"size": 11, "kernel": 1, "stride": 5},
    ],
    "rest": [
        {"size": 28, "kernel": 5, "stride": 2, "padding": 1},
        {"size": 7, "kernel": 2, "stride": 2},
        {"size": 11, "kernel": 3, "stride": 3},
        {"size": 8, "kernel": 3, "stride": 4, "padding": 1},
    ],
    "says": {**SAYS, "general": "strides and padding", "rest": "strides that do not come out even"},
}


def networks(draw, kind="linear layers", a=4, b=3, c=2):
    return {"kind": kind, "a": a + draw.more(3), "b": b + draw.more(3), "c": c + draw.more(3)}


parameter_count = {
    "inputs": networks,
    "tags": lambda kind, a, b, c: {f"there is {kind}" if kind.startswith("a ") else f"there are {kind}": True},
    "rungs": [{"a": 1, "b": 2, "c": 1}, {"kind": "kernels", "a": 2, "b": 1, "c": 2}],
    "handout": [{"a": 120, "b": 84, "c": 10}, {"kind": "kernels", "a": 6, "b": 1, "c": 5}],
    "general": [
        {"kind": "a layer without bias", "a": 7, "b": 5, "c": 3},
        {"kind": "layers within a layer", "a": 6, "b": 5, "c": 4},
        {"kind": "kernels", "a": 16, "b": 6, "c": 3},
    ],
    "edge": [
        {"kind": "a normalisation", "a": 4, "b": 6, "c": 3},
        {"kind": "a shared matrix", "a": 6, "b": 5, "c": 3},
    ],
    "says": {
        "handout": "layers as in LeNet-5",
        "general": "layers without bias, and layers within layers",
        "edge": "numbers that are kept and not trained, and a matrix that two layers share",
    },
}


def convolution(draw, N=1, C=1, height=4, width=4, F=1, k=2, stride=1, padding=0):
    inputs = {"k": k, "stride": stride, "padding": padding}
    return {"x": draw(N, C, height, width), "W": draw(F, C, k, k), "b": draw(F), **inputs}


def convolution_and_upstream(draw, N=1, C=1, height=4, width=4, F=1, k=2, stride=1, padding=0):
    rows, columns = ((size + 2 * padding - k) // stride + 1 for size in (height, width))
    inputs = convolution(draw, N, C, height, width, F, k, stride, padding)
    return {**inputs, "dout": draw(N, F, rows, columns)}


def convolution_tags(N, C, height, width, F, k, stride, padding):
    rests = [(size + 2 * padding - k) % stride for size in (height, width)]
    return {
        "the batch holds more than one image": N > 1,
        "there is more than one input channel": C > 1,
        "there is more than one filter": F > 1,
        "filters and input channels differ in number": F != C,
        "height and width differ": height != width,
        "the stride is more than 1": stride > 1,
        "the stride leaves a rest": any(rests),
        "there is padding": padding > 0,
        "the kernel is larger than one pixel": k > 1,
    }


LADDER = [
    {"height": 2, "width": 2, "k": 1},
    {"height": 3, "width": 3},
    {"N": 2, "height": 2, "width": 2, "k": 1},
    {"height": 2, "width": 2, "C": 2, "k": 1},
    {"height": 2, "width": 2, "F": 2, "k": 1},
    {"N": 2, "C": 2, "height": 3, "width": 3, "F": 2},
    {"height": 4, "width": 4, "stride": 2},
    {"height": 2, "width": 2, "padding": 1},
    {"height": 3, "width": 4},
    {"height": 5, "width": 6, "stride": 2},
    {"height": 3, "width": 4, "k": 3, "padding": 1},
    {"C": 2, "height": 3, "width": 2, "F": 3, "k": 3, "stride": 2, "padding": 1},
]
NETWORK = [
    {"N": 2, "height": 8, "width": 8, "F": 6, "k": 5},
    {"N": 2, "C": 6, "height": 6, "width": 6, "F": 4, "k": 5},
    {"N": 3, "C": 4, "height": 5, "width": 5, "F": 7, "k": 5},
]
GENERAL = [
    {"N": 2, "C": 2, "height": 6, "width": 5, "F": 3, "k": 3, "padding": 1},
    {"N": 3, "C": 3, "height": 6, "width": 8, "F": 2, "k": 2, "stride": 2},
    {"N": 2, "C": 2, "height": 4, "width": 7, "F": 3, "k": 3},
]
EDGE = [
    {"height": 4, "width": 5, "F": 2, "k": 1, "stride": 2},
    {"N": 2, "C": 2, "height": 6, "width": 7, "F": 2, "k": 3, "stride": 2, "padding": 2},
    {"C": 2, "height": 4, "width": 4, "F": 3, "k": 4},
    {"N": 2, "C": 2, "height": 8, "width": 6, "F": 2, "k": 2, "stride": 3},
]
CONVOLUTION_SAYS = {**SAYS, "edge": "kernels of one pixel or of the whole image, strides that leave a rest"}

conv_forward = {
    "inputs": convolution,
    "axes": CONVOLUTION,
    "tags": convolution_tags,
    "rungs": LADDER,
    "handout": NETWORK,
    "general": GENERAL,
    "edge": EDGE,
    "larger": {"general": [{"N": 3, "C": 3, "height": 11, "width": 9, "F": 4, "k": 5, "stride": 2, "padding": 1}]},
    "speed": {"N": 4, "C": 6, "height": 14, "width": 14, "F": 16, "k": 5},
    "says": CONVOLUTION_SAYS,
}

conv_gradient = {
    "inputs": convolution_and_upstream,
    "axes": CONVOLUTION,
    "tags": convolution_tags,
    "rungs": LADDER,
    "handout": NETWORK,
    "general": GENERAL,
    "edge": EDGE,
    "larger": {"general": [{"N": 3, "C": 3, "height": 11, "width": 9, "F": 4, "k": 5, "stride": 2, "padding": 1}]},
    "says": CONVOLUTION_SAYS,
}


def layer(draw, C=1, F=1, k=1):
    return {"C": C + draw.more(3), "F": F + draw.more(3), "k": k}


conv_parameters = {
    "inputs": layer,
    "tags": lambda C, F, k: {
        "there is more than one input channel": C > 1,
        "there is more than one filter": F > 1,
        "the kernel is larger than one pixel": k > 1,
    },
    "rungs": [{}, {"k": 2}, {"C": 2}, {"F": 2}],
    "all": [{"C": 1, "F": 6, "k": 5}, {"C": 6, "F": 16, "k": 5}, {"C": 3, "F": 2, "k": 1}],
}

conv_double = {
    "inputs": convolution,
    "axes": CONVOLUTION,
    "tags": convolution_tags,
    "rungs": [{"height": 2, "width": 2, "k": 1}],
    "all": [
        {"N": 2, "C": 2, "height": 5, "width": 5, "F": 3, "k": 3},
        {"N": 2, "C": 3, "height": 5, "width": 6, "F": 2, "k": 3, "stride": 2, "padding": 1},
        {"N": 1, "C": 2, "height": 6, "width": 4, "F": 2, "k": 3, "padding": 2},
    ],
}


def pooling(draw, N=1, C=1, height=4, width=4, k=2, stride=None):
    return {"x": draw(N, C, height, width), "k": k, **({"stride": stride} if stride else {})}


def pooling_and_upstream(draw, N=1, C=1, height=4, width=4, k=2, stride=None):
    rows, columns = ((size - k) // (stride or k) + 1 for size in (height, width))
    return {**pooling(draw, N, C, height, width, k, stride), "dout": draw(N, C, rows, columns)}


def pooling_tags(N, C, height, width, k, stride):
    step = stride or k
    return {
        "the batch holds more than one image": N > 1,
        "there is more than one channel": C > 1,
        "height and width differ": height != width,
        "the window is larger than one pixel": k > 1,
        "there is more than one window": ((height - k) // step + 1) * ((width - k) // step + 1) > 1,
        "a stride is given": stride is not None,
        "windows overlap": step < k,
        "rows or columns are left over": bool((height - k) % step or (width - k) % step),
    }


POOL_LADDER = [
    {"height": 2, "width": 2, "k": 1},
    {"height": 2, "width": 2},
    {"height": 4, "width": 4},
    {"N": 2, "C": 2, "height": 2, "width": 4},
    {"height": 3, "width": 3},
    {"height": 3, "width": 3, "stride": 1},
    {"height": 4, "width": 6, "k": 1, "stride": 2},
]
POOL_NETWORK = [{"N": 2, "C": 6, "height": 8, "width": 8}, {"N": 3, "C": 16, "height": 4, "width": 4}]
POOL_GENERAL = [
    {"N": 2, "C": 3, "height": 4, "width": 6},
    {"N": 2, "C": 2, "height": 9, "width": 6, "k": 3},
    {"N": 2, "C": 2, "height": 5, "width": 7, "k": 3, "stride": 2},
]
POOL_EDGE = [
    {"N": 2, "C": 2, "height": 5, "width": 7},
    {"C": 2, "height": 6, "width": 7, "k": 4, "stride": 3},
    {"C": 2, "height": 7, "width": 5, "k": 2, "stride": 3},
    {"height": 4, "width": 4, "k": 3, "stride": 1},
]
POOL_SAYS = {
    "handout": SAYS["handout"],
    "general": "other windows, overlapping ones, images that are not square",
    "edge": "rows or columns left over, pixels between the windows",
}

pool_forward = {
    "inputs": pooling,
    "axes": POOLING,
    "tags": pooling_tags,
    "rungs": POOL_LADDER,
    "handout": POOL_NETWORK,
    "general": POOL_GENERAL,
    "edge": POOL_EDGE,
    "larger": {"general": [{"N": 3, "C": 3, "height": 11, "width": 12, "k": 4, "stride": 2}]},
    "speed": {"N": 4, "C": 16, "height": 10, "width": 10},
    "says": POOL_SAYS,
}

pool_gradient = {
    "inputs": pooling_and_upstream,
    "axes": POOLING,
    "tags": pooling_tags,
    "rungs": POOL_LADDER,
    "handout": POOL_NETWORK,
    "general": POOL_GENERAL,
    "edge": POOL_EDGE,
    "larger": {"general": [{"N": 3, "C": 3, "height": 11, "width": 12, "k": 4, "stride": 2}]},
    "says": POOL_SAYS,
}


def image_of_the_paper(draw, N=2):
    return {"x": draw(N, 1, 32, 32)}


activations = {
    "inputs": image_of_the_paper,
    "all": [{"N": 3}],
}


parameter_total = {
    "inputs": image_of_the_paper,
    "all": [{"N": 2}],
}
