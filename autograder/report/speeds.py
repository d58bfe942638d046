"""How long code takes beside the usual ways, in words and as rows: a fact, and never a reproach."""

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.model import Grade, ItemGrade, SpeedGrade

YOURS, STOPPED = "yours", "stopped"
AS_FAST = 1.5  # what differs by less, another run may turn round


@dataclass(frozen=True)
class SpeedRow:
    """One way: how many times as long as the first of the usual ones it takes, and how long here."""

    way: str
    factor: str
    here: str
    yours: bool


@dataclass(frozen=True)
class SpeedView:
    """The table of one item on its page, from the fastest to the slowest; what would be faster, and the unit in
    which it was measured."""

    anchor: str
    item: ItemGrade
    first: str
    rows: tuple[SpeedRow, ...]
    idea: str
    unit: str


def speed_views(grade: Grade) -> tuple[SpeedView, ...]:
    items = [(item, item.speed) for item in grade.items if item.speed is not None]
    return tuple(_view(n, item, speed) for n, (item, speed) in enumerate(items, 1))


def clause(item: ItemGrade) -> str:
    """A few words beside the item."""
    speed = item.speed
    if speed is None:
        return ""
    if speed.stopped:
        return f"{STOPPED} {speed.stopped} when it was timed"
    factor, first = _factor(speed), _first(speed)
    if factor >= AS_FAST:
        return f"about {_spoken(factor)} times as long as {first}"
    return f"about as fast as {first}" if factor * AS_FAST > 1 else f"faster than {first}"


def told(grade: Grade, *, ideas_only: bool = False) -> Iterator[str]:
    """A line for each item that was timed, or for each of which is known what would make it faster."""
    for item in grade.items:
        if item.speed is not None and (item.speed.idea or not ideas_only):
            idea = f" Faster would be {item.speed.idea}." if item.speed.idea else ""
            yield f"{item.id}: {clause(item)}.{idea}"


def _view(n: int, item: ItemGrade, speed: SpeedGrade) -> SpeedView:
    here = f", which took {_duration(speed.unit_seconds)} here" if speed.unit_seconds else ""
    rows, unit = tuple(_rows(speed)), f"Measured beside {speed.unit}{here}."
    return SpeedView(f"speed-{n}", item, _first(speed), rows, speed.idea, unit)


def _rows(speed: SpeedGrade) -> Iterator[SpeedRow]:
    one = speed.beside[_first(speed)]
    factors = {way: units / one for way, units in speed.beside.items()}
    known = {way: SpeedRow(way, _spoken(f), _here(speed, f * one), yours=False) for way, f in factors.items()}
    if speed.stopped:
        own, place = SpeedRow(YOURS, STOPPED, speed.stopped, yours=True), max(factors.values())
    else:
        place = _factor(speed)
        own = SpeedRow(YOURS, _spoken(place), _duration(speed.seconds), yours=True)
    ordered = [(place, own), *((factors[way], row) for way, row in known.items())]
    yield from (row for _, row in sorted(ordered, key=lambda placed: (placed[0], placed[1].yours)))


def _factor(speed: SpeedGrade) -> float:
    return speed.seconds / speed.unit_seconds / speed.beside[_first(speed)]


def _first(speed: SpeedGrade) -> str:
    return next(iter(speed.beside))


def _here(speed: SpeedGrade, units: float) -> str:
    return f"about {_duration(units * speed.unit_seconds)}" if speed.unit_seconds else ""


def _spoken(factor: float) -> str:
    """One digit: more would not be the same twice."""
    rounded = float(f"{factor:.1g}")
    return f"{rounded:,.0f}" if rounded >= 1 else f"{rounded:g}"


def _duration(seconds: float) -> str:
    """Two digits, in milliseconds below a second."""
    amount, name = (seconds, "s") if seconds >= 1 else (1000 * seconds, "ms")
    return f"{float(f'{amount:.2g}'):g} {name}"
