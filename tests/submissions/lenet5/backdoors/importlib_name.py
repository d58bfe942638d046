"""A module imported by a text."""

import importlib


def convolution(x, weight, bias, stride, padding):
    functional = importlib.import_module("torch.nn." + "functional")
    return functional.conv2d(x, weight, bias, stride, padding)
