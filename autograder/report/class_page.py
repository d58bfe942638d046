"""One page for the instructor: every submission in a row, what went wrong how often, and what needs a look."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from urllib.parse import quote

from autograder.model import Grade
from autograder.report import story, words
from autograder.report.page import POLICY, environment

BINS = 10


@dataclass(frozen=True, kw_only=True)
class ClassCause:
    """One cause of lost points in one submission; the same `cause` in others is the same mistake."""

    cause: str
    items: tuple[str, ...]
    headline: str


@dataclass(frozen=True, kw_only=True)
class ClassRow:
    """One submission; one that could not be opened has a `problem` and no points."""

    submission: str
    earned: Fraction = Fraction(0)
    lost: Fraction = Fraction(0)
    open: Fraction = Fraction(0)
    points: Mapping[str, Fraction] = field(default_factory=dict)
    headline: str = ""
    causes: tuple[ClassCause, ...] = ()
    look: tuple[str, ...] = ()
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
    """A cause and the submissions that have it."""

    count: int
    of: int
    items: str
    headline: str
    rows: tuple[ClassRow, ...]


@dataclass(frozen=True)
class Bin:
    """One bar of the distribution."""

    label: str
    count: int
    height: float


def class_row(grade: Grade, *, href: str = "") -> ClassRow:
    """The row of a grade that holds everything, as the instructor reads it."""
    found = story.told(grade)
    ours = [f"{item.id}: our failure, grade again" for item in grade.items if item.open > 0 and words.is_ours(item)]
    return ClassRow(
        submission=grade.submission,
        earned=grade.earned,
        lost=grade.lost,
        open=grade.open,
        points={item.id: item.earned for item in grade.items if item.state != "open" or item.earned},
        headline=f"{', '.join(found[0].items)}: {found[0].headline}" if found else "",
        causes=tuple(ClassCause(cause=f.cause, items=f.items, headline=f.headline) for f in found),
        look=tuple(ours),
        href=href,
        isolation=grade.isolation,
    )


def class_page(
    rows: Sequence[ClassRow], *, title: str, homework: str, items: Mapping[str, Fraction], made_at: str = ""
) -> str:
    """`items` are the ids of the rubric with their points, in its order."""
    ordered = sorted(rows, key=lambda row: (row.submission.casefold(), row.submission))
    judged = [row for row in ordered if not row.problem]
    return environment().get_template("class.html").render(
        policy=POLICY, title=title, homework=homework, made_at=made_at, rows=ordered, judged=judged,
        isolation=", ".join(sorted({row.isolation for row in judged})),
        look=[row for row in ordered if row.problem or row.look],
        columns=[_column(name, points, judged) for name, points in items.items()],
        bins=_bins(judged), shared=_shared(judged), href=_href,
        median=_median([row.earned for row in judged]), total=words.points(sum(items.values(), Fraction(0))),
    )  # fmt: skip


def _column(name: str, points: Fraction, rows: Iterable[ClassRow]) -> Column:
    earned = [row.points[name] for row in rows if name in row.points]
    mean = f"{float(sum(earned, Fraction(0)) / len(earned)):.2f}" if earned else "–"
    return Column(name, points, mean)


def _bins(rows: Sequence[ClassRow]) -> list[Bin]:
    """By per cent of what was judged; full marks have a bar of their own."""
    shares = [row.earned / (row.earned + row.lost) for row in rows if row.earned + row.lost > 0]
    found = Counter(min(BINS, int(share * BINS)) for share in shares)
    most = max(found.values(), default=1)
    labels = [f"{100 * n // BINS}–" for n in range(BINS)] + ["100"]
    return [Bin(label, found[n], round(100 * found[n] / most, 1)) for n, label in enumerate(labels)]


def _shared(rows: Sequence[ClassRow]) -> list[Shared]:
    """The most frequent first; causes that nobody knows are one when they read the same."""
    groups: dict[tuple[str, ...], list[tuple[ClassRow, ClassCause]]] = {}
    for row in rows:
        for cause in row.causes:
            unknown = not cause.cause or cause.cause.startswith("unknown")
            name = (*cause.items, cause.headline) if unknown else (cause.cause,)
            groups.setdefault(name, []).append((row, cause))
    shared = [_group(pairs, len(rows)) for pairs in groups.values()]
    return sorted(shared, key=lambda one: (-one.count, one.items, one.headline))


def _group(pairs: Sequence[tuple[ClassRow, ClassCause]], of: int) -> Shared:
    (headline, _), *_ = Counter(cause.headline for _, cause in pairs).most_common(1)
    items = dict.fromkeys(item for _, cause in pairs for item in cause.items)
    return Shared(len(pairs), of, ", ".join(items), headline, tuple(row for row, _ in pairs))


def _median(values: Sequence[Fraction]) -> str:
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return "–"
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return f"{float(middle):.4g}"


def _href(path: str) -> str:
    """Relative to the page, whatever a submission is called: no scheme, no host."""
    return quote(path.lstrip("/"), safe="/")
