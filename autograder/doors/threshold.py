"""Thresholds as they are typed: a share of the points that were judged in this run."""

from fractions import Fraction

from autograder.errors import UsageError
from autograder.model import Grade


def share(text: str) -> Fraction:
    """Raises UsageError unless the text is a per cent from 0 to 100."""
    try:
        value = Fraction(text.strip().removesuffix("%").strip()) / 100
    except (ValueError, ZeroDivisionError):
        raise UsageError(f"--at-least {text}: expected a per cent such as 80%") from None
    if not 0 <= value <= 1:
        raise UsageError(f"--at-least {text}: expected 0% to 100%")
    return value


def reached(grade: Grade, least: Fraction) -> bool:
    return grade.earned >= least * grade.judged
