"""The data of a student's page, from the top to the bottom; the template only lays it out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import islice
from typing import Any

from autograder.model import CaseGrade, Finding, Grade, ItemGrade
from autograder.report import speeds, story, words
from autograder.report.counts import CountsView, counts_views
from autograder.report.learned_view import LearnedView, learned_views
from autograder.report.notebook_view import NotebookView, notebook_view
from autograder.report.page_grids import Grid, grids_of, results_of
from autograder.report.safe import cut
from autograder.report.snippet import snippet
from autograder.report.speeds import SpeedView, speed_views
from autograder.report.strip import Strip, strip, tried
from autograder.report.written import WrittenView, written_views

MOST_PRINTS = 5
STATES = {
    "right": "right", "part": "partly right", "wrong": "wrong", "not begun": "not begun",
    "blocked": "waits", "open": "open",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One part of the bar: its points in words, and its width in per cent."""

    css: str
    label: str
    points: str
    percent: float


@dataclass(frozen=True)
class Row:
    """One line of the table of items."""

    item: ItemGrade
    mark: str
    word: str
    css: str
    points: str
    minus: str
    clause: str
    href: str


@dataclass(frozen=True)
class CauseView:
    """One cause with everything that is told about it."""

    anchor: str
    finding: Finding
    title: str
    minus: str
    place: str
    sentences: tuple[str, ...]
    shares: tuple[str, ...]
    details: tuple[str, ...]
    error: tuple[str, ...]
    strip: Strip | None
    settings: str
    inputs: tuple[Grid, ...]
    results: tuple[Grid, ...]
    code: str


@dataclass(frozen=True)
class Printed:
    """What the program printed in one case, named by its item and settings."""

    case: str
    text: str


@dataclass(frozen=True)
class Version:
    name: str
    here: str
    key: str


@dataclass(frozen=True)
class PageView:
    """Everything on the page."""

    grade: Grade
    graded: bool
    when: str
    took: str
    total: str
    bar: tuple[Part, ...]
    rows: tuple[Row, ...]
    causes: tuple[CauseView, ...]
    silent: tuple[tuple[ItemGrade, str], ...]
    begin: tuple[ItemGrade, ...]
    waiting: tuple[ItemGrade, ...]
    right: tuple[tuple[ItemGrade, str], ...]
    open: tuple[story.OpenGroup, ...]
    learned: tuple[LearnedView, ...]
    counts: tuple[CountsView, ...]
    speeds: tuple[SpeedView, ...]
    written: tuple[WrittenView, ...]
    notebook: NotebookView | None
    remarks: tuple[str, ...]
    printed: tuple[Printed, ...]
    versions: tuple[Version, ...]
    hidden: int
    slowest: str


def page_view(grade: Grade, scripts: Mapping[str, str], pictures: Mapping[str, bytes]) -> PageView:
    causes = tuple(_cause(n, f, grade, scripts) for n, f in enumerate(story.told(grade), 1))
    taken = story.seconds(grade)
    cases = [case for item in grade.items for case in item.cases]
    slowest = max(grade.times.get("cases", {}).values(), default=0.0)
    learned, counts, timed = learned_views(grade), counts_views(grade), speed_views(grade)
    written = written_views(grade)
    return PageView(
        grade=grade,
        graded=story.graded(grade),
        when=_when(grade.times.get("made_at", "")),
        took=story.duration(taken) if taken is not None else "",
        total=story.sum_words(grade),
        bar=_bar(grade),
        rows=tuple(
            _row(item, _places(item, causes, (*learned, *counts, *timed, *written)), story.graded(grade))
            for item in grade.items
        ),
        causes=causes,
        silent=tuple((i, " ".join(story.shares_lost([i]))) for i in story.unexplained(grade) if i.lost),
        begin=tuple(story.to_begin(grade)),
        waiting=tuple(story.waiting(grade)),
        right=tuple((item, _right(item)) for item in grade.items if item.state == "right"),
        open=tuple(story.open_groups(grade)),
        learned=learned,
        counts=counts,
        speeds=timed,
        written=written,
        notebook=notebook_view(grade, pictures),
        remarks=tuple(story.remarks(grade)),
        printed=_printed(grade),
        versions=_versions(grade),
        hidden=sum(case.hidden for case in cases),
        slowest=f"{slowest:.2g} s" if slowest else "",
    )


