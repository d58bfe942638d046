"""What cells had printed when they were saved, against what running them again has printed, number by number.

A claim is a flag for a person, with both numbers, and never points: there are honest reasons for each, from another
version of a library to a cell that was run twice. So what is doubtful is not told. It is told when

- two numbers that stand in the same place differ by more than the places that are printed and a relative 1e-4; of
  two errors of which one is small, by more than a factor of ten; in the lines of a training, by more than 10 %, and
  of accuracies by more than five points, as other hardware trains otherwise;
- a cell had printed something and now raises, unless a file, a package, a network or a device is missing here;
- a cell had printed numbers and now prints nothing.

A cell whose numbers may differ from run to run (`loose`) still should not have an error of 3e-12 once and of 1 the
next time: of these only errors that were tiny and are not, or the other way round, and accuracies that are 25
points apart are told. Nothing is told of a cell that works with values of one that did not come to its end.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from autograder.judge.printed import Line, Number, lines_of
from autograder.model import CellRun, Claim, CodeCell, Failure, NotebookSeen, Outcome

MOST_OF_CELL, MOST = 3, 30
LONGEST = 60
RELATIVE, TRAINED, FLOOR = 1e-4, 0.1, 1e-6
SMALL_ERROR, TIMES_SMALL = 1e-3, 10
RATE_NOISE, RATE_GROSS = 0.05, 0.25
TINY, PLAIN = 1e-4, 1e-2  # an error that is none, and one that is
# Something that the student's machine has and this one has not, or an end that we brought about.
OURS = re.compile(
    r"FileNotFoundError|NotADirectoryError|IsADirectoryError|ModuleNotFoundError|NotAllowed|ImportError|PermissionError|OSError"
    r"|IOError|TimeoutError|KeyboardInterrupt|MemoryError|OutOfMemoryError|CalledProcessError|StdinNotImplementedError"
    r"|UsageError|TclError|BadZipFile|NoSuchKernel|.*(?:Connection|Network|URL|HTTP|SSL|Proxy|Retry|gai|Socket)\w*"
)
MISSING = re.compile(
    r"cuda|nvidia|gpu|\bmps\b|download|no such file|not found|connection|network|urlopen|name resolution|permission"
    r"|out of memory|not permitted|read-only", re.IGNORECASE,
)  # fmt: skip
UNDEFINED = ("NameError", "UnboundLocalError")
Pair = tuple[Number, Number]


def claims(seen: NotebookSeen) -> tuple[Claim, ...]:
    """In the order of the cells, and at most MOST."""
    return tuple(islice(_all(seen.cells), MOST))


def _all(cells: Sequence[CodeCell]) -> Iterator[Claim]:
    broken = False
    for cell in cells:
        if cell.run is None:
            continue
        if cell.saved.strip() and cell.after is None:
            yield from _other_numbers(cell, cell.run)
            yield from _an_error(cell, cell.run, broken=broken)
            yield from _silence(cell, cell.run)
        broken = broken or (cell.run.outcome is not Outcome.ANSWERED and bool(cell.begins))


def _other_numbers(cell: CodeCell, run: CellRun) -> Iterator[Claim]:
    """One for each line, and of many lines the first ones."""
    lines = _paired(lines_of(cell.saved), lines_of(run.prints))
    apart = [pair for line in lines if (pair := _first_apart(line, loose=cell.loose))]
    for n, (said, came) in enumerate(apart[:MOST_OF_CELL], 1):
        more = len(apart) - n if n == MOST_OF_CELL else 0
        yield replace(_said(cell, said), came=came.text[:LONGEST], more=more)


def _an_error(cell: CodeCell, run: CellRun, *, broken: bool) -> Iterator[Claim]:
    """`broken` says that an earlier cell did not come to its end, so that names may be missing."""
    if run.outcome is Outcome.RAISED and not cell.failed and not _is_excused(run.failure, broken=broken):
        error = run.failure.type if run.failure else "an error"
        yield Claim(cell=cell.number, said=_first_words(cell.saved), raises=error[:LONGEST])


def _silence(cell: CodeCell, run: CellRun) -> Iterator[Claim]:
    if run.outcome is Outcome.ANSWERED and not run.prints.strip() and not cell.loose:
        told = (number for line in lines_of(cell.saved) for number in line.numbers if number.kind != "time")
        yield from (_said(cell, number) for number in islice(told, 1))


def _said(cell: CodeCell, number: Number) -> Claim:
    return Claim(cell=cell.number, said=number.text[:LONGEST], about=number.about)


def _first_words(text: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.strip())[:LONGEST]


def _is_excused(failure: Failure | None, *, broken: bool) -> bool:
    if failure is None:
        return False
    is_ours = OURS.fullmatch(failure.type) is not None or MISSING.search(failure.message) is not None
    return is_ours or (broken and failure.type in UNDEFINED)


def _paired(said: Sequence[Line], came: Sequence[Line]) -> Iterator[list[Pair]]:
    """The numbers of lines that are the same but for their numbers.

    Where all is the same but for them, line ends do not count: an array is broken otherwise with other numbers.
    Else lines that are alike are paired in their order if they are equally many, so that one more line, wherever it
    stands, shifts no others; where they are not, nobody can say which is which. The time this takes grows as the
    text does, whatever the text is.
    """
    if "".join(line.blank for line in said) == "".join(line.blank for line in came):
        numbers = iter([number for line in came for number in line.numbers])
        yield from ([(one, next(numbers)) for one in line.numbers] for line in said)
        return
    pairs = _alike(said, came, lambda line: line.labelled)
    one, other = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    rest = [line for line in said if id(line) not in one], [line for line in came if id(line) not in other]
    pairs += _alike(*rest, lambda line: line.blank)
    order = {id(line): n for n, line in enumerate(said)}
    for a, b in sorted(pairs, key=lambda pair: order[id(pair[0])]):
        yield list(zip(a.numbers, b.numbers, strict=True))


def _alike(said: Sequence[Line], came: Sequence[Line], key: Callable[[Line], str]) -> list[tuple[Line, Line]]:
    groups: dict[str, tuple[list[Line], list[Line]]] = {}
    for side, lines in enumerate((said, came)):
        for line in lines:
            groups.setdefault(key(line), ([], []))[side].append(line)
    equal = [(ones, others) for name, (ones, others) in groups.items() if name and len(ones) == len(others)]
    return [pair for ones, others in equal for pair in zip(ones, others, strict=True)]


def _first_apart(pairs: Sequence[Pair], *, loose: bool) -> Pair | None:
    differ = _differ_grossly if loose else _differ
    return next((pair for pair in pairs if pair[0].kind != "time" and differ(*pair)), None)


def _differ(said: Number, came: Number) -> bool:
    one, other = said.value, came.value
    if not (math.isfinite(one) and math.isfinite(other)):
        return not (one == other or (math.isnan(one) and math.isnan(other)))
    gap, small, large = abs(one - other), min(abs(one), abs(other)), max(abs(one), abs(other))
    if large <= FLOOR or gap <= _printed_noise(said, came):
        return False
    if said.kind == "error" and small < SMALL_ERROR:
        return large > TIMES_SMALL * small
    if said.kind == "rate" or (said.kind == "error" and said.trains):
        return gap > RATE_NOISE * _scale(said, large)
    if said.trains:
        return gap > TRAINED * large
    return gap > (0 if said.whole and came.whole else RELATIVE * large)


def _differ_grossly(said: Number, came: Number) -> bool:
    one, other = abs(said.value), abs(came.value)
    if said.kind not in ("error", "rate"):
        return False
    if not (math.isfinite(one) and math.isfinite(other)):
        return math.isfinite(one) != math.isfinite(other)
    if said.kind == "error" and not said.trains:
        return min(one, other) < TINY and max(one, other) >= PLAIN
    return abs(one - other) > RATE_GROSS * _scale(said, max(one, other))


def _printed_noise(said: Number, came: Number) -> float:
    """Half a unit in the last place of each; a little more, for these are sums of decimals."""
    return (said.step + came.step) / 2 * (1 + 1e-9)


def _scale(said: Number, large: float) -> float:
    """Of accuracies: parts of one, per cents, or counts."""
    return 1.0 if large <= 1 and not said.percent else max(100.0, large)
