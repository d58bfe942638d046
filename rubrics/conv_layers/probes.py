"""The questions of conv_layers. They run beside student code and are the same for everyone.

Shapes are N, H, W, C; weights are k, k, C, F. Names of layers and parameters are the student's choice; weights are
found by their number of axes. Whatever a layer keeps between forward and backward is its own affair.
"""

import numpy as np


def output_size(student, size, C, F, k, stride, padding):
    layer = student.ConvLayer2D(C, k, F, stride=stride, padding=padding)
    return {"size": layer.get_output_size(size)}


def conv_forward(student, x, w, b, k, stride, padding):
    return {"out": _convolution(student, w, b, k, stride, padding).forward(x)}


def conv_backward(student, x, w, b, dout, k, stride, padding):
    layer = _convolution(student, w, b, k, stride, padding)
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
