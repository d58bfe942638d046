"""The 1,797 handwritten digits that come with scikit-learn: real ones, for a machine without other data.

Their labels lie in scikit-learn's own folder for anyone to read. So what is judged is shifted a little and strewn
with noise, by the secret: a table of the images finds none of them. That does not stop a hand-in that carries all
1,797 and answers with the nearest one, which is right in 99 of 100; reading it does.
"""

import numpy as np

from autograder.data.dataset import DataSet, Given, Images, Split, Wanted, drawn, generator, of_pixels
from autograder.errors import DataError, DataMissing

COUNT, SIDE, BRIGHTEST = 1797, 8, 16
TRAIN, VALIDATION = slice(0, 1200), slice(1200, 1400)
JUDGED = slice(1400, COUNT)  # the file goes writer by writer: most of these are by others than those before
ENLARGED = 3
MOST_SHIFT, NOISE = 1, 0.05


def digits(wanted: Wanted, secret: str) -> DataSet:
    """1,200 to train on, 200 for validation, 397 are judged."""
    whole = _enlarged(_bundled(), wanted.size)
    judged = drawn(whole.take(JUDGED), wanted.judged, secret, "digits")
    changed = Split(images=_changed(judged.images, generator(secret, "digits changed")), labels=judged.labels)
    train, validation, last = (
        Split(images=split.images.repeat(wanted.channels, axis=1), labels=split.labels)
        for split in (whole.take(TRAIN), whole.take(VALIDATION), changed)
    )
    return of_pixels("digits", Given(train=train, validation=validation), last, wanted)


def _bundled() -> Split:
    try:
        from sklearn.datasets import load_digits  # type: ignore[import-untyped]  # it has no annotations
    except ImportError as error:
        raise DataMissing(
            "digits: they come with scikit-learn, which is not installed. "
            "Run: python -m pip install 'deep-autograder[data]'"
        ) from error
    images, labels = load_digits(return_X_y=True)
    if images.shape != (COUNT, SIDE * SIDE) or (images.min(), images.max()) != (0, BRIGHTEST):
        raise DataError("digits: scikit-learn's are not the ones known here. Install another version of it")
    return Split(images=images.reshape(COUNT, 1, SIDE, SIDE) / BRIGHTEST, labels=labels.astype(np.int64))


def _enlarged(small: Split, size: int) -> Split:
    """Each pixel becomes 3 x 3, and dark rows and columns surround them: 2 for 28 x 28, 4 for 32 x 32."""
    large = small.images.repeat(ENLARGED, axis=2).repeat(ENLARGED, axis=3)
    rim = (size - ENLARGED * SIDE) // 2
    return Split(images=np.pad(large, ((0, 0), (0, 0), (rim, rim), (rim, rim))), labels=small.labels)


def _changed(images: Images, numbers: np.random.Generator) -> Images:
    """Moved by at most a pixel each way, which the dark rim has room for, and with noise."""
    shifts = numbers.integers(-MOST_SHIFT, MOST_SHIFT + 1, (len(images), 2)).tolist()
    moved = np.stack([np.roll(image, shift, axis=(1, 2)) for image, shift in zip(images, shifts, strict=True)])
    changed: Images = np.clip(moved + NOISE * numbers.standard_normal(moved.shape), 0, 1)
    return changed
