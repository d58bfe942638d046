"""Unexplained failures that look the same: an instructor reads one of each.

Two programs are alike in an item when they are wrong in the same public cases, with equal numbers; where a program
stops, with the same error. Hidden cases are left out: all are asked the same public ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.explain.fingerprint import RIGHT, SILENT, fingerprint, slots
from autograder.explain.together import WITHIN
from autograder.judge.judge import judge
from autograder.model import Evidence, Finding, Grade, Key, Problem
from autograder.records import Arrays

UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Look:
    """What one program's wrong answers to one item look like."""

    item: str
    outputs: tuple[str, ...]
    statuses: tuple[str, ...]
    errors: tuple[str, ...]
    marks: NDArray[np.float64]

    @property
    def silent(self) -> bool:
        """Nothing came back that could be recognised in another program."""
        return all(status in (RIGHT, *SILENT) for status in self.statuses)

    def like(self, other: "Look") -> bool:
        mine, theirs = ((o.item, o.outputs, o.statuses, o.errors) for o in (self, other))
        size = np.maximum(1.0, np.abs(other.marks).max(initial=0.0))
        return mine == theirs and bool((np.abs(self.marks - other.marks) <= WITHIN * size).all())


def unexplained(grade: Grade) -> list[Finding]:
    """Findings of lost points that no known mistake is behind."""
    return [finding for finding in grade.findings if not finding.known and finding.items]


def looks(key: Key, expected: Arrays, evidence: Evidence, got: Arrays, grade: Grade) -> dict[str, Look]:
    """By the finding's cause; nothing is judged where everything is explained."""
    found = unexplained(grade)
    if not found:
        return {}
    verdicts = judge(key, evidence, expected, got).verdicts
    places = slots(key)
    seen = fingerprint(places, evidence.answers, verdicts, expected, got)
    return {finding.cause: _look(finding, places, seen.statuses, seen.marks, grade) for finding in found}


def clusters(all_looks: Sequence[Look]) -> list[list[int]]:
    """The numbers of those that look alike; the largest cluster first, then the one that began first."""
    found: list[list[int]] = []
    for n, look in enumerate(all_looks):
        home = next((cluster for cluster in found if look.like(all_looks[cluster[0]])), None)
        if home is None:
            found.append([n])
        else:
            home.append(n)
    return sorted(found, key=lambda cluster: (-len(cluster), cluster[0]))


def _look(
    finding: Finding, places: Sequence[tuple[Any, str]], statuses: Sequence[str], marks: NDArray[Any], grade: Grade
) -> Look:
    """Of all items that this finding tells of; its outputs are those of the first. Without cases it has words."""
    where = [
        n
        for n, (case, output) in enumerate(places)
        if case.item in finding.items and (case.item != finding.items[0] or output in finding.outputs)
    ]
    return Look(
        item=", ".join(finding.items),
        outputs=finding.outputs,
        statuses=tuple(statuses[n] for n in where),
        errors=_errors(finding, grade) if where else (finding.headline,),
        marks=marks[where],
    )


def _errors(finding: Finding, grade: Grade) -> tuple[str, ...]:
    """The errors of the public cases, without the places in each student's own file."""
    problems: list[Mapping[str, Problem]] = [
        case.problems for item in grade.items if item.id in finding.items for case in item.cases if not case.hidden
    ]
    failures = [problem.failure for one in problems for problem in one.values() if problem.failure]
    return tuple(sorted({f"{failure.type}: {failure.message[:200]}" for failure in failures}))
