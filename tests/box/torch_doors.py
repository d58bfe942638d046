"""A hand-in that tries every door to PyTorch's own convolution, pooling, unfold, Fourier transform and resampling;
and ways that are one's own."""

import contextlib
import gc
import io
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody calls it
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode, _disable_current_modes

X = torch.arange(64.0).reshape(1, 1, 8, 8)
W = torch.ones(1, 1, 3, 3)
ONE, NONE = [1, 1], [0, 0]
PLAIN = (None, ONE, NONE, ONE, False, NONE, 1)


class Mode(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, given=(), named=None):
        return function(*given, **(named or {}))


class Tensor(torch.Tensor):
    pass


@torch.jit.script
def scripted(x: torch.Tensor, w: torch.Tensor):
    return torch.conv2d(x, w)


@torch.jit.script
def scripted_loops(x: torch.Tensor, w: torch.Tensor):
    out = torch.zeros(6, 6)
    for i in range(6):
        for j in range(6):
            out[i, j] = (x[0, 0, i : i + 3, j : j + 3] * w[0, 0]).sum()
    return out


def leaf():
    return X.clone().requires_grad_()


def in_thread(ask):
    """What `ask` returns or raises in a thread of its own."""
    ended = []

    def run():
        try:
            ended.append(ask())
        except BaseException as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if isinstance(ended[0], BaseException):
        raise ended[0]
    return ended[0]


def handed_over():
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(torch.conv2d, X, W).result()


def within(context, ask):
    with context:
        return ask()


def without_modes():
    with Mode(), _disable_current_modes():
        return F.conv2d(X, W)


def kernel_by_name(key):
    kernel = torch.library.get_kernel("aten::convolution", key)
    return kernel.call_boxed(torch._C.DispatchKeySet(torch._C.DispatchKey.CPU), X, W, *PLAIN)


def another_library():
    library = torch.library.Library("aten", "IMPL")
    library.impl("convolution", torch.library.fallthrough_kernel, "CPU")
    return torch.conv2d(X, W)


def put_back():
    """Undoes whatever Python knows to have been registered."""
    for finalizer in list(weakref.finalize._registry):
        finalizer()
    for thing in gc.get_objects():
        if isinstance(thing, torch.library.Library):
            thing._destroy()
    return torch.conv2d(X, W)


def as_quantized():
    return torch.quantized_max_pool2d(torch.quantize_per_tensor(X, 1.0, 0, torch.quint8), [2, 2]).dequantize()


def frozen():
    return torch.jit.optimize_for_inference(torch.jit.script(nn.Conv2d(1, 1, 3).eval()))(X)


def frozen_for_another_engine():
    graph = torch.jit.freeze(torch.jit.script(nn.Conv2d(1, 1, 3).eval()))
    torch._C._jit_pass_convert_frozen_ops_to_mkldnn(graph.graph)
    return graph(X)


def in_a_graph_of_ones_own():
    graph = torch._C.Graph()
    inputs = [graph.addInput() for _ in range(2)]
    lists = [graph.insertConstant(value) for value in (None, ONE, NONE, ONE, 1)]
    out = graph.insert("prim::mkldnn_convolution", [*inputs, *lists])
    graph.registerOutput(out)
    return torch._C._create_function_from_graph("f", graph)(X, W)


def in_a_text():
    graph = """graph(%x : Tensor, %w : Tensor):
      %n : NoneType = prim::Constant()
      %o : int = prim::Constant[value=1]()
      %z : int = prim::Constant[value=0]()
      %s : int[] = prim::ListConstruct(%o, %o)
      %p : int[] = prim::ListConstruct(%z, %z)
      %r : Tensor = prim::mkldnn_convolution(%x, %w, %n, %s, %p, %s, %o)
      return (%r)"""
    return torch._C._create_function_from_graph("f", torch._C.parse_ir(graph))(X, W)


def saved_and_loaded():
    file = io.BytesIO()
    torch.jit.save(torch.jit.script(nn.Linear(8, 8)), file)
    file.seek(0)
    return torch.jit.load(file)(X)


def swallowed():
    with contextlib.suppress(Exception):
        F.conv2d(X, W)
    return torch.zeros(1)


