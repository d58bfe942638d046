"""Numbers in a text, however they are typed, and what each of them may mean."""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Literal

MOST_SAID, MOST_DIVIDED = 30, 10**12
NOT_SAID = re.compile(
    r"!\[[^\]\n]{0,500}\]\([^()\n]{0,2000}\)|(?<=\])\([^()\n]{0,2000}\)"  # a picture; where a link leads
    r"|https?://\S+|\bdata:[^\s\"')>]+|</?[A-Za-z][^<>]{0,500}>|<!--|-->"
)
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
THIN = re.compile(
    r" ?\{?\\(?:[,;:! ~]|(?:thinspace|quad)(?![A-Za-z]))\}? ?|(?<=\d)~(?=\d)"
    r"|[\u00a0\u2000-\u200a\u202f\u205f\u3000]"
)
MARK = re.compile(r"\{([.,])\}|\\text\{([.,])\}")
# Signs as they are typed in China, Japan and Arabia, and the bar of ½.
TYPED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans("٬٫⁄", ",./")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
POWER = re.compile(
    r"(?:(?P<of>(?<=\d))\s?(?:×|\\?\*|·|⋅|x|\\(?:times|cdot)(?![A-Za-z]))\s?|(?<![\w.,'’*^{]))10"
    r"(?:(?:\^|\*\*|<sup>)\s?\{?(?P<typed>[+−-]?\d{1,2})(?!\d)\}?|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
)
DIVIDED = re.compile(r"\\[dt]?frac\s?\{(\d{1,12})\}\s?\{(\d{1,12})\}")
VULGAR = re.compile(r"(?<!\d)[¼-¾⅐-⅞]")
# What stands before it makes 5 a part of W5, of x_5 and of 1.5.
TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?<![A-Za-z0-9]_)(?<!\d[.,'’])"
    r"(?P<digits>\d++(?:[.,'’_]\d++)*+|(?:(?<=[\s(\[=:$|])|^)\.\d++)"
    r"(?:[eE](?P<power>[+-]?\d{1,2})(?!\d)|(?P<apart> ?)(?P<times>[kKM]|[Tt]housand|[Mm]illion)(?![A-Za-z])"
    r"|(?P<percent> ?\\?%))?"
)
SEPARATOR = re.compile(r"[.,'’_]")
IN_TWOS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")  # as in India
TIMES: Mapping[str, int] = {"k": 3, "t": 3, "m": 6}
SIGN = re.compile(r"(?P<sure>[=:(\[{$|≈~]\s?)?(?P<after>^|\s|(?<=[=:(\[{$|≈~]))[-−](?P<apart> ?)$", re.MULTILINE)
NEAR_SIGN = 5


@dataclass(frozen=True)
class Number:
    """A number as it was typed, and what it may mean: 258.058 is large in one country and small in another. It
    stands from `start` to `end` of the text."""

    said: str
    values: frozenset[Fraction]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


def plain(text: str) -> str:
    """What a reader sees of it: no markup, no address, no picture; numbers as a keyboard has them."""
    text = INVISIBLE.sub("", html.unescape(text)).translate(TYPED)
    text = POWER.sub(_in_short, MARK.sub(r"\1\2", THIN.sub(" ", text)))
    text = VULGAR.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), DIVIDED.sub(r"\1/\2", text))
    return NOT_SAID.sub(" ", text).translate(TYPED)


def numbers_in(text: str) -> Iterator[Number]:
    """In the order of their ends, with quotients after their parts."""
    yield from typed_in(plain(text))


def typed_in(seen: str) -> Iterator[Number]:
    """Of a text that is plain already. Thousands may stand apart by a point, a comma, an apostrophe or a blank;
    what is part of a larger number is none by itself."""
    before: list[Number] = []
    for number in _each(seen):
        yield number
        before = [*before[-2:], number]
        yield from _quotient(seen, before)


def _each(seen: str) -> Iterator[Number]:
    tokens, place = list(TOKEN.finditer(seen)), 0
    while place < len(tokens):
        run = _run(seen, tokens, place)
        if len(run) > 1:
            yield _number(seen, run)
        if len(run) == 1 or not any(token[0].startswith("0") for token in run):
            yield from (_number(seen, [token]) for token in run)
        place += len(run)


def _in_short(power: re.Match[str]) -> str:
    """2.5 × 10^5 as 2.5e5."""
    exponent = (power["typed"] or power["raised"]).translate(RAISED)
    return f"{'' if power['of'] is not None else '1'}e{exponent}"


def _quotient(seen: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """Of the last two; of three in a row, as in a date, there is none."""
    bars = [seen[one.end : other.start].strip() == "/" for one, other in pairwise(numbers)]
    if not bars or not bars[-1] or any(bars[:-1]) or seen[numbers[-1].end :].lstrip()[:1] == "/":
        return
    one, other = numbers[-2:]
    values = {a / b for a in one.values for b in other.values if b and max(abs(a), abs(b)) < MOST_DIVIDED}
    yield Number(f"{one.said}/{other.said}", frozenset(values), one.start, other.end)


def _run(seen: str, tokens: Sequence[re.Match[str]], place: int) -> Sequence[re.Match[str]]:
    """The number at this place, with those that may be its groups of three digits, each after one blank."""
    end = place + 1
    if re.fullmatch(r"[1-9]\d{0,2}", tokens[place][0]):
        while end < len(tokens) and _goes_on(seen, tokens[end - 1], tokens[end]):
            end += 1
    return tokens[place:end]


def _goes_on(seen: str, before: re.Match[str], token: re.Match[str]) -> bool:
    together = seen[before.end() : token.start()] == " " and before[0].isdecimal()
    return together and re.fullmatch(r"\d{3}(?:[.,]\d+)?", token["digits"]) is not None


def _number(seen: str, run: Sequence[re.Match[str]]) -> Number:
    """With its sign, where that is one."""
    start, end = run[0].start(), run[-1].end()
    digits = "".join(token["digits"] for token in run)
    values = frozenset(_meant(digits, run[-1])) if len(digits) <= MOST_SAID else frozenset()
    minus = frozenset(-value for value in values)
    said = seen[start:end] if end - start <= MOST_SAID else f"{seen[start : start + MOST_SAID]}…"
    match _sign(seen, start):
        case "minus":
            return Number(f"−{said}", minus, start, end)
        case "either":
            return Number(said, values | minus, start, end)
    return Number(said, values, start, end)


def _meant(digits: str, token: re.Match[str]) -> Iterator[Fraction]:
    """5 k may be five thousand, or five of something that is called k; 50 % is a half as well."""
    tens = Fraction(10) ** int(token["power"] or TIMES.get((token["times"] or "")[:1].casefold(), 0))
    for value in _values(digits):
        yield value * tens
        if token["apart"]:
            yield value
        if token["percent"]:
            yield value / 100


def _sign(seen: str, start: int) -> Literal["", "either", "minus"]:
    """At the head of a line it may as well be the mark of a list, and after a word a dash."""
    found = SIGN.search(seen, max(start - NEAR_SIGN, 0), start)
    if found is None:
        return ""
    if found["sure"] is not None:
        return "minus"
    return "either" if found["after"] in ("", "\n") or found["apart"] else "minus"


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
