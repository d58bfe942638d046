"""Where a question is only about the shapes of a network, zeros take the place of what a homework forbids: as many
as there would be numbers. The use is noted all the same, and nothing is computed."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from .forbidden import ForbiddenOperation

Shape = tuple[int, ...]


class StandIns(TorchFunctionMode):
    """For the functions that layers call, by their names; what else leads to a forbidden operation is refused."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return func(*args, **(kwargs or {}))
        except ForbiddenOperation:
            shape = shape_of(str(getattr(func, "__name__", "")), args, kwargs or {})
            if shape is None:
                raise
            return args[0].new_zeros(shape)


def shape_of(name: str, args: Sequence[Any], named: Mapping[str, Any]) -> Shape | None:
    """Of what a function would return; None where it is not one of these, or could not be called so."""
    found = NAMES.fullmatch(name)
    if found is None:
        return None
    try:
        return SHAPES[found["what"]](int(found["axes"]), *args, **named)
    except (TypeError, ValueError, IndexError):
        return None


def _convolved(
    axes: int,
    input: torch.Tensor,
    weight: torch.Tensor,
    bias: Any = None,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Shape | None:
    if input.shape[-axes - 1] != groups * weight.shape[1]:
        return None
    sizes: Shape = input.shape[-axes:]
    if padding != "same":
        frame = 0 if padding == "valid" else padding
        sizes = _places(sizes, weight.shape[2:], stride, frame, dilation)
    return (*input.shape[: -axes - 1], weight.shape[0], *sizes)


def _averaged(
    axes: int,
    input: torch.Tensor,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: Any = None,
) -> Shape | None:
    return None if ceil_mode else _pooled(axes, input, kernel_size, stride, padding)


def _largest(
    axes: int,
    input: torch.Tensor,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Shape | None:
    return None if ceil_mode or return_indices else _pooled(axes, input, kernel_size, stride, padding, dilation)


def _pooled(
    axes: int, input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, dilation: Any = 1
) -> Shape:
    kernel = _each(kernel_size, axes)
    places = _places(input.shape[-axes:], kernel, kernel if stride in (None, ()) else stride, padding, dilation)
    return (*input.shape[:-axes], *places)


def _resized(axes: int, input: torch.Tensor, output_size: Any, return_indices: bool = False) -> Shape | None:
    if return_indices:
        return None
    wanted = zip(_each(output_size, axes), input.shape[-axes:], strict=True)
    return (*input.shape[:-axes], *(size if one is None else one for one, size in wanted))


def _places(sizes: Sequence[int], kernel: Sequence[int], stride: Any, padding: Any, dilation: Any) -> Shape:
    """How many whole windows fit along each axis."""
    axes = len(sizes)
    each = zip(sizes, kernel, _each(stride, axes), _each(padding, axes), _each(dilation, axes), strict=True)
    return tuple((size + 2 * frame - reach * (k - 1) - 1) // step + 1 for size, k, step, frame, reach in each)


def _each(value: Any, axes: int) -> Sequence[Any]:
    values = tuple(value) if isinstance(value, (tuple, list)) else (value,)
    return values * axes if len(values) == 1 else values


NAMES = re.compile(r"_?(?P<what>conv|avg_pool|max_pool|adaptive_avg_pool|adaptive_max_pool)(?P<axes>[123])d")
SHAPES: Mapping[str, Callable[..., Shape | None]] = {
    "conv": _convolved,
    "avg_pool": _averaged,
    "max_pool": _largest,
    "adaptive_avg_pool": _resized,
    "adaptive_max_pool": _resized,
}
