"""The double moon: points of two interlocking half rings, from the course's .mat files or made here."""

from pathlib import Path

import numpy as np

from autograder.data.dataset import DataSet, Given, Images, Split, drawn, frozen, generator
from autograder.data.files import data_folder, find
from autograder.data.matlab import read_mat
from autograder.data.sound import check_count
from autograder.errors import DataError

TRAIN, VALIDATION = "double_moon_train1000.mat", "double_moon_val1000.mat"
COUNT = 1000
MOST_BYTES = 100_000  # 1,000 points and labels as doubles are 24,000
POINTS, LABELS = ("X", "x", "points", "data"), ("Y", "y", "labels", "t")
CLASSES = ("-1", "1")
RADIUS, WIDTH, OVERLAP = 1.0, 0.5, 0.2


def double_moon_file(
    folder: Path | None, secret: str, *, judged: int | None = None, official: bool = True
) -> DataSet:
    """All training points, and half of the file of validation points: the other half, a secret one, is judged.

    With official=False, files may hold fewer points.
    """
    folder = data_folder(folder)
    train, held = (_part(folder, name, official) for name in (TRAIN, VALIDATION))
    held = drawn(held, None, secret, "double moon")
    half = len(held) // 2
    return _of_points("double-moon-file", train, held.take(slice(half, None)), held.take(slice(half)), judged)


def double_moon(secret: str, *, seed: int = 0, count: int = COUNT, judged: int | None = None) -> DataSet:
    """So many points each for training, validation and judging; those that are judged come from the secret."""
    train, validation = (_made(count, f"{seed}", what) for what in ("train", "validation"))
    return _of_points("double-moon", train, validation, _made(count, secret, f"judged {seed}"), judged)


def _of_points(name: str, train: Split, validation: Split, held: Split, judged: int | None) -> DataSet:
    given = Given(train=train, validation=validation)
    return frozen(
        DataSet(name=name, given=given, judged=held.take(slice(judged)), classes=CLASSES, layout="points")
    )


def _made(count: int, secret: str, what: str) -> Split:
    """The upper half ring has the label 1; the lower one, with -1, stands half a ring to the right of it."""
    numbers = generator(secret, f"double moon {what}")
    labels = numbers.permutation(np.resize(np.array([1, -1], np.int64), count))
    angle = numbers.uniform(0, np.pi, count)
    radius = RADIUS + WIDTH * numbers.uniform(-0.5, 0.5, count)
    across, up = radius * np.cos(angle), labels * radius * np.sin(angle)
    lower = labels == -1
    points = np.stack([across + RADIUS * lower, up + OVERLAP * lower], axis=1)
    return Split(images=points, labels=labels)


def _part(folder: Path, name: str, official: bool) -> Split:
    path = find(folder, (name, f"double_moon/{name}"), "the double moon")
    content = read_mat(path, MOST_BYTES)
    points = next((content[key] for key in POINTS if key in content), None)
    labels = next((content[key] for key in LABELS if key in content), None)
    if points is None or labels is None or points.ndim != 2 or 2 not in points.shape:
        found = ", ".join(f"{key!a} {value.shape}" for key, value in content.items()) or "no array of numbers"
        raise DataError(
            f"{path}: expected points X in rows of two and labels Y, found {found}. Is it another file?"
        )
    points = (points if points.shape[1] == 2 else points.T).astype(np.float64)
    check_count(len(points), COUNT, "points", path, exactly=official)
    return _checked(points, labels.ravel(), path)


def _checked(points: Images, labels: Images, path: Path) -> Split:
    if len(points) != len(labels):
        raise DataError(f"{path}: holds {len(labels):,} labels for {len(points):,} points. Is it another file?")
    if not np.isfinite(points).all():
        raise DataError(f"{path}: some of its points are not finite. Is it another file?")
    if set(np.unique(labels)) != {-1, 1}:
        some = ", ".join(f"{label:g}" for label in np.unique(labels)[:4])
        raise DataError(f"{path}: its labels are {some}; expected -1 and 1. Is it another file?")
    return Split(images=points, labels=labels.astype(np.int64))
