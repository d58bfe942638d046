"""What can be counted in a written answer: its words, and the numbers that it names, however they are typed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from autograder.judge.numbers import Number, plain, typed_in
from autograder.listed import listed
from autograder.model import Writing

MOST_NAMED, MOST_TRIED, MOST_CLOSE = 3, 50, 2
LEAST_GROUPED = 1000
CLOSE, SAME_SIZE = Fraction(1, 10), 10
WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|"
    r"[^\W_\u3040-\u30ff\u3400-\u9fff](?:[^\W_\u3040-\u30ff\u3400-\u9fff]|(?<=\w)['’.,-](?=\w))*"
)
# Between two numbers: nothing that tells one from the other, or one is put for the other.
INSTEAD = re.compile(r"[\s,;|/&?!.$*_`–-]*+(?:\b(?:or|and|to|oder|und|bis)\b)?+[\s,;|/&?!.$*_`–-]*+")
LIST_MARK = re.compile(r"[ \t>]*\d{1,3}(?:\.\d{1,2})*[.):]?[ \t]")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How many words there are, and which numbers; one that is `right`, and one that `betrays` a mistake.

    A `rival` is put beside the right one as if either would do; `near` says that the digits of the right number are
    there, and not the number.
    """

    words: int
    numbers: tuple[Number, ...]
    right: Number | None = None
    betrays: Number | None = None
    why: str = ""
    rival: Number | None = None
    near: bool = False

    @property
    def doubtful(self) -> bool:
        """A right number among others that were tried as well is no answer yet, nor are its digits a wrong one."""
        tried = self.betrays is not None or self.rival is not None or len(self.numbers) > MOST_TRIED
        return tried if self.right is not None else self.near


def read(text: str, asked: Writing) -> Reading:
    seen = plain(text)
    each = tuple(typed_in(seen))
    numbers = tuple({number.said: number for number in each}.values())
    betrays = next((number for number in numbers if _known(number, asked.known)), None)
    right = next((n for wanted in asked.numbers for n in numbers if wanted in n.values), None)
    return Reading(
        words=_words(seen),
        numbers=numbers,
        right=right,
        betrays=betrays,
        why=_known(betrays, asked.known) if betrays else "",
        rival=_rival(seen, each, asked.numbers) if right is not None else None,
        near=right is None and any(_has_digits(seen, wanted) for wanted in asked.numbers),
    )


def named(reading: Reading) -> str:
    said = [number.said for number in reading.numbers]
    return (
        f"names {listed(said) if len(said) <= MOST_NAMED else f'{len(said)} numbers'}"
        if said
        else "names no number"
    )


def wrong_number(reading: Reading) -> str:
    """What it names in place of the number that is asked for, which is not told."""
    if reading.betrays is not None:
        return f"names {reading.betrays.said}, which is not the number that is asked for"
    match len(reading.numbers):
        case 0:
            return named(reading)
        case 1:
            return f"{named(reading)}, which is not the number that is asked for"
        case _:
            return f"{named(reading)}, none of which is the number that is asked for"


def words_in(text: str) -> int:
    """A picture of Chinese or Japanese writing counts as a word."""
    return _words(plain(text))


def _words(seen: str) -> int:
    return sum(1 for _ in WORD.finditer(seen))


def _known(number: Number, known: Mapping[str, str]) -> str:
    return next((known[str(value)] for value in sorted(number.values) if str(value) in known), "")


def _rival(seen: str, numbers: Sequence[Number], wanted: Sequence[Fraction]) -> Number | None:
    """A number with which it is as if either would do, or one of several that are nearly it."""
    beside = next(_beside(seen, numbers, {*wanted}), None)
    close = {n.said: n for n in numbers if any(_is_close(value, one) for one in wanted for value in n.values)}
    return beside or (next(iter(close.values())) if len(close) >= MOST_CLOSE else None)


def _beside(seen: str, numbers: Sequence[Number], wanted: set[Fraction]) -> Iterator[Number]:
    """Of its size, with nothing in between that tells them apart; or the quotient of which it is a part."""
    for place, (one, other) in enumerate(pairwise(numbers)):
        wrong = [number for number in (one, other) if not number.values & wanted]
        if len(wrong) == 1 and _of_a_size(one, other) and _is_instead(seen, one, other):
            yield wrong[0]
        parts = numbers[max(place - 1, 0) : place + 1] if "/" in other.said and other in wrong else ()
        if any(part.values & wanted for part in parts):
            yield other


def _is_instead(seen: str, first: Number, last: Number) -> bool:
    """The number of a line or a task is no answer."""
    mark = LIST_MARK.match(seen, seen.rfind("\n", 0, first.start) + 1)
    is_mark = mark is not None and mark.end() >= first.end
    return not is_mark and INSTEAD.fullmatch(seen, first.end, last.start) is not None


def _of_a_size(one: Number, other: Number) -> bool:
    return any(
        abs(a) < SAME_SIZE * abs(b) and abs(b) < SAME_SIZE * abs(a) for a in one.values for b in other.values
    )


def _is_close(value: Fraction, wanted: Fraction) -> bool:
    return value != wanted and abs(value - wanted) <= CLOSE * abs(wanted)


def _has_digits(seen: str, wanted: Fraction) -> bool:
    """Grouped or signed in a way that nobody thought of, glued to a word, or in 3,5 one of two."""
    if wanted.denominator != 1:
        return False
    whole = abs(int(wanted))
    listed_too = rf"(?<![\w.,])(?:\d{{1,12}},){{0,9}}{whole}(?:,\d{{1,12}}){{0,9}}(?!\w|[.,]\d)"
    groups = r"[^\w\n]{0,6}".join(f"{whole:,}".split(","))
    grouped = rf"(?<!\d)(?<!\d[.,'’_]){groups}(?!\d)(?![.,'’_]\d)"
    return any(re.search(one, seen) for one in (listed_too, grouped)[: 1 + (whole >= LEAST_GROUPED)])
