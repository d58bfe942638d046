"""What every official file has to satisfy, whatever its format."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.data.dataset import Split
from autograder.data.files import AGAIN
from autograder.errors import DataError


def check_count(got: int, official: int, what: str, path: Path, *, exactly: bool) -> None:
    """Raises DataError when a file does not hold the official number, or, not `exactly`, fewer than 2 or more."""
    if got == official or (not exactly and 1 < got < official):
        return
    raise DataError(f"{path}: holds {got:,} {what}, the official file {official:,}. Is it another file?")


def check_shape(images: NDArray[np.uint8], official: tuple[int, ...], path: Path) -> None:
    """Raises DataError when images [N, ...] have another size, or all pixels are equal."""
    if images.shape[1:] != official:
        got, right = (" × ".join(map(str, shape)) for shape in (images.shape[1:], official))
        raise DataError(f"{path}: its images are {got}, the official ones {right}. Is it another data set?")
    if images.min() == images.max():
        raise DataError(f"{path}: every pixel is {images.min()}. {AGAIN}")


def paired(
    images: NDArray[np.uint8], labels: NDArray[Any], reach: tuple[int, int], path: Path, note: str = ""
) -> Split:
    """Raises DataError when there is not one label for each image, a whole number within its reach."""
    if len(images) != len(labels):
        raise DataError(
            f"{path}: holds {len(labels):,} labels for {len(images):,} images. Do the two belong together?"
        )
    if not (np.isfinite(labels) & (labels == np.round(labels))).all():
        raise DataError(f"{path}: some of its labels are no whole numbers. Is it another file?")
    least, most = int(labels.min()), int(labels.max())
    if least < reach[0] or most > reach[1]:
        raise DataError(f"{path}: labels reach from {least} to {most}, expected {reach[0]} to {reach[1]}{note}")
    return Split(images=images, labels=labels.astype(np.int64))
