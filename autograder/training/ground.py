"""What a training is measured on: the images of a data set, in the form of the homework.

The box is given images and no label of those that are judged.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.data.dataset import DataSet, Wanted
from autograder.data.loading import load_first
from autograder.errors import DataMissing
from autograder.model import Item, Key, Limits, Target
from autograder.records import digest, to_json

MOST_JUDGED = 4000  # of the official sets: the interval is then at most 1.6 % to each side
ROOM = 8  # a network's own arrays beside its images, in multiples of these


@dataclass(frozen=True)
class Ground:
    """One item whose training is measured, on one data set."""

    item: Item
    target: Target
    data: DataSet

    @cached_property
    def inputs(self) -> dict[str, NDArray[Any]]:
        """All that a probe may name: what is given, what is judged without its labels, and a mean image."""
        given = self.data.for_box()
        return {**given, "mean_image": given["train_images"].mean(axis=0)}

    @cached_property
    def digest(self) -> str:
        """Changes with every image and label, and with whatever decides how they are used."""
        arrays = (*self.inputs.values(), self.data.judged.labels)
        target, code = self.target, self.item.code
        how = [
            self.item.probe,
            self.data.name,
            target.measure,
            target.budget_seconds,
            target.network,
            target.arguments,
        ]
        how.append(code.name if code else "")
        return digest(to_json([how, [digest(np.ascontiguousarray(array).tobytes()) for array in arrays]]))

    def limits(self, usual: Limits) -> Limits:
        """The budget counts, and the images need room beside what student code may use."""
        size = sum(array.nbytes for array in self.inputs.values())
        budget = self.target.budget_seconds
        return replace(
            usual, case_seconds=budget, total_seconds=2 * budget, memory_bytes=usual.memory_bytes + ROOM * size
        )


def grounds_of(key: Key, folder: Path | None, secret: str) -> tuple[list[Ground], dict[str, str]]:
    """The items whose training can be measured on this machine; and by item, why another cannot."""
    grounds, missing = [], {}
    for item in key.rubric.items:
        if item.target is None:
            continue
        try:
            data = load_first(item.target.ladders, folder, _wanted(item.target), secret)
            grounds.append(Ground(item, item.target, data))
        except DataMissing as error:
            missing[item.id] = str(error)
    return grounds, missing


def limits_of(grounds: Collection[Ground], usual: Limits) -> Limits:
    """Of a box in which each of them can be measured."""
    every = [ground.limits(usual) for ground in grounds]
    return replace(
        usual,
        case_seconds=max(limits.case_seconds for limits in every),
        total_seconds=max(limits.total_seconds for limits in every),
        memory_bytes=max(limits.memory_bytes for limits in every),
    )


def _wanted(target: Target) -> Wanted:
    images = target.images
    return Wanted(
        layout=images.layout,
        size=images.size,
        channels=images.channels,
        judged=MOST_JUDGED,
        zero_last=images.zero_last,
    )
