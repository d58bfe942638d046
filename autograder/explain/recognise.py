"""Which known mistakes give exactly the answers that came: a match in every public case, or no name at all."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from autograder.explain.fingerprint import RIGHT, SILENT, Fingerprint, slots
from autograder.model import Key
from autograder.records import Arrays

WITHIN = 1e-4
TOLD = 3  # cases in which both gave an answer, where one of them is silent in others
ALONE = 2  # cases in which one mistake of two shows by itself, for each, where they are told from different cases


@dataclass(frozen=True)
class Pairs:
    """Two mistakes in one function, asked together: a row for each, over the public cases of one item."""

    members: NDArray[np.int16]
    status: NDArray[np.int16]
    marks: NDArray[np.float32]


@dataclass(frozen=True)
class Bank:
    """The fingerprints of all known mistakes of a key, and of pairs of them, beside their places."""

    names: tuple[str, ...]
    prints: tuple[Fingerprint, ...]
    places: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...] = ()
    pairs: Mapping[str, Pairs] = field(default_factory=dict)
    hides: frozenset[str] = frozenset()

    @classmethod
    def of(cls, key: Key, arrays: Arrays) -> "Bank":
        places = tuple((case.item, output) for case, output in slots(key))
        if not key.mistakes:
            return cls((), (), places)
        statuses, marks = arrays["fingerprint/status"], arrays["fingerprint/marks"]
        prints = tuple(
            Fingerprint(tuple(key.statuses[s] for s in statuses[n]), marks[n].astype(np.float64))
            for n in range(len(key.mistakes))
        )
        pairs = {
            item.id: Pairs(*(arrays[f"pairs/{item.id}/{part}"] for part in ("members", "status", "marks")))
            for item in key.rubric.items
            if f"pairs/{item.id}/members" in arrays
        }
        hides = frozenset(key.mistakes[n].id for n in arrays.get("pairs/hides", ()))
        return cls(tuple(m.id for m in key.mistakes), prints, places, key.statuses, pairs, hides)

    def matching(self, seen: Fingerprint, item: str, outputs: Collection[str]) -> tuple[str, ...]:
        """The mistakes that agree with what was seen of these outputs in every case of the item; if there are none,
        those that agree wherever both gave an answer: in one style a mistake raises where another goes on."""
        where = self._where(item, outputs)
        known = list(zip(self.names, self.prints, strict=True))
        same = tuple(name for name, one in known if _agrees(seen, one, where))
        return same or tuple(name for name, one in known if _agrees_as_far_as_told(seen, one, where))

    def together(
        self, seen: Fingerprint, item: str, outputs: Collection[str], possible: Collection[str]
    ) -> tuple[str, ...]:
        """Two mistakes that give these answers together: asked together when the key was built, or each seen by
        itself in some cases, and no case speaks against them. Of several such pairs, what they have in common."""
        where = self._where(item, outputs)
        found = {*self._asked_together(seen, item, where), *self._side_by_side(seen, where)}
        found = {pair for pair in found if set(pair) <= set(possible)}
        common = set.intersection(*map(set, found)) if found else set()
        return tuple(name for name in self.names if name in common)

    def _where(self, item: str, outputs: Collection[str]) -> list[int]:
        return [n for n, (i, output) in enumerate(self.places) if i == item and output in outputs]

    def _asked_together(self, seen: Fingerprint, item: str, where: Sequence[int]) -> list[tuple[str, str]]:
        pairs = self.pairs.get(item)
        if pairs is None:
            return []
        mine = [n for n, (i, _) in enumerate(self.places) if i == item]
        columns = [mine.index(n) for n in where]
        codes = {status: n for n, status in enumerate(self.statuses)}
        status = np.array([codes.get(seen.statuses[n], -1) for n in where])
        marks = seen.marks[list(where), 0]
        known = pairs.marks[:, columns]
        same = pairs.status[:, columns] == status
        silent = np.isin(self.statuses, SILENT)
        both_silent = silent[pairs.status[:, columns]] & silent[status]
        close = np.abs(known - marks) <= WITHIN * np.maximum(1.0, np.abs(known))
        wrong = status != codes.get(RIGHT, -1)
        agree = np.where(wrong, both_silent | (same & close), same).all(axis=1)
        told = (same & close & wrong & ~both_silent).sum(axis=1) >= 2
        return [(self.names[a], self.names[b]) for a, b in pairs.members[agree & told]]

    def _side_by_side(self, seen: Fingerprint, where: Sequence[int]) -> list[tuple[str, str]]:
        """Where only one of the two acts its own answers must have come; where both act, anything wrong may."""
        wrong = [n for n in where if seen.statuses[n] != RIGHT]
        agrees = {
            m: frozenset(n for n in wrong if _same(seen, known, n))
            for m, known in enumerate(self.prints)
            if all(known.statuses[n] == RIGHT for n in where if seen.statuses[n] == RIGHT)
        }
        near = [m for m, places in agrees.items() if len(places) >= ALONE]
        acts = {m: frozenset(n for n in wrong if self.prints[m].statuses[n] != RIGHT) for m in near}
        found = []
        for a, b in itertools.combinations(near, 2):
            only_a, only_b = acts[a] - acts[b], acts[b] - acts[a]
            if len(only_a) < ALONE or len(only_b) < ALONE or acts[a] | acts[b] != frozenset(wrong):
                continue
            if only_a <= agrees[a] and only_b <= agrees[b]:
                found.append((self.names[a], self.names[b]))
        return found


def _agrees(seen: Fingerprint, known: Fingerprint, where: Sequence[int]) -> bool:
    """Where both are silent nothing is learnt; two wrong answers must agree, or one when none is silent."""
    agreed = silent = 0
    for n in where:
        a, b = seen.statuses[n], known.statuses[n]
        if a == RIGHT and b == RIGHT:
            continue
        if a in SILENT and b in SILENT:
            silent += 1
        elif a == b and _close(seen, known, n):
            agreed += 1
        else:
            return False
    return agreed >= 2 or (agreed == 1 and silent == 0)


def _agrees_as_far_as_told(seen: Fingerprint, known: Fingerprint, where: Sequence[int]) -> bool:
    """Both wrong in the same cases, and the same wherever neither is silent, which is often enough."""
    agreed = 0
    for n in where:
        a, b = seen.statuses[n], known.statuses[n]
        if (a == RIGHT) != (b == RIGHT):
            return False
        if a == RIGHT or a in SILENT or b in SILENT:
            continue
        if a != b or not _close(seen, known, n):
            return False
        agreed += 1
    return agreed >= TOLD


def _same(seen: Fingerprint, known: Fingerprint, n: int) -> bool:
    """The very same wrong answer; silence says too little."""
    return seen.statuses[n] == known.statuses[n] not in SILENT and _close(seen, known, n)


def _close(seen: Fingerprint, known: Fingerprint, n: int) -> bool:
    size = max(1.0, float(np.abs(known.marks[n]).max()))
    return bool(np.all(np.abs(seen.marks[n] - known.marks[n]) <= WITHIN * size))


def rank(candidates: Mapping[str, Sequence[str]], key: Key) -> list[str]:
    """Mistakes by how many items they explain, then by how often they were seen, then in the author's order."""
    order = {mistake.id: n for n, mistake in enumerate(key.mistakes)}
    seen = {mistake.id: mistake.seen for mistake in key.mistakes}
    found = {name for names in candidates.values() for name in names}
    covers = {name: sum(name in names for names in candidates.values()) for name in found}
    return sorted(found, key=lambda name: (-covers[name], -seen[name], order[name]))
