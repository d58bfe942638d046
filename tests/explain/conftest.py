"""A homework of three items whose known mistakes stand in its key."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.explain.fingerprint import MARKS, fingerprint, slots
from autograder.model import Key, Mistake

RIGHT = np.arange(1.0, 7.0)
PADDINGS = (0, 0, 1, 1)
Answers = Mapping[str, Any]


@pytest.fixture(scope="session")
def right() -> np.ndarray:
    """What is expected of every output."""
    return RIGHT


@pytest.fixture(scope="session")
def homework_of(by_hand) -> Callable[..., tuple[Key, dict[str, Any]]]:
    """Items by id with their points and outputs; of each, a public case for each of four paddings."""

    def made(mistakes: Mapping[str, Answers] | None = None, /, **items: tuple[Any, tuple[str, ...]]):
        lines = [by_hand.item(id, points) for id, (points, _) in items.items()]
        cases = [
            by_hand.case(
                f"{id}/{n}", outputs=outputs, settings={"padding": padding, "n": n}, arrays=("x",),
            )
            for id, (_, outputs) in items.items()
            for n, padding in enumerate(PADDINGS, 1)
        ]  # fmt: skip
        key = by_hand.key(lines, cases)
        expected = by_hand.expected({case.id: dict.fromkeys(case.outputs, RIGHT) for case in cases})
        expected |= {f"{case.id}/in/x": np.arange(float(10 - n)) for n, case in enumerate(cases)}
        return _with_mistakes(by_hand, key, expected, mistakes or {})

    return made


@pytest.fixture(scope="session")
def answers() -> Callable[..., Answers]:
    """Right answers, but for the cases and outputs that `wrong` names: {"conv": {"dx": (cases, what came)}}."""

    def made(key: Key, **wrong: Mapping[str, tuple[tuple[int, ...], Any]]) -> Answers:
        replies: dict[str, Any] = {case.id: dict.fromkeys(case.outputs, RIGHT) for case in key.cases}
        for item, outputs in wrong.items():
            for output, (numbers, came) in outputs.items():
                for n in numbers:
                    replies[f"{item}/{n}"] = {**replies[f"{item}/{n}"], output: came}
        return replies

    return made


def _with_mistakes(by_hand, key, expected, mistakes):
    """As `build` does it: each mistake's answers, in a few numbers."""
    prints = []
    for replies in mistakes.values():
        full = {case.id: {**dict.fromkeys(case.outputs, RIGHT), **replies.get(case.id, {})} for case in key.cases}
        gathered = by_hand.gathered(key, full)
        verdicts = by_hand.judged(key, expected, full).verdicts
        prints.append(fingerprint(slots(key), gathered.evidence.answers, verdicts, expected, gathered.arrays))
    statuses = sorted({status for seen in prints for status in seen.statuses})
    if prints:
        expected["fingerprint/status"] = np.array([[statuses.index(s) for s in p.statuses] for p in prints])
        expected["fingerprint/marks"] = np.array([p.marks for p in prints]).reshape(len(prints), -1, MARKS)
    known = tuple(
        Mistake(id=id, items=_broken(key, seen), name=f"It is {id}.", hint=f"Try {id}.")
        for id, seen in zip(mistakes, prints, strict=True)
    )
    return replace(key, mistakes=known, statuses=tuple(statuses)), expected


def _broken(key, seen):
    wrong = {case.item for (case, _), status in zip(slots(key), seen.statuses, strict=True) if status != "right"}
    return tuple(item.id for item in key.rubric.items if item.id in wrong)
