"""The right/wrong strip: one column for each case, what came of each output, and the settings below.

Public cases stand in one part and hidden ones in another below it: side by side they would leave every page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from autograder.model import CaseGrade, Finding, ItemGrade, Ruling
from autograder.report.story import nothing_asked, separating

RUNGS = "small steps"
MARKS = {
    Ruling.PASSED: ("✓", "right", "right"),
    Ruling.FAILED: ("✗", "wrong", "wrong"),
    Ruling.NOT_JUDGED: ("–", "open", "open"),
}


@dataclass(frozen=True)
class Cell:
    """A mark, the word that stands for it where marks are not seen, and its class."""

    mark: str
    word: str
    css: str


@dataclass(frozen=True)
class Group:
    """Cases that earn together."""

    label: str
    span: int


@dataclass(frozen=True)
class Setting:
    """One row below the strip; the one that separates right from wrong stands out."""

    name: str
    values: tuple[str, ...]
    separates: bool


@dataclass(frozen=True)
class OutputRow:
    """One output, by the name of the program's and by what sentences call it, if that is another."""

    name: str
    called: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class StripPart:
    """A table of cases; `starts` are the columns in which a group begins."""

    hidden: bool
    groups: tuple[Group, ...]
    starts: tuple[int, ...]
    outputs: tuple[OutputRow, ...]
    settings: tuple[Setting, ...]
    wrong: tuple[bool, ...]


@dataclass(frozen=True)
class Strip:
    """The cases of one item; settings that never change stand beside them."""

    item: str
    parts: tuple[StripPart, ...]
    same: str
    separates: str


def strip(item: ItemGrade, finding: Finding) -> Strip | None:
    """None where the cases are not told, or none of them could be asked."""
    if not item.cases or nothing_asked(finding):
        return None
    names = list(dict.fromkeys(name for case in item.cases for name in case.settings))
    separates = separating(item, finding.outputs, finding.headline)
    changing = [name for name in names if len({str(case.settings.get(name)) for case in item.cases}) > 1]
    settings = {name: name == separates for name in changing}
    return Strip(
        item=item.id,
        parts=tuple(_part(item, hidden, settings) for hidden in sorted({case.hidden for case in item.cases})),
        same=", ".join(f"{name} {item.cases[0].settings.get(name)}" for name in names if name not in changing),
        separates=separates,
    )


def _part(item: ItemGrade, hidden: bool, settings: Mapping[str, bool]) -> StripPart:
    """`settings` are the rows below, and whether each of them separates right from wrong."""
    order = list(dict.fromkeys(case.group for case in item.cases))
    cases = sorted((c for c in item.cases if c.hidden == hidden), key=lambda case: order.index(case.group))
    outputs = dict.fromkeys(name for case in item.cases for name in case.verdicts)
    groups = tuple(_groups(cases, item))
    return StripPart(
        hidden=hidden,
        groups=groups,
        starts=tuple(sum(group.span for group in groups[:n]) for n in range(len(groups))),
        outputs=tuple(_output(name, item, cases) for name in outputs),
        settings=tuple(_setting(name, cases, separates) for name, separates in settings.items()),
        wrong=tuple(Ruling.FAILED in case.verdicts.values() for case in cases),
    )


def tried(item: ItemGrade) -> str:
    """What an item was asked: N 1–4, stride 1–3, padding 0–2."""
    names = dict.fromkeys(name for case in item.cases for name in case.settings)
    return ", ".join(filter(None, (_range(item, name) for name in names)))


def _range(item: ItemGrade, name: str) -> str:
    values = {case.settings[name] for case in item.cases if name in case.settings}
    numbers = sorted(v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool))
    if len(numbers) != len(values) or len(numbers) < 2:
        return ""
    return f"{name} {numbers[0]}–{numbers[-1]}"


def _groups(cases: Sequence[CaseGrade], item: ItemGrade) -> list[Group]:
    says = {share.group: share.says for share in item.shares}
    neighbours = groupby(cases, key=lambda case: case.group)
    return [Group(says.get(name, name) or RUNGS, len(list(members))) for name, members in neighbours]


def _output(name: str, item: ItemGrade, cases: Sequence[CaseGrade]) -> OutputRow:
    return OutputRow(name, item.called.get(name, ""), tuple(_cell(case, name) for case in cases))


def _cell(case: CaseGrade, output: str) -> Cell:
    return Cell(*MARKS[case.verdicts[output]]) if output in case.verdicts else Cell("", "not asked", "none")


def _setting(name: str, cases: Sequence[CaseGrade], separates: bool) -> Setting:
    return Setting(name, tuple(str(case.settings.get(name, "")) for case in cases), separates)
