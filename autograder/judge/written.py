"""What can be counted in a written answer: its words, and the numbers that it names, however they are typed."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from autograder.listed import listed
from autograder.model import Writing

MOST_NAMED, MOST_SAID, MOST_TRIED = 3, 30, 50
NOT_SAID = re.compile(
    r"!\[[^\]\n]{0,500}\]\([^()\n]{0,2000}\)|(?<=\])\([^()\n]{0,2000}\)"  # a picture; where a link leads
    r"|https?://\S+|</?[A-Za-z][^<>]{0,500}>|<!--|-->"
)
THIN = re.compile(r"\\(?:[,;:! ~]|thinspace\b ?|quad\b ?)|(?<=\d)~(?=\d)|[\u00a0\u2007\u2009\u202f]")
WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|"
    r"[^\W_\u3040-\u30ff\u3400-\u9fff](?:[^\W_\u3040-\u30ff\u3400-\u9fff]|(?<=\w)['’.,-](?=\w))*"
)
# What stands before it makes 5 a part of W5, of x_5 and of 1.5.
TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?<![A-Za-z0-9]_)(?<!\d[.,'’])"
    r"(?P<digits>\d++(?:[.,'’_]\d++)*+|(?:(?<=[\s(\[=:$|])|^)\.\d++)"
    r"(?:[eE](?P<power>[+-]?\d{1,2})(?!\d)|(?P<times>[kKM])(?![A-Za-z]))?"
)
SEPARATOR = re.compile(r"[.,'’_]")
IN_TWOS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")  # as in India
TIMES: Mapping[str, int] = {"k": 3, "K": 3, "M": 6}
BEFORE_SIGN = tuple(" \t([{=:$|≈~")


@dataclass(frozen=True)
class Number:
    """A number as it was typed, and what it may mean: 258.058 is large in one country and small in another."""

    said: str
    values: frozenset[Fraction]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How many words there are, and which numbers; one that is `right`, and one that `betrays` a mistake."""

    words: int
    numbers: tuple[Number, ...]
    right: Number | None = None
    betrays: Number | None = None
    why: str = ""

    @property
    def doubtful(self) -> bool:
        """A right number among others that were tried as well is no answer yet."""
        return self.right is not None and (self.betrays is not None or len(self.numbers) > MOST_TRIED)


def read(text: str, asked: Writing) -> Reading:
    numbers = tuple({number.said: number for number in numbers_in(text)}.values())
    betrays = next((number for number in numbers if _known(number, asked.known)), None)
    return Reading(
        words=words_in(text),
        numbers=numbers,
        right=next((n for wanted in asked.numbers for n in numbers if wanted in n.values), None),
        betrays=betrays,
        why=_known(betrays, asked.known) if betrays else "",
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
    return sum(1 for _ in WORD.finditer(_plain(text)))


def numbers_in(text: str) -> Iterator[Number]:
    """Thousands may stand apart by a point, a comma, an apostrophe or a blank; what is part of a larger number is
    none by itself."""
    plain = _plain(text)
    tokens, place = list(TOKEN.finditer(plain)), 0
    while place < len(tokens):
        run = _run(plain, tokens, place)
        if len(run) > 1:
            yield _number(plain, run)
        if len(run) == 1 or not any(token[0].startswith("0") for token in run):
            yield from (_number(plain, [token]) for token in run)
        place += len(run)


def _known(number: Number, known: Mapping[str, str]) -> str:
    return next((known[str(value)] for value in sorted(number.values) if str(value) in known), "")


def _plain(text: str) -> str:
    text = NOT_SAID.sub(" ", html.unescape(text))
    return THIN.sub(" ", text.replace("{,}", ",").replace("{.}", "."))


def _run(plain: str, tokens: Sequence[re.Match[str]], place: int) -> Sequence[re.Match[str]]:
    """The number at this place, with those that may be its groups of three digits, each after one blank."""
    end = place + 1
    if re.fullmatch(r"[1-9]\d{0,2}", tokens[place][0]):
        while end < len(tokens) and _goes_on(plain, tokens[end - 1], tokens[end]):
            end += 1
    return tokens[place:end]


def _goes_on(plain: str, before: re.Match[str], token: re.Match[str]) -> bool:
    together = plain[before.end() : token.start()] == " " and "." not in before[0] and "," not in before[0]
    return together and re.fullmatch(r"\d{3}(?:[.,]\d+)?", token["digits"]) is not None


def _number(plain: str, run: Sequence[re.Match[str]]) -> Number:
    """With its sign; a sign at the head of a line may as well be the mark of a list."""
    start, end = run[0].start(), run[-1].end()
    power = int(run[-1]["power"] or TIMES.get(run[-1]["times"] or "", 0))
    digits = "".join(token["digits"] for token in run)
    values = [value * Fraction(10) ** power for value in _values(digits)] if len(digits) <= MOST_SAID else []
    said = plain[start:end] if end - start <= MOST_SAID else f"{plain[start : start + MOST_SAID]}…"
    further, sign = plain[max(start - 2, 0) : max(start - 1, 0)], plain[max(start - 1, 0) : start]
    if sign not in ("-", "−") or further not in ("", "\n", *BEFORE_SIGN):
        return Number(said, frozenset(values))
    minus = [-value for value in values]
    return (
        Number(said, frozenset([*values, *minus]))
        if further in ("", "\n")
        else Number(f"−{said}", frozenset(minus))
    )


def _values(digits: str) -> Iterator[Fraction]:
    """Every number that these digits with their separators can be."""
    pieces, signs = SEPARATOR.split(digits), SEPARATOR.findall(digits)
    if not signs or _is_grouped(pieces, signs) or IN_TWOS.fullmatch(digits):
        yield Fraction("".join(pieces))
    if signs and signs[-1] in ".,":
        whole, last = pieces[:-1], signs[-1]
        if len(signs) == 1 or (last not in signs[:-1] and _is_grouped(whole, signs[:-1])):
            yield Fraction(f"{''.join(whole) or 0}.{pieces[-1]}")


def _is_grouped(pieces: Sequence[str], signs: Sequence[str]) -> bool:
    first, *rest = pieces
    alike = len(set(signs)) == 1 and all(len(piece) == 3 for piece in rest)
    return alike and len(first) <= 3 and not first.startswith("0") and first != ""
