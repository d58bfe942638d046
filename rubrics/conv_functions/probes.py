"""The questions of conv_functions. They run beside student code and are the same for everyone.

Shapes are N, C, H, W; weights are F, C, k, k. x is what a function calls input, dout is its grad_output; dx, dW and
db are the gradients that come back, by their place: grad_input, grad_W, grad_b.
"""

import contextlib

import numpy as np


def conv_forward(student, x, W, b, k, pad):
    return {"out": student.conv2d_forward(x, W, b, k, pad)}


def conv_backward(student, x, W, b, dout, k, pad):
    results = student.conv2d_backward(x, dout, W, b, k, pad)
    if not isinstance(results, (tuple, list)):
        results = (results,)
    return dict(zip(("dx", "dW", "db"), results, strict=False))


def pool_forward(student, x, k, pad):
    return {"out": student.avgpool2d_forward(x, k, pad)}


def pool_backward(student, x, dout, k, pad):
    return {"dx": student.avgpool2d_backward(x, dout, k, pad)}


def euclidean_forward(student, x, target):
    return {"loss": _one_number(_made(student.EuclideanLoss).forward(x, target), x)}


def euclidean_backward(student, x, target):
    return {"dx": _after_forward(_made(student.EuclideanLoss), x, target).backward(x, target)}


def softmax_forward(student, x, target):
    return {"loss": _one_number(_made(student.SoftmaxCrossEntropyLoss).forward(x, target), x)}


def softmax_backward(student, x, target):
    return {"dx": _after_forward(_made(student.SoftmaxCrossEntropyLoss), x, target).backward(x, target)}


def _made(loss):
    """Some editions of the homework give a loss a name, others do not."""
    try:
        return loss("loss")
    except TypeError:
        return loss()


def _after_forward(loss, x, target):
    """The training loop always asks for the loss first, so that it may be kept; a wrong one is another item's."""
    with contextlib.suppress(Exception):
        loss.forward(x.copy(), target.copy())
    return loss


def _one_number(loss, x):
    """A loss for each image is accepted; the training loop takes their mean as well."""
    return np.mean(loss) if np.shape(loss) == (len(x),) else loss
