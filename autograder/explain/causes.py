"""Which mistake is behind which wrong outputs: each cause once, however many items it costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from autograder.explain.fingerprint import Fingerprint
from autograder.explain.recognise import Bank, rank
from autograder.model import ItemGrade, Key, Ruling


@dataclass(frozen=True)
class Target:
    """What has to be explained: some wrong outputs of one item, and the points they cost."""

    item: ItemGrade
    outputs: tuple[str, ...]
    lost: Fraction


@dataclass(frozen=True)
class Suspicion:
    """One cause: the mistakes that give exactly these answers (none when it is not known), and what it hits."""

    known: tuple[str, ...]
    targets: tuple[Target, ...]

    @property
    def name(self) -> str:
        return self.known[0] if self.known else f"unknown in {self.targets[0].item.id}"

    @property
    def lost(self) -> Fraction:
        return sum((target.lost for target in self.targets), Fraction(0))


def suspicions(items: Sequence[ItemGrade], bank: Bank, seen: Fingerprint, key: Key) -> list[Suspicion]:
    """In the order of the rubric. A mistake that explains more items goes before one that explains fewer."""
    candidates = [pair for item in items if _needs_telling(item) for pair in _candidates(item, bank, seen)]
    ranked = rank({str(n): names for n, (_, names) in enumerate(candidates)}, key)
    grouped: dict[str, list[tuple[Target, Sequence[str]]]] = {}
    for n, (target, names) in enumerate(candidates):
        best = next((name for name in ranked if name in names), f"?{n}")
        grouped.setdefault(best, []).append((target, names))
    return [_suspicion(best, found) for best, found in grouped.items()]


def outputs_of(item: ItemGrade) -> tuple[str, ...]:
    return tuple(dict.fromkeys(output for case in item.cases for output in case.verdicts))


def is_wrong(item: ItemGrade, output: str) -> bool:
    return any(case.verdicts.get(output) is Ruling.FAILED for case in item.cases)


def _needs_telling(item: ItemGrade) -> bool:
    return item.lost > 0 and item.state in ("part", "wrong")


def _candidates(item: ItemGrade, bank: Bank, seen: Fingerprint) -> list[tuple[Target, tuple[str, ...]]]:
    """The item as a whole if one mistake explains it, else output by output, and what is left together."""
    outputs = outputs_of(item)
    wrong = tuple(output for output in outputs if is_wrong(item, output))
    if not wrong:
        return []
    if names := bank.matching(seen, item.id, outputs):
        return _with_losses(item, {wrong: names})
    single = {(output,): bank.matching(seen, item.id, (output,)) for output in wrong}
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


def _suspicion(best: str, found: Sequence[tuple[Target, Sequence[str]]]) -> Suspicion:
    targets = tuple(target for target, _ in found)
    shared = [name for name in found[0][1] if all(name in names for _, names in found)]
    return Suspicion(tuple(sorted(shared, key=lambda name: name != best)), targets)
