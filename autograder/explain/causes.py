"""Which mistake is behind which wrong outputs: each cause once, however many items it costs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from autograder.explain.recognise import Beside, rank
from autograder.model import ItemGrade, Key, Problem, Ruling


@dataclass(frozen=True)
class Target:
    """What has to be explained: some wrong outputs of one item, and the points they cost."""

    item: ItemGrade
    outputs: tuple[str, ...]
    lost: Fraction


@dataclass(frozen=True)
class Suspicion:
    """One cause, and what it hits: mistakes that give exactly these answers, two of them `together`, an error at
    one place, or unknown. It is `at_least` this where a mistake hides others, or only one of two is known."""

    name: str
    known: tuple[str, ...]
    targets: tuple[Target, ...]
    together: bool = False
    at_least: bool = False

    @property
    def lost(self) -> Fraction:
        return sum((target.lost for target in self.targets), Fraction(0))


def suspicions(items: Sequence[ItemGrade], known: Beside, key: Key) -> list[Suspicion]:
    """In the order of the rubric. A mistake that explains more items goes before one that explains fewer."""
    candidates = [
        (target, names) for item in items if needs_telling(item) for target, names in _candidates(item, known)
    ]
    ranked = rank({str(n): names for n, (_, names) in enumerate(candidates)}, key)
    grouped: dict[str, list[tuple[Target, Sequence[str]]]] = {}
    pairs: set[str] = set()
    for target, names in candidates:
        best = next((name for name in ranked if name in names), "")
        if not best and (pair := known.together(target.item.id, target.outputs)):
            pairs.add(name := " + ".join(pair))
            grouped.setdefault(name, []).append((target, pair))
            continue
        name = best or same_error(target.item) or f"unknown: {target.item.id} {' '.join(target.outputs)}"
        grouped.setdefault(name, []).append((target, names))
    return [_suspicion(name, found, known.bank.hides, several=name in pairs) for name, found in grouped.items()]


def same_error(item: ItemGrade) -> str:
    """What ended every wrong case of the item, when that is one and the same thing."""
    endings = {_ending(problem) for case in item.cases for problem in case.problems.values()}
    return endings.pop() if len(endings) == 1 else ""


def _ending(problem: Problem) -> str:
    if problem.kind == "missing":
        return f"missing: {problem.expected}" if problem.expected else ""
    if problem.failure is not None:
        last = [f"{frame.file}:{frame.line}" for frame in problem.failure.frames[-1:]]
        return " ".join([f"{problem.kind}: {problem.failure.type}", *last]) if last else ""
    return f"{problem.kind}: {problem.got}" if problem.got.startswith("while ") else ""


def outputs_of(item: ItemGrade) -> tuple[str, ...]:
    return tuple(dict.fromkeys(output for case in item.cases for output in case.verdicts))


def is_wrong(item: ItemGrade, output: str) -> bool:
    return any(case.verdicts.get(output) is Ruling.FAILED for case in item.cases)


def needs_telling(item: ItemGrade) -> bool:
    return item.lost > 0 and item.state in ("part", "wrong")


def _candidates(item: ItemGrade, known: Beside) -> list[tuple[Target, tuple[str, ...]]]:
    """The item as a whole if one mistake explains it, else output by output, and what is left together."""
    outputs = outputs_of(item)
    wrong = tuple(output for output in outputs if is_wrong(item, output))
    if not wrong:
        return []
    if names := known.matching(item.id, outputs):
        return _with_losses(item, {wrong: names})
    single = {(output,): known.matching(item.id, (output,)) for output in wrong}
    besides = {name for names in single.values() for name in names[:1]}
    for asked, names in single.items():
        single[asked] = names or known.matching(item.id, asked, besides)
    found: dict[tuple[str, ...], tuple[str, ...]] = {target: names for target, names in single.items() if names}
    if left := tuple(output for output in wrong if (output,) not in found):
        found[left] = ()
    return _with_losses(item, found)


def _with_losses(
    item: ItemGrade, found: Mapping[tuple[str, ...], tuple[str, ...]]
) -> list[tuple[Target, tuple[str, ...]]]:
    """Points that stand beside an output go to its cause; all others to the first cause of the item."""
    lost = {outputs: _lost_by_name(item, outputs) for outputs in found}
    first = next(iter(found))
    lost[first] += item.lost - sum(lost.values(), Fraction(0))
    return [(Target(item, outputs, lost[outputs]), names) for outputs, names in found.items()]


def _lost_by_name(item: ItemGrade, outputs: Iterable[str]) -> Fraction:
    shares = [share for share in item.shares if share.output in outputs and not share.open]
    return sum((share.points - share.earned for share in shares), Fraction(0))


def _suspicion(
    name: str, found: Sequence[tuple[Target, Sequence[str]]], hides: Collection[str], *, several: bool
) -> Suspicion:
    targets = tuple(target for target, _ in found)
    if several:
        known = tuple(found[0][1])
        return Suspicion(name, known, targets, together=len(known) > 1, at_least=True)
    shared = [known for known in found[0][1] if all(known in names for _, names in found)]
    ordered = tuple(sorted(shared, key=lambda known: known != name))
    return Suspicion(name, ordered, targets, at_least=name in hides)
