"""Numbers in what a program has printed: their values, how exactly they are written, and what they are about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["time", "error", "rate", "other"]
LEFT_OUT = "[…]"
NUMBER, PASSED = "\0", "~"  # what stands for them in a line that is compared
LONGEST_ABOUT = 60

# What looks like a number and says nothing: dates, clocks, amounts of time and memory. A blob is whatever else
# begins with a digit: versions, addresses, 28x28, 12s.
DIGITS = r"(?>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?"
UNITS = r"(?:seconds?|secs?|s|ms|µs|μs|us|ns|minutes?|mins|hours?|hrs?|it/s|s/it|fps|[kKMGT]i?B(?:/s)?)"
TOKEN = re.compile(
    r"(?P<passed>(?<![\w.])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.,+Z]+)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    rf"|[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:[.,][0-9]+)?|{DIGITS}\s?{UNITS})(?![\w/]))"
    rf"|(?P<number>(?:(?<![\w.)\]])[-+])?(?<![\w.])(?>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9,])|{DIGITS}|nan|NaN|inf)"
    r"(?!\w|\.\w))(?P<percent>\s?%)?"
    r"|(?P<blob>[0-9][\w.]*)|[^\W\d]\w*"
)
NO_LINE = re.compile(
    r"[0-9]%\||it/s|s/it|[█━▏▎▍▌▋▊▉]|\[=*>[.\s]|\bETA\b|Warning\b|CPU times|Wall time|loops? each|mean ± std"
    r"|Not run here|Download| at 0x[0-9a-fA-F]"
)
SCALAR = re.compile(r"\bnp\.\w+\(([^()]*)\)")  # as NumPy 2 shows what NumPy 1 shows without it
LETTER = re.compile(r"[^\W\d_]")
APART = r"(?<![^\W\d_])(?:{})(?![^\W\d_])"
TIMES = re.compile(APART.format(
    "time|times|took|elapsed|duration|seconds|secs?|speed|speedup|fps|eta|timestamp|date|runtime|latency|memory|pid"
    "|address|throughput|naive|fast"
), re.IGNORECASE)  # fmt: skip
ACCURACY = r"acc(?:s|uracy|uracies)?(?![^\W\d_])"
ERRORS = re.compile(r"(?<![^\W_])err|diff|deviation|discrepanc|residual|mismatch", re.IGNORECASE)
RATES = re.compile(rf"{ACCURACY}|precision|recall|" + APART.format("f1|auc|dice|map|m?iou"), re.IGNORECASE)
TRAINING = re.compile(rf"{ACCURACY}|" + APART.format(
    "epochs?|iter|iters|iterations?|steps?|batch|batches|train|trained|training|val|valid|validation|test|dev|correct"
    "|perplexity|reward"
), re.IGNORECASE)  # fmt: skip
AROUND = " \t:=,;()[]{}'\"-–>|~<.*/"


@dataclass(frozen=True, kw_only=True)
class Number:
    """`step` is a unit in the last place that is printed, and 0 where all places are: of a whole number, of `1.`,
    and of zero with an exponent. `trains` says that its line tells how a training went."""

    text: str
    value: float
    step: float
    whole: bool
    percent: bool
    about: str
    kind: Kind
    trains: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """`blank` is the line without its numbers; `labelled` keeps whole ones, where there are others, as they tell
    which line it is."""

    blank: str
    labelled: str
    numbers: tuple[Number, ...]


def lines_of(text: str) -> list[Line]:
    """Those with numbers. Progress bars, times and warnings are left out, and lines that were cut."""
    found, heading = [], ""
    for text_of_line in _whole_lines(text):
        shown = text_of_line.rstrip("\r").rpartition("\r")[2].replace(NUMBER, "")
        shown = SCALAR.sub(r"\1", shown)
        if NO_LINE.search(shown):
            continue
        line = _line(shown, heading)
        if line.numbers:
            found.append(line)
        if LETTER.search(shown):
            heading = _label(_before(shown)) or heading
    return found


def _whole_lines(text: str) -> Iterator[str]:
    """Beside a mark that something was left out, a line is half of one."""
    lines = text.split("\n")
    marks = {n for n, line in enumerate(lines) if line == LEFT_OUT}
    yield from (line for n, line in enumerate(lines) if marks.isdisjoint((n - 1, n, n + 1)))


def _line(text: str, heading: str) -> Line:
    tokens = [token for token in TOKEN.finditer(text) if token["number"] or token["passed"] or token["blob"]]
    ends = [*(token.start() for token in tokens[1:]), len(text)]
    trains = TRAINING.search(text) is not None
    numbers: list[Number] = []
    blank, labelled, at, about = "", "", 0, ""
    for token, end in zip(tokens, ends, strict=False):
        between = text[at : token.start()]
        about = _label(between) or about or _label(text[token.end() : end]) or heading
        number = _number(token, about, trains=trains) if token["number"] else None
        numbers += [number] if number else []
        shown = _stands_for(number)
        blank += between + shown
        labelled += between + (token[0] if number and number.whole else shown)
        at = token.end()
    mixed = len({number.whole for number in numbers}) == 2
    rest = text[at:]
    return Line(blank=_bare(blank + rest), labelled=_bare(labelled + rest) if mixed else "", numbers=tuple(numbers))


def _stands_for(number: Number | None) -> str:
    return PASSED if number is None else f"{NUMBER}%" if number.percent else NUMBER


def _number(token: re.Match[str], about: str, *, trains: bool) -> Number:
    text = token["number"]
    value = float(text.replace(",", ""))
    return Number(
        text=token[0].strip(),
        value=value,
        step=_step(text, value),
        whole=re.fullmatch(r"[-+]?[0-9,]+", text) is not None,
        percent=token["percent"] is not None,
        about=about,
        kind=_kind(about),
        trains=trains,
    )


def _step(text: str, value: float) -> float:
    mantissa, _, exponent = text.lower().partition("e")
    places = len(mantissa.partition(".")[2])
    if (not places and not exponent) or (exponent and not value) or "n" in mantissa:
        return 0.0
    return float(f"1e{max(-400, min(400, int(exponent or 0) - places))}")


def _kind(about: str) -> Kind:
    if ERRORS.search(about):
        return "error"
    return "time" if TIMES.search(about) else "rate" if RATES.search(about) else "other"


def _before(text: str) -> str:
    """Up to the first number."""
    first = next((token for token in TOKEN.finditer(text) if token["number"]), None)
    return text[: first.start()] if first else text


def _label(text: str) -> str:
    """Its last words; empty without a letter."""
    return " ".join(text.split()).strip(AROUND)[-LONGEST_ABOUT:] if LETTER.search(text) else ""


def _bare(text: str) -> str:
    """How columns are filled up differs with the numbers in them."""
    return "".join(text.split())
