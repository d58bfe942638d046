"""The sentence that holds in every wrong case: detectors in order, the most specific first."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from autograder.explain.structure import amount, entries, parts, place, shape, whole
from autograder.explain.structure.pair import Pair, entries_of
from autograder.explain.structure.reading import REFUTED, Detector, Observation, Reading, observed, weigh

NOT_FINITE: tuple[Detector, ...] = (whole.not_finite,)
ROWS: tuple[Detector, ...] = (entries.entries,)
VALUES: tuple[Detector, ...] = (
    parts.parts, whole.plain, whole.copies, amount.factor, whole.turned, place.constant,
    amount.difference, amount.product, amount.incomplete, amount.beside, place.along, place.borders, whole.shifted,
    whole.reordered, place.zeros, place.extra, whole.mixed_up, whole.scattered, whole.nearly, whole.integers,
    place.sums, place.sides, whole.taken_from,
)  # fmt: skip
SHAPES: tuple[Detector, ...] = (shape.empty, shape.axes, shape.exchanged, shape.borrowed, shape.lengths)
# What is worth looking for under a condition as well.
UNDER_A_TAG: tuple[Detector, ...] = (
    whole.plain, whole.copies, amount.factor, whole.turned, place.constant, amount.difference, amount.product,
    amount.incomplete, place.along,
)  # fmt: skip
LEAST_CASES, TELLING, MOST_TAGS = 2, 24, 3
CHANGES = "{it} {comes} out differently when the same is asked twice"
KEPT = "Look for what your code keeps from one call to the next, and for random numbers."
Found = tuple[Reading, Observation]


def look(pairs: Sequence[Pair]) -> Observation | None:
    """What holds in all of these cases; where some shapes are wrong, what holds where they are, or are not."""
    changing = [pair for pair in pairs if not pair.repeatable]
    if changing:
        return Observation(CHANGES, KEPT, "", len(changing), len(changing), len(changing))
    whole = [pair for pair in pairs if pair.is_whole]
    if whole and len(whole) < len(pairs):
        return _where(look(whole), "where numbers are compared one by one")
    with np.errstate(all="ignore"):  # what came may be infinite, or too large to be squared
        ordered = sorted(pairs, key=lambda pair: (pair.expected.size < TELLING, pair.expected.size))
        shapes = [pair for pair in ordered if pair.shape != pair.expected.shape]
        values = [pair for pair in ordered if pair.shape == pair.expected.shape and pair.got is not None]
        of_values = _in_all(*_detectors(values), values)
        of_shapes = _in_all(SHAPES, SHAPES, shapes)
        if shapes and values:
            return _where(of_shapes, "where the shape is wrong") or _where(of_values, "where the shape is right")
        return of_shapes or of_values


def _where(found: Observation | None, where: str) -> Observation | None:
    return replace(found, where=where) if found and not found.where else None


def _detectors(values: Sequence[Pair]) -> tuple[Sequence[Detector], Sequence[Detector]]:
    """For all cases, and for what is looked for under a condition."""
    if not all(pair.finite for pair in values):
        return NOT_FINITE, NOT_FINITE
    return (ROWS, ROWS) if values and entries_of(values[0]) else (VALUES, UNDER_A_TAG)


def _in_all(
    detectors: Sequence[Detector], under_a_tag: Sequence[Detector], pairs: Sequence[Pair]
) -> Observation | None:
    """Or in exactly those that a tag picks out."""
    found = _first(detectors, pairs)
    if found and not found[1].faint:
        return found[1]
    return _under_a_tag(under_a_tag, pairs) or (found[1] if found else None)


def _first(detectors: Sequence[Detector], pairs: Sequence[Pair]) -> Found | None:
    for detector in detectors if pairs else ():
        for reading in detector(pairs):
            if found := observed(reading, pairs):
                return reading, found
    return None


def _under_a_tag(detectors: Sequence[Detector], pairs: Sequence[Pair]) -> Observation | None:
    """What is true of the tag's cases and of no other tells what the tag has to do with it."""
    for tag, some in _tagged(pairs)[:MOST_TAGS]:
        found = _first(detectors, some)
        others = [pair for pair in pairs if pair not in some]
        if found and not found[1].faint and all(weigh(found[0], pair) == REFUTED for pair in others):
            return replace(found[1], where=f"where {tag}")
    return None


def _tagged(pairs: Sequence[Pair]) -> list[tuple[str, list[Pair]]]:
    """Conditions that split the cases, each split once, the most even first."""
    splits: dict[tuple[str, ...], tuple[str, list[Pair]]] = {}
    for tag in pairs[0].case.tags if pairs else ():
        some = [pair for pair in pairs if pair.case.tags.get(tag)]
        if min(len(some), len(pairs) - len(some)) >= LEAST_CASES:
            splits.setdefault(tuple(pair.case.id for pair in some), (tag, some))
    return sorted(splits.values(), key=lambda split: abs(2 * len(split[1]) - len(pairs)))
