"""How trainings went on a student's page: their curves in one picture, the numbers of each, the first filters."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from autograder.model import Curve, Filters, Grade, ItemGrade, Learned
from autograder.model.training import RGB
from autograder.report import learned
from autograder.report.curves import Plot, css, plot
from autograder.report.png import address, png
from autograder.report.words import count


@dataclass(frozen=True)
class CurveRow:
    """What is told of one curve of several beside the picture."""

    css: str
    label: str
    steps: str
    first: str
    lowest: str
    last: str


@dataclass(frozen=True)
class FiltersView:
    """One small picture for each filter, and what is said of all."""

    pictures: tuple[Markup, ...]
    label: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class LearnedView:
    """Everything that the page tells of one training's way."""

    anchor: str
    item: ItemGrade
    plot: Plot | None
    title: str
    described: str
    rows: tuple[CurveRow, ...]
    sentences: tuple[str, ...]
    filters: FiltersView | None


def learned_views(grade: Grade) -> tuple[LearnedView, ...]:
    items = [(item, item.learned) for item in grade.items if item.learned is not None]
    return tuple(_view(n, item, seen) for n, (item, seen) in enumerate(items, 1))


def _view(n: int, item: ItemGrade, seen: Learned) -> LearnedView:
    drawn = plot(seen.curves)
    names = [learned.label(curve) for curve in seen.curves]
    return LearnedView(
        anchor=f"learned-{n}",
        item=item,
        plot=drawn,
        title=f"{item.title}: {count(len(names), 'curve')}",
        described=". ".join(map(learned.sentence, seen.curves)),
        rows=tuple(_row(n, curve) for n, curve in enumerate(seen.curves)) if len(seen.curves) > 1 else (),
        sentences=tuple(_sentences(item, seen, drawn)),
        filters=_filters(seen.filters) if seen.filters is not None else None,
    )


def _row(n: int, curve: Curve) -> CurveRow:
    return CurveRow(
        css=css(n),
        label=learned.label(curve),
        steps=f"{curve.steps:,}",
        first=learned.number(curve.first),
        lowest=learned.lowest(curve),
        last=learned.last(curve),
    )


def _sentences(item: ItemGrade, seen: Learned, drawn: Plot | None) -> Iterator[str]:
    if len(seen.curves) == 1:
        said = learned.sentence(seen.curves[0])
        yield f"{said[:1].upper()}{said[1:]}."
    if drawn is not None and drawn.logarithmic:
        yield "The scale is logarithmic."
    if drawn is not None and any(curve.steps > len(curve.means) for curve in seen.curves):
        yield "The line follows the means of several steps."
    if seen.curves and not any(curve.means for curve in seen.curves):
        yield f"A graded report has these numbers only; autograder check {item.id} draws the curve on your machine."


def _filters(filters: Filters) -> FiltersView:
    number, channels, height, width = filters.shape
    size = len(filters.pixels) // number
    each = (filters.pixels[start : start + size] for start in range(0, number * size, size))
    said = learned.about_filters(filters)
    return FiltersView(
        pictures=tuple(address(png(one, width, height)) for one in each),
        label=said,
        sentences=tuple(_about(filters, said, channels)),
    )


def _about(filters: Filters, said: str, channels: int) -> Iterator[str]:
    yield f"{said[:1].upper()}{said[1:]}."
    if channels == RGB:
        yield "Each is scaled by itself; its channels are red, green and blue."
    else:
        yield "Each is scaled by itself: its least weight is black, its largest is white."
    if channels not in (1, RGB):
        yield f"The mean of its {channels} channels is drawn."
    if filters.not_finite:
        yield "Weights that are no numbers are black as well."