def _bar(grade: Grade) -> tuple[Part, ...]:
    """Before handing in, what was not begun is not lost."""
    begin = () if story.graded(grade) else story.to_begin(grade)
    ahead = sum((item.lost for item in begin), Fraction(0))
    parts = [("earned", "earned", grade.earned), ("lost", "lost", grade.lost - ahead)]
    parts += [("ahead", "not begun", ahead)] if ahead else []
    parts += [("open", "still open", grade.open)]
    return tuple(Part(css, label, words.points(value), _percent(value, grade.total)) for css, label, value in parts)


def _percent(value: Fraction, total: Fraction) -> float:
    return round(float(100 * value / total), 3) if total else 0.0


def _places(
    item: ItemGrade,
    causes: tuple[CauseView, ...],
    told: tuple[LearnedView | CountsView | SpeedView | WrittenView, ...],
) -> Iterator[str]:
    """Where the page says more of it, the most telling place first."""
    if item.flaws:
        yield "notebook"
    yield from (cause.anchor for cause in causes if item.id in cause.finding.items)
    yield from (one.anchor for one in told if one.item is item)


def _row(item: ItemGrade, places: Iterator[str], graded: bool) -> Row:
    is_open = item.state == "open"
    return Row(
        item=item,
        mark=story.MARKS[item.state],
        word=STATES[item.state],
        css=item.state.replace(" ", "-"),
        points=_points(item),
        minus=f"−{words.points(item.lost)}" if item.lost and item.state in ("part", "wrong", "blocked") else "",
        clause=words.turn(item, graded=graded) if is_open else _clause(item),
        href="".join(f"#{place}" for place in islice(places, 1)),
    )


def _clause(item: ItemGrade) -> str:
    return words.state_words(item) or item.clause or speeds.clause(item)


def _points(item: ItemGrade) -> str:
    if not item.points:
        return "no points"
    is_open = item.state == "open" and not item.earned
    return words.points(item.points) if is_open else words.out_of(item.earned, item.points)


def _right(item: ItemGrade) -> str:
    if item.training is not None:
        return f"{item.training.correct} of {item.training.of} unseen images are right"
    if not item.cases:
        return words.so_many_points(item.points) if item.points else "no points"
    asked = tried(item)
    return f"right in {words.every(len(item.cases), 'case')}" + (f": {asked}" if asked else "")


def _cause(n: int, finding: Finding, grade: Grade, scripts: Mapping[str, str]) -> CauseView:
    items = [item for item in grade.items if item.id in finding.items]
    problem, picture = finding.problem, story.shown_case(finding)
    case = story.smallest_case(picture) if picture else None
    raised = problem is not None and problem.kind in words.WITH_ERROR
    described = story.details(finding)
    script = next((scripts[item] for item in finding.items if item in scripts), "")
    return CauseView(
        anchor=f"cause-{n}",
        finding=finding,
        title=story.title(finding),
        minus=words.minus(finding.lost),
        place=story.place(finding),
        sentences=tuple(
            filter(
                None,
                (story.counts(finding), finding.others, story.likeness(finding), *story.notes(finding, items)),
            )
        ),
        shares=tuple(story.shares_lost(items, finding.outputs)),
        details=() if raised else described,
        error=described if raised else (),
        strip=strip(items[0], finding) if items else None,
        settings=case.settings if case else "",
        inputs=tuple(grid for drawn in case.inputs for grid in grids_of(drawn)) if case else (),
        results=results_of(case, picture) if case and picture else (),
        code=(script or snippet(finding)) if story.can_be_run(finding) else "",
    )


def _printed(grade: Grade) -> tuple[Printed, ...]:
    """Each text once, though most programs print the same in every case."""
    found: dict[str, str] = {}
    for item in grade.items:
        for case in item.cases:
            if case.prints.strip():
                found.setdefault(case.prints, _spoken(item, case))
    return tuple(Printed(case, text) for text, case in list(found.items())[:MOST_PRINTS])


def _spoken(item: ItemGrade, case: CaseGrade) -> str:
    settings = ", ".join(f"{name} {value}" for name, value in case.settings.items())
    return f"{item.id}{', hidden' if case.hidden else ''}: {settings}" if settings else case.case


def _versions(grade: Grade) -> tuple[Version, ...]:
    names = dict.fromkeys([*grade.versions, *grade.key_versions])
    return tuple(Version(name, grade.versions.get(name, "–"), grade.key_versions.get(name, "–")) for name in names)


def _when(text: Any) -> str:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return cut(str(text), 40)
    return f"{moment:%Y-%m-%d %H:%M} {moment.tzname() or ''}".strip()
