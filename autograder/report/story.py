"""What a report tells, before any rendering: causes by price, open points by whose turn it is, the sum in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from autograder.listed import listed
from autograder.model import Cause, Finding, Grade, ItemGrade, Picture, Ruling, ShareGrade
from autograder.report import words
from autograder.report.grids import Drawing, drawing, less_by, shape_of
from autograder.report.order import in_order

MARKS = {"right": "✓", "part": "~", "wrong": "✗", "not begun": "–", "blocked": "–", "open": "–"}

UNREACHED = ("missing", "import failed", "not begun", "not reached")
NOTHING_ASKED = ("missing", "import failed")
MOST_NAMED = 3
LEAST = 2
ALL = "all"  # the one group of an item whose points are a single number


@dataclass(frozen=True)
class OpenGroup:
    """Items whose points are open for the same reason."""

    items: tuple[ItemGrade, ...]
    points: Fraction
    why: str

    @property
    def ids(self) -> str:
        return ", ".join(item.id for item in self.items)


@dataclass(frozen=True)
class SmallestCase:
    """The settings in a row, with the output where it has a name, the inputs, what was expected beside what came,
    and one less the other."""

    settings: str
    inputs: tuple[Drawing, ...]
    expected: Drawing
    got: Drawing
    difference: Drawing | None = None


def graded(grade: Grade) -> bool:
    return grade.part == "whole"


def told(grade: Grade) -> list[Finding]:
    """Causes that have words for this reader."""
    return in_order([finding for finding in grade.findings if finding.headline], grade.items)


def to_begin(grade: Grade) -> list[ItemGrade]:
    """What earns nothing is about another item, and begins with it."""
    found = [item for item in grade.items if item.state == "not begun"]
    return [item for item in found if item.points] or found


def waiting(grade: Grade) -> list[ItemGrade]:
    return [item for item in grade.items if item.state == "blocked"]


def unexplained(grade: Grade) -> list[ItemGrade]:
    """Points are lost here, or something was called that is forbidden, and this reader is told nothing but that."""
    spoken = {item for finding in told(grade) for item in finding.items}
    untold = [i for i in grade.items if i.state in ("part", "wrong") and i.id not in spoken]
    return [i for i in untold if i.lost > 0 or i.check == "forbidden"]


def open_groups(grade: Grade) -> list[OpenGroup]:
    groups: dict[str, list[ItemGrade]] = {}
    for item in grade.items:
        if item.open > 0 or item.state == "open":
            groups.setdefault(words.turn(item, graded=graded(grade)), []).append(item)
    sums = {why: sum((item.open for item in found), Fraction(0)) for why, found in groups.items()}
    return [OpenGroup(tuple(found), sums[why], why) for why, found in groups.items()]


def missing_documents(grade: Grade) -> list[str]:
    return [name for name, there in grade.documents.items() if not there]


def still_to_do(grade: Grade) -> list[str]:
    """What a student can still do about open points, and files that are not there."""
    items = [item.id for item in grade.items if item.state == "open" and item.cause is Cause.NOT_AVAILABLE]
    return [*items, *missing_documents(grade)]


def all_right(grade: Grade) -> bool:
    return grade.lost == 0 and grade.judged > 0


def sum_words(grade: Grade) -> str:
    """The total with its denominator; never one number alone."""
    judged = words.so_many_points(grade.judged)
    if not graded(grade):
        if all_right(grade):
            return f"All {judged} that can be checked here."
        return f"{words.points(grade.earned)} of the {judged} checked here."
    total = f"{words.points(grade.earned)} of {judged}"
    if not grade.open:
        return f"{total}."
    return f"{total}; {words.points(grade.open)} of {words.so_many_points(grade.total)} still open."


def seconds(grade: Grade) -> float | None:
    """How long it took altogether, by the parts that were timed; unknown where the longest of them is not told."""
    if "ask" not in grade.times:
        return None
    parts = [v for v in grade.times.values() if isinstance(v, (int, float)) and not isinstance(v, bool)]
    return float(sum(parts)) if parts else None


def duration(taken: float) -> str:
    if taken < 0.05:
        return "less than 0.1 s"
    if taken < 60:
        return f"{taken:.1f} s"
    minutes, rest = divmod(round(taken), 60)
    return f"{minutes}:{rest:02d} min"


def title(finding: Finding) -> str:
    """The items of a cause before its headline, unless they are so many that nobody would reach it."""
    return ", ".join(finding.items) if len(finding.items) <= MOST_NAMED else f"{len(finding.items)} items"


def place(finding: Finding) -> str:
    """Of a file that cannot be imported no function is to blame, and the error itself names the line."""
    if _is_of_kind(finding, ("import failed",)):
        return finding.file
    spot = f"{finding.file}:{finding.line}" if finding.line else finding.file
    return f"{spot}  {finding.function}".strip()


def counts(finding: Finding) -> str:
    """In how many cases it is wrong; nothing where no case could be asked."""
    return "" if nothing_asked(finding) else finding.cases


def nothing_asked(finding: Finding) -> bool:
    return _is_of_kind(finding, NOTHING_ASKED)


def _is_of_kind(finding: Finding, kinds: Sequence[str]) -> bool:
    return finding.problem is not None and finding.problem.kind in kinds


def shares_lost(items: Sequence[ItemGrade], outputs: Sequence[str] = ()) -> list[str]:
    """Which groups of cases cost points, each with its denominator. Of a single item only these outputs."""
    if len(items) == 1:
        return [f"Lost: {text}." for text in _shares(items[0], outputs)]
    whole = [item for item in items if item.points and item.lost == item.points]
    part = [f"Lost in {item.id}: {text}." for item in items if item not in whole for text in _shares(item)]
    return [f"Lost: all points of {listed([item.id for item in whole])}.", *part] if whole else part


def _shares(item: ItemGrade, outputs: Sequence[str] = ()) -> list[str]:
    """One clause, or none. Outputs that lose the same in the same group are told together."""
    found: dict[tuple[str, Fraction, str], list[str]] = {}
    for share in item.shares:
        if share.earned < share.points and not share.open and (not outputs or share.output in ("", *outputs)):
            name = item.called.get(share.output, share.output)
            found.setdefault((share.says, share.points - share.earned, _right_of(share)), []).append(name)
    clauses = [_share(*group, list(filter(None, names))) for group, names in found.items()]
    return ["; ".join(clauses)] if clauses else []


def _share(says: str, lost: Fraction, right: str, outputs: Sequence[str]) -> str:
    each = " each" if len(outputs) > 1 else ""
    names = f"{each} for {listed(outputs)}" if outputs else ""
    cases = f" with “{says}”" if says != ALL else ""
    return f"{words.so_many_points(lost)}{names}{cases}{right}"


def _right_of(share: ShareGrade) -> str:
    return f" ({share.passed} of {words.count(share.of, 'case')} right)" if share.of else ""


def shown_case(finding: Finding) -> Picture | None:
    """No numbers help where the code was not reached at all."""
    return None if _is_of_kind(finding, UNREACHED) else finding.picture


def can_be_run(finding: Finding) -> bool:
    """Whether all numbers of the case are there to be written down."""
    picture = shown_case(finding)
    return picture is not None and None not in (*picture.inputs.values(), picture.expected)


def details(finding: Finding) -> tuple[str, ...]:
    """What neither the headline nor the drawing nor the hint says."""
    problem = finding.problem
    if problem is None or (problem.kind == "missing" and problem.got and problem.got in finding.hint):
        return ()
    return words.described(problem, drawn=shown_case(finding) is not None)


def likeness(finding: Finding) -> str:
    """What the error looks like, with the evidence for it."""
    return f"{finding.looks} {finding.evidence}".strip()


def notes(finding: Finding, items: Sequence[ItemGrade]) -> list[str]:
    """The author's own sentences for the items that lose points, and what consistency earned."""
    hit = [item for item in items if item.id in finding.items]
    earned = [
        f"{item.id} still earns {words.so_many_points(item.earned)}: it is right for your own forward pass."
        for item in hit
        if item.consistent
    ]
    return [*earned, *(text for item in hit if (text := _broken_off(item))), *(i.note for i in hit if i.note)]


