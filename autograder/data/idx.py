"""IDX, the format of MNIST: two zeros, the type of number, the number of axes, their lengths, the numbers."""

import math
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from autograder.data.files import AGAIN, looks
from autograder.errors import DataError

Kind = Literal["images", "labels"]
HEADS: dict[Kind, bytes] = {"images": b"\0\0\x08\x03", "labels": b"\0\0\x08\x01"}
OTHER: dict[Kind, Kind] = {"images": "labels", "labels": "images"}


def parse(content: bytes, kind: Kind, path: Path) -> NDArray[np.uint8]:
    """Images [N, H, W] or labels [N]. Raises DataError, and says how the file differs from such a one."""
    _check_head(content, kind, path)
    axes = content[3]
    start = 4 + 4 * axes
    if len(content) < start:
        raise DataError(f"{path}: is cut short within its first {start} bytes. {AGAIN}")
    shape = tuple(int.from_bytes(content[at : at + 4], "big") for at in range(4, start, 4))
    _check_length(len(content) - start, shape, kind, path)
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def _check_head(content: bytes, kind: Kind, path: Path) -> None:
    head, right = content[:4], HEADS[kind]
    if head == right:
        return
    if head == HEADS[OTHER[kind]]:
        raise DataError(f"{path}: holds {OTHER[kind]} where {kind} belong. Are the two files swapped?")
    if right.startswith(head) and head:
        raise DataError(f"{path}: is cut short after {len(head)} bytes. {AGAIN}")
    raise DataError(
        f"{path}: is no IDX file of {kind}, it begins with {head.hex(' ') or 'nothing'} and not with "
        f"{right.hex(' ')}{looks(content)}. {AGAIN}"
    )


def _check_length(got: int, shape: tuple[int, ...], kind: Kind, path: Path) -> None:
    expected = math.prod(shape)
    if not expected:
        raise DataError(f"{path}: holds no {kind}. {AGAIN}")
    head = f"its head announces {' × '.join(f'{n:,}' for n in shape)} {kind}"
    if got < expected:
        raise DataError(f"{path}: is cut short, {head}, and {got:,} of {expected:,} bytes follow. {AGAIN}")
    if got > expected:
        raise DataError(f"{path}: {got - expected:,} bytes too many, {head}, and more follows. {AGAIN}")
