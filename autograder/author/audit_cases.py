"""Which public cases earn their keep: a smallest set that takes the same points and tells the same apart."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from autograder.author.audit_ask import Shown
from autograder.explain.fingerprint import Fingerprint, slots
from autograder.explain.together import WITHIN
from autograder.model import Case, Key
from autograder.model.audit import AuditedCase

Table = NDArray[np.bool_]
AGAIN = "-again"


def audited_cases(key: Key, mistakes: Sequence[Shown], mutants: Sequence[Shown]) -> tuple[AuditedCase, ...]:
    """Cases that are asked twice stay out: they look for answers that change, which no single slip makes."""
    cases = [case for case in key.cases if not case.hidden and case.judged and not case.id.endswith(AGAIN)]
    if not cases:
        return ()
    losses = _table(_losses(key, cases, [*mistakes, *mutants]), len(cases))
    pairs = _table(_pairs(key, cases, [shown.look for shown in mistakes]), len(cases))
    covering = _cover(pairs, _cover(losses, []))
    needed = _without_spare(np.concatenate([losses, pairs]), covering)
    alone = sum(table[table.sum(axis=1) == 1].sum(axis=0) for table in (losses, pairs))
    return tuple(
        AuditedCase(
            id=case.id,
            item=case.item,
            group=case.group,
            catches=sum(case.id in shown.wrong for shown in (*mistakes, *mutants)),
            alone=int(alone[n]),
            needed=n in needed,
        )
        for n, case in enumerate(cases)
    )


def _losses(key: Key, cases: Sequence[Case], programs: Sequence[Shown]) -> Iterator[list[bool]]:
    """A row for each program and share that it loses by public cases: in which of them it is wrong."""
    for shown in programs:
        for item in key.rubric.items:
            for share in item.shares:
                row = [
                    case.item == item.id
                    and (case.group != "" or item.layers is not None)
                    and share.group in (case.group, "all")
                    and any(share.output in ("", output) for output in shown.wrong.get(case.id, ()))
                    for case in cases
                ]
                if any(row):
                    yield row


def _pairs(key: Key, cases: Sequence[Case], looks: Sequence[Fingerprint]) -> Iterator[NDArray[np.bool_]]:
    """A row for each pair of mistakes: the cases in which they do not look alike."""
    if not looks:
        return
    places = {case.id: n for n, case in enumerate(cases)}
    numbers = np.array([places.get(case.id, -1) for case, _ in slots(key)])
    codes: dict[str, int] = {}
    statuses = np.array([[codes.setdefault(s, len(codes)) for s in look.statuses] for look in looks])
    marks = np.stack([look.marks for look in looks])
    for a, b in combinations(range(len(looks)), 2):
        size = np.maximum(1.0, np.abs(marks[b]).max(axis=1))
        differ = (statuses[a] != statuses[b]) | (np.abs(marks[a] - marks[b]).max(axis=1) > WITHIN * size)
        row = np.zeros(len(cases), dtype=bool)
        row[numbers[differ & (numbers >= 0)]] = True
        if row.any():
            yield row


def _table(rows: Iterator[list[bool]] | Iterator[NDArray[np.bool_]], width: int) -> Table:
    found = list(rows)
    return np.array(found, dtype=bool).reshape(len(found), width)


def _cover(table: Table, chosen: list[int]) -> list[int]:
    """Greedy: next the case that shows most of what is not shown yet; of equals the first."""
    chosen = list(chosen)
    left = table[~table[:, chosen].any(axis=1)]
    while len(left):
        best = int(left.sum(axis=0).argmax())
        chosen.append(best)
        left = left[~left[:, best]]
    return chosen


def _without_spare(table: Table, chosen: Sequence[int]) -> set[int]:
    """What the later ones show all together is not needed any more."""
    kept = list(chosen)
    for n in chosen:
        others = [other for other in kept if other != n]
        if others and table[:, others].any(axis=1).all():
            kept = others
    return set(kept)
