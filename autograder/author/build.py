"""Building a key: draw the cases, ask the reference, ask every mistake, write down what came back."""

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.author import fingerprints
from autograder.author.boxes import Told
from autograder.author.cases import (
    Drawn,
    Table,
    hidden_cases,
    public_cases,
    read_tables,
    sweeps,
    timed_cases,
    walked,
)
from autograder.author.expected import with_expected
from autograder.author.fingerprints import take_fingerprints
from autograder.author.headings import check_headings, check_numbers
from autograder.author.notebook_code import as_asked
from autograder.author.pairs import as_arrays as pairs_as_arrays
from autograder.author.pairs import take_pairs
from autograder.author.probes import read_probes
from autograder.author.secret import secret_digest
from autograder.author.sources import made_of
from autograder.author.template import notebook_templates, provided_files, solved_notebooks
from autograder.box.questions import batch_of
from autograder.box.seam import Box
from autograder.course.mistakes import read_mistakes
from autograder.course.places import Homework
from autograder.course.rubric import read_rubric
from autograder.course.wording import pointing, quoted
from autograder.errors import BuildError
from autograder.model import KEY_SCHEMA, Item, Key, Mistake, Rubric, Tell

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Built:
    """A key in its two parts, each with its arrays."""

    public: Key
    public_arrays: Arrays
    hidden: Key
    hidden_arrays: Arrays


def build(
    homework: Homework,
    secret: str,
    boxes: Sequence[Box],
    tell: Told = lambda *_: None,
    *,
    pairs: bool = False,
) -> Built:
    """Raises AuthorError with the place to mend when the parts of the homework do not fit together.

    With `pairs`, every two mistakes that can meet in one number are asked together as well.
    """
    rubric = read_rubric(homework.rubric)
    tables = read_tables(homework.cases, rubric)
    drawn = list(_draw(rubric, tables, secret))
    made = made_of(homework, secret, pairs=pairs)
    key = _key(homework, rubric, tables, drawn, made, secret)
    check_headings(homework.rubric, rubric, key.notebooks)
    check_numbers(homework.rubric, rubric, key.notebooks, solved_notebooks(homework.reference))
    arrays = {f"{case.id}/in/{name}": array for case, arrays in drawn for name, array in arrays.items()}
    key, arrays = _ask_reference(homework, key, arrays, tables, boxes[0])
    _check_outputs(homework, key)
    mistakes = read_mistakes(homework.mistakes) if homework.mistakes.is_file() else ()
    public = replace(key, part="public", cases=tuple(case for case in key.cases if not case.hidden))
    taken = take_fingerprints(homework, mistakes, public, arrays, boxes, tell)
    found = take_pairs(homework, mistakes, taken.prints, public, arrays, boxes, tell) if pairs else []
    statuses = sorted({s for seen in (*taken.prints, *(seen for _, seen in found)) for s in seen.statuses})
    known = fingerprints.as_arrays(taken.prints, statuses)
    known |= dict(pairs_as_arrays(found, taken.prints, public, statuses))
    return _parts(replace(key, mistakes=taken.mistakes, statuses=tuple(statuses)), arrays, known)


def _draw(rubric: Rubric, tables: dict[str, Table], secret: str) -> Iterator[Drawn]:
    for item in rubric.items:
        if item.layers is not None:
            yield walked(item)
        if item.id not in tables:
            continue
        public = list(public_cases(item, tables[item.id]))
        hidden = list(hidden_cases(item, tables[item.id], secret))
        yield from public
        yield from hidden
        yield from timed_cases(item, tables[item.id])
        if item.if_consistent:
            yield from sweeps(tables[item.of], public, "")
            yield from sweeps(tables[item.of], hidden, secret)


def _key(
    homework: Homework,
    rubric: Rubric,
    tables: dict[str, Table],
    drawn: list[Drawn],
    made: dict[str, str],
    secret: str,
) -> Key:
    return Key(
        schema=KEY_SCHEMA,
        part="whole",
        rubric=rubric,
        probes=read_probes(homework.probes, tables),
        provided=provided_files(homework.reference),
        notebooks=notebook_templates(homework.reference),
        cases=tuple(case for case, _ in drawn),
        says={item: dict(table.says) for item, table in tables.items()},
        axes={item: dict(table.axes) for item, table in tables.items() if table.axes},
        made_of=made,
        versions={"python": platform.python_version(), "numpy": np.__version__},
        secret=secret_digest(secret),
    )


def _ask_reference(
    homework: Homework, key: Key, arrays: Arrays, tables: dict[str, Table], box: Box
) -> tuple[Key, Arrays]:
    with as_asked(homework.reference) as source:
        box.start(source)
        replies = box.ask(batch_of(key, arrays))
        box.stop()
    return with_expected(key, arrays, replies, tables)


def _check_outputs(homework: Homework, key: Key) -> None:
    """Whatever the rubric names has to come back from the reference."""
    for item in key.rubric.items:
        known = dict.fromkeys(output for case in key.cases_of(item.id) for output in case.outputs)
        for name in item.outputs:
            if name not in known:
                right = pointing(name, known, "output")
                raise BuildError(
                    f"{homework.rubric}: {item.id}: outputs: nothing is called {quoted(name)}; {right}"
                )


def _parts(key: Key, arrays: Arrays, known: Arrays) -> Built:
    """Texts above what the homework tells do not reach the public part; nor does anything of a hidden case."""
    public_cases = tuple(case for case in key.cases if not case.hidden)
    hidden_cases = tuple(case for case in key.cases if case.hidden)
    hidden_names = tuple(f"{case.id}/" for case in hidden_cases)
    return Built(
        public=replace(
            key,
            part="public",
            cases=public_cases,
            rubric=_without_numbers(key.rubric),
            mistakes=_told(key.mistakes, key.rubric),
            secret="",
        ),
        public_arrays={
            **{name: array for name, array in arrays.items() if not name.startswith(hidden_names)},
            **known,
        },
        hidden=replace(key, part="hidden", cases=hidden_cases, statuses=(), probes="", provided={}, notebooks={}),
        hidden_arrays={name: array for name, array in arrays.items() if name.startswith(hidden_names)},
    )


def _without_numbers(rubric: Rubric) -> Rubric:
    """The number that a written answer has to name is all there is to know of it."""
    return replace(rubric, items=tuple(map(_without_number, rubric.items)))


def _without_number(item: Item) -> Item:
    return replace(item, writing=replace(item.writing, numbers=(), known={})) if item.writing else item


def _told(mistakes: Sequence[Mistake], rubric: Rubric) -> tuple[Mistake, ...]:
    """With what may be said of each. An id says what goes wrong as well: where that is not told it is a number."""
    levels = [max((rubric.item(item).tell for item in one.items), key=list(Tell).index) for one in mistakes]
    ids = {
        one.id: one.id if level.reaches(Tell.MISTAKE) else f"mistake-{n}"
        for n, (one, level) in enumerate(zip(mistakes, levels, strict=True), 1)
    }
    return tuple(
        replace(
            one,
            id=ids[one.id],
            same_as=ids.get(one.same_as, ""),
            hint=one.hint if level.reaches(Tell.HINT) else "",
            name=one.name if level.reaches(Tell.MISTAKE) else "",
        )
        for one, level in zip(mistakes, levels, strict=True)
    )
