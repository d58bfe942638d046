"""Provided: reading the Street View House Numbers, cropped digits. Nothing to write here.

The files train_32x32.mat and test_32x32.mat come from http://ufldl.stanford.edu/housenumbers/.
"""

from pathlib import Path

import numpy as np


def SVHN_data(num_training=70000, num_validation=3257, folder="data"):  # noqa: N802  the course's own name
    """Reads both files from folder into a dictionary: data_ and labels_, each for train, val and test.

    Images are [N, 32, 32, 3], float32 from 0 to 1, minus the mean training image. Validation images are the
    training file's after the first num_training. Labels are 0 to 9 and stand for the digits 1, 2, ..., 9, 0.
    """
    images, labels = _read(Path(folder) / "train_32x32.mat")
    test_images, test_labels = _read(Path(folder) / "test_32x32.mat")
    if num_training + num_validation > len(images):
        raise ValueError(
            f"train_32x32.mat holds {len(images)} images: "
            f"{num_training} for training and {num_validation} for validation are too many"
        )
    end = num_training + num_validation
    mean_image = images[:num_training].mean(axis=0)
    return {
        "data_train": images[:num_training] - mean_image, "labels_train": labels[:num_training],
        "data_val": images[num_training:end] - mean_image, "labels_val": labels[num_training:end],
        "data_test": test_images - mean_image, "labels_test": test_labels,
    }  # fmt: skip


def _read(path):
    if not path.is_file():
        raise FileNotFoundError(
            f"{path.name} is missing. Looked in {path.parent.resolve()}. Download it from "
            "http://ufldl.stanford.edu/housenumbers/, or name the folder where it is: SVHN_data(folder=...)"
        )
    try:
        from scipy.io import loadmat
    except ImportError as error:
        raise ImportError("reading .mat files needs SciPy: python -m pip install scipy") from error
    content = loadmat(path)
    images = content["X"].transpose(3, 0, 1, 2).astype(np.float32) / 255
    return images, content["y"].ravel().astype(np.int64) - 1
