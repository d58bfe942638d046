"""Street View House Numbers, cropped digits: two .mat files, where the digit 0 has the label 10."""

from fractions import Fraction
from pathlib import Path

import numpy as np

from autograder.data.dataset import DIGITS, DataSet, Split, Wanted, divided, drawn, of_pixels
from autograder.data.files import data_folder, find
from autograder.data.matlab import read_mat
from autograder.data.sound import check_count, check_shape, paired
from autograder.errors import DataError

TRAIN, TEST = ("train_32x32.mat", 73_257), ("test_32x32.mat", 26_032)
SHAPE = (3, 32, 32)
PIXELS = 32 * 32 * 3
BESIDE = 10_000  # heads and names, which take a few hundred bytes
KEPT = Fraction(70_000, 73_257)
ZERO = ", where 10 stands for the digit 0. Was it changed?"


def svhn(folder: Path | None, wanted: Wanted, secret: str, *, official: bool = True) -> DataSet:
    """70,000 to train on, 3,257 for validation, the test file is judged.

    A label is its digit, unless `wanted.zero_last`. With official=False, files may hold fewer images.
    """
    folder = data_folder(folder)
    train, test = (_part(folder, name, count, wanted.zero_last, official) for name, count in (TRAIN, TEST))
    judged = drawn(test, wanted.judged, secret, "svhn")
    classes = (*DIGITS[1:], "0") if wanted.zero_last else DIGITS
    return of_pixels("svhn", divided(train, KEPT), judged, wanted, classes)


def _part(folder: Path, name: str, count: int, zero_last: bool, official: bool) -> Split:
    path = find(folder, (name, f"SVHN/{name}", f"svhn/{name}"), "SVHN")
    content = read_mat(path, count * (PIXELS + 8) + BESIDE)
    images, labels = content.get("X"), content.get("y")
    if images is None or labels is None or images.dtype != np.uint8 or images.ndim != 4:
        found = ", ".join(map(ascii, content)) or "no array of numbers"
        raise DataError(f"{path}: expected images X of bytes and labels y, found {found}. Is it another .mat file?")
    images, labels = images.transpose(3, 2, 0, 1), labels.ravel()
    check_count(len(images), count, "images", path, exactly=official)
    check_shape(images, SHAPE, path)
    split = paired(images, labels, (1, 10), path, ZERO)
    return Split(images=split.images, labels=split.labels - 1 if zero_last else split.labels % 10)
