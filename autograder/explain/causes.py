"""Which mistake is behind which wrong outputs: each cause once, however many items it costs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
class Candidate:
    """What has to be explained, and the mistakes any of which would explain it, or both `together`; `at_least` this
    where something else is behind it as well."""

    target: Target
    names: tuple[str, ...]
    together: bool = False
    at_least: bool = False


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
    found = [
        candidate if candidate.names else _in_part(candidate.target, known)
        for item in items if needs_telling(item) for candidate in _candidates(item, known)
    ]  # fmt: skip
    candidates = list(_borne_out(found, key))
    ranked = rank({str(n): c.names for n, c in enumerate(candidates) if not c.together}, key)
    grouped: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        grouped.setdefault(_cause(candidate, ranked), []).append(candidate)
    return [_suspicion(name, found, known.bank.hides) for name, found in grouped.items()]


def _in_part(target: Target, known: Beside) -> Candidate:
    """What no single mistake gives by itself: two of them, or one with something unknown beside it."""
    asked = target.item.id, target.outputs
    if pair := known.together(*asked):
        return Candidate(target, pair, together=len(pair) > 1, at_least=True)
    return Candidate(target, known.where_alone(*asked), at_least=True)


def _cause(candidate: Candidate, ranked: Sequence[str]) -> str:
    target = candidate.target
    if candidate.together:
        return " + ".join(candidate.names)
    best = next((name for name in ranked if name in candidate.names), "")
    return best or same_error(target.item) or f"unknown: {target.item.id} {' '.join(target.outputs)}"


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


def _candidates(item: ItemGrade, known: Beside) -> list[Candidate]:
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


def _borne_out(found: Sequence[Candidate], key: Key) -> Iterator[Candidate]:
    """Most of what breaks an item shows in one that is built on it: while the reason for the first is unknown, the
    second is not put down to a mistake that would leave the first right."""
    named = {candidate.target.item.id for candidate in found if candidate.names}
    unknown = {candidate.target.item.id for candidate in found} - named
    breaks = {mistake.id: set(mistake.items) for mistake in key.mistakes}
    for candidate in found:
        under = {item for item in unknown if _is_built_on(candidate.target.item.id, item, key)}
        kept = tuple(name for name in candidate.names if not under or under & breaks[name])
        yield replace(candidate, names=kept, together=candidate.together and len(kept) > 1)


def _is_built_on(item: str, other: str, key: Key) -> bool:
    broken = [mistake.items for mistake in key.mistakes if other in mistake.items and not mistake.same_as]
    return item != other and 2 * sum(item in items for items in broken) > len(broken)


def _with_losses(item: ItemGrade, found: Mapping[tuple[str, ...], tuple[str, ...]]) -> list[Candidate]:
    """Points that stand beside an output go to its cause; all others to the first cause of the item."""
    lost = {outputs: _lost_by_name(item, outputs) for outputs in found}
    first = next(iter(found))
    lost[first] += item.lost - sum(lost.values(), Fraction(0))
    return [Candidate(Target(item, outputs, lost[outputs]), names) for outputs, names in found.items()]


def _lost_by_name(item: ItemGrade, outputs: Iterable[str]) -> Fraction:
    shares = [share for share in item.shares if share.output in outputs and not share.open]
    return sum((share.points - share.earned for share in shares), Fraction(0))


def _suspicion(name: str, found: Sequence[Candidate], hides: Collection[str]) -> Suspicion:
    targets, first = tuple(candidate.target for candidate in found), found[0]
    shared = [known for known in first.names if all(known in candidate.names for candidate in found)]
    known = first.names if first.together else tuple(sorted(shared, key=lambda known: known != name))
    at_least = bool(known) and (name in hides or any(candidate.at_least for candidate in found))
    return Suspicion(name, known, targets, first.together, at_least)
