"""Which known mistakes give exactly the answers that came: a match in every public case, or no name at all."""

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.explain.fingerprint import RIGHT, SILENT, VALUES, Fingerprint, Rows, marks_of_right, slots
from autograder.explain.together import (
    ALONE,
    WITHIN,
    Compared,
    Flags,
    Numbers,
    alone_but_where,
    everywhere,
    side_by_side,
)
from autograder.model import Key
from autograder.records import Arrays

TOLD = 3  # cases in which both gave an answer, where one of them is silent in others


@dataclass(frozen=True, eq=False)
class Pairs:
    """Two mistakes in one function, asked together: a row for each, over the public cases of one item."""

    members: NDArray[np.int16]
    rows: Rows


@dataclass(frozen=True, eq=False)
class Bank:
    """The fingerprints of all known mistakes of a key, and of pairs of them, beside their places. A mistake that
    shows in several ways has its name in several rows."""

    names: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    rows: Rows
    expected: tuple[NDArray[Any], ...]
    pairs: Mapping[str, Pairs] = field(default_factory=dict)
    hides: frozenset[str] = frozenset()
    tags: tuple[Mapping[str, bool], ...] = ()

    @classmethod
    def of(cls, key: Key, arrays: Arrays) -> "Bank":
        places = tuple((case.item, output) for case, output in slots(key))
        if not key.mistakes:
            return cls((), places, (), Rows.none(len(places)), ())
        pairs = {
            item.id: Pairs(arrays[f"pairs/{item.id}/members"], _rows(arrays, f"pairs/{item.id}"))
            for item in key.rubric.items
            if f"pairs/{item.id}/members" in arrays
        }
        names = tuple(mistake.same_as or mistake.id for mistake in key.mistakes)
        hides = frozenset(names[n] for n in arrays.get("pairs/hides", ()))
        # Of several conventions the first, as for the mistakes themselves.
        expected = tuple(arrays[f"{c.id}/out/{c.conventions[0]}/{output}"] for c, output in slots(key))
        return cls(
            names,
            places,
            key.statuses,
            _rows(arrays, "fingerprint"),
            expected,
            pairs,
            hides,
            tuple(case.tags for case, _ in slots(key)),
        )

    def beside(self, seen: Fingerprint) -> "Beside":
        """What is known, beside what was seen."""
        return Beside(self, seen)


def _rows(arrays: Arrays, name: str) -> Rows:
    return Rows(arrays[f"{name}/status"], arrays[f"{name}/marks"])


