"""One page for the instructor: every submission in a row, what went wrong how often, and what needs a look."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from urllib.parse import quote

from autograder.model import Finding, FlawKind, Grade, ItemGrade
from autograder.report import notebook, story, words
from autograder.report.page import POLICY, environment

BINS = 10
EXPLAINED, TRAINING = ("missing: ", "betrays: "), "training: "
BROKEN_OFF = "an error ends the training"  # of which each report tells the line


@dataclass(frozen=True, kw_only=True)
class ClassCause:
    """One cause of lost points in one submission; the same `cause` in others is the same mistake.

    A cause that no known mistake explains is the same in others when they are `alike`: their answers are equal.
    """

    cause: str
    items: tuple[str, ...]
    headline: str
    name: str = ""
    looks: str = ""
    explained: bool = True
    alike: str = ""
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class ClassRow:
    """One submission; one that could not be opened has a `problem` and no points. Items of no points have marks."""

    submission: str
    earned: Fraction = Fraction(0)
    lost: Fraction = Fraction(0)
    open: Fraction = Fraction(0)
    points: Mapping[str, Fraction] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    headline: str = ""
    causes: tuple[ClassCause, ...] = ()
    look: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    href: str = ""
    problem: str = ""
    isolation: str = ""


@dataclass(frozen=True)
class Column:
    """An item and its mean over the submissions that were judged."""

    id: str
    points: Fraction
    mean: str


@dataclass(frozen=True)
class Shared:
    """A cause and the submissions that have it; the first of them is the one to read."""

    count: int
    of: int
    items: str
    headline: str
    name: str
    looks: str
    explained: bool
    rows: tuple[ClassRow, ...]
    anchor: str

    @property
    def first(self) -> str:
        """Where the cause is told in the report of the first."""
        return _href(self.rows[0].href) + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True)
class Bin:
    """One bar of the distribution."""

    label: str
    count: int
    height: float


def class_row(grade: Grade, *, href: str = "", alike: Mapping[str, str] | None = None) -> ClassRow:
    """The row of a grade that holds everything, as the instructor reads it.

    `alike` names, by cause, the cluster of equal answers that an unexplained one belongs to.
    """
    found, losing = story.told(grade), notebook.losing(grade)
    flaws = dict.fromkeys((item.id, flaw.kind) for item in losing for flaw in item.flaws)
    ours = [f"{item.id}: our failure, grade again" for item in grade.items if item.open > 0 and words.is_ours(item)]
    return ClassRow(
        submission=grade.submission,
        earned=grade.earned,
        lost=grade.lost,
        open=grade.open,
        points={item.id: item.earned for item in grade.items if item.state != "open" or item.earned},
        marks={item.id: story.MARKS[item.state] for item in grade.items if not item.points},
        headline=_headline(found, losing),
        causes=(*_causes(found, grade, alike or {}), *(_flaw(*one) for one in flaws)),
        look=tuple(ours),
        flags=grade.flags,
        href=href,
        isolation=grade.isolation,
    )


def _headline(found: Sequence[Finding], losing: Sequence[ItemGrade]) -> str:
    if found:
        return f"{story.title(found[0])}: {found[0].headline}"
    return f"{losing[0].id}: {losing[0].clause}" if losing else ""


def _flaw(item: str, kind: FlawKind) -> ClassCause:
    """What is to be mended in a notebook is counted by its kind."""
    return ClassCause(cause=f"{item}: {kind}", items=(item,), headline=notebook.KINDS[kind], anchor="notebook")


def _causes(found: Sequence[Finding], grade: Grade, alike: Mapping[str, str]) -> Iterator[ClassCause]:
    return (_cause(finding, n, grade, alike) for n, finding in enumerate(found, 1))


def _cause(finding: Finding, number: int, grade: Grade, alike: Mapping[str, str]) -> ClassCause:
    """Anchors are those of the submission's own page. What was seen of a training explains it: those of which the
    same was seen, and that are given the same thing to do, are one."""
    broke_off = any(i.training and i.training.raised for i in grade.items if i.id in finding.items)
    seen = finding.cause.startswith(TRAINING) and bool(finding.looks or broke_off)
    return ClassCause(
        cause=f"{finding.cause}: {finding.hint}" if seen else finding.cause,
        items=finding.items,
        headline=(finding.looks.rstrip(".") or BROKEN_OFF) if seen else finding.headline,
        name=finding.name,
        looks=finding.looks,
        explained=seen or bool(finding.known) or finding.cause.startswith(EXPLAINED),
        alike=alike.get(finding.cause, ""),
        anchor=f"cause-{number}",
    )


def class_page(
    rows: Sequence[ClassRow], *, title: str, homework: str, items: Mapping[str, Fraction], made_at: str = ""
) -> str:
    """`items` are the ids of the rubric with their points, in its order."""
    ordered = sorted(rows, key=lambda row: (row.submission.casefold(), row.submission))
    judged = [row for row in ordered if not row.problem]
    shared = _shared(judged)
    unknown = [one for one in shared if not one.explained]
    return environment().get_template("class.html").render(
        policy=POLICY, title=title, homework=homework, made_at=made_at, rows=ordered, judged=judged,
        isolation=", ".join(sorted({row.isolation for row in judged})),
        look=[row for row in ordered if row.problem or row.look],
        flagged=[row for row in ordered if row.flags], flags=sum(len(row.flags) for row in ordered),
        columns=[_column(name, points, judged) for name, points in items.items()],
        bins=_bins(judged), shared=[one for one in shared if one.explained], unknown=unknown, href=_href,
        puzzled=len({row.submission for one in unknown for row in one.rows}), count=words.count,
        median=_median([row.earned for row in judged]), total=words.points(sum(items.values(), Fraction(0))),
    )  # fmt: skip


def _column(name: str, points: Fraction, rows: Iterable[ClassRow]) -> Column:
    earned = [row.points[name] for row in rows if name in row.points]
    mean = f"{float(sum(earned, Fraction(0)) / len(earned)):.2f}" if earned else "–"
    return Column(name, points, mean if points else "")


def _bins(rows: Sequence[ClassRow]) -> list[Bin]:
    """By per cent of what was judged; full marks have a bar of their own."""
    shares = [row.earned / (row.earned + row.lost) for row in rows if row.earned + row.lost > 0]
    found = Counter(min(BINS, int(share * BINS)) for share in shares)
    most = max(found.values(), default=1)
    labels = [f"{100 * n // BINS}–" for n in range(BINS)] + ["100"]
    return [Bin(label, found[n], round(100 * found[n] / most, 1)) for n, label in enumerate(labels)]


def _shared(rows: Sequence[ClassRow]) -> list[Shared]:
    """The most frequent first; causes that nobody knows are one when their answers are equal, or read the same."""
    groups: dict[tuple[str, ...], list[tuple[ClassRow, ClassCause]]] = {}
    for row in rows:
        for cause in row.causes:
            groups.setdefault(_name(cause), []).append((row, cause))
    shared = [_group(pairs, len(rows)) for pairs in groups.values()]
    return sorted(shared, key=lambda one: (-one.count, one.items, one.headline))


def _name(cause: ClassCause) -> tuple[str, ...]:
    if cause.explained and cause.cause:
        return (cause.cause,)
    return ("alike", cause.alike) if cause.alike else (*cause.items, cause.headline)


def _group(pairs: Sequence[tuple[ClassRow, ClassCause]], of: int) -> Shared:
    """Reports that can be opened come first, to be read for all."""
    pairs = sorted(pairs, key=lambda pair: not pair[0].href)
    (headline, _), *_ = Counter(cause.headline for _, cause in pairs).most_common(1)
    items = dict.fromkeys(item for _, cause in pairs for item in cause.items)
    first = pairs[0][1]
    rows = tuple(row for row, _ in pairs)
    return Shared(
        count=len(pairs),
        of=of,
        items=", ".join(items),
        headline=headline,
        name=first.name,
        looks=first.looks,
        explained=first.explained,
        rows=rows,
        anchor=first.anchor if rows[0].href else "",
    )


def _median(values: Sequence[Fraction]) -> str:
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return "–"
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return f"{float(middle):.4g}"


def _href(path: str) -> str:
    """Relative to the page, whatever a submission is called: no scheme, no host."""
    return quote(path.lstrip("/"), safe="/")
