"""The questions of lenet5. They run beside student code and are the same for everyone.

Shapes are N, C, H, W; weights are F, C, k, k. Layers are asked in double precision, and in single precision where
they cannot take it: that costs only the item about precision. Names of parameters are the student's choice: weights
and biases are found by how many numbers they hold, and may be kept in any shape of as many, or filter by filter.
"""

import contextlib
from itertools import pairwise
from time import process_time

import numpy as np
import torch
from torch import nn

REFUSED = (RuntimeError, ValueError, AssertionError)  # by a network that takes 28×28 pixels only
LARGE, BENT = 10.0, 1e-3  # so large that a tanh bends with small weights as well; float32 is exact to 1e-6

ROUNDS, ROUND, PATIENCE = 5, 0.001, 0.1  # seconds that a round takes at least, and all of them at most


def output_size(student, size, kernel, stride, padding):
    return {"size": student.output_size(size, kernel, stride, padding)}


def parameter_count(student, kind, a, b, c):
    model = MODELS[kind](a, b, c)
    first, second = student.count_parameters(model)
    counts, total = (first, second) if isinstance(first, dict) else (second, first)
    names = [name for name, _ in model.named_children()]
    return {"layers": [counts.get(name, 0) for name in names], "total": total}


def conv_forward(student, x, W, b, k, stride, padding):
    def asked(kind):
        layer, _, _ = _convolution(student, W, b, k, stride, padding, kind)
        return {"out": _array(layer(torch.tensor(x, dtype=kind)))}

    return _in_double_or_single(asked)


def conv_forward_speed(student, x, W, b, k, stride, padding):
    """Beside the product of two matrices that are there: a row for each window, a column for each filter."""
    images = torch.tensor(x, dtype=torch.float32)
    layer, _, _ = _convolution(student, W, b, k, stride, padding, torch.float32)
    windows = torch.rand(_count_windows(x, k, stride, padding), W[0].size)
    filters = torch.rand(W[0].size, len(W))
    return {"facts": _times(lambda: layer(images), lambda: windows @ filters)}


def conv_gradient(student, x, W, b, dout, k, stride, padding):
    def asked(kind):
        layer, weight, bias = _convolution(student, W, b, k, stride, padding, kind)
        dx, *parts = _gradients(layer, torch.tensor(x, dtype=kind), dout, *weight, *bias)
        return {"dx": dx, "dW": _as(W, parts[: len(weight)]), "db": _as(b, parts[len(weight) :])}

    return _in_double_or_single(asked)


def conv_parameters(student, C, F, k):
    layers = {"with_bias": student.Conv2d(C, F, k), "without_bias": student.Conv2d(C, F, k, bias=False)}
    return {name: sum(p.numel() for p in layer.parameters()) for name, layer in layers.items()}


def conv_double(student, x, W, b, k, stride, padding):
    layer, _, _ = _convolution(student, W, b, k, stride, padding, torch.float64)
    out = layer(torch.from_numpy(x))
    return {"out": _array(out), "bytes": out.element_size() if isinstance(out, torch.Tensor) else None}


def pool_forward(student, x, k, stride=None):
    return _in_double_or_single(
        lambda kind: {"out": _array(_pooling(student, k, stride)(torch.tensor(x, dtype=kind)))}
    )


def pool_forward_speed(student, x, k, stride=None):
    """Beside the means of rows, one for each window, that lie in a matrix already."""
    images, layer = torch.tensor(x, dtype=torch.float32), _pooling(student, k, stride)
    windows = torch.rand(_count_windows(x, k, stride or k, 0) * x.shape[1], k * k)
    return {"facts": _times(lambda: layer(images), lambda: windows.mean(dim=1))}


def pool_gradient(student, x, dout, k, stride=None):
    def asked(kind):
        (dx,) = _gradients(_pooling(student, k, stride), torch.tensor(x, dtype=kind), dout)
        return {"dx": dx}

    return _in_double_or_single(asked)


def parameter_total(student, x):
    """The network's parameters, layer by layer; which layer they are in is seen from what comes out of it."""
    model = student.LeNet5().eval()
    side, sizes = _seen(model, torch.tensor(x, dtype=torch.float32))
    counts = dict.fromkeys(("C1", "S2", "C3", "S4", "C5", "F6", "output", "other"), 0)
    names, counted = _layer_names(side, sizes), set()
    for module in (*sizes, model):  # in the order in which they were done: what lies within comes before
        own = {p for p in module.parameters() if p not in counted}
        counts[names.get(_key(sizes.get(module, ())), "other")] += sum(p.numel() for p in own)
        counted |= own
    return counts


