"""Fingerprints: what an answer looks like, in a few numbers that recognise a mistake and give no solution away."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.judge.values import scale_of
from autograder.model import Answer, Case, Key, Outcome, Ruling, Verdict
from autograder.records import Arrays

MARKS = 3
RIGHT, VALUES = "right", "values"
SILENT = ("raised", "timeout", "not begun")
_TIMEOUTS = (Outcome.CPU_LIMIT, Outcome.WALL_LIMIT, Outcome.NOT_REACHED)


@dataclass(frozen=True, eq=False)
class Fingerprint:
    """For every output of every public case, in the key's order: a status and three marks of wrong numbers."""

    statuses: tuple[str, ...]
    marks: NDArray[np.float64]

    def only(self, where: Sequence[int]) -> "Fingerprint":
        """The part of it at these places."""
        return Fingerprint(tuple(self.statuses[n] for n in where), self.marks[list(where)])


@dataclass(frozen=True, eq=False)
class Rows:
    """Many fingerprints: at each place of each the number of a status, and its marks."""

    status: NDArray[np.int16]
    marks: NDArray[np.float32]

    @classmethod
    def of(cls, prints: Sequence[Fingerprint], statuses: Sequence[str]) -> "Rows":
        numbers = {status: n for n, status in enumerate(statuses)}
        status = np.array([[numbers[s] for s in one.statuses] for one in prints], dtype=np.int16)
        marks = np.array([one.marks for one in prints], dtype=np.float32)
        return cls(status, marks)

    @classmethod
    def none(cls, places: int) -> "Rows":
        return cls(np.zeros((0, places), dtype=np.int16), np.zeros((0, places, MARKS), dtype=np.float32))


def slots(key: Key) -> tuple[tuple[Case, str], ...]:
    """The places of a fingerprint."""
    return tuple((c, o) for c in key.cases if not c.hidden and not c.sweeps for o in c.outputs)


def fingerprint(
    places: Iterable[tuple[Case, str]],
    answers: Mapping[str, Answer],
    verdicts: Mapping[str, tuple[Verdict, ...]],
    expected: Arrays,
    got: Arrays,
) -> Fingerprint:
    wrong = {
        (id, verdict.output): verdict
        for id, several in verdicts.items()
        for verdict in several
        if verdict.ruling is not Ruling.PASSED
    }
    nothing = np.zeros(MARKS)
    found = [
        _look(case, output, answers[case.id], wrong[case.id, output], expected, got)
        if (case.id, output) in wrong
        else (RIGHT, nothing)
        for case, output in places
    ]
    return Fingerprint(
        tuple(status for status, _ in found), np.array([mark for _, mark in found]).reshape(-1, MARKS)
    )


def _look(
    case: Case, output: str, answer: Answer, verdict: Verdict, expected: Arrays, got: Arrays
) -> tuple[str, NDArray[np.float64]]:
    nothing = np.zeros(MARKS)
    if answer.outcome is not Outcome.ANSWERED:
        return _silence(answer.outcome), nothing
    array = got.get(f"{case.id}/{output}")
    value = answer.values.get(output)
    if value is None or value.kind != "array":
        return value.kind if value else "no output", nothing
    right = expected[f"{case.id}/out/{verdict.convention}/{output}"]
    if array is None or value.shape != right.shape:
        return f"shape {value.shape}", nothing
    status = VALUES if array.dtype.kind != "f" or np.isfinite(array).all() else "not finite"
    return status, project(array, scale_of(right))


def marks_of_right(expected: Iterable[NDArray[Any]]) -> NDArray[np.float64]:
    """What the marks of right answers would be."""
    return np.array([project(array, scale_of(array)) for array in expected]).reshape(-1, MARKS)


def _silence(outcome: Outcome) -> str:
    if outcome is Outcome.NOT_BEGUN:
        return "not begun"
    return "timeout" if outcome in _TIMEOUTS else "raised"


def project(array: NDArray[Any], scale: float) -> NDArray[np.float64]:
    """Three fixed pseudo-random projections, the same on every machine and in every version of NumPy."""
    flat = np.nan_to_num(
        np.ravel(array).astype(np.float64), nan=1e3 * scale, posinf=2e3 * scale, neginf=-2e3 * scale
    )
    weights = _weights(flat.size)
    with np.errstate(over="ignore", invalid="ignore"):  # a program may diverge without a warning to the instructor
        projected: NDArray[np.float64] = weights @ flat / (scale * max(flat.size, 1) ** 0.5)
    return projected


@functools.lru_cache(maxsize=256)
def _weights(size: int) -> NDArray[np.float64]:
    """Numbers in [-1, 1) from a mixing of counters (the finalizer of SplitMix64), row by row."""
    with np.errstate(over="ignore"):
        z = np.arange(1, MARKS * size + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return ((z >> np.uint64(11)).astype(np.float64) / 2.0**52 - 1.0).reshape(MARKS, size)
