"""Reading equivalent.yaml: the mutants that a person has looked at, and why no case has to catch them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from autograder.course import fields as f
from autograder.course.field_groups import Fields, about
from autograder.course.problems import Guide, Trouble, refuse, validate
from autograder.course.strict_yaml import Place, read_yaml
from autograder.course.wording import quoted


@dataclass(frozen=True)
class Reviewed:
    """What a person said of one mutant, and where it is written."""

    mark: Literal["equivalent", "left-open"]
    why: str
    place: str


class MutantFields(Fields):
    """One mutant, by the id that the audit prints."""

    mutant: f.Text = about("The mutant's id: FILE:LINE:COLUMN BEFORE -> AFTER, as the audit prints it.")
    why: f.Text = about("Why no answer can differ; or why the homework leaves it open.")


class EquivalentFile(Fields):
    """The mutants of a homework that need not be caught."""

    equivalent: list[MutantFields] = about("Mutants that answer every question as the reference does.", default=[])
    left_open: list[MutantFields] = about("Mutants that do differ, in what this rubric asks nobody.", default=[])


def read_equivalent(path: Path) -> dict[str, Reviewed]:
    """By mutant; nothing when there is no such file. Raises RubricError with everything wrong in it."""
    if not path.exists():
        return {}
    document = read_yaml(path)
    file = validate(document, EquivalentFile, Guide(model_at=_model_at))
    refuse(document, _twice(file))
    found: dict[str, Reviewed] = {}
    lists: tuple[tuple[Literal["equivalent", "left-open"], list[MutantFields]], ...]
    lists = (("equivalent", file.equivalent), ("left-open", file.left_open))
    for mark, entries in lists:
        for n, entry in enumerate(entries):
            place = f"{document.file}:{document.line((mark, n))}"
            found[entry.mutant] = Reviewed(mark, entry.why, place)
    return found


def _twice(file: EquivalentFile) -> Iterator[Trouble]:
    seen: set[str] = set()
    for name, entries in (("equivalent", file.equivalent), ("left-open", file.left_open)):
        for n, entry in enumerate(entries):
            if entry.mutant in seen:
                yield Trouble((name, n, "mutant"), f"{quoted(entry.mutant)} is written twice")
            seen.add(entry.mutant)


def _model_at(data: Mapping[str, Any], place: Place) -> type[BaseModel] | None:
    models: Mapping[int, type[BaseModel]] = {0: EquivalentFile, 2: MutantFields}
    return models.get(len(place))
