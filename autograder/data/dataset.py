"""A data set as a training check uses it: what student code is given, and what it is judged on."""

import hashlib
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Images = NDArray[Any]
Labels = NDArray[np.int64]
Layout = Literal["NCHW", "NHWC", "points"]
DIGITS = tuple("0123456789")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How a homework wants its data. Size and channels are for `digits`; every other set has its own.

    `judged` is the largest number of judged images; all of them if not given. With `zero_last`, the labels 0 to 9
    of SVHN stand for 1, 2, ..., 9, 0, which is what a loader gives that takes 1 from each label of the file.
    """

    layout: Literal["NCHW", "NHWC"] = "NCHW"
    size: Literal[28, 32] = 28
    channels: Literal[1, 3] = 1
    judged: int | None = None
    zero_last: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Split:
    """Images, or points, and one label for each."""

    images: Images = field(repr=False)
    labels: Labels = field(repr=False)

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, index: slice | NDArray[np.int64]) -> "Split":
        return Split(images=self.images[index], labels=self.labels[index])


@dataclass(frozen=True, kw_only=True, eq=False)
class Given:
    """What student code may see whole."""

    train: Split
    validation: Split


@dataclass(frozen=True, kw_only=True, eq=False)
class DataSet:
    """Images are float32 from 0 to 1; points are float64 in rows of two. `classes` says what each label stands for.

    The labels of `judged` stay in the grader: only `for_box` leaves it.
    """

    name: str
    given: Given
    judged: Split
    classes: tuple[str, ...]
    layout: Layout

    def for_box(self) -> dict[str, NDArray[Any]]:
        """All that student code receives; where its loader returns test labels, they are dummies."""
        train, validation = self.given.train, self.given.validation
        return {
            "train_images": train.images,
            "train_labels": train.labels,
            "validation_images": validation.images,
            "validation_labels": validation.labels,
            "judged_images": self.judged.images,
            "dummy_labels": np.full(len(self.judged), train.labels.min()),
        }


def generator(secret: str, what: str) -> np.random.Generator:
    """The same secret and purpose draw the same numbers."""
    seed = hashlib.sha256(f"{secret}\n{what}".encode()).digest()
    return np.random.default_rng(int.from_bytes(seed[:16], "little"))


def divided(split: Split, kept: Fraction) -> Given:
    """Cut in the file's own order, as the handouts' loaders do: the last ones are for validation."""
    end = len(split) * kept.numerator // kept.denominator
    return Given(train=split.take(slice(end)), validation=split.take(slice(end, None)))


def drawn(split: Split, most: int | None, secret: str, what: str) -> Split:
    """At most so many of them. Their order is secret as well: a stored list of the file's labels fits nothing."""
    order = generator(secret, f"{what} judged").permutation(len(split))
    return split.take(order[:most])


def of_pixels(name: str, given: Given, judged: Split, wanted: Wanted, classes: tuple[str, ...] = DIGITS) -> DataSet:
    """Makes the data set of images [N, C, H, W], bytes or numbers from 0 to 1."""
    return frozen(
        DataSet(
            name=name,
            given=Given(train=_as_wanted(given.train, wanted), validation=_as_wanted(given.validation, wanted)),
            judged=_as_wanted(judged, wanted),
            classes=classes,
            layout=wanted.layout,
        )
    )


def frozen(data: DataSet) -> DataSet:
    """A frozen record whose arrays cannot be written to either."""
    for split in (data.given.train, data.given.validation, data.judged):
        split.images.setflags(write=False)
        split.labels.setflags(write=False)
    return data


def _as_wanted(split: Split, wanted: Wanted) -> Split:
    moved = split.images if wanted.layout == "NCHW" else split.images.transpose(0, 2, 3, 1)
    images = moved.astype(np.float32, order="C")
    if split.images.dtype == np.uint8:
        images /= 255
    return Split(images=images, labels=split.labels.astype(np.int64))
