"""Provided: gradients by central differences, to compare yours with. Nothing to write here.

Both change x in place, one number at a time, and put it back: f may also read x from elsewhere, as a layer
does with its parameters. x has to be an array of floating-point numbers.
"""

import numpy as np


def eval_numerical_gradient(f, x, verbose=False, h=1e-5):
    """Gives the gradient by x of f(x), which is one number."""
    grad = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        grad[place] = _difference(f, x, place, h) / (2 * h)
        if verbose:
            print(place, grad[place])
    return grad


def eval_numerical_gradient_array(f, x, df, h=1e-5):
    """Gives the gradient by x of sum(f(x) * df); df has the shape of f(x) and is the gradient there."""
    grad = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        grad[place] = np.sum(_difference(f, x, place, h) * df) / (2 * h)
    return grad


def rel_error(x, y):
    """Gives the largest |x - y| / (|x| + |y|), entry by entry."""
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


def _difference(f, x, place, h):
    if not np.issubdtype(x.dtype, np.floating):
        raise TypeError(f"expected floating-point numbers, got {x.dtype}: a small step would be lost")
    before = x[place]
    x[place] = before + h
    above = np.array(f(x))
    x[place] = before - h
    below = np.array(f(x))
    x[place] = before
    return above - below
