"""Operations that students have to write themselves: their kernels are replaced by ones that refuse.

Every name by which an operation can be called, and every mode, thread, transform or compiled graph, ends in the one
table from which PyTorch takes its kernels; there the replacement stands. So it holds whatever leads to it: what it
refuses is never computed. Views such as Tensor.unfold and as_strided, and products, have other kernels.
"""

import ctypes
import functools
import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NoReturn

import torch

from ..notes import Notes

KERNELS: Mapping[str, re.Pattern[str]] = {
    "convolution": re.compile(r"conv(?!ert)"),
    "pooling": re.compile(r"(?<!from_)pool"),
    "unfold": re.compile(r"im2col|col2im"),
    "fourier": re.compile(r"fft|stft"),
    "resampling": re.compile(r"upsample|grid_sampler"),
}
CALLED: Mapping[str, str] = {"fourier": "Fourier transform"}
# Where a kernel that computes on this machine can stand; a table of a key that is never reached does no harm.
KEYS = (
    "CPU", "MkldnnCPU", "QuantizedCPU", "SparseCPU", "NestedTensorCPU", "CompositeExplicitAutogradNonFunctional",
    "CompositeExplicitAutograd", "CompositeImplicitAutograd",
)  # fmt: skip
# TorchScript has a few operators of its own, which no table holds: these hand one out by its name, or put it into a
# graph, and those take a whole graph from a text or a file.
BY_NAME = ("_jit_get_operation", "_get_operation_overload"), ("create", "insert")
GRAPHS = ("parse_ir", "import_ir_module", "import_ir_module_from_buffer", "_import_ir_module_from_package")


class ForbiddenOperation(RuntimeError):
    """Student code called an operation of the framework that this homework asks to be written."""


def forbid(operations: Collection[str], notes: Notes) -> None:
    """For all children; nothing in a child can take it back, since nothing in it knows the tables' owner."""
    tabled = set(torch._C._dispatch_get_all_op_names())
    wanted = list(_forbidden(tabled, operations))
    for space in sorted({name.partition("::")[0] for name, _ in wanted}):
        _replace(space, [(name, operation) for name, operation in wanted if name.startswith(f"{space}::")], notes)
    if wanted:
        scripts = {schema.name for schema in torch._C._jit_get_all_schemas()}
        _close(dict(_forbidden(scripts - {name.partition(".")[0] for name in tabled}, operations)), notes)


def _forbidden(names: Iterable[str], operations: Collection[str]) -> Iterator[tuple[str, str]]:
    for name in sorted(names):
        yield from ((name, operation) for operation in operations if KERNELS[operation].search(name))


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


def _close(names: Mapping[str, str], notes: Notes) -> None:
    """What no table holds is refused where it is asked for. Code that takes a closure apart gets past this."""
    for owner, doors in zip((torch._C, torch._C.Graph), BY_NAME, strict=True):
        for door in doors:
            setattr(owner, door, _but(names, getattr(owner, door), notes))
    for door in GRAPHS:
        setattr(torch._C, door, _no_graphs)


def _but(names: Mapping[str, str], original: Callable[..., Any], notes: Notes) -> Callable[..., Any]:
    @functools.wraps(original)
    def ask(*given: Any) -> Any:
        for name in given:
            if isinstance(name, str) and name in names:
                _refusing(names[name], name.partition("::")[2], notes)()
        return original(*given)

    return ask


def _no_graphs(*given: Any, **named: Any) -> NoReturn:
    raise RuntimeError("a program in PyTorch's own format cannot be loaded in this homework")


def _refusing(operation: str, called: str, notes: Notes) -> Callable[..., NoReturn]:
    def refuse(*given: Any, **named: Any) -> NoReturn:
        notes.use(operation, called)
        raise ForbiddenOperation(
            f"this calls PyTorch's own {CALLED.get(operation, operation)} ({called}), "
            "which this homework asks you to write"
        )

    return refuse
