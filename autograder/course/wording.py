"""How values are named in error messages."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from autograder.listed import listed
from autograder.nearest import nearest

_LONGEST = 60


def said(value: object) -> str:
    """What was written, as a message names it: "the text 'ten'", "the number 10", "a list"."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return f"the number {value}"
        case str():
            return f"the text {quoted(value)}"
        case list():
            return "a list"
        case _:
            return "fields"


def quoted(text: str) -> str:
    """The text in quotes, in one line, without invisible characters and not endless."""
    one_line = "".join(c if c.isprintable() else " " for c in text)
    return f"'{one_line}'" if len(one_line) <= _LONGEST else f"'{one_line[:_LONGEST]}…'"


def pointing(word: str, candidates: Iterable[str], what: str) -> str:
    """The end of a sentence about an unknown name: the nearest right one, or all of them."""
    known = tuple(candidates)
    close = nearest(word, known)
    if close is not None:
        return f"the nearest {what} is {quoted(close)}"
    return f"expected {listed(known, 'or')}" if known else f"there is no {what} at all"


def spoken(points: Fraction) -> str:
    """Points as they are written: 5, 0.5, 1/3."""
    if points.denominator == 1:
        return str(points.numerator)
    decimal = Decimal(points.numerator) / Decimal(points.denominator)
    return str(decimal) if Fraction(decimal) == points else str(points)
