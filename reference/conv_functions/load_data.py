"""Provided: reading images of digits as [N, 1, 28, 28], numbers from 0 to 1. Nothing to write here."""

import gzip
from pathlib import Path

import numpy as np

MNIST = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}
WHERE = "http://yann.lecun.com/exdb/mnist/"


def load_mnist_4d(folder="data"):
    """Reads the four files of MNIST, each as it is or with .gz behind its name.

    Returns train_data [60000, 1, 28, 28], test_data [10000, 1, 28, 28], train_label and test_label.
    """
    (train_data, train_label), (test_data, test_label) = (
        (_read(folder, images)[:, np.newaxis] / 255.0, _read(folder, labels).astype(int))
        for images, labels in MNIST.values()
    )
    return train_data, test_data, train_label, test_label


def load_digits_4d():
    """Gives the 1,797 small digits that come with scikit-learn, in 28 x 28 pixels: 1,500 to train on, 297 to test.

    For a machine without MNIST. Returns the same four arrays as load_mnist_4d. The order, and the place of each
    digit in its image, are drawn once and for all.
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError as error:
        raise ImportError("these digits come with scikit-learn: python -m pip install scikit-learn") from error
    digits = load_digits()
    random = np.random.RandomState(0)
    order = random.permutation(len(digits.images))
    images = placed(digits.images / 16.0, random)
    train, test = order[:1500], order[1500:]
    return images[train], images[test], digits.target[train], digits.target[test]


def placed(small, random):
    """Makes 24 x 24 pixels of 8 x 8, each becomes 3 x 3, and puts them somewhere on 28 x 28 dark ones."""
    large = small.repeat(3, axis=1).repeat(3, axis=2)
    images = np.zeros((len(large), 1, 28, 28))
    for n, (top, left) in enumerate(random.randint(0, 5, (len(large), 2))):
        images[n, 0, top:top + 24, left:left + 24] = large[n]
    return images


def _read(folder, name):
    """Reads one IDX file: two zeros, the type of number, the number of axes, their lengths, the numbers."""
    plain, packed = Path(folder) / name, Path(folder) / f"{name}.gz"
    if plain.is_file():
        content = plain.read_bytes()
    elif packed.is_file():
        content = gzip.decompress(packed.read_bytes())
    else:
        raise FileNotFoundError(
            f"{name} is missing (with or without .gz). Looked in {Path(folder).resolve()}. "
            f"Download it from {WHERE}, or name the folder where it is"
        )
    if content[:3] != b"\0\0\x08":
        raise ValueError(f"{name} in {Path(folder).resolve()} is not an IDX file of bytes")
    axes = content[3]
    shape = tuple(np.frombuffer(content, ">i4", axes, offset=4))
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape)
