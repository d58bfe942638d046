"""CIFAR-10: five training batches and a test batch, as pickles of Python or as plain records."""

from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autograder.data.dataset import DataSet, Split, Wanted, divided, drawn, of_pixels
from autograder.data.files import AGAIN, data_folder, find, read
from autograder.data.plain_pickle import read_batch
from autograder.data.sound import check_count, check_shape, paired
from autograder.errors import DataError

TRAIN, TEST = tuple(f"data_batch_{number}" for number in range(1, 6)), "test_batch"
COUNT, SHAPE = 10_000, (3, 32, 32)
PIXELS = 3 * 32 * 32
RECORD = 1 + PIXELS
BESIDE_PIXELS = 100  # for each image a pickle also has its label and file name, about 30 bytes
KEPT = Fraction(45_000, 50_000)
PACKED = ("cifar-10-python.tar.gz", "cifar-10-binary.tar.gz")
CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")


def cifar10(folder: Path | None, wanted: Wanted, secret: str, *, official: bool = True) -> DataSet:
    """45,000 to train on, 5,000 for validation, the test batch is judged.

    With official=False, batches may hold fewer images.
    """
    folder = data_folder(folder)
    batches = [_batch(folder, name, official) for name in TRAIN]
    test = _batch(folder, TEST, official)
    train = Split(
        images=np.concatenate([batch.images for batch in batches]),
        labels=np.concatenate([batch.labels for batch in batches]),
    )
    judged = drawn(test, wanted.judged, secret, "cifar10")
    return of_pixels("cifar10", divided(train, KEPT), judged, wanted, CLASSES)


def _batch(folder: Path, name: str, official: bool) -> Split:
    places = [f"{place}{name}" for place in ("cifar-10-batches-py/", "")]
    places += [f"{place}{name}.bin" for place in ("cifar-10-batches-bin/", "")]
    path = find(folder, places, "CIFAR-10", PACKED)
    images, labels = (_records if path.suffix == ".bin" else _pickled)(path)
    check_count(len(images), COUNT, "images", path, exactly=official)
    check_shape(images, SHAPE, path)
    return paired(images, labels, (0, 9), path)


def _records(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """One byte for the label, then the pixels: red, green, blue."""
    content = read(path, COUNT * RECORD)
    if not content or len(content) % RECORD:
        raise DataError(
            f"{path}: its {len(content):,} bytes are no whole number of records of {RECORD:,}: "
            f"it is cut short, or another file. {AGAIN}"
        )
    records = np.frombuffer(content, np.uint8).reshape(-1, RECORD)
    return records[:, 1:].reshape(-1, *SHAPE), records[:, 0].astype(np.int64)


def _pickled(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    batch = read_batch(read(path, COUNT * (PIXELS + BESIDE_PIXELS)), path)
    if "fine_labels" in batch:
        raise DataError(f"{path}: is a file of CIFAR-100. Put the batches of CIFAR-10 there")
    images, labels = batch.get("data"), batch.get("labels")
    if not isinstance(images, np.ndarray) or images.ndim != 2 or images.shape[1] != PIXELS:
        raise DataError(f"{path}: has no data of {PIXELS:,} bytes for each image. Is it another pickle?")
    if not isinstance(labels, list) or not labels or not all(type(label) is int for label in labels):
        raise DataError(f"{path}: has no list of labels, one whole number for each image. Is it another pickle?")
    return images.reshape(-1, *SHAPE), np.array(labels, np.int64)
