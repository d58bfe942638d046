"""What cnn_training is asked with. Settings only: N images of C channels with side×side pixels, ten classes.

Rungs are tiny and add one thing at a time; they explain and earn nothing. Groups earn. Every case of a group has a
twin with other numbers when submissions are graded. A training is asked with one linear layer in place of a
network, whose numbers are drawn: what has to be recorded of it, and what its loss sends back, can be worked out.
"""

import numpy as np

CLASSES = 10


# Theory -----------------------------------------------------------------------------------------------------------


def image_and_kernel(draw, H=3, W=3, rows=2, columns=2):
    return {"x": draw(H, W), "w": draw(rows, columns)}


derivatives = {
    "inputs": image_and_kernel,
    "axes": {
        "dw": ("row of y", "column of y", "row of w", "column of w"),
        "dx": ("row of y", "column of y", "row of x", "column of x"),
    },
    "tags": lambda H, W, rows, columns: {
        "the kernel is larger than one pixel": rows * columns > 1,
        "the kernel is not square": rows != columns,
        "the image is not square": H != W,
        "y has more than one number": (H - rows + 1) * (W - columns + 1) > 1,
    },
    "rungs": [
        {"H": 1, "W": 1, "rows": 1, "columns": 1},
        {"H": 1, "W": 2, "rows": 1, "columns": 1},
        {"H": 2, "W": 2, "rows": 1, "columns": 1},
        {"H": 1, "W": 2, "rows": 1, "columns": 2},
        {"H": 1, "W": 3, "rows": 1, "columns": 2},
        {"H": 2, "W": 2},
        {"H": 2, "W": 3},
    ],
    "handout": [{}, {"H": 5, "W": 5, "rows": 3, "columns": 3}],
    "general": [
        {"H": 4, "W": 6, "rows": 3, "columns": 2},
        {"H": 5, "W": 3, "rows": 2, "columns": 3},
        {"H": 4, "W": 5, "rows": 1, "columns": 4},
    ],
    "larger": {"general": [{"H": 7, "W": 6, "rows": 2, "columns": 4}]},
    "says": {"handout": "square images and kernels", "general": "images and kernels that are not square"},
}


