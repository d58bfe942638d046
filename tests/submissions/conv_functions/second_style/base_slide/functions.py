"""Plane by plane: one plane slides over another."""

import numpy as np


def slide(plane, small):
    """The sum of products at every place where small fits into plane."""
    h, w = small.shape
    result = np.zeros((plane.shape[0] - h + 1, plane.shape[1] - w + 1))
    for a in range(h):
        for d in range(w):
            result += small[a, d] * plane[a : a + result.shape[0], d : d + result.shape[1]]
    return result


def turned(plane):
    return np.rot90(plane, 2)


def conv2d_forward(input, W, b, kernel_size, pad):
    maps = []
    for image in input:
        framed = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
        for kernels, bias in zip(W, b):
            maps.append(sum(slide(plane, kernel) for plane, kernel in zip(framed, kernels)) + bias)
    return np.array(maps).reshape(len(input), len(W), *maps[0].shape)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    grad_input = np.zeros(input.shape)
    grad_W = np.zeros(W.shape)
    grad_b = np.zeros(b.shape)
    height, width = input.shape[2:]
    margin = kernel_size - 1
    for n in range(len(input)):
        for f in range(len(W)):
            gradient = grad_output[n, f]
            grad_b[f] += np.sum(gradient)
            for c in range(input.shape[1]):
                plane = np.pad(input[n, c], pad)
                grad_W[f, c] += slide(plane, gradient)
                wide = slide(np.pad(gradient, margin), turned(W[f, c]))
                grad_input[n, c] += wide[pad : pad + height, pad : pad + width]
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    mean = np.full((kernel_size, kernel_size), 1.0 / kernel_size**2)
    planes = []
    for image in input:
        for plane in image:
            whole = slide(np.pad(plane, pad), mean)
            planes.append(whole[::kernel_size, ::kernel_size])
    return np.array(planes).reshape(*input.shape[:2], *planes[0].shape)


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    height, width = input.shape[2:]
    grad_input = np.zeros(input.shape)
    for n in range(input.shape[0]):
        for c in range(input.shape[1]):
            enlarged = np.repeat(np.repeat(grad_output[n, c], kernel_size, 0), kernel_size, 1) / kernel_size**2
            frame = np.zeros((height + 2 * pad, width + 2 * pad))
            frame[: enlarged.shape[0], : enlarged.shape[1]] = enlarged
            grad_input[n, c] = frame[pad : pad + height, pad : pad + width]
    return grad_input
