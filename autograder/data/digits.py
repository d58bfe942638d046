"""The 1,797 handwritten digits that come with scikit-learn: real ones, for a machine without other data.

Their labels lie in scikit-learn's own folder for anyone to read. So what is judged is shifted a little and strewn
with noise, by the secret: a table of the images finds none of them. That does not stop a hand-in that carries all
1,797 and answers with the nearest one, which is right in 99 of 100; reading it does.

The order is drawn once and for all, as the homeworks' own loaders draw it. The file goes writer by writer: judged on
its end, a network of students meets writers that it never saw, and the same one reaches 8 in 100 less.
"""

import numpy as np

from autograder.data.dataset import DataSet, Given, Images, Split, Wanted, drawn, generator, of_pixels
from autograder.errors import DataError, DataMissing

COUNT, SIDE, BRIGHTEST = 1797, 8, 16
ORDER = np.random.RandomState(0).permutation(COUNT)  # never changed: no judged image may be one to train on
TRAIN, VALIDATION, JUDGED = ORDER[:1200], ORDER[1200:1500], ORDER[1500:]
MOST_SHIFT, NOISE = 1, 0.05


def digits(wanted: Wanted, secret: str) -> DataSet:
    """1,200 to train on, 300 for validation, 297 are judged."""
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
    """A pixel becomes a square of 3 x 3 with two dark rows and columns around them all, or of 4 x 4 without any."""
    times, rim = divmod(size, SIDE)
    large = small.images.repeat(times, axis=2).repeat(times, axis=3)
    return Split(images=np.pad(large, ((0, 0), (0, 0), *2 * ((rim // 2, rim // 2),))), labels=small.labels)


def _changed(images: Images, numbers: np.random.Generator) -> Images:
    """Moved by at most a pixel each way, dark where nothing moves in, and with noise."""
    shifts = numbers.integers(-MOST_SHIFT, MOST_SHIFT + 1, (len(images), 2)).tolist()
    moved = np.stack([_moved(image, *shift) for image, shift in zip(images, shifts, strict=True)])
    changed: Images = np.clip(moved + NOISE * numbers.standard_normal(moved.shape), 0, 1)
    return changed


def _moved(image: Images, down: int, right: int) -> Images:
    """[C, H, W] by so many pixels, at most MOST_SHIFT."""
    height, width = image.shape[1:]
    framed = np.pad(image, ((0, 0), *2 * ((MOST_SHIFT, MOST_SHIFT),)))
    top, left = MOST_SHIFT - down, MOST_SHIFT - right
    return framed[:, top : top + height, left : left + width]
