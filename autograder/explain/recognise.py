"""Which known mistakes give exactly the answers that came: a match in every public case, or no name at all."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from autograder.explain.fingerprint import RIGHT, SILENT, Fingerprint, Rows, slots
from autograder.model import Key
from autograder.records import Arrays

WITHIN = 1e-4
TOLD = 3  # cases in which both gave an answer, where one of them is silent in others
ALONE = 2  # cases in which one mistake of two shows by itself, for each, where they are told from different cases
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Two mistakes in one function, asked together: a row for each, over the public cases of one item."""

    members: NDArray[np.int16]
    rows: Rows


@dataclass(frozen=True, eq=False)
class Bank:
    """The fingerprints of all known mistakes of a key, and of pairs of them, beside their places."""

    names: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    rows: Rows
    pairs: Mapping[str, Pairs] = field(default_factory=dict)
    hides: frozenset[str] = frozenset()

    @classmethod
    def of(cls, key: Key, arrays: Arrays) -> "Bank":
        places = tuple((case.item, output) for case, output in slots(key))
        if not key.mistakes:
            return cls((), places, (), Rows.none(len(places)))
        pairs = {
            item.id: Pairs(arrays[f"pairs/{item.id}/members"], _rows(arrays, f"pairs/{item.id}"))
            for item in key.rubric.items
            if f"pairs/{item.id}/members" in arrays
        }
        hides = frozenset(key.mistakes[n].id for n in arrays.get("pairs/hides", ()))
        names = tuple(mistake.id for mistake in key.mistakes)
        return cls(names, places, key.statuses, _rows(arrays, "fingerprint"), pairs, hides)

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
        self._silent = np.isin(bank.statuses, SILENT)
        self._status = np.array([self._numbers.get(status, -1) for status in seen.statuses], dtype=np.int16)
        self._is_right = np.array([status == RIGHT for status in seen.statuses], dtype=bool)
        self._is_silent = np.isin(seen.statuses, SILENT)
        self._marks = seen.marks
        self._every = self._against(bank.rows, range(len(bank.places)))

    @property
    def possible(self) -> frozenset[str]:
        """A mistake that gives wrong numbers where they are right here is not the one, nor one that breaks an item
        which is all right here. One that only raises there may be the same mistake in another style."""
        known = self._every
        possible = _everywhere(known.right | known.silent | ~known.seen_right)
        for item in dict.fromkeys(item for item, _ in self.bank.places):
            of_item = known.at([n for n, (i, _) in enumerate(self.bank.places) if i == item])
            if of_item.seen_right.all():
                possible &= _everywhere(of_item.right)
        return self._names(possible)

    def matching(self, item: str, outputs: Collection[str]) -> tuple[str, ...]:
        """The mistakes that agree with what was seen of these outputs in every case of the item; if there are none,
        those that agree wherever both gave an answer: in one style a mistake raises where another goes on."""
        known = self._every.at(self._where(item, outputs))
        found = self._names(known.agree) or self._names(known.agree_as_far_as_told)
        return tuple(name for name in self.bank.names if name in found)

    def together(self, item: str, outputs: Collection[str], possible: Collection[str]) -> tuple[str, ...]:
        """Two mistakes that give these answers together: asked together when the key was built, or each seen by
        itself in some cases, and no case speaks against them. Of several such pairs, what they have in common."""
        where = self._where(item, outputs)
        found = {*self._asked_together(item, where), *self._side_by_side(where)}
        found = {pair for pair in found if set(pair) <= set(possible)}
        common = set.intersection(*map(set, found)) if found else set()
        return tuple(name for name in self.bank.names if name in common)

    def _where(self, item: str, outputs: Collection[str]) -> list[int]:
        return [n for n, (i, output) in enumerate(self.bank.places) if i == item and output in outputs]

    def _names(self, rows: Flags) -> frozenset[str]:
        return frozenset(self.bank.names[n] for n in np.flatnonzero(rows))

    def _asked_together(self, item: str, where: Sequence[int]) -> list[tuple[str, str]]:
        pairs = self.bank.pairs.get(item)
        if pairs is None:
            return []
        mine = [n for n, (i, _) in enumerate(self.bank.places) if i == item]
        known = self._against(pairs.rows, mine).at([mine.index(n) for n in where])
        found = known.nothing_against & (known.same.sum(axis=1) >= 2)
        return [(self.bank.names[a], self.bank.names[b]) for a, b in pairs.members[found]]

    def _side_by_side(self, where: Sequence[int]) -> list[tuple[str, str]]:
        """Where only one of the two acts its own answers must have come; where both act, anything wrong may."""
        known = self._every.at(where)
        wrong = ~known.seen_right
        breaks_what_is_right = (~known.right & known.seen_right).any(axis=1)
        near = np.flatnonzero((known.same.sum(axis=1) >= ALONE) & ~breaks_what_is_right)
        found = []
        for a, b in itertools.combinations(near, 2):
            acts_a, acts_b = wrong & ~known.right[a], wrong & ~known.right[b]
            only_a, only_b = acts_a & ~acts_b, acts_b & ~acts_a
            if min(only_a.sum(), only_b.sum()) < ALONE or not ((acts_a | acts_b) == wrong).all():
                continue
            if known.same[a][only_a].all() and known.same[b][only_b].all():
                found.append((self.bank.names[a], self.bank.names[b]))
        return found

    def _against(self, rows: Rows, where: Sequence[int]) -> "_Compared":
        """Rows that have these places, or what was kept of their marks."""
        status, marks = self._status[list(where)], self._marks[list(where), : rows.marks.shape[-1]]
        right = rows.status == self._numbers.get(RIGHT, -1)
        silent = self._silent[rows.status] if len(self._silent) else np.zeros_like(right)
        same = (rows.status == status) & ~right & ~silent
        at = np.nonzero(same)
        known = rows.marks[at]
        size = np.maximum(1.0, np.abs(known).max(axis=-1, initial=0.0, keepdims=True))
        same[at] = (np.abs(known - marks[at[1]]) <= WITHIN * size).all(axis=-1)
        return _Compared(right, silent, same, self._is_right[list(where)], self._is_silent[list(where)])


