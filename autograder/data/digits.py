"""The 1,797 handwritten digits that come with scikit-learn: real ones, for a machine without other data.

Each stands somewhere in its image: where all stand in the middle, a network without a convolution does as well as
one with two. Their labels lie in scikit-learn's own folder for anyone to read. So what is judged is put in its
place, and strewn with noise, by the secret: a table of the images finds none of them. That does not stop a hand-in
that carries all 1,797 and answers with the nearest one, which is right in 99 of 100; reading it does.

The order is drawn once and for all, as the homeworks' own loaders draw it: no judged image is one to train on.
"""

import gzip
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from autograder.data.dataset import DataSet, Given, Images, Split, Wanted, drawn, generator, of_pixels
from autograder.errors import DataError, DataMissing

COUNT, SIDE, BRIGHTEST = 1797, 8, 16
ORDER = np.random.RandomState(0).permutation(COUNT)
TRAIN, VALIDATION, JUDGED = ORDER[:1200], ORDER[1200:1500], ORDER[1500:]
ENLARGED = 3
NOISE = 0.02
TABLE = ("datasets", "data", "digits.csv.gz")  # where scikit-learn keeps them, in its own folder


def digits(wanted: Wanted, secret: str) -> DataSet:
    """1,200 to train on, 300 for validation, 297 are judged."""
    whole = _bundled()
    train, validation = (
        _placed(whole.take(part), wanted.size, generator("", name))
        for part, name in ((TRAIN, "digits train"), (VALIDATION, "digits validation"))
    )
    judged = drawn(whole.take(JUDGED), wanted.judged, secret, "digits")
    numbers = generator(secret, "digits placed")
    noisy = _noisy(_placed(judged, wanted.size, numbers), numbers)
    train, validation, noisy = (
        Split(images=split.images.repeat(wanted.channels, axis=1), labels=split.labels)
        for split in (train, validation, noisy)
    )
    return of_pixels("digits", Given(train=train, validation=validation), noisy, wanted)


def _bundled() -> Split:
    """Read as the table that it is: importing scikit-learn would take longer than grading a class again."""
    path = _table()
    try:
        with gzip.open(path, "rt", encoding="ascii") as file:
            rows = np.array([line.split(",") for line in file]).astype(np.int64)
    except (OSError, EOFError, ValueError) as error:
        raise DataError(
            f"digits: {path} cannot be read ({error}). Install another version of scikit-learn"
        ) from error
    images, labels = rows[:, :-1], rows[:, -1]
    if images.shape != (COUNT, SIDE * SIDE) or (images.min(), images.max()) != (0, BRIGHTEST):
        raise DataError("digits: scikit-learn's are not the ones known here. Install another version of it")
    return Split(images=images.reshape(COUNT, 1, SIDE, SIDE) / BRIGHTEST, labels=labels)


def _table() -> Path:
    spec = find_spec("sklearn")
    if spec is None or not spec.submodule_search_locations:
        raise DataMissing(
            "digits: they come with scikit-learn, which is not installed. "
            "Run: python -m pip install 'deep-autograder[data]'"
        )
    return Path(spec.submodule_search_locations[0], *TABLE)


def _placed(small: Split, size: int, numbers: np.random.Generator) -> Split:
    """Each pixel becomes 3 x 3, and each digit stands somewhere in the dark: 5 x 5 places at 28, 9 x 9 at 32."""
    large = small.images.repeat(ENLARGED, axis=2).repeat(ENLARGED, axis=3)
    extent = ENLARGED * SIDE
    images = np.zeros((len(large), 1, size, size))
    places = numbers.integers(0, size - extent + 1, (len(large), 2)).tolist()
    for image, digit, (top, left) in zip(images, large, places, strict=True):
        image[:, top : top + extent, left : left + extent] = digit
    return Split(images=images, labels=small.labels)


def _noisy(split: Split, numbers: np.random.Generator) -> Split:
    noisy: Images = np.clip(split.images + NOISE * numbers.standard_normal(split.images.shape), 0, 1)
    return Split(images=noisy, labels=split.labels)
