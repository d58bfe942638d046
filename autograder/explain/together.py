"""Two mistakes that give these answers together: four ways to tell, each with every case on its side."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ALONE = 2  # cases in which one mistake of two shows by itself, for each, where they are told from different cases
TOLD = 3  # numbers in which two have to meet, where it is worked out what they give together
WITHIN = 1e-4
Flags = NDArray[np.bool_]
Marks = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Compared:
    """Rows beside what was seen, place by place. `same` is the very same wrong answer: silence says too little."""

    right: Flags
    silent: Flags
    same: Flags
    seen_right: Flags
    seen_silent: Flags

    def at(self, where: Sequence[int]) -> "Compared":
        columns = list(where)
        return Compared(
            self.right[:, columns], self.silent[:, columns], self.same[:, columns],
            self.seen_right[columns], self.seen_silent[columns],
        )  # fmt: skip

    @property
    def both_silent(self) -> Flags:
        return self.silent & self.seen_silent

    @property
    def fits(self) -> Flags:
        """Right, silent or wrong alike."""
        return (self.right & self.seen_right) | self.both_silent | self.same

    @property
    def nothing_against(self) -> Flags:
        return everywhere(self.fits)


def everywhere(flags: Flags) -> Flags:
    """The rows in which it is so at every place."""
    return np.asarray(flags.all(axis=1), dtype=bool)


def side_by_side(known: Compared, muted: Flags, is_number: Flags, least: int) -> Iterator[tuple[int, int]]:
    """Where only one of the two acts its own answers must have come; where both act, anything wrong may.

    Each has to be seen alone in at least so many cases and both in TOLD, one of them with numbers: shapes alone say
    too little for two. What is `muted` acts and is not seen.
    """
    wrong = ~known.seen_right
    breaks_what_is_right = (~known.right & known.seen_right).any(axis=1)
    acts = wrong & (~known.right | muted)
    near = np.flatnonzero((known.same.sum(axis=1) >= least) & ~breaks_what_is_right)
    for a, b in itertools.combinations(near, 2):
        only_a, only_b = acts[a] & ~acts[b], acts[b] & ~acts[a]
        if not ((acts[a] | acts[b]) == wrong).all():
            continue
        seen_a, seen_b = known.same[a] & only_a, known.same[b] & only_b
        if not ((seen_a | muted[a] | ~only_a) & (seen_b | muted[b] | ~only_b)).all():
            continue
        seen = seen_a | seen_b
        if min(seen_a.sum(), seen_b.sum()) >= least and seen.sum() >= TOLD and (seen & is_number).any():
            yield a, b


def alone_but_where(
    known: Compared, numbers: "Numbers", tags: Iterable[Flags], possible: Flags, names: NDArray[np.str_]
) -> Iterator[int]:
    """Rows that leave unexplained exactly the cases of one tag, those in which another known mistake would act.

    A multiple of their own answers, as any single number is, speaks against them there: that may be one mistake. Of
    the ways in which a mistake shows only the first counts: among many, one that fits in part is found too easily.
    """
    wrong = ~known.seen_right
    acts = wrong & ~known.right
    told = known.same & numbers.acts & numbers.came_as_number
    is_possible = possible & ~(~known.right & known.seen_right).any(axis=1)
    is_first = np.isin(np.arange(len(names)), np.unique(names, return_index=True)[1])
    for row in np.flatnonzero(is_possible & is_first & (told.sum(axis=1) >= TOLD)):
        left = wrong & ~known.same[row]
        others = is_possible & (acts == left).all(axis=1) & (names != names[row])
        if any((tag == left).all() for tag in tags) and others.any() and not numbers.is_multiple(row, left):
            yield int(row)


@dataclass(frozen=True, eq=False)
class Numbers:
    """The marks of answers at some places, where there are any: of each mistake, of what is expected, of what came.

    Marks are linear in the numbers of an answer. So what two mistakes give together can be worked out from what
    each gives alone where their errors add up, or where one of them only multiplies.
    """

    known: Marks  # rows, places, marks
    is_number: Flags  # rows, places: right, or wrong in its values alone
    right: Marks
    came: Marks
    came_as_number: Flags
    is_silent: Flags

    def added(self) -> Iterator[tuple[int, int]]:
        errors, wanted = self.known - self.right, self.came - self.right
        for a in self._rows():
            for b in self._fitting(a, wanted, errors[a] + errors):
                yield a, b

    def multiplied(self) -> Iterator[tuple[int, int]]:
        for a in self._rows():
            factors = self._factors(a)
            if factors is not None:
                for b in self._fitting(a, self.came, factors[:, None] * self.known):
                    yield a, b

    def is_multiple(self, row: int, where: Flags) -> bool:
        """Wherever both are numbers at these places, what came is a multiple of what the mistake gives."""
        both = where & self.is_number[row] & self.came_as_number
        known, came = self.known[row][both], self.came[both]
        size = np.maximum((known**2).sum(axis=-1, keepdims=True), 1e-12)
        times = (known * came).sum(axis=-1, keepdims=True) / size
        return bool(both.any() and _close(times * known, came).all())

    def _rows(self) -> Any:
        """Mistakes that act by numbers where numbers came."""
        return np.flatnonzero((self.acts & self.came_as_number).any(axis=1))

    @property
    def acts(self) -> Flags:
        return self.is_number & ~_close(self.known, self.right)

    def _fitting(self, a: int, wanted: Marks, together: Marks) -> Any:
        """Rows that with this one give what came, where numbers came; elsewhere one of the two is silent."""
        numbers = self.is_number & self.is_number[a]
        fits = np.where(self.came_as_number, numbers & _close(together, wanted), self.is_silent | self.is_silent[a])
        acts = self.acts & self.came_as_number
        enough = acts.any(axis=1) & ((acts | acts[a]).sum(axis=1) >= TOLD)
        found = np.flatnonzero(everywhere(fits) & enough)
        return found[found != a]

    def _factors(self, a: int) -> Marks | None:
        """By what a mistake multiplies everything that is expected, place by place."""
        size = (self.right**2).sum(axis=-1)
        factors = np.divide((self.known[a] * self.right).sum(axis=-1), size, out=np.ones_like(size), where=size > 0)
        fits = _close(factors[:, None] * self.right, self.known[a]) | ~self.is_number[a]
        return factors if fits[self.came_as_number].all() else None


def _close(one: Marks, other: Marks) -> Flags:
    size = np.maximum(1.0, np.abs(other).max(axis=-1, initial=0.0))[..., None]
    return np.asarray((np.abs(one - other) <= WITHIN * size).all(axis=-1), dtype=bool)
