"""How long code takes, beside the usual ways: in units of the machine that it ran on, as machines differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, log

from autograder.errors import RecordError
from autograder.model import Answer, Outcome, Speed, SpeedGrade
from autograder.records import from_json, to_json

STOPPED = (Outcome.CPU_LIMIT, Outcome.WALL_LIMIT)
FAR = 1e4  # times as fast as the fastest of the usual ways, or as slow as the slowest: no code is, only a claim


@dataclass(frozen=True, kw_only=True)
class Times:
    """What a probe measured: seconds of computing for one call of the student's code, and for one unit."""

    seconds: float
    unit: float


def speed_grade(speed: Speed, answer: Answer) -> SpeedGrade | None:
    """None where it could not be timed; why not, the cases that earn say better."""
    if answer.outcome in STOPPED:
        return _graded(speed, 0.0, 0.0, max(speed.beside, key=speed.beside.__getitem__), answer.detail)
    times = times_of(answer)
    if times is None or not _is_near(speed.beside, times.seconds / times.unit):
        return None
    return _graded(speed, times.seconds, times.unit, _nearest(speed.beside, times.seconds / times.unit))


def times_of(answer: Answer) -> Times | None:
    """A program can claim any time: it earns nothing by it, and what is none is not told."""
    if answer.outcome is not Outcome.ANSWERED:
        return None
    try:
        times = from_json(to_json(answer.facts), Times)
    except RecordError:
        return None
    return times if _is_time(times.seconds) and _is_time(times.unit) else None


def _is_time(seconds: float) -> bool:
    return isfinite(seconds) and 1e-9 < seconds < 1e6


def _is_near(beside: Mapping[str, float], factor: float) -> bool:
    return min(beside.values()) / FAR < factor < max(beside.values()) * FAR


def _nearest(beside: Mapping[str, float], factor: float) -> str:
    """By ratio: 30 is nearer to 60 than to 10."""
    return min(beside, key=lambda way: abs(log(factor / beside[way])))


def _graded(speed: Speed, seconds: float, unit: float, way: str, stopped: str = "") -> SpeedGrade:
    """Of the seconds two digits: what another run would not give again says nothing."""
    return SpeedGrade(
        seconds=_brief(seconds),
        unit=speed.unit,
        unit_seconds=_brief(unit),
        beside=speed.beside,
        idea=speed.faster.get(way, ""),
        stopped=stopped,
    )


def _brief(seconds: float) -> float:
    return float(f"{seconds:.2g}")
