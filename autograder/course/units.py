"""Quantities written with their unit: 10 s, 2 GB, 84 %, 30 to 400, 4 or more.

Each reader raises ValueError with a sentence that says what was expected.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from autograder.course.wording import said

_NUMBER = r"(\d{1,12}(?:\.\d{1,12})?)"
_SECONDS = {"s": 1, "min": 60, "h": 3600}
_BYTES = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}


def duration(written: object) -> float:
    """Seconds of "10 s", "5 min" or "2 h"."""
    return float(_quantity(written, _SECONDS, "a duration with its unit, such as 10 s, 5 min or 2 h"))


def size(written: object) -> int:
    """Bytes of "64 kB", "512 MB" or "2 GB"; a kB is 1000 bytes."""
    return int(_quantity(written, _BYTES, "a size with its unit, such as 64 kB, 512 MB or 2 GB"))


def per_cent(written: object) -> Fraction:
    """The share that "84 %" is, exactly: 21/25."""
    match = _match(rf"{_NUMBER} ?%", written)
    if match is None or Fraction(match[1]) > 100:
        raise _wrong("a per cent between 0 % and 100 %, with its sign, such as 84 %", written)
    return Fraction(match[1]) / 100


def span(written: object) -> tuple[int, int]:
    """Both ends of "30 to 400"."""
    match = _match(r"(\d{1,9}) to (\d{1,9})", written)
    if match is None or int(match[1]) > int(match[2]):
        raise _wrong("a range from small to large, such as 30 to 400", written)
    return int(match[1]), int(match[2])


def or_more(written: object) -> int:
    """The 4 of "4 or more"."""
    match = _match(r"(\d{1,9}) or more", written)
    if match is None:
        raise _wrong("a smallest number, such as 4 or more", written)
    return int(match[1])


def spoken_duration(seconds: float) -> str:
    """1200.0 is 20 min."""
    unit = next((unit for unit in ("h", "min") if seconds % _SECONDS[unit] == 0), "s")
    return f"{seconds / _SECONDS[unit]:g} {unit}"


def _quantity(written: object, units: Mapping[str, int], expected: str) -> Fraction:
    match = _match(rf"{_NUMBER} ?([A-Za-z]+)", written)
    if match is None or match[2] not in units or not Fraction(match[1]):
        raise _wrong(expected, written)
    return Fraction(match[1]) * units[match[2]]


def _match(pattern: str, written: object) -> re.Match[str] | None:
    return re.fullmatch(pattern, written, re.ASCII) if isinstance(written, str) else None


def _wrong(expected: str, written: object) -> ValueError:
    return ValueError(f"expected {expected}, got {said(written)}")
