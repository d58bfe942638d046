"""Operations that students have to write themselves: their kernels are replaced by ones that refuse.

Every name by which an operation can be called, and every mode, thread, transform or compiled graph, ends in the one
table from which PyTorch takes its kernels; there the replacement stands. So it holds whatever leads to it: what it
refuses is never computed. Views such as Tensor.unfold and as_strided, and products, have other kernels.
"""

import ctypes
import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NoReturn

import torch

from ..notes import Notes

KERNELS: Mapping[str, re.Pattern[str]] = {
    "convolution": re.compile(r"conv(?!ert)"),
    "pooling": re.compile(r"(?<!from_)pool|upsample|grid_sampler"),
    "unfold": re.compile(r"im2col|col2im"),
}
# Where a kernel that computes on this machine can stand; a table of a key that is never reached does no harm.
KEYS = (
    "CPU", "MkldnnCPU", "QuantizedCPU", "SparseCPU", "NestedTensorCPU", "CompositeExplicitAutogradNonFunctional",
    "CompositeExplicitAutograd", "CompositeImplicitAutograd",
)  # fmt: skip
# These run graphs by kernels of their own, which no table knows.
OTHER_ENGINES = (
    "_jit_pass_convert_frozen_ops_to_mkldnn", "_jit_pass_optimize_frozen_graph", "_jit_to_static_module",
)  # fmt: skip


class ForbiddenOperation(RuntimeError):
    """Student code called an operation of the framework that this homework asks to be written."""


def forbid(operations: Collection[str], notes: Notes) -> None:
    """For all children; nothing in a child can take it back, since nothing in it knows the tables' owner."""
    names = sorted(torch._C._dispatch_get_all_op_names())
    wanted = [(name, operation) for name in names for operation in operations if KERNELS[operation].search(name)]
    for space in sorted({name.partition("::")[0] for name, _ in wanted}):
        _replace(space, [(name, operation) for name, operation in wanted if name.startswith(f"{space}::")], notes)
    for engine in OTHER_ENGINES if wanted else ():
        if hasattr(torch._C, engine):
            setattr(torch._C, engine, _refusing("convolution", engine, notes))


def _replace(space: str, wanted: Iterable[tuple[str, str]], notes: Notes) -> None:
    """What torch.library does, without the register by which student code could undo it."""
    library = torch._C._dispatch_library("IMPL", space, "", __file__, 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that another kernel stood there is the point
        for name, operation in wanted:
            kernel = _refusing(operation, name.partition("::")[2].partition(".")[0], notes)
            for key in _keys(name):
                library.impl(name, key, kernel)
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(library))  # it is never freed, and freeing it would undo all


def _keys(name: str) -> Iterator[str]:
    """The CPU's own place goes before all others; the others are filled too, as each can be asked for by name."""
    yield "CPU"
    for key in KEYS[1:]:
        if torch._C._dispatch_has_kernel_for_dispatch_key(name, key):
            yield key


def _refusing(operation: str, called: str, notes: Notes) -> Callable[..., NoReturn]:
    def refuse(*given: Any, **named: Any) -> NoReturn:
        notes.use(operation, called)
        raise ForbiddenOperation(
            f"this calls PyTorch's own {operation} ({called}), which this homework asks you to write"
        )

    return refuse
