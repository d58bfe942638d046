"""Written answers: what the machine decides of one, and what it tells the person who reads it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from autograder.judge.written import Reading, named, read, wrong_number
from autograder.listed import listed
from autograder.model import Evidence, Item, ItemGrade, Key, Tell, Writing, Written
from autograder.score.whole import State, decided, open_item

SAID = {"picture": "a picture", "heading": "words in the heading", "code": "code below the heading"}


def written_item(key: Key, item: Item, evidence: Evidence) -> ItemGrade:
    """All or nothing where a number decides. Where a person does, what was not begun is decided too."""
    seen, asked = evidence.notebook, item.writing
    assert asked is not None
    line = replace(open_item(item), file=seen.name if seen else key.rubric.notebook)
    if seen is None:
        return _without(line, asked, evidence, "there is no notebook", "not begun")
    if unreadable := [flaw.text for flaw in seen.flaws if flaw.kind == "unreadable"]:
        return _without(line, asked, evidence, unreadable[0].rstrip("."), "wrong")
    known = seen.written.get(item.id)
    if known is None or known.under != asked.under:  # stored before this was asked
        return _open(line, evidence, "")
    if known.cell is None:
        why = f"there is no heading “{asked.under}”"
        if not known.nearest:
            return _without(line, asked, evidence, why, "not begun")
        return _open(line, evidence, f"{why}; the nearest is {known.nearest}")
    line = replace(line, file=f"{seen.name} cell {known.cell}")
    if not known.text and not known.more and not known.cut:
        return _empty(line, asked, evidence, key.rubric.documents.get("pdf", ""))
    reading = read(known.text, asked)
    if asked.decides:
        return _by_number(line, asked, known, evidence, reading)
    line = replace(line, aside=_for_the_reader(asked, reading))
    return _open(line, evidence, "; ".join([_length(asked, known, reading), *_beside(known)]))


def _by_number(line: ItemGrade, asked: Writing, known: Written, evidence: Evidence, reading: Reading) -> ItemGrade:
    """In doubt it stays open: a person looks. A student's own check does not know the right number."""
    if not asked.numbers:
        return _open(line, evidence, named(reading))
    if reading.right is not None and not reading.doubtful:
        return decided(line, line.points, "right", f"names {reading.right.said}")
    if reading.doubtful or known.more or known.cut:
        line = replace(line, aside=_for_the_reader(asked, reading))
        return _open(line, evidence, "; ".join([named(reading), *_beside(known)]))
    betrayed = f": {reading.why}" if reading.why and line.tell.reaches(Tell.HINT) else ""
    return decided(line, Fraction(0), "wrong", f"{wrong_number(reading)}{betrayed}")


def _empty(line: ItemGrade, asked: Writing, evidence: Evidence, pdf: str) -> ItemGrade:
    """Not begun, unless a person may find it in the PDF that was handed in as well."""
    if asked.decides or not evidence.documents.get(pdf):
        return decided(line, Fraction(0), "not begun")
    return _open(line, evidence, f"nothing under “{asked.under}”; {pdf} was handed in as well")


def _without(line: ItemGrade, asked: Writing, evidence: Evidence, why: str, state: State) -> ItemGrade:
    """Nothing to be read by a machine; a person may find it elsewhere, such as in a PDF."""
    return decided(line, Fraction(0), state, why) if asked.decides else _open(line, evidence, why)


def _open(line: ItemGrade, evidence: Evidence, said: str) -> ItemGrade:
    """Before it is handed in, with what happens then."""
    told = [line.clause, said] if evidence.part == "public" else [said]
    return replace(line, clause=" · ".join(filter(None, told)))


def _for_the_reader(asked: Writing, reading: Reading) -> str:
    """Which numbers are right and what others betray. None of it costs points, and a student is not told: whoever
    had tried many numbers would learn which it is."""
    return "; ".join(_told(asked, reading))


def _told(asked: Writing, reading: Reading) -> Iterator[str]:
    if reading.right is not None:
        among = f", among {len(reading.numbers)} numbers" if len(reading.numbers) > 1 else ""
        yield f"{reading.right.said} is right{among}"
    elif reading.near:
        yield "the digits of the right number are there, typed in another way"
    elif asked.numbers:
        yield "the number that is asked for is not among its words"
    if reading.betrays is not None:
        yield f"{reading.betrays.said} betrays: {reading.why}"
    elif reading.rival is not None:
        yield f"{reading.rival.said} may be meant as well"


def _length(asked: Writing, known: Written, reading: Reading) -> str:
    count = f"{reading.words} word{'s' * (reading.words != 1)}"
    if known.cut:
        return f"more than {count}"
    if asked.words is None or asked.words[0] <= reading.words <= asked.words[1]:
        return count
    return f"{count}, {asked.words[0]} to {asked.words[1]} were asked for"


def _beside(known: Written) -> Iterator[str]:
    if known.more:
        yield f"with {listed([SAID[one] for one in known.more])}"
    if known.cut:
        yield "too long to be read whole"