@dataclass(frozen=True, eq=False)
class _Compared:
    """Rows beside what was seen, place by place. `same` is the very same wrong answer: silence says too little."""

    right: Flags
    silent: Flags
    same: Flags
    seen_right: Flags
    seen_silent: Flags

    def at(self, where: Sequence[int]) -> "_Compared":
        columns = list(where)
        return _Compared(
            self.right[:, columns], self.silent[:, columns], self.same[:, columns],
            self.seen_right[columns], self.seen_silent[columns],
        )  # fmt: skip

    @property
    def _both_silent(self) -> Flags:
        return self.silent & self.seen_silent

    @property
    def nothing_against(self) -> Flags:
        """Right, silent or wrong alike at every place."""
        return _everywhere((self.right & self.seen_right) | self._both_silent | self.same)

    @property
    def agree(self) -> Flags:
        """Where both are silent nothing is learnt; two wrong answers must agree, or one when none is silent."""
        agreed, alone = self.same.sum(axis=1), _everywhere(~self._both_silent)
        enough: Flags = (agreed >= 2) | ((agreed == 1) & alone)
        return self.nothing_against & enough

    @property
    def agree_as_far_as_told(self) -> Flags:
        """Both wrong in the same cases, and the same wherever neither is silent, which is often enough."""
        told = ~(self.seen_right | self.seen_silent | self.silent)
        enough: Flags = (self.same & told).sum(axis=1) >= TOLD
        return _everywhere(self.right == self.seen_right) & _everywhere(self.same | ~told) & enough


def _everywhere(flags: Flags) -> Flags:
    """The rows in which it is so at every place."""
    return np.asarray(flags.all(axis=1), dtype=bool)


def rank(candidates: Mapping[str, Iterable[str]], key: Key) -> list[str]:
    """Mistakes by how many items they explain, then by how often they were seen, then in the author's order."""
    order = {mistake.id: n for n, mistake in enumerate(key.mistakes)}
    seen = {mistake.id: mistake.seen for mistake in key.mistakes}
    found = {name for names in candidates.values() for name in names}
    covers = {name: sum(name in names for names in candidates.values()) for name in found}
    return sorted(found, key=lambda name: (-covers[name], -seen[name], order[name]))
