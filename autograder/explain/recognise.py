"""Which known mistakes give exactly the answers that came: a match in every public case, or no name at all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.explain.fingerprint import RIGHT, SILENT, Fingerprint, slots
from autograder.model import Key
from autograder.records import Arrays

WITHIN = 1e-4


@dataclass(frozen=True)
class Bank:
    """The fingerprints of all known mistakes of a key, beside their places."""

    names: tuple[str, ...]
    prints: tuple[Fingerprint, ...]
    places: tuple[tuple[str, str], ...]

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
        return cls(tuple(m.id for m in key.mistakes), prints, places)

    def matching(self, seen: Fingerprint, item: str, outputs: Collection[str]) -> tuple[str, ...]:
        """The mistakes that agree with what was seen of these outputs in every case of the item."""
        where = [n for n, (i, output) in enumerate(self.places) if i == item and output in outputs]
        return tuple(
            name for name, known in zip(self.names, self.prints, strict=True) if _agrees(seen, known, where)
        )


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
