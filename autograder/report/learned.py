"""How a training went, in words: what is read where no picture can be, and beside one."""

from collections.abc import Iterator

from autograder.model import Curve, Filters, ItemGrade
from autograder.model.training import CURVES, LOSSES
from autograder.report import words

NONE = "nan or infinite"
MOST_TOLD = 4
MOST_WRITTEN_OUT = 1e6


def told(item: ItemGrade) -> Iterator[str]:
    """A sentence for each of the first curves, and one for the filters."""
    if item.learned is not None:
        yield from map(sentence, item.learned.curves[:MOST_TOLD])
        if more := len(item.learned.curves[MOST_TOLD:]):
            yield f"and {words.count(more, 'more curve')}"
        if item.learned.filters is not None:
            yield about_filters(item.learned.filters)


def label(curve: Curve) -> str:
    return "loss" if curve.name == LOSSES else curve.name.removeprefix(CURVES)


def sentence(curve: Curve) -> str:
    """First, lowest and last; a gap is said to be one."""
    if curve.lowest is None:
        return f"{label(curve)}: {NONE} at {words.every(curve.steps, 'step')}"
    end = "" if curve.lost_from else f"{number(curve.last)} at the last "
    steps = f"{end}of {words.count(curve.steps, 'step')}"
    return f"{label(curve)}: {number(curve.first)} at first, lowest {lowest(curve)}, {steps}{gap(curve)}"


def lowest(curve: Curve) -> str:
    return f"{number(curve.lowest)} at step {curve.lowest_at:,}" if curve.lowest is not None else "none"


def last(curve: Curve) -> str:
    """At the end of a table's row."""
    return gap(curve).removeprefix("; ") if curve.lost_from else f"{number(curve.last)}{gap(curve)}"


def gap(curve: Curve) -> str:
    """From which step on it is lost, or how often it is for a while."""
    if curve.lost_from:
        return f"; {NONE} from step {curve.lost_from:,} on"
    return f"; {NONE} at {words.count(curve.not_finite, 'step')}" if curve.not_finite else ""


def number(value: float | None) -> str:
    if value is None:
        return NONE
    short = f"{value:.3g}"
    return f"{float(short):,.0f}" if 1000 <= abs(value) < MOST_WRITTEN_OUT else short


def about_filters(filters: Filters) -> str:
    count, channels, height, width = filters.shape
    sees = f" on {channels} channels" if channels > 1 else ""
    between = (
        f", weights from {number(filters.least)} to {number(filters.largest)}" if filters.least is not None else ""
    )
    bad = f", {filters.not_finite} of them {NONE}" if filters.not_finite else ""
    return f"the first layer's {words.count(count, 'filter')} of {height}×{width}{sees}{between}{bad}"