def activations(student, x):
    """Whether the way from each layer's input to that of the next is more than a linear map, and a constant.

    Every layer is given u, v and what lies in the middle between them, in place of what it would take. Nothing is
    held against a network whose layers cannot be told apart.
    """
    model, images = student.LeNet5().eval(), torch.tensor(x, dtype=torch.float32)
    try:
        return _bends(model, images)
    except REFUSED:
        return _bends(model, _without_frame(images))


def _bends(model, images):
    chain, parts = Chain(len(images)), [module for module in model.modules() if module is not model]
    hooks = [m.register_forward_pre_hook(chain.take) for m in parts if next(m.parameters(), None) is not None]
    try:
        model(images)
    finally:
        for hook in hooks:
            hook.remove()
    return chain.bends


TAKES = {28 * 28: "C1", 32 * 32: "C1", 6 * 14 * 14: "C3", 16 * 5 * 5: "C5", 120: "F6", 84: "output"}


class Chain:
    """What has been seen between the layers that follow each other.

    A layer, or a block that begins with it, is known by how many numbers of an image it takes. A normalisation or
    an activation with parameters may take as many before it: then any bend on the way counts.
    """

    def __init__(self, count):
        order = tuple(dict.fromkeys(TAKES.values()))
        self.bends = {f"{one}_to_{then}": 1 for one, then in pairwise(order)}
        self._before, self._count, self._given = dict(pairwise(reversed(order))), count, set()

    def take(self, _, given):
        if len(given) != 1 or not isinstance(given[0], torch.Tensor) or given[0].shape[:1] != (self._count,):
            return None
        name = TAKES.get(given[0][0].numel())
        if name is None:
            return None
        self._note(name, _is_bent(given[0].detach().reshape(self._count, -1)))
        u = LARGE * torch.randn_like(given[0][0])
        return torch.stack([u, -2 * u, -u / 2])  # whatever the weights are, it crosses 0, where a ReLU bends

    def _note(self, name, bent):
        before = self._before.get(name)
        if before in self._given:
            pair = f"{before}_to_{name}"
            self.bends[pair] = int(bent or (name in self._given and self.bends[pair]))
        self._given.add(name)


def _is_bent(came):
    """Also where all comes out alike, as behind a convolution that adds the images up: that is its own mistake."""
    u, v, middle = came
    size = (u - v).abs().max()
    return not (size > 0 and ((u + v) / 2 - middle).abs().max() <= BENT * size)  # what overflows is no line


def _seen(model, images):
    """The side of the images that the network took, some take 28×28 pixels only, and what left each module."""
    try:
        return images.shape[-1], _sizes(model, images)
    except REFUSED:
        images = _without_frame(images)
        return images.shape[-1], _sizes(model, images)


def _sizes(model, images):
    """One image is enough, unless it is lost among the other axes, as by a `squeeze`."""
    with contextlib.suppress(Exception):  # two may pass where one does not
        shapes = _shapes(model, images[:1])
        if all(shape[:1] == (1,) for shape in shapes.values()):
            return {module: shape[1:] for module, shape in shapes.items()}
    return {module: shape[1:] for module, shape in _shapes(model, images).items()}


def _shapes(model, images):
    shapes = {}

    def see(module, _, out):
        if isinstance(out, torch.Tensor):
            shapes.setdefault(module, tuple(out.shape))

    hooks = [module.register_forward_hook(see) for module in model.modules() if module is not model]
    try:
        model(images)
    finally:
        for hook in hooks:
            hook.remove()
    return shapes


def _without_frame(images):
    return images[:, :, 2:-2, 2:-2]


def _layer_names(side, sizes):
    """Maps that become half as large were pooled; otherwise it was a convolution, and linear layers where no map
    is left. What has no parameters and makes nothing smaller, such as a frame or a flattening, is none of them."""
    names, maps, flat = {}, ["C1", "C3"], ["C5", "F6", "output"]
    pooling, numbers = {"C1": "S2", "C3": "S4"}, side**2
    for module, shape in sizes.items():
        key, bare = _key(shape), next(module.parameters(), None) is None
        if key not in names and isinstance(key, int):
            if not bare or key < numbers:
                names[key] = flat.pop(0) if flat else "other"
        elif key not in names:
            if key[0] * 2 == side:
                names[key] = pooling.get(names.get((side, side), ""), "other")
            elif not bare or key[0] < side:
                names[key] = maps.pop(0) if maps else "other"
        side, numbers = (side if isinstance(key, int) else key[0]), int(np.prod(shape))
    return names


def _key(shape):
    """The size of a map, or how many numbers there are when it has shrunk to one pixel."""
    return shape[-2:] if len(shape) == 3 and shape[-1] > 1 else int(np.prod(shape))


def _convolution(student, W, b, k, stride, padding, kind):
    """The layer with these weights and biases, and the tensors that hold them."""
    layer = student.Conv2d(W.shape[1], W.shape[0], k, stride=stride, padding=padding).to(kind)
    weight = _set(layer, W, "weights", ())
    return layer, weight, _set(layer, b, "biases", weight)


