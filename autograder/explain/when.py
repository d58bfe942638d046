"""Which cases fail: the simplest condition that is true of exactly the failing ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.model import Case, Scalar

LEAST = 2


@dataclass(frozen=True)
class When:
    """A condition as it reads after "when", and how the right and the wrong cases are counted."""

    condition: str
    counts: str
    setting: str = ""


def when(failing: Sequence[Case], passing: Sequence[Case], unseen: Iterable[tuple[Case, bool]] = ()) -> When:
    """A condition is told only if two cases on either side bear it out, and no unseen case contradicts it."""
    wrong, total = len(failing), len(failing) + len(passing)
    if not passing:
        return When("", f"Wrong in {_all(total)} cases." if total > 1 else "Wrong in the one case there is.")
    if min(wrong, len(passing)) >= LEAST:
        checks = tuple(unseen)
        for found, holds in _conditions(failing, passing):
            if all(holds(case) == fails for case, fails in checks):
                return found
    return When("", f"Wrong in {wrong} of {total} cases.")


class _Holds:
    """A condition that can be tried on any case: a tag, or a setting among some values."""

    def __init__(self, name: str, values: Sequence[Scalar] | None) -> None:
        self._name, self._values = name, values

    def __call__(self, case: Case) -> bool:
        if self._values is None:
            return case.tags.get(self._name, False)
        return case.settings.get(self._name) in self._values


def _conditions(failing: Sequence[Case], passing: Sequence[Case]) -> Iterator[tuple[When, _Holds]]:
    for tag in failing[0].tags:
        holds = _Holds(tag, None)
        if all(map(holds, failing)) and not any(map(holds, passing)):
            counts = f"Right in {_all(len(passing))} other cases, wrong in {_all(len(failing))} where {tag}."
            yield When(tag, counts), holds
    for name in failing[0].settings:
        bad = _values(name, failing)
        good = _values(name, passing)
        if bad and good and not set(bad) & set(good) and _apart(bad, good):
            counts = (
                f"Right in {_all(len(passing))} cases with {name} {_or(good)}, "
                f"wrong in {_all(len(failing))} with {name} {_or(bad)}."
            )
            yield When(_phrase(name, bad, good), counts, name), _Holds(name, bad)


def _apart(bad: Sequence[Scalar], good: Sequence[Scalar]) -> bool:
    """Wrong for 2, 3 and 5 and right for 1 and 4 is what the cases happen to be, and no condition."""
    if any(isinstance(value, str) for value in (*bad, *good)):
        return True
    ordered = _sorted([*bad, *good])
    return any(ordered.index(side[-1]) - ordered.index(side[0]) < len(side) for side in (bad, good))


def _all(number: int) -> str:
    """Before a noun in the plural."""
    return "both" if number == 2 else f"all {number}"


def _values(name: str, cases: Sequence[Case]) -> list[Scalar]:
    return _sorted({case.settings[name] for case in cases if name in case.settings})


def _sorted(values: Iterable[Scalar]) -> list[Scalar]:
    return sorted(values, key=lambda v: (str(type(v)), v))


def _phrase(name: str, bad: Sequence[Scalar], good: Sequence[Scalar]) -> str:
    numbers = [v for v in (*bad, *good) if isinstance(v, (int, float)) and not isinstance(v, bool)]
    if (
        len(numbers) == len(bad) + len(good)
        and len(bad) > 1
        and min(numbers[: len(bad)]) > max(numbers[len(bad) :])
    ):
        return f"{name} is more than {max(numbers[len(bad) :])}"
    return f"{name} is {_or(bad)}"


def _or(values: Sequence[Scalar]) -> str:
    words = [str(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