class Beside:
    """What one submission answered, held against every known mistake."""

    def __init__(self, bank: Bank, seen: Fingerprint) -> None:
        self.bank = bank
        self._numbers = {status: n for n, status in enumerate(bank.statuses)}
        self._is_silent_status = np.isin(bank.statuses, SILENT)
        self._status = np.array([self._numbers.get(status, -1) for status in seen.statuses], dtype=np.int16)
        self._is_right = np.array([status == RIGHT for status in seen.statuses], dtype=bool)
        self._is_silent = np.isin(seen.statuses, SILENT)
        self._marks = seen.marks
        self._every = self._against(bank.rows, range(len(bank.places)))
        self._possible = self._not_refuted()

    @property
    def possible(self) -> frozenset[str]:
        """The mistakes that nothing here speaks against."""
        return self._names(self._possible)

    def _not_refuted(self) -> Flags:
        """A mistake that gives wrong numbers where they are right here is not the one, nor one that breaks an item
        which is all right here. One that only raises there may be the same mistake in another style."""
        known = self._every
        possible = everywhere(known.right | known.silent | ~known.seen_right)
        columns: dict[str, list[int]] = {}
        for n, (item, _) in enumerate(self.bank.places):
            columns.setdefault(item, []).append(n)
        for where in columns.values():
            if known.seen_right[where].all():
                possible &= everywhere(known.right[:, where])
        return possible

    def matching(self, item: str, outputs: Collection[str], silenced_by: Collection[str] = ()) -> tuple[str, ...]:
        """The mistakes that agree with what was seen of these outputs in every case of the item; if there are none,
        those that agree wherever both gave an answer: in one style a mistake raises where another goes on.

        Where one of the mistakes that are known already raises, nothing was seen.
        """
        where = self._where(item, outputs)
        if silenced_by:
            rows = np.isin(self.bank.names, list(silenced_by))
            unseen = self._is_silent & self._every.silent[rows].any(axis=0)
            where = [n for n in where if not unseen[n]]
        known = self._every.at(where)
        found = self._names(_agree(known) & self._possible)
        found = found or self._names(_agree_as_far_as_told(known) & self._possible)
        return tuple(name for name in dict.fromkeys(self.bank.names) if name in found)

    def together(self, item: str, outputs: Collection[str]) -> tuple[str, ...]:
        """Two mistakes that give these answers together, asked together when the key was built or worked out from
        what each gives alone. Of several such pairs, what they have in common."""
        if not self.bank.names:
            return ()
        where = self._where(item, outputs)
        known, numbers = self._every.at(where), self._numbers_at(where)
        side = known, self._muted[:, where], numbers.came_as_number
        firm = (
            *self._asked_together(item, where),
            *side_by_side(*side, ALONE),
            *numbers.added(),
            *numbers.multiplied(),
        )
        found = self._pairs(firm) or self._pairs(side_by_side(*side, 1))
        common = frozenset.intersection(*found) if found else frozenset()
        return tuple(name for name in dict.fromkeys(self.bank.names) if name in common)

    def where_alone(self, item: str, outputs: Collection[str]) -> tuple[str, ...]:
        """The mistakes that give all of this but where something that is not known acts as well."""
        where = self._where(item, outputs)
        if not self.bank.names or not self.bank.tags:
            return ()
        tags = {
            tag: np.array([self.bank.tags[n].get(tag, False) for n in where]) for tag in self.bank.tags[where[0]]
        }
        known = self._every.at(where)
        numbers, names = self._numbers_at(where), np.array(self.bank.names)
        rows = list(alone_but_where(known, numbers, tags.values(), self._possible, names))
        if len({known.same[row].tobytes() for row in rows}) > 1:
            return ()
        return tuple(dict.fromkeys(self.bank.names[row] for row in rows))

    def _pairs(self, rows: Iterable[tuple[int, int]]) -> set[frozenset[str]]:
        names = self.bank.names
        found = {frozenset((names[a], names[b])) for a, b in rows if self._possible[a] and self._possible[b]}
        return {pair for pair in found if len(pair) == 2}

    @functools.cached_property
    def _muted(self) -> Flags:
        """Where nothing came, and where a mistake is silent in one of the ways in which it shows."""
        _, ways = np.unique(self.bank.names, return_inverse=True)
        silent = np.array([self._every.silent[ways == way].any(axis=0) for way in range(ways.max() + 1)])
        return np.asarray(silent[ways] & self._is_silent)

    def _where(self, item: str, outputs: Collection[str]) -> list[int]:
        return [n for n, (i, output) in enumerate(self.bank.places) if i == item and output in outputs]

    def _names(self, rows: Flags) -> frozenset[str]:
        return frozenset(self.bank.names[n] for n in np.flatnonzero(rows))

    def _asked_together(self, item: str, where: Sequence[int]) -> list[tuple[int, int]]:
        pairs = self.bank.pairs.get(item)
        if pairs is None:
            return []
        mine = [n for n, (i, _) in enumerate(self.bank.places) if i == item]
        known = self._against(pairs.rows, mine).at([mine.index(n) for n in where])
        muted = self._muted[:, where][pairs.members].any(axis=1)
        found = everywhere(known.fits | muted) & (known.same.sum(axis=1) >= 2)
        found = found if found.any() else _agree_as_far_as_told(known)
        found &= (known.same & (self._status[where] == self._code(VALUES))).any(axis=1)
        return [(int(a), int(b)) for a, b in pairs.members[found]]

    def _numbers_at(self, where: Sequence[int]) -> Numbers:
        columns = list(where)
        right = marks_of_right([self.bank.expected[n] for n in columns])
        status, seen = self.bank.rows.status[:, columns], self._status[columns]
        is_right, values = status == self._code(RIGHT), status == self._code(VALUES)
        came_right = self._is_right[columns]
        return Numbers(
            known=np.where(is_right[..., None], right, self.bank.rows.marks[:, columns]),
            is_number=is_right | values,
            right=right,
            came=np.where(came_right[:, None], right, self._marks[columns]),
            came_as_number=came_right | (seen == self._code(VALUES)),
            is_silent=self._is_silent_status[status] & self._is_silent[columns],
        )

    def _code(self, status: str) -> int:
        return self._numbers.get(status, -2)

    def _against(self, rows: Rows, where: Sequence[int]) -> Compared:
        """Rows that have these places, or what was kept of their marks."""
        status, marks = self._status[list(where)], self._marks[list(where), : rows.marks.shape[-1]]
        right = rows.status == self._code(RIGHT)
        silent = self._is_silent_status[rows.status] if len(self._is_silent_status) else np.zeros_like(right)
        same = (rows.status == status) & ~right & ~silent
        at = np.nonzero(same)
        known = rows.marks[at]
        size = np.maximum(1.0, np.abs(known).max(axis=-1, initial=0.0, keepdims=True))
        same[at] = (np.abs(known - marks[at[1]]) <= WITHIN * size).all(axis=-1)
        return Compared(right, silent, same, self._is_right[list(where)], self._is_silent[list(where)])


def _agree(known: Compared) -> Flags:
    """Where both are silent nothing is learnt; two wrong answers must agree, or one when none is silent."""
    agreed, alone = known.same.sum(axis=1), everywhere(~known.both_silent)
    enough: Flags = (agreed >= 2) | ((agreed == 1) & alone)
    return known.nothing_against & enough


def _agree_as_far_as_told(known: Compared) -> Flags:
    """Both wrong in the same cases, and the same wherever neither is silent, which is often enough."""
    told = ~(known.seen_right | known.seen_silent | known.silent)
    enough: Flags = (known.same & told).sum(axis=1) >= TOLD
    return everywhere(known.right == known.seen_right) & everywhere(known.same | ~told) & enough


def rank(candidates: Mapping[str, Iterable[str]], key: Key) -> list[str]:
    """Mistakes by how many items they explain, then by how often they were seen, then in the author's order."""
    order = {mistake.id: n for n, mistake in enumerate(key.mistakes)}
    seen = {mistake.id: mistake.seen for mistake in key.mistakes}
    found = {name for names in candidates.values() for name in names}
    covers = {name: sum(name in names for names in candidates.values()) for name in found}
    return sorted(found, key=lambda name: (-covers[name], -seen[name], order[name]))
