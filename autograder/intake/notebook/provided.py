"""What the template gave and the student was to leave alone; and the statement that the student was to sign."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Cell, Notebook
from autograder.intake.notebook.placeholders import flattened, placeholders_in
from autograder.intake.notebook.sections import MARKUP
from autograder.model import Flaw, Wanted

LIKE = 0.6
MOST_COMPARED, MOST_CHARACTERS, MOST_WORDS = 40, 5000, 300
WORD = re.compile(r"\w+|[^\w\s]")


def altered(notebook: Notebook, template: Notebook, wanted: Wanted) -> Iterator[Flaw]:
    """Cells to fill, and the one to sign, are the student's. A given text counts as intact wherever its lines stand
    one after another, be the cell split, joined with others or written on."""
    whole = {kind: _lines_of(notebook, kind) for kind in ("code", "markdown", "raw")}
    given = [cell for cell in template.cells if _is_given(cell, wanted)]
    changed = [cell for cell in given if f"\n{_essence(cell)}\n" not in whole[cell.kind]]
    kept = {_essence(cell) for cell in given} - {_essence(cell) for cell in changed}
    others = {cell.id for cell in template.cells if cell.id and cell not in changed}
    mine = [cell for cell in notebook.cells if _essence(cell) and cell.id not in others]
    free = [cell for cell in mine if _essence(cell) not in kept]
    for cell in changed:
        found = _partner(cell, free)
        yield _said(cell, found)
        free = [other for other in free if other is not found]


def unsigned(notebook: Notebook, template: Notebook | None, wanted: Wanted) -> Iterator[Flaw]:
    phrase = _words(wanted.statement)
    if not phrase:
        return
    statements = [cell for cell in notebook.cells if phrase in _words(cell.source)]
    handed_out = {
        _words(cell.source) for cell in (template.cells if template else ()) if phrase in _words(cell.source)
    }
    if not statements:
        said = f"The statement on authorship is missing: “{wanted.statement}”."
        yield Flaw(kind="authorship", cell=None, text=said)
    elif all(_words(cell.source) in handed_out for cell in statements):
        number = statements[0].number
        said = f"The statement on authorship in cell {number} is as it was handed out. Fill it in."
        yield Flaw(kind="authorship", cell=number, text=said)


def _is_given(cell: Cell, wanted: Wanted) -> bool:
    phrase = _words(wanted.statement)
    is_statement = bool(phrase) and phrase in _words(cell.source)
    return bool(_essence(cell)) and not is_statement and not placeholders_in(cell, wanted.placeholders)


def _words(text: str) -> str:
    return flattened(MARKUP.sub("", text))


def _essence(cell: Cell) -> str:
    """Without blank lines, blanks at line ends and the kind of line end."""
    lines = (line.rstrip() for line in cell.source.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _lines_of(notebook: Notebook, kind: str) -> str:
    return "\n" + "".join(f"{_essence(cell)}\n" for cell in notebook.cells if cell.kind == kind and _essence(cell))


def _partner(cell: Cell, others: Sequence[Cell]) -> Cell | None:
    """The cell that has its id, or of those of its kind the one most like it, if it is like it at all."""
    same_id = [other for other in others if cell.id and other.id == cell.id]
    if same_id:
        return same_id[0]
    near = sorted((o for o in others if o.kind == cell.kind), key=lambda o: abs(o.number - cell.number))
    likeness = [(_likeness(cell, other), other) for other in near[:MOST_COMPARED]]
    best, found = max(likeness, key=lambda one: one[0], default=(0.0, None))
    return found if best >= LIKE else None


def _likeness(cell: Cell, other: Cell) -> float:
    one, another = (WORD.findall(each.source[:MOST_CHARACTERS])[:MOST_WORDS] for each in (cell, other))
    compared = SequenceMatcher(None, one, another, autojunk=False)
    if compared.real_quick_ratio() < LIKE or compared.quick_ratio() < LIKE:
        return 0.0
    return compared.ratio()


def _said(cell: Cell, found: Cell | None) -> Flaw:
    if found is None:
        begins = printable(_essence(cell).split("\n")[0], 60)
        said = f"A cell of the template is missing: its cell {cell.number}, which begins with “{begins}”."
        return Flaw(kind="missing", cell=None, text=said)
    said = f"Cell {found.number} was given and is changed{_where(cell, found)}. Restore it; add cells of your own."
    return Flaw(kind="changed", cell=found.number, text=said)


def _where(cell: Cell, found: Cell) -> str:
    """The first line of the template that is not there, or not where it was."""
    here = _essence(found).split("\n")
    for number, line in enumerate(_essence(cell).split("\n")):
        if number >= len(here) or here[number] != line:
            return f"; “{printable(line.strip(), 60)}” is not where it was"
    return ""
