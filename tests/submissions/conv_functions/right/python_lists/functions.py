import numpy as np


def padded(plane, pad):
    width = len(plane[0]) + 2 * pad
    top = [[0.0] * width for _ in range(pad)]
    middle = [[0.0] * pad + list(row) + [0.0] * pad for row in plane]
    bottom = [[0.0] * width for _ in range(pad)]
    return top + middle + bottom


def slide(plane, kernel):
    kh, kw = len(kernel), len(kernel[0])
    return [
        [
            sum(plane[i + a][j + d] * kernel[a][d] for a in range(kh) for d in range(kw))
            for j in range(len(plane[0]) - kw + 1)
        ]
        for i in range(len(plane) - kh + 1)
    ]


def conv2d_forward(input, W, b, kernel_size, pad):
    images, filters = input.tolist(), W.tolist()
    result = []
    for image in images:
        planes = [padded(plane, pad) for plane in image]
        result.append(
            [
                sum(np.array(slide(plane, kernel)) for plane, kernel in zip(planes, kernels)) + bias
                for kernels, bias in zip(filters, b)
            ]
        )
    return np.array(result)


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    grad_W = np.zeros(W.shape)
    grad_input = np.zeros(input.shape)
    for n, image in enumerate(input.tolist()):
        for c, plane in enumerate(image):
            frame = padded(plane, pad)
            for f in range(len(W)):
                g = grad_output[n, f].tolist()
                grad_W[f, c] += np.array(slide(frame, g))
                turned = [row[::-1] for row in W[f, c].tolist()][::-1]
                back = np.array(slide(padded(g, kernel_size - 1), turned))
                grad_input[n, c] += back[pad : pad + len(plane), pad : pad + len(plane[0])]
    grad_b = np.array([sum(sum(map(sum, g[f])) for g in grad_output.tolist()) for f in range(len(W))])
    return grad_input, grad_W, grad_b


def avgpool2d_forward(input, kernel_size, pad):
    k = kernel_size
    return np.array(
        [
            [
                [
                    [
                        sum(sum(row[j * k : j * k + k]) for row in frame[i * k : i * k + k]) / k**2
                        for j in range(len(frame[0]) // k)
                    ]
                    for i in range(len(frame) // k)
                ]
                for frame in (padded(plane, pad) for plane in image)
            ]
            for image in input.tolist()
        ]
    )


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    k = kernel_size
    grad = np.zeros_like(input, dtype=np.float64)
    for (n, c, i, j), g in np.ndenumerate(grad_output):
        top, left = i * k - pad, j * k - pad
        grad[n, c, max(top, 0) : max(top + k, 0), max(left, 0) : max(left + k, 0)] += g / k**2
    return grad