def _set(layer, value, what, taken):
    """A parameter is set where it is; what the layer merely keeps as a tensor is found as well."""
    named = {name: t for name, t in _tensors(layer) if not any(t is other for other in taken)}
    whole = [t for t in named.values() if t.numel() == value.size]
    by_filter = [t for t in named.values() if t.numel() == value[0].size]
    by_filter = [t for t in by_filter if t.dim() == max(map(torch.Tensor.dim, by_filter))]
    if not whole and len(by_filter) != len(value):
        sizes = ", ".join(f"{name} {tuple(t.shape)}" for name, t in named.items()) or "none"
        raise ValueError(f"Conv2d has no tensor of {value.size} numbers for its {what}; its tensors are: {sizes}")
    found = [max(whole, key=torch.Tensor.dim)] if whole else by_filter
    for tensor, part in zip(found, [value] if whole else value, strict=True):
        tensor.data = torch.tensor(part, dtype=tensor.dtype).reshape(tensor.shape)
    return found


def _tensors(layer):
    yield from layer.named_parameters()
    for name, thing in vars(layer).items():
        for n, one in enumerate(thing if isinstance(thing, (list, tuple)) else [thing]):
            if isinstance(one, torch.Tensor):
                yield f"{name} {n}", one


def _pooling(student, k, stride):
    return student.AvgPool2d(k) if stride is None else student.AvgPool2d(k, stride)


def _gradients(layer, x, dout, *parameters):
    """What autograd gives for the image and each parameter; None where its way to the result is cut."""
    wanted = [x.requires_grad_(), *parameters]
    out = layer(x)
    there = [t for t in wanted if t.requires_grad] if out.requires_grad else []
    found = torch.autograd.grad(out, there, torch.tensor(dout, dtype=out.dtype), allow_unused=True) if there else ()
    return [next((_array(g) for t, g in zip(there, found, strict=True) if t is one), None) for one in wanted]


def _count_windows(x, k, stride, padding):
    """In all images, in one channel."""
    rows, columns = ((size + 2 * padding - k) // stride + 1 for size in x.shape[2:])
    return len(x) * rows * columns


def _times(code, unit):
    """Seconds of computing for one call of each: the best of rounds in turn, as a busy machine only adds to it."""
    units, codes = [_round(unit) for _ in range(ROUNDS)], []
    began = process_time()
    while not codes or (len(codes) < ROUNDS and process_time() - began < PATIENCE):
        codes.append(_round(code))
        units.append(_round(unit))
    return {"seconds": min(codes), "unit": min(units)}


def _round(call):
    """As many calls as fit; after the first round one begins with a tick, however rarely the clock ticks."""
    calls, began = 0, process_time()
    while process_time() - began < ROUND:
        call()
        calls += 1
    return (process_time() - began) / calls


def _in_double_or_single(asked):
    try:
        return asked(torch.float64)
    except RuntimeError:
        return asked(torch.float32)


def _array(value):
    return value.detach().numpy() if isinstance(value, torch.Tensor) else value


def _as(like, parts):
    """Whatever shapes the parameter is kept in."""
    if any(part is None for part in parts):
        return None
    return np.concatenate([part.ravel() for part in parts]).reshape(like.shape)


class Layers(nn.Module):
    """A network of named layers, only to be counted."""

    def __init__(self, **layers):
        super().__init__()
        for name, layer in layers.items():
            self.add_module(name, layer)


class Kernels(nn.Module):
    def __init__(self, F, C, k):
        super().__init__()
        self.kernels = nn.Parameter(torch.zeros(F, C, k, k))


def _shared(a, b, c):
    """Two layers with one matrix."""
    there, back = nn.Linear(a, b), nn.Linear(a, b)
    back.weight = there.weight
    return Layers(there=there, back=back, last=nn.Linear(b, c))


MODELS = {
    "linear layers": lambda a, b, c: Layers(first=nn.Linear(a, b), between=nn.Tanh(), last=nn.Linear(b, c)),
    "kernels": lambda a, b, c: Layers(kernels=Kernels(a, b, c)),
    "a layer without bias": lambda a, b, c: Layers(first=nn.Linear(a, b, bias=False), last=nn.Linear(b, c)),
    "layers within a layer": lambda a, b, c: Layers(
        block=nn.Sequential(nn.Linear(a, b), nn.Tanh(), nn.Linear(b, c)), last=nn.Linear(c, a)
    ),
    "a normalisation": lambda a, b, c: Layers(first=nn.Linear(a, b), norm=nn.BatchNorm1d(b), last=nn.Linear(b, c)),
    "a shared matrix": _shared,
}
