"""The notebook of a submission: which file it is, what it defines, what it lacks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from autograder.errors import SubmissionError
from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Notebook
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.hygiene import flaws
from autograder.intake.notebook.lifted import Lifted
from autograder.intake.notebook.reading import TOO_LARGE, read_notebook
from autograder.intake.notebook.written import written_answers
from autograder.model import NOTEBOOK, Flaw, Found, Item, Rubric, Written
from autograder.nearest import nearest

# What an LMS, a browser or a file manager puts around a name: a student and numbers before it, a counter behind it.
COUNTER = re.compile(r"(?:[-_ ]\d{1,3}|[ _]?\(\d{1,3}\)|[-_ ]copy\d*|[-_ ]checkpoint)+$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Handed:
    """`notebook` is None, and `problem` says why, where it cannot be read. `written` are answers in words by item,
    `raw` is what was handed in."""

    name: str
    notebook: Notebook | None
    lifted: Lifted
    flaws: tuple[Flaw, ...] = ()
    problem: str = ""
    written: Mapping[str, Written] = field(default_factory=dict)
    raw: bytes = b""


def choose(wanted: str, files: Sequence[str]) -> tuple[str, str]:
    """The notebook among the files of a hand-in, by its name as the rubric writes it, and a remark on the choice.

    The right name comes first, then one that an LMS has made of it, then the only one there is.
    """
    notebooks = [file for file in files if file.endswith(NOTEBOOK)]
    if found := called(wanted, notebooks):
        best = min(found, key=lambda file: (file.count("/"), file))
        return best, _remark(best, wanted, notebooks)
    if not notebooks:
        return "", ""
    near = nearest(wanted, notebooks) or min(notebooks, key=lambda file: (file.count("/"), file))
    return near, _remark(near, wanted, notebooks)


def called(wanted: str, files: Sequence[str]) -> list[str]:
    """The files that have a notebook's name, or else those whose name an LMS has made of it."""
    right = [file for file in files if _is_called(PurePosixPath(file).name, wanted)]
    return right or [file for file in files if _was_called(PurePosixPath(file).name, wanted)]


def template_of(wanted: str, notebooks: Mapping[str, str]) -> str:
    """Of the notebooks that a key holds, by name, the one that students received; empty where there is none."""
    return "".join(notebooks[name] for name in called(wanted, [*notebooks])[:1])


def read_handed(name: str, data: bytes | None, rubric: Rubric, template: str) -> Handed:
    """Whatever it is: what cannot be read is told, and costs what depends on it. None is too much to be read."""
    try:
        if data is None:
            raise SubmissionError(f"{printable(name)}: {TOO_LARGE}")
        notebook = read_notebook(data, name)
    except SubmissionError as error:
        broken = Flaw(kind="unreadable", cell=None, text=f"{error}.")
        return Handed(
            name=name,
            notebook=None,
            lifted=Lifted(missing={}),
            flaws=(broken,),
            problem=str(error),
            raw=data or b"",
        )
    given = read_notebook(template.encode(), rubric.notebook) if template else None
    return Handed(
        name=name,
        notebook=notebook,
        lifted=lift(notebook),
        flaws=tuple(_flaws(notebook, rubric, given)),
        written=dict(written_answers(notebook, given, rubric)),
        raw=data,
    )


def in_cells(found: Mapping[str, Found], handed: Handed, items: Sequence[Item]) -> dict[str, Found]:
    """Of items that a notebook holds: lines of the lifted module become lines of its cells."""
    held = {item.id for item in items if item.code and item.code.in_notebook}
    return {item: _in_cell(one, handed) if item in held else one for item, one in found.items()}


def place_of(line: int, handed: Handed) -> tuple[str, int]:
    """File and line as a student knows them."""
    if not 1 <= line <= len(handed.lifted.lines):
        return handed.name, 0
    origin = handed.lifted.origin(line)
    return f"{handed.name} cell {origin.cell}", origin.line


def _in_cell(found: Found, handed: Handed) -> Found:
    file, line = place_of(found.line, handed)
    return replace(found, file=file, line=line, problem=handed.problem or found.problem)


def _flaws(notebook: Notebook, rubric: Rubric, given: Notebook | None) -> Iterator[Flaw]:
    for wanted in (item.wanted for item in rubric.items if item.wanted is not None):
        if wanted.named and not fnmatchcase(PurePosixPath(notebook.name).name, pattern(wanted.named)):
            said = f"The file is called {notebook.name}; its name should have the form {wanted.named}."
            yield Flaw(kind="name", cell=None, text=said)
        yield from flaws(notebook, given, wanted)


def pattern(form: str) -> str:
    """A form such as A2_LASTNAME_Firstname.ipynb: words that speak of a name stand for any."""
    return re.sub(r"LASTNAME|FIRSTNAME|SURNAME|Lastname|Firstname|Surname|NAME|STUDENT(?:ID)?", "*", form)


def _is_called(name: str, wanted: str) -> bool:
    return fnmatchcase(name, wanted)


def _was_called(name: str, wanted: str) -> bool:
    """A counter may stand behind it, and anything that ends in _ before it."""
    bare = COUNTER.sub("", name.removesuffix(NOTEBOOK)) + NOTEBOOK
    return fnmatchcase(bare.casefold(), wanted.casefold()) or fnmatchcase(bare.casefold(), f"*_{wanted}".casefold())


def _remark(taken: str, wanted: str, notebooks: Sequence[str]) -> str:
    if len(notebooks) > 1:
        return f"{len(notebooks)} notebooks; {printable(taken)} was taken"
    return "" if _is_called(Path(taken).name, wanted) else f"{printable(taken)} was taken for {wanted}"
