"""Curves as lines in a square of 1000 by 1000: scales, what is written beside them, and gaps where no number is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from autograder.model import Curve
from autograder.report import learned

SIDE = 1000
LEAST_TICKS, MOST_TICKS = 3, 6
LABEL = 7.0  # its height, in per cent of the picture's
DECADES = 100  # from so many times the lowest number on, a scale counts decades
LEAST, LARGEST = 1e-300, 1e300  # beyond these, differences are no numbers any more
HUES = 6


@dataclass(frozen=True)
class Tick:
    """A number beside the picture, and where it stands, in per cent from the top or from the left."""

    label: str
    at: float


@dataclass(frozen=True)
class Line:
    """One curve: how it looks, its path, where it is lost, and its label with its place from the top."""

    css: str
    path: str
    lost: str
    label: str
    at: float


@dataclass(frozen=True)
class Plot:
    """Several curves in one picture."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    steps: tuple[Tick, ...]
    rules: str
    logarithmic: bool


@dataclass(frozen=True)
class Scale:
    """From the lowest to the highest number that is drawn; `high` is above `low`."""

    low: float
    high: float
    logarithmic: bool

    def place(self, value: float) -> float:
        """0 at the top, SIDE at the bottom."""
        low, high, at = map(self._bent, (self.low, self.high, value))
        return round(SIDE * (high - at) / (high - low), 1)

    def _bent(self, value: float) -> float:
        return log10(value) if self.logarithmic else value


def plot(curves: Sequence[Curve]) -> Plot | None:
    """None where there is nothing to draw."""
    drawn = [curve for curve in curves if any(value is not None for value in curve.means)]
    if not drawn:
        return None
    scale = scale_of([_tame(value) for curve in drawn for value in curve.means if value is not None])
    most = max(curve.steps for curve in drawn)
    ticks = [Tick(f"{value:.3g}", scale.place(value) * 100 / SIDE) for value in _marks(scale)]
    ends = [_end(curve, scale) * 100 / SIDE for curve in drawn]
    looks = {curve.name: css(n) for n, curve in enumerate(curves)}
    lines = [
        Line(looks[curve.name], _path(curve, scale, most), _lost(curve, most), learned.label(curve), at)
        for curve, at in zip(drawn, apart(ends, LABEL), strict=True)
    ]
    rules = "".join(f"M0 {tick.at * SIDE / 100:g}H{SIDE}" for tick in ticks)
    return Plot(tuple(lines), tuple(ticks), tuple(_steps(most)), rules, scale.logarithmic)


def css(number: int) -> str:
    """Six hues, and then the same ones dashed."""
    return f"curve-{number % HUES}" + (" dashed" if number >= HUES else "")


def scale_of(values: Sequence[float]) -> Scale:
    """Logarithmic where the numbers span decades; otherwise from 0, unless that would flatten them."""
    low, high = min(values), max(values)
    if low > 0 and high / low >= DECADES:
        return Scale(low, high, logarithmic=True)
    low = min(low, 0.0) if low < high / 2 else low
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        leeway = abs(high) / 2 or 1.0
        return Scale(low - leeway, high + leeway, logarithmic=False)
    return Scale(low, high, logarithmic=False)


def apart(places: Sequence[float], gap: float) -> list[float]:
    """Moved as little as it takes for none to cover another, and none to leave the picture."""
    order = sorted(range(len(places)), key=places.__getitem__)
    found, lowest = list(places), 0.0
    for place in order:
        found[place] = lowest = max(found[place], lowest)
        lowest += gap
    highest = 100.0
    for place in reversed(order):
        found[place] = highest = min(found[place], highest)
        highest -= gap
    return [round(at, 2) for at in found]


def _tame(value: float) -> float:
    bounded = max(-LARGEST, min(LARGEST, value))
    return bounded if abs(bounded) > LEAST else 0.0


def _marks(scale: Scale) -> list[float]:
    if scale.logarithmic:
        decades = range(ceil(log10(scale.low)), floor(log10(scale.high)) + 1)
        return [10.0**n for n in decades[:: ceil(len(decades) / MOST_TICKS)]]
    step = _round_step((scale.high - scale.low) / LEAST_TICKS)
    first, last = ceil(scale.low / step), floor(scale.high / step)
    return [n * step for n in range(first, last + 1)]


def _round_step(rough: float) -> float:
    """The 1, 2 or 5 of its decade that is not above it."""
    decade = 10.0 ** floor(log10(rough))
    return next(decade * n for n in (10, 5, 2, 1) if decade * n <= rough * (1 + 1e-9))


def _steps(most: int) -> Iterator[Tick]:
    between = max(1, round(_round_step(most / (LEAST_TICKS - 1))))
    for step in range(between, most + 1, between):
        yield Tick(f"{step:,}", round(100 * (step - 0.5) / most, 2))


def _path(curve: Curve, scale: Scale, most: int) -> str:
    """A gap begins a new piece; a number alone in one is a dot."""
    run = curve.steps / len(curve.means)
    pieces, begun = [], False
    for n, value in enumerate(curve.means):
        if value is None:
            begun = False
            continue
        across = round(SIDE * (n + 0.5) * run / most, 1)
        pieces.append(f"{'L' if begun else 'M'}{across:g} {scale.place(_tame(value)):g}")
        alone = not begun and (n + 1 == len(curve.means) or curve.means[n + 1] is None)
        pieces += ["h0"] if alone else []
        begun = True
    return "".join(pieces)


def _lost(curve: Curve, most: int) -> str:
    return f"M{SIDE * (curve.lost_from - 0.5) / most:g} 0V{SIDE}" if curve.lost_from else ""


def _end(curve: Curve, scale: Scale) -> float:
    return scale.place(_tame(next(value for value in reversed(curve.means) if value is not None)))
