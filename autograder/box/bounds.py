"""Bounds on what a child says: an honest one keeps them itself, a forged frame need not."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from autograder.model import Failure, Frame, Use, Value

PRINTS, MESSAGE, NAME, LINE, FACTS = 2_100, 600, 80, 200, 16_000
OUTPUTS, FRAMES, AXES, DEPTH, USES = 64, 6, 32, 8, 16


def bounded_values(values: Mapping[str, Value]) -> dict[str, Value]:
    kept = list(values.items())[:OUTPUTS]
    return {n[:NAME]: replace(v, dtype=v.dtype[:NAME], shape=v.shape[:AXES]) for n, v in kept}


def bounded_failure(failure: Failure | None) -> Failure | None:
    if failure is None:
        return None
    frames = tuple(_frame(frame) for frame in failure.frames[-FRAMES:])
    return Failure(
        type=failure.type[:NAME],
        message=failure.message[:MESSAGE],
        frames=frames,
        refused=failure.refused[:NAME],
    )


def bounded_facts(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """All of them, or none: half a statement could say something else."""
    return facts if _is_shallow(facts, DEPTH) and len(json.dumps(facts)) <= FACTS else {}


def _is_shallow(value: object, left: int) -> bool:
    """What is nested deeper than anyone means could not be written down again."""
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return left > 0 and all(_is_shallow(one, left - 1) for one in inner)


def bounded_uses(uses: tuple[Use, ...]) -> tuple[Use, ...]:
    return tuple(
        Use(operation=u.operation, called=u.called[:NAME], place=_frame(u.place) if u.place else None)
        for u in uses[:USES]
    )


def _frame(frame: Frame) -> Frame:
    return Frame(file=frame.file[:LINE], line=frame.line, function=frame.function[:NAME], text=frame.text[:LINE])