def tied_weights(draw, weights=4, shared=2, rows=0, unused=0):
    """Which weights share a value is drawn; each value below `shared` is used once at least."""
    shape = (rows, weights // rows) if rows else (weights,)
    which = np.argsort(draw(weights)) % shared
    return {"gradient": draw(*shape), "groups": which.reshape(shape), "count": shared + unused}


tied = {
    "inputs": tied_weights,
    "tags": lambda weights, shared, rows, unused: {
        "weights are tied": weights > shared,
        "all weights share one value": shared == 1 < weights,
        "weights form a matrix": rows > 0,
        "there is a value that no weight uses": unused > 0,
    },
    "rungs": [
        {"weights": 1, "shared": 1},
        {"weights": 2, "shared": 2},
        {"weights": 2, "shared": 1},
        {"weights": 3, "shared": 2},
        {"weights": 2, "shared": 2, "unused": 1},
        {"weights": 4, "shared": 2, "rows": 2},
    ],
    "handout": [{"weights": 3, "shared": 2}, {"weights": 5, "shared": 1}, {"weights": 8, "shared": 3}],
    "general": [{"weights": 12, "shared": 4, "rows": 3}, {"weights": 10, "shared": 5, "rows": 5}],
    "edge": [
        {"weights": 6, "shared": 6},
        {"weights": 7, "shared": 3, "unused": 2},
        {"weights": 8, "shared": 3, "rows": 2, "unused": 1},
    ],
    "says": {
        "handout": "a few weights, some of them tied",
        "general": "matrices of weights",
        "edge": "nothing tied, values that no weight uses",
    },
}


# The network ------------------------------------------------------------------------------------------------------


def networks(draw, channels=1, side=28, other_side=False):
    """Twins of the cases with another side have yet another one."""
    return {"channels": channels, "side": side + (2 * draw.more(4) if other_side else 0)}


def network_tags(channels, side, other_side):
    return {
        "there is more than one channel": channels > 1,
        "the side is another": side not in (28, 32),
        "the side is 32": side == 32,
    }


HOMEWORKS_OWN = [{}, {"channels": 3, "side": 32}]
OTHER_SIDES = [
    {"channels": 2, "side": 28},
    {"channels": 1, "side": 20, "other_side": True},
    {"channels": 3, "side": 38, "other_side": True},
]
NETWORKS = {
    "inputs": networks,
    "tags": network_tags,
    "handout": HOMEWORKS_OWN,
    "general": OTHER_SIDES,
    "says": {"handout": "images of MNIST and CIFAR-10", "general": "other channels and sides"},
}

blocks = {
    **NETWORKS,
    "axes": {"block_table": ("block", "part: convolution, ReLU, window of the max-pooling, its stride")},
}
scores = NETWORKS
dropout = NETWORKS


# Training ---------------------------------------------------------------------------------------------------------


def pictures(draw, N, C, side):
    """Pixels above 0, at most 1, all different."""
    order = np.argsort(draw(N * C * side * side))
    return ((np.argsort(order) + 1) / len(order)).reshape(N, C, side, side)


def network_and_images(draw, N=4, C=1, side=2, large=False):
    """Weights lie between -2 and 2. With large ones scores are some hundreds, and exact in single precision."""
    x = pictures(draw, N, C, side)
    W, b = (2 * numbers / np.abs(numbers).max() for numbers in (draw(CLASSES, C * side * side), draw(CLASSES)))
    if large:
        x, W, b = np.ceil(32 * x) / 32, np.round(60 * W), np.round(10 * b)  # no two images are alike
    return {"images": x, "W": W, "b": b, "labels": labels_for(draw, x, W, b)}


def labels_for(draw, x, W, b):
    """Less than half of the images get the class with the highest score, the others another one."""
    highest = (x.reshape(len(x), -1) @ W.T + b).argmax(axis=1)
    others = (highest + 1 + draw.labels(len(x), CLASSES - 1)) % CLASSES
    right = 1 + int(draw.labels(1, max(1, len(x) // 2 - 1))[0]) if len(x) > 2 else 0
    return np.where(np.argsort(draw(len(x))) < right, highest, others)


def training_tags(N, C, side, large=False, batch_size=1, epochs=1, tensors=False):
    return {
        "there is more than one image": N > 1,
        "there is more than one channel": C > 1,
        "there is more than one batch": batch_size < N,
        "the last batch is smaller": N % batch_size > 0,
        "there is more than one epoch": epochs > 1,
        "scores are large": large,
        "images come as tensors": tensors,
        "there are many images": N > 1000,
    }


def evaluation(draw, N=4, C=1, side=2, tensors=False):
    return {**network_and_images(draw, N, C, side), "tensors": tensors}


error = {
    "inputs": evaluation,
    "tags": training_tags,
    "rungs": [{"N": 2}, {"N": 3}],
    "handout": [{"N": 9}, {"N": 32, "C": 3, "side": 3}],
    "edge": [{"N": 7, "tensors": True}, {"N": 1203}],
    "says": {"handout": "a few images", "edge": "tensors, and more images than fit into one batch"},
}


def one_epoch(draw, N=4, C=1, side=2, large=False, batch_size=32):
    return {**network_and_images(draw, N, C, side, large), "batch_size": batch_size}


loss = {
    "inputs": one_epoch,
    "axes": {"gradient": ("image", "class")},
    "tags": training_tags,
    "rungs": [{"N": 1, "side": 1}, {"N": 2, "side": 1}, {"N": 3}],
    "handout": [{"N": 6}, {"N": 8, "C": 3, "side": 3}],
    "general": [{"N": 12, "batch_size": 4}, {"N": 15, "C": 2, "batch_size": 5}],
    "edge": [{"N": 6, "large": True}],
    "says": {
        "handout": "all images in one batch",
        "general": "several batches",
        "edge": "scores of some hundreds",
    },
}


def some_epochs(draw, N=12, C=1, side=3, batch_size=4, epochs=2):
    return {**network_and_images(draw, N, C, side), "batch_size": batch_size, "epochs": epochs}


steps = {
    "inputs": some_epochs,
    "axes": {"uses_of_images": ("image",)},
    "tags": training_tags,
    "rungs": [{"N": 2, "batch_size": 2, "epochs": 1}, {"N": 4, "batch_size": 2, "epochs": 1}],
    "handout": [{}, {"N": 10, "C": 3, "batch_size": 5, "epochs": 3}],
    "general": [{"N": 16, "batch_size": 4, "epochs": 4}, {"N": 10, "C": 2, "batch_size": 4}],
    "says": {"handout": "batches of equal size", "general": "more epochs, a last batch that is smaller"},
}

history = {
    "inputs": some_epochs,
    "axes": {"loss": ("epoch",), "error": ("epoch",)},
    "tags": training_tags,
    "rungs": [{"N": 3, "batch_size": 3, "epochs": 1}, {"N": 6, "batch_size": 3, "epochs": 1}],
    "handout": [{"N": 9, "batch_size": 9, "epochs": 3}, {"N": 12, "C": 3, "batch_size": 4, "epochs": 3}],
    "general": [
        {"N": 15, "batch_size": 5, "epochs": 4},
        {"N": 20, "C": 2, "batch_size": 4, "epochs": 5},
        {"N": 5, "batch_size": 8, "epochs": 2},
    ],
    "says": {"handout": "three epochs", "general": "more epochs, more batches"},
}


def partly_dark(draw, N=6, C=1, side=4):
    """The last column of pixels is dark in every image. No weight is so near to zero that a step goes beyond it."""
    inputs = network_and_images(draw, N, C, side)
    inputs["images"][..., -1] = 0.0
    return {**inputs, "W": inputs["W"] + 0.3 * np.sign(inputs["W"])}


weight_decay = {
    "inputs": partly_dark,
    "tags": training_tags,
    "rungs": [{"N": 1, "side": 2}, {"N": 2, "side": 3}],
    "handout": [{}, {"N": 8, "C": 3}],
    "general": [{"N": 5, "C": 2, "side": 5}, {"N": 12, "side": 6}],
    "says": {"handout": "a few images", "general": "other channels and sides"},
}


# The learning rate ------------------------------------------------------------------------------------------------


def nothing(draw, again=0):
    return {}


rates = {"inputs": nothing, "all": [{}]}


def two_rates(draw, fast=0.2, slow=0.001, epochs=2):
    return {"fast": fast, "slow": slow * (1 + draw.more(8)), "epochs": epochs + draw.more(2)}


study = {
    "inputs": two_rates,
    "axes": {"epochs": ("rate",), "rates": ("rate",)},
    "handout": [{}, {"slow": 0.002, "epochs": 4}],
}
chosen = {"inputs": two_rates, "all": [{"epochs": 3}]}


def curves(draw, count=3, epochs=3, roles=0, failed=""):
    """Curves of `count` rates. With roles, other rates than the best have the lowest error on the way, at the start
    or on average, or the lowest loss. The first rate may have failed: of its ends one is nan and the other low."""
    order = np.argsort(draw(count - 1)) + 1 if failed else np.argsort(draw(count))
    exponents = np.argsort(draw(count))
    errors = 0.4 + 0.05 * spread(draw, count, epochs)
    losses = 1.0 + 0.2 * spread(draw, count, epochs)
    best, on_the_way, at_the_start, on_average, low_loss = np.resize(order, 5)
    errors[best, -1], errors[best, :-1] = 0.2, 0.7
    losses[best] = 3.0
    if roles:
        errors[on_the_way, 1], errors[on_the_way, -1] = 0.05, 0.6
        errors[at_the_start, 0], errors[at_the_start, 1:] = 0.08, 0.65
        errors[on_average], errors[on_average, -1] = 0.25, 0.3
        losses[low_loss] = 0.3
    if failed:
        errors[0, -1] = 0.01 if failed == "loss" else np.nan
        losses[0, -1] = np.nan if failed == "loss" else 0.2
    return {"rates": 0.001 * 2.0**exponents, "losses": losses, "errors": errors}


def spread(draw, *shape):
    """Numbers between 0 and 1, all different."""
    order = np.argsort(draw(*shape).ravel())
    return (np.argsort(order) / order.size).reshape(shape)


best_rate = {
    "inputs": curves,
    "tags": lambda count, epochs, roles, failed: {
        "there is more than one rate": count > 1,
        "there is more than one epoch": epochs > 1,
        "the best rate is not the best all the time": roles > 0,
        "a training has failed": bool(failed),
    },
    "rungs": [
        {"count": 1, "epochs": 1},
        {"count": 2, "epochs": 1},
        {"count": 2, "epochs": 2},
        {"count": 3, "epochs": 2},
    ],
    "handout": [{"count": 4, "epochs": 4}, {"count": 5, "epochs": 3}, {"count": 6, "epochs": 5}],
    "general": [
        {"count": 6, "epochs": 5, "roles": 1},
        {"count": 7, "epochs": 4, "roles": 1},
        {"count": 8, "epochs": 6, "roles": 1},
    ],
    "edge": [
        {"count": 6, "epochs": 4, "failed": "loss"},
        {"count": 7, "epochs": 5, "failed": "error"},
        {"count": 6, "epochs": 5, "roles": 1, "failed": "error"},
    ],
    "says": {
        "handout": "curves that fall",
        "general": "curves that rise and fall, or a loss that says something else",
        "edge": "a training that has failed",
    },
}
