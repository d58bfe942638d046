"""A path of names as a text."""

import operator

import torch


def convolution(x, weight, bias, stride, padding):
    return operator.attrgetter("nn.functional.conv2d")(torch)(x, weight, bias, stride, padding)