CONVOLUTION = {
    "functional": lambda: F.conv2d(X, W),
    "with a gradient": lambda: F.conv2d(leaf(), W),
    "torch.conv2d": lambda: torch.conv2d(X, W),
    "padding by name": lambda: F.conv2d(X, W, padding="same"),
    "a layer": lambda: nn.Conv2d(1, 1, 3)(X),
    "a lazy layer": lambda: nn.LazyConv2d(1, 3)(X),
    "a layer's own method": lambda: nn.Conv2d(1, 1, 3)._conv_forward(X, W, None),
    "a subclass": lambda: type("Mine", (nn.Conv2d,), {})(1, 1, 3)(X),
    "one dimension": lambda: F.conv1d(X[0, :, :1], W[0, :, :1]),
    "three dimensions": lambda: F.conv3d(X[None], W[None]),
    "transposed": lambda: F.conv_transpose2d(X, W),
    "transposed in one dimension": lambda: nn.ConvTranspose1d(1, 1, 3)(X[0, :, :1]),
    "time, batch, channel": lambda: torch.conv_tbc(torch.ones(5, 2, 3), torch.ones(3, 3, 4), torch.ones(4)),
    "getattr": lambda: getattr(F, "con" + "v2d")(X, W),
    "a dictionary": lambda: nn.__dict__["Conv2d"](1, 1, 3)(X),
    "torch.ops": lambda: torch.ops.aten.convolution(X, W, *PLAIN),
    "an overload": lambda: torch.ops.aten.convolution.default(X, W, *PLAIN),
    "a decomposition": lambda: torch.ops.aten.conv2d.default.decompose(X, W),
    "the inner one": lambda: torch.ops.aten._convolution(X, W, *PLAIN, False, False, False, False),
    "torch._C": lambda: torch._C._VariableFunctions.conv2d(X, W),
    "torch._C._nn": lambda: torch._C._nn.thnn_conv2d(X, W, [3, 3]),
    "the slow one": lambda: torch.ops.aten._slow_conv2d_forward(X, W, [3, 3], None, ONE, NONE),
    "dilated": lambda: torch._C._nn.slow_conv_dilated2d(X, W, [3, 3]),
    "mkldnn": lambda: torch.mkldnn_convolution(X, W, None, NONE, ONE, ONE, 1),
    "another name space": lambda: torch.ops.mkldnn._convolution_pointwise(
        X, W, None, NONE, ONE, ONE, 1, "none", [], ""
    ),
    "the backward pass": lambda: torch.ops.aten.convolution_backward(
        torch.ones(1, 1, 6, 6), X, W, None, ONE, NONE, ONE, False, NONE, 1, [True, True, False]
    )[1],
    "torch.nn.grad": lambda: torch.nn.grad.conv2d_weight(X, (1, 1, 3, 3), torch.ones(1, 1, 6, 6)),
    "a transform": lambda: torch.vmap(lambda x: F.conv2d(x, W))(X[None]),
    "a gradient's transform": lambda: torch.func.grad(lambda x: F.conv2d(x, W).sum())(X),
    "forward mode": lambda: torch.func.jvp(lambda x: F.conv2d(x, W), (X,), (X,))[1],
    "a script": lambda: scripted(X, W),
    "a trace": lambda: torch.jit.trace(nn.Conv2d(1, 1, 3), X, check_trace=False)(X),
    "a graph made for inference": frozen,
    "a graph for another engine": frozen_for_another_engine,
    "a thread": lambda: in_thread(lambda: F.conv2d(leaf(), W)),
    "a thread that runs nothing else": handed_over,
    "an operator of TorchScript alone": lambda: torch.ops.prim.mkldnn_convolution(X, W, None, ONE, NONE, ONE, 1),
    "a graph of one's own": in_a_graph_of_ones_own,
    "no gradient": lambda: within(torch.no_grad(), lambda: F.conv2d(X, W)),
    "inference": lambda: within(torch.inference_mode(), lambda: F.conv2d(X, W)),
    "modes switched off": without_modes,
    "a mode in a thread": lambda: in_thread(without_modes),
    "no functions of subclasses": lambda: within(torch._C.DisableTorchFunction(), lambda: F.conv2d(X, W)),
    "a subclass of tensors": lambda: F.conv2d(X.as_subclass(Tensor), W),
    "complex numbers": lambda: F.conv2d(X.to(torch.complex64), W.to(torch.complex64)).real,
    "bfloat16": lambda: F.conv2d(X.bfloat16(), W.bfloat16()).float(),
    "double": lambda: F.conv2d(X.double(), W.double()),
    "torch.func.functional_call": lambda: torch.func.functional_call(nn.Conv2d(1, 1, 3), {}, (X,)),
}  # fmt: skip
POOLING = {
    "functional": lambda: F.max_pool2d(X, 2),
    "with a gradient": lambda: F.max_pool2d(leaf(), 2),
    "with places": lambda: F.max_pool2d(X, 2, return_indices=True)[0],
    "one dimension": lambda: F.max_pool1d(X[0], 2),
    "one dimension with a gradient": lambda: F.max_pool1d(leaf()[0], 2),
    "three dimensions": lambda: F.max_pool3d(X.reshape(1, 1, 4, 4, 4), 2),
    "average": lambda: F.avg_pool2d(X, 2),
    "average in one dimension": lambda: F.avg_pool1d(X[0], 2),
    "average in three dimensions": lambda: F.avg_pool3d(X.reshape(1, 1, 4, 4, 4), 2),
    "a layer": lambda: nn.AvgPool2d(2)(X),
    "powers": lambda: F.lp_pool2d(X, 2.0, 2),
    "adaptive": lambda: F.adaptive_avg_pool2d(X, 2),
    "adaptive maximum": lambda: F.adaptive_max_pool2d(X, 2),
    "fractional": lambda: F.fractional_max_pool2d(X, 2, output_size=3),
    "mkldnn": lambda: F.max_pool2d(X.to_mkldnn(), 2).to_dense(),
    "quantized": as_quantized,
    "area": lambda: F.interpolate(X, scale_factor=0.5, mode="area"),
    "torch.ops": lambda: torch.ops.aten.avg_pool2d(X, [2, 2]),
    "a thread": lambda: in_thread(lambda: F.avg_pool2d(leaf(), 2)),
    "a transform": lambda: torch.vmap(lambda x: F.avg_pool2d(x, 2))(X),
    "the backward pass": lambda: torch.ops.aten.avg_pool2d_backward(
        torch.ones(1, 1, 4, 4), X, [2, 2], [2, 2], NONE, False, True, None
    ),
}
UNFOLD = {
    "functional": lambda: F.unfold(X, 3),
    "a layer": lambda: nn.Unfold(3)(X),
    "fold": lambda: F.fold(torch.ones(1, 9, 36), (8, 8), 3),
    "torch.ops": lambda: torch.ops.aten.im2col(X, [3, 3], ONE, NONE, ONE),
}
FOURIER = {
    "in two dimensions": lambda: torch.fft.irfft2(torch.fft.rfft2(X) * torch.fft.rfft2(W, s=(8, 8))),
    "complex": lambda: torch.fft.ifftn(torch.fft.fftn(X)).real,
    "line by line": lambda: torch.fft.rfft(X).abs(),
    "in short pieces": lambda: torch.stft(X.flatten(), 8, return_complex=True, window=torch.ones(8)).abs(),
    "torch.ops": lambda: torch.ops.aten._fft_r2c(X, [2, 3], 0, True).abs(),
    "getattr": lambda: getattr(torch.fft, "rf" + "ft")(X).abs(),
    "a thread": lambda: in_thread(lambda: torch.fft.rfft2(leaf()).abs()),
}
RESAMPLING = {
    "bilinear": lambda: F.interpolate(X, scale_factor=0.5, mode="bilinear"),
    "bicubic": lambda: F.interpolate(X, scale_factor=0.5, mode="bicubic", antialias=True),
    "nearest": lambda: nn.Upsample(scale_factor=0.5)(X),
    "a grid": lambda: F.grid_sample(X, torch.zeros(1, 4, 4, 2), align_corners=False),
    "torch.ops": lambda: torch.ops.aten.upsample_bilinear2d(X, [4, 4], False),
    "a transform": lambda: torch.vmap(lambda x: F.interpolate(x, scale_factor=0.5, mode="bilinear"))(X[None]),
}
CLOSED = {  # attempts at what lies beneath the doors; some of them fail everywhere
    "a kernel by its key": lambda: kernel_by_name("CPU"),
    "another library": another_library,
    "what Python registered": put_back,
    "a graph in a text": in_a_text,
    "a graph in a file": saved_and_loaded,
}
WAYS = {
    "views and a product": lambda: torch.einsum("nchwij,fcij->nfhw", X.unfold(2, 3, 1).unfold(3, 3, 1), W),
    "strides": lambda: (X.as_strided((6, 6, 3, 3), (8, 1, 8, 1)) * W[0, 0]).sum((2, 3)),
    "windows in columns": lambda: X.unfold(2, 3, 1).unfold(3, 3, 1).reshape(36, 9) @ W.flatten(),
    "loops": lambda: sum(X[..., i : i + 6, j : j + 6] * W[0, 0, i, j] for i in range(3) for j in range(3)),
    "a script of one's own": lambda: scripted_loops(X, W),
    "its gradient": lambda: torch.func.grad(lambda x: x.unfold(2, 3, 1).square().mean())(X),
    "a reshape and a mean": lambda: X.reshape(1, 1, 4, 2, 4, 2).mean((3, 5)),
    "a reshape and a maximum": lambda: X.reshape(1, 1, 4, 2, 4, 2).amax((3, 5)),
    "pixel_unshuffle": lambda: F.pixel_unshuffle(X, 2).mean(1),
    "padding": lambda: F.pad(X, (1, 1, 1, 1)),
    "a network of other layers": lambda: nn.Sequential(nn.Linear(8, 3), nn.Dropout(), nn.BatchNorm1d(3))(X[0, 0]),
    "a recurrent one": lambda: nn.LSTM(8, 4)(X[0])[0],
}  # fmt: skip
ASKED = {
    "convolution": CONVOLUTION, "pooling": POOLING, "unfold": UNFOLD, "fourier": FOURIER, "resampling": RESAMPLING,
    "closed": CLOSED, "ways": WAYS,
}  # fmt: skip


def ask(kind, door):
    return ASKED[kind][door]()
