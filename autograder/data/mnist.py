"""MNIST: four IDX files, each as it is or packed."""

from fractions import Fraction
from pathlib import Path

from autograder.data import idx
from autograder.data.dataset import DataSet, Split, Wanted, divided, drawn, of_pixels
from autograder.data.files import data_folder, find, read
from autograder.data.sound import check_count, check_shape, paired

TRAIN, TEST = ("train", 60_000), ("t10k", 10_000)
SIDE = 28
KEPT = Fraction(55_000, 60_000)


def mnist(folder: Path | None, wanted: Wanted, secret: str, *, official: bool = True) -> DataSet:
    """55,000 to train on, 5,000 for validation, the test files are judged.

    With official=False, files may hold fewer images.
    """
    folder = data_folder(folder)
    train, test = (_part(folder, name, count, official) for name, count in (TRAIN, TEST))
    return of_pixels("mnist", divided(train, KEPT), drawn(test, wanted.judged, secret, "mnist"), wanted)


def _part(folder: Path, name: str, count: int, official: bool) -> Split:
    path = _find(folder, f"{name}-images-idx3-ubyte")
    images = idx.parse(read(path, 16 + count * SIDE * SIDE), "images", path)
    check_shape(images, (SIDE, SIDE), path)
    check_count(len(images), count, "images", path, exactly=official)
    path = _find(folder, f"{name}-labels-idx1-ubyte")
    labels = idx.parse(read(path, 8 + count), "labels", path)
    return paired(images[:, None], labels, (0, 9), path)


def _find(folder: Path, file: str) -> Path:
    """Here, or where torchvision puts it."""
    places = [f"{place}{file}{end}" for place in ("", "MNIST/raw/") for end in ("", ".gz")]
    return find(folder, places, "MNIST")