def remarks(grade: Grade) -> list[str]:
    """What costs nothing."""
    return [*grade.remarks, *broken_off(grade)]


def broken_off(grade: Grade) -> list[str]:
    """Trainings that ended with an error and reached all of their points."""
    ended = {item.id: _broken_off(item) for item in grade.items if not item.lost}
    return [f"{item}: {text[0].lower()}{text[1:].rstrip('.')}" for item, text in ended.items() if text]


def _broken_off(item: ItemGrade) -> str:
    raised = item.training.raised if item.training is not None else None
    if raised is None:
        return ""
    return f"The training ends with {words.error_at(raised)}; what it had learned until then was measured."


def smallest_case(picture: Picture) -> SmallestCase:
    """Arguments that are plain numbers join the settings; whatever else is no array stays out."""
    plain = {
        n: v for n, v in picture.inputs.items() if isinstance(v, (int, float, str)) and not isinstance(v, bool)
    }
    settings = {**picture.settings, **plain}
    told = [f"{name} {value}" for name, value in settings.items() if value != ""]
    return SmallestCase(
        settings="; ".join(filter(None, (", ".join(told), picture.called))),
        inputs=tuple(drawing(name, value) for name, value in picture.inputs.items() if _is_array(value)),
        expected=drawing(_labelled("expected", picture), picture.expected, picture.expected_shape),
        got=drawing(_labelled("yours" if picture.called else "your", picture), picture.got, picture.got_shape),
        difference=_difference(picture),
    )


def _labelled(whose: str, picture: Picture) -> str:
    return whose if picture.called else f"{whose} {picture.output}"


def _difference(picture: Picture) -> Drawing | None:
    """Yours less expected, where there is a number on either side of every place."""
    shape = shape_of(picture.expected)
    if not shape or shape_of(picture.got) != shape:
        return None
    less = less_by(picture.got, picture.expected)
    return drawing("difference", less) if less is not None else None


def _is_array(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    while isinstance(value, list) and value:
        value = value[0]
    return isinstance(value, (int, float)) or value in ("nan", "inf", "-inf") or value == []


def separating(item: ItemGrade, outputs: Sequence[str], headline: str = "") -> str:
    """The setting whose values tell right from wrong cases apart; the one that the headline names goes first.

    One case alone, or with its hidden twin, differs from the others in many settings and says nothing about any.
    """
    wrong = [c for c in item.cases if any(c.verdicts.get(o) is Ruling.FAILED for o in outputs)]
    right = [c for c in item.cases if c not in wrong]
    if min(sum(not case.hidden for case in cases) for cases in (wrong, right)) < LEAST:
        return ""
    names = list(dict.fromkeys(name for case in wrong for name in case.settings))
    names.sort(key=lambda name: f" {name} " not in f" {headline} ")
    for name in names:
        bad, good = ({case.settings.get(name) for case in cases} for cases in (wrong, right))
        if not bad & good:
            return name
    return ""
