"""What has to hold between the fields of a rubric, beyond each field's own form."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from autograder.course.field_groups import LimitsFields
from autograder.course.problems import Trouble
from autograder.course.schema import (
    AnswerItem,
    AnyItem,
    Architecture,
    CaseFields,
    CodeFields,
    Forbidden,
    Gradient,
    NotebookItem,
    Parameters,
    PdfItem,
    RubricFile,
    Size,
    Training,
    Values,
)
from autograder.course.strict_yaml import Place
from autograder.course.units import spoken_duration
from autograder.course.wording import pointing, quoted, spoken
from autograder.model import NOTEBOOK


def broken_rules(rubric: RubricFile) -> Iterator[Trouble]:
    """Every rule of the rubric that does not hold."""
    yield from _total(rubric)
    yield from _limits(rubric.limits)
    yield from unique_ids(rubric.items, "items")
    if not _handed_in(rubric):
        yield Trouble(("hand-in",), "names no file; expected code, notebook or pdf")
    for index, item in enumerate(rubric.items):
        for rule in (
            _levels, _files, _executed, _trained, _notebook, _gradient, _voids, _allowed, _says, _faster, _earns,
            _known,
        ):  # fmt: skip
            yield from (Trouble(("items", index, *t.place), t.sentence) for t in rule(item, rubric))


def points_of(item: AnyItem) -> Fraction:
    """The points of an item, over all its groups and outputs."""
    if isinstance(item.points, Fraction):
        return item.points
    shares = item.points.values()
    return sum((s if isinstance(s, Fraction) else sum(s.values(), Fraction(0)) for s in shares), Fraction(0))


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def unique_ids(entries: Sequence[_Named], top: str) -> Iterator[Trouble]:
    """A trouble for every id that an earlier entry has."""
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        before = first.setdefault(entry.id, index)
        if before != index:
            yield Trouble((top, index, "id"), f"{quoted(entry.id)} is also the id of {top}[{before}]")


def _total(rubric: RubricFile) -> Iterator[Trouble]:
    added = sum((points_of(item) for item in rubric.items), Fraction(0))
    if rubric.total is not None and rubric.total != added:
        total = spoken(rubric.total)
        yield Trouble(("total",), f"the items' points add up to {spoken(added)}, but total is {total}")


def _limits(limits: LimitsFields) -> Iterator[Trouble]:
    if limits.per_case > limits.in_all:
        longer, shorter = spoken_duration(limits.per_case), spoken_duration(limits.in_all)
        yield Trouble(("limits", "per-case"), f"{longer} for one case is more than {shorter} in all")


def _levels(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if item.levels and isinstance(item, CaseFields | Parameters | Architecture | Forbidden):
        yield Trouble(("levels",), f"a person decides by levels, but code decides check: {item.check}")
    seen: dict[Fraction, str] = {}
    for written in item.levels:
        points = Fraction(written)
        if points > points_of(item):
            yield Trouble(("levels", written), f"{written} is more than the item's {_points(points_of(item))}")
        if seen.setdefault(points, written) != written:
            yield Trouble(("levels", written), f"the level {spoken(points)} is written twice")


def _files(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    named = {"file": getattr(item, "file", None)}
    if isinstance(item, CodeFields):
        named["code"] = item.code.rpartition(" ")[0]
    if isinstance(item, PdfItem):
        named["same-figures-as"] = item.same_figures_as
    handed_in = _handed_in(rubric)
    for field, file in named.items():
        if file and file not in handed_in:
            yield Trouble((field,), f"{quoted(file)} is not in hand-in; {pointing(file, handed_in, 'file')}")


def _executed(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if not isinstance(item, CodeFields) or item.from_ != "executed":
        return
    if not item.code.rpartition(" ")[0].endswith(NOTEBOOK):
        yield Trouble(("from",), "only what a notebook holds can be executed before it is asked")
    elif rubric.run is None:
        yield Trouble(("from",), "executed, but the rubric has no run: that says how far a notebook is run")


def _trained(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if not isinstance(item, Training):
        return
    if item.weights is None and len(rubric.hand_in.weights) > 1:
        yield Trouble(("weights",), "not written, but hand-in has several files of weights")
    if item.weights is not None and item.weights not in rubric.hand_in.weights:
        near = pointing(item.weights, rubric.hand_in.weights, "file")
        yield Trouble(("weights",), f"{quoted(item.weights)} is not among hand-in's weights; {near}")
    if item.network and "torch" not in rubric.allow:
        yield Trouble(("network",), "a network of PyTorch, but torch is not under allow")
    if item.arguments and not item.network:
        yield Trouble(("arguments",), "written without the network that they belong to")


def _notebook(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if not isinstance(item, NotebookItem):
        return
    for requirement, field in (("sections present", "sections"), ("statement signed", "statement")):
        if requirement in item.requires and not getattr(item, field):
            yield Trouble((field,), f"not written, but {quoted(requirement)} stands under requires")
        if getattr(item, field) and requirement not in item.requires:
            yield Trouble((field,), f"written, but {quoted(requirement)} does not stand under requires")


def _handed_in(rubric: RubricFile) -> list[str]:
    given = rubric.hand_in
    return [*given.code, *(file for file in (given.notebook, given.pdf) if file), *given.weights]


def _gradient(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if not isinstance(item, Gradient):
        return
    forwards = [other.id for other in rubric.items if isinstance(other, Values | Size)]
    yield from _names_item(("of",), item.of, rubric, forwards, "an item of check: values or size")
    half = points_of(item) / 2
    if item.if_consistent > half:
        wrote = spoken(item.if_consistent)
        yield Trouble(("if-consistent",), f"{wrote} is more than half of the item's points, {spoken(half)}")


def _voids(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if isinstance(item, Forbidden):
        others = [other.id for other in rubric.items if other.id != item.id]
        for index, voided in enumerate(item.voids):
            yield from _names_item(("voids", index), voided, rubric, others, "another item")


def _allowed(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if isinstance(item, Forbidden):
        for index, operation in enumerate(item.allowed):
            if operation in item.operations:
                yield Trouble(("allowed", index), f"{quoted(operation)} stands under operations, which forbids it")


def _names_item(
    place: Place, wanted: str, rubric: RubricFile, allowed: Sequence[str], kind: str
) -> Iterator[Trouble]:
    if wanted in allowed:
        return
    exists = wanted in [item.id for item in rubric.items]
    wrong = f"{quoted(wanted)} is not {kind}" if exists else f"there is no item {quoted(wanted)}"
    yield Trouble(place, f"{wrong}; {pointing(wanted, allowed, 'such item' if exists else 'item')}")


def _says(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if isinstance(item, CaseFields) and isinstance(item.points, dict):
        for group in item.says:
            if group not in item.points:
                right = pointing(group, item.points, "group")
                yield Trouble(("says", group), f"no points stand beside the group {quoted(group)}; {right}")


def _faster(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if isinstance(item, Values) and item.speed is not None:
        for way in item.speed.faster:
            if way not in item.speed.beside:
                right = pointing(way, item.speed.beside, "way")
                yield Trouble(("speed", "faster", way), f"{quoted(way)} does not stand under beside; {right}")


def _earns(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if isinstance(item, Training):
        for data, ladder in item.earns.items():
            most = max(ladder.values(), default=Fraction(0))
            if most > item.points:
                yield Trouble(("earns", data), f"{spoken(most)} is more than the item's {_points(item.points)}")
            yield from (Trouble(("earns", data), sentence) for sentence in _falling(ladder))


def _known(item: AnyItem, rubric: RubricFile) -> Iterator[Trouble]:
    if not isinstance(item, AnswerItem):
        return
    if item.known and item.contains is None:
        yield Trouble(("known",), "written without contains, which says what number is right")
    if item.contains is not None and not item.file.endswith(NOTEBOOK):
        yield Trouble(("contains",), f"only a notebook's text is looked at; a person reads {quoted(item.file)}")
    right = item.contains.number if item.contains is not None else ()
    seen: dict[Fraction, str] = {}
    for number in item.known:
        if Fraction(number) in right:
            yield Trouble(("known", number), f"{number} is right, as contains says; known is for other numbers")
        if (before := seen.setdefault(Fraction(number), number)) != number:
            yield Trouble(("known", number), f"the number {before} is written twice")


def _falling(ladder: Mapping[Fraction, Fraction]) -> Iterator[str]:
    if not ladder:
        yield "no accuracy stands here; expected one or more, such as {80 %: 0, 97 %: 25}"
    for (low, more), (high, fewer) in pairwise(sorted(ladder.items())):
        if fewer < more:
            best, worse = (f"{100 * float(share):g} %" for share in (high, low))
            yield f"{best} earns {spoken(fewer)}, less than the {spoken(more)} of {worse}"


def _points(points: Fraction) -> str:
    return f"{spoken(points)} point" if points == 1 else f"{spoken(points)} points"
