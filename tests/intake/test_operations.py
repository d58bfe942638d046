"""Reading finds a framework's own operations under whatever name; nothing else, and nothing takes long."""

import ast
import textwrap
import time

import pytest

from autograder.intake.operations import operations_named
from autograder.intake.reading import Source, read_sources

ALL = ("convolution", "pooling", "unfold", "fourier", "resampling")


@pytest.fixture
def named():
    """The names found in a program, with their lines."""

    def run(code, operations=ALL):
        sources = {"hw.py": Source(tree=ast.parse(textwrap.dedent(code)))}
        return [
            (line, text.split(" is the framework's own ")[0])
            for _, line, text in operations_named(sources, operations)
        ]

    return run


DOORS = {
    "its full name": ("import torch\nx = torch.nn.functional.conv2d", "torch.nn.functional.conv2d"),
    "a module's alias": ("import torch.nn.functional as F\nF.conv2d(x, w)", "torch.nn.functional.conv2d"),
    "a class": ("from torch import nn\nlayer = nn.Conv2d(1, 6, 5)", "torch.nn.Conv2d"),
    "a base class": ("from torch import nn\nclass Mine(nn.LazyConv2d): pass", "torch.nn.LazyConv2d"),
    "another name for it": ("from torch import nn as layers; C = layers\nC.AvgPool2d(2)", "torch.nn.AvgPool2d"),
    "getattr": ("import torch.nn as nn\ngetattr(nn, 'Con' + 'v2d')(1, 6, 5)", "torch.nn.Conv2d"),
    "a dictionary": ("import torch.nn as nn\nnn.__dict__['MaxPool2d'](2)", "torch.nn.MaxPool2d"),
    "vars": ("import torch\nvars(torch.nn)['MaxPool2d'](2)", "torch.nn.MaxPool2d"),
    "importlib": (
        "import importlib\nimportlib.import_module('torch.nn.functional').unfold(x, 3)",
        "torch.nn.functional.unfold",
    ),
    "__import__": ("\n__import__('torch').conv2d(x, w)", "torch.conv2d"),
    "torch.ops": ("import torch\ntorch.ops.aten.convolution(x)", "torch.ops.aten.convolution"),
    "torch._C": ("import torch\ntorch._C._nn.thnn_conv2d(x)", "torch._C._nn.thnn_conv2d"),
    "interpolation": (
        "from torch.nn import functional as f\nf.interpolate(x, mode='area')",
        "torch.nn.functional.interpolate",
    ),
    "a spectrum": ("import torch.fft\ny = torch.fft.rfft2(x)", "torch.fft.rfft2"),
    "a mean filter": ("from scipy import ndimage\nndimage.uniform_filter(x, 2)", "scipy.ndimage.uniform_filter"),
    "a smaller image": ("import skimage.transform as t\nt.resize(x, (2, 2))", "skimage.transform.resize"),
    "a star": ("from torch.nn.functional import *\ny = avg_pool2d(x, 2)", "torch.nn.functional.avg_pool2d"),
    "SciPy": ("import scipy.signal\nscipy.signal.correlate2d(x, w)", "scipy.signal.correlate2d"),
    "another framework": ("import tensorflow as tf\ntf.nn.conv2d(x, w)", "tensorflow.nn.conv2d"),
    "inside a function": ("import torch\ndef f(x): return torch.conv_transpose2d(x, x)", "torch.conv_transpose2d"),
}


@pytest.mark.parametrize(("code", "path"), DOORS.values(), ids=DOORS)
def test_an_operation_is_found_by_every_name(named, code, path):
    assert (2, path) in named(code)


def test_an_import_by_name_is_found_where_it_stands_and_where_it_is_used(named):
    assert named("from torch.nn import Conv2d as C\n\nC(1, 6, 5)") == [
        (1, "torch.nn.Conv2d"), (3, "torch.nn.Conv2d"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        "import torch\nx.unfold(2, 3, 1).unfold(3, 3, 1)",
        "import torch\ntorch.Tensor.unfold(x, 2, 3, 1)",
        "import torch\ntorch.as_strided(x, (2, 2), (1, 1))",
        "import torch\ntorch.einsum('nchwij,fcij->nfhw', x, w) + x @ w",
        "import numpy as np\nnp.convolve(a, b)",
        "from mine import Conv2d, AvgPool2d\nConv2d(1, 6, 5)",
        "class Conv2d: pass\nConv2d()",
        "from torch.nn import *\nclass Conv2d(Module): pass\ndef pooling(x): return x\npooling(Conv2d())",
        "import torch\ntorch.multiprocessing.Pool(2)",
        "import torch.nn.utils as u\nu.convert_parameters",
        "from concurrent.futures import ThreadPoolExecutor",
        "import torch\nself.conv = 1\nself.conv.pool",
        "import torch\ngetattr(torch, name)",
    ],
)
def test_what_is_ones_own_or_a_view_or_a_product_is_nothing(named, code):
    assert named(code) == []


def test_what_a_rubric_allows_is_nothing(named):
    code = "import torch.nn.functional as F\nF.unfold(F.conv2d(x, w), 3)"
    assert named(code, ("convolution", "pooling")) == [(2, "torch.nn.functional.conv2d")]
    assert named(code, ()) == []


def test_the_sentence_says_what_it_is():
    sources = {"a/hw.py": Source(tree=ast.parse("import torch\ntorch.conv2d"))}
    assert list(operations_named(sources, ALL)) == [
        ("a/hw.py", 2, "torch.conv2d is the framework's own convolution, which you are asked to write")
    ]


def test_a_text_that_is_no_name_does_not_reach_the_report_as_it_is(named):
    [(_, path)] = named("import torch\ngetattr(torch, 'conv\\x1b[2J\\n')")
    assert path.isprintable()


@pytest.mark.parametrize(
    "code",
    [
        "import torch\nx = torch" + ".a" * 3000,
        "import torch\nx = torch" + "[0]" * 3000,
        "import torch\nx = torch" + "()" * 3000,
        "import torch\ngetattr(torch, 'a'" + " + 'a'" * 3000 + ")",
        "import torch\n" + "torch = torch.conv.conv\n" * 5000,
    ],
)
def test_what_nobody_would_write_does_not_take_long(tmp_path, code):
    (tmp_path / "hw.py").write_text(code)
    sources = read_sources(tmp_path)
    started = time.process_time()
    list(operations_named(sources, ALL))
    assert time.process_time() - started < 5
