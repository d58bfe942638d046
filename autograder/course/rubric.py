"""Reading rubric.yaml into the records that the other parts use."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from autograder.course.field_groups import (
    Contains,
    HandIn,
    LimitsFields,
    OutputFields,
    RunFields,
    Shows,
    SpeedFields,
)
from autograder.course.problems import Guide, names, refuse, validate
from autograder.course.rules import broken_rules
from autograder.course.schema import (
    AnswerItem,
    AnyItem,
    Architecture,
    CaseFields,
    CodeFields,
    Figure,
    Forbidden,
    Gradient,
    ImagesFields,
    Manual,
    NotebookItem,
    Parameters,
    RubricFile,
    Training,
    Values,
)
from autograder.course.strict_yaml import Place, read_yaml
from autograder.course.units import spoken_duration
from autograder.model import (
    NEAR,
    NOTEBOOK,
    Cause,
    Code,
    Images,
    Item,
    Layers,
    Limits,
    Named,
    Rubric,
    Run,
    Rung,
    Share,
    Speed,
    Target,
    Tell,
    Wanted,
    Writing,
)

ITEM_KINDS: Mapping[str, type[BaseModel]] = {
    get_args(kind.model_fields["check"].annotation)[0]: kind for kind in get_args(AnyItem)
}
USUAL_BUDGET = 1200.0
READ, COMPARED = "read by a person after you hand in", "compared after you hand in"
_NESTED: Mapping[str, type[BaseModel]] = {
    "hand-in": HandIn,
    "limits": LimitsFields,
    "run": RunFields,
    "images": ImagesFields,
    "shows": Shows,
    "contains": Contains,
    "speed": SpeedFields,
}


@dataclass(frozen=True, kw_only=True)
class Written:
    """A rubric, and what it says beside the record: for the author's side and for reports, by item id."""

    rubric: Rubric
    says: Mapping[str, Mapping[str, str]]
    levels: Mapping[str, Mapping[Fraction, str]]
    surprises: frozenset[str]


def read_rubric(path: Path) -> Rubric:
    """Raises RubricError that lists everything wrong with the file."""
    return read_written(path).rubric


def read_written(path: Path) -> Written:
    """The rubric with its phrases for groups, its levels, and the items marked `surprise`."""
    document = read_yaml(path)
    file = validate(document, RubricFile, Guide(model_at=_model_at, owners=_owners))
    refuse(document, broken_rules(file))
    return Written(
        rubric=_rubric(file, path),
        says={item.id: item.says for item in file.items if isinstance(item, CaseFields) and item.says},
        levels={item.id: _levels(item) for item in file.items if item.levels},
        surprises=frozenset(item.id for item in file.items if isinstance(item, CaseFields) and item.surprise),
    )


def _rubric(file: RubricFile, path: Path) -> Rubric:
    given = {"notebook": file.hand_in.notebook, "pdf": file.hand_in.pdf}
    items = tuple(_item(item, file) for item in file.items)
    return Rubric(
        homework=path.resolve().parent.name,
        title=file.title,
        total=sum((item.points for item in items), Fraction(0)),
        code=tuple(file.hand_in.code),
        documents={kind: name for kind, name in given.items() if name},
        allow=tuple(file.allow),
        limits=Limits(
            case_seconds=file.limits.per_case,
            total_seconds=file.limits.in_all,
            memory_bytes=file.limits.memory,
            threads=file.limits.threads,
            disk_bytes=file.limits.disk,
            files=file.limits.files,
        ),
        tell=Tell(file.tell),
        provided=file.provided,
        items=items,
        run=_run(file.run) if file.run else None,
        weights=tuple(file.hand_in.weights),
    )


def _run(written: RunFields) -> Run:
    return Run(
        cell_seconds=written.per_cell,
        total_seconds=written.in_all,
        allow=tuple(written.allow),
        data=tuple(written.data),
        skip=tuple(written.skip),
        stop_at_error=written.stop_at_error,
    )


def _item(item: AnyItem, file: RubricFile) -> Item:
    cause, why = _open(item)
    return Item(
        id=item.id,
        title=item.title,
        check=item.check,
        shares=_shares(item),
        tell=Tell(item.tell or file.tell),
        code=_code(item.code) if isinstance(item, CodeFields) else None,
        executed=isinstance(item, CodeFields) and item.from_ == "executed",
        wanted=_wanted(item) if isinstance(item, NotebookItem) else None,
        target=_target(item, file.hand_in) if isinstance(item, Training) else None,
        speed=_speed(item, Tell(item.tell or file.tell)),
        note=item.note,
        cause_open=cause,
        why_open=why,
        **_of_check(item),
    )


def _wanted(item: NotebookItem) -> Wanted:
    return Wanted(
        requires=tuple(item.requires),
        named=item.named,
        sections=tuple(item.sections),
        placeholders=tuple(item.placeholders),
        statement=item.statement,
    )


def _target(item: Training, given: HandIn) -> Target:
    images = item.images
    return Target(
        ladders={data: _rungs(ladder) for data, ladder in item.earns.items()},
        measure=tuple(item.measure),
        budget_seconds=item.budget or USUAL_BUDGET,
        images=Images(layout=images.layout, size=images.size, channels=images.channels, zero_last=images.zero_last),
        at_most={str(kind): most for kind, most in item.at_most.items()},
        weights=item.weights or next(iter(given.weights), ""),
        network=item.network,
        arguments=tuple(item.arguments),
    )


def _rungs(ladder: Mapping[Fraction, Fraction]) -> tuple[Rung, ...]:
    return tuple(Rung(accuracy=accuracy, points=points) for accuracy, points in sorted(ladder.items()))


def _code(written: str) -> Code:
    file, _, name = written.rpartition(" ")
    return Code(file=file, name=name)


def _of_check(item: AnyItem) -> dict[str, Any]:
    """The fields of the record that only some checks have."""
    if isinstance(item, Forbidden):
        near = (other for operation in item.operations for other in NEAR[operation])
        wanted = dict.fromkeys((*item.operations, *near))
        return {"operations": tuple(o for o in wanted if o not in item.allowed), "voids": tuple(item.voids)}
    if isinstance(item, Architecture):
        return {"layers": _layers(item)}
    if isinstance(item, AnswerItem):
        return {"writing": _writing(item)} if item.file.endswith(NOTEBOOK) else {}
    if not isinstance(item, CaseFields | Parameters | Training):
        return {}
    probe = {"probe": item.probe or item.id.replace("-", "_")}
    if isinstance(item, Training):
        return probe
    if isinstance(item, Parameters):
        return {**probe, "tables": item.accept, "known": item.known}
    outputs = {name: Named(called=said.called, wrong=said.wrong) for name, said in item.outputs.items()}
    asked = {**probe, "accept": tuple(item.accept), "within": item.within, "outputs": outputs}
    return {**asked, "of": item.of, "if_consistent": item.if_consistent} if isinstance(item, Gradient) else asked


def _writing(item: AnswerItem) -> Writing:
    numbers = item.contains.number if item.contains else ()
    known = {str(Fraction(number)): why for number, why in item.known.items()}
    return Writing(
        under=item.under, words=item.words, numbers=numbers, known=known, decides=bool(numbers) and not item.levels
    )


def _layers(item: Architecture) -> Layers:
    return Layers(
        input=tuple(item.input),
        shapes=tuple(map(tuple, item.shapes)),
        order=tuple(item.order),
        at_most={str(kind): most for kind, most in item.at_most.items()},
        at_least={str(kind): least for kind, least in item.at_least.items()},
    )


def _speed(item: AnyItem, tell: Tell) -> Speed | None:
    """What would make it faster is a hint."""
    written = item.speed if isinstance(item, Values) else None
    if written is None:
        return None
    return Speed(
        probe=written.probe or f"{item.id.replace('-', '_')}_speed",
        unit=written.unit,
        beside=written.beside,
        faster=written.faster if tell.reaches(Tell.HINT) else {},
    )


def _shares(item: AnyItem) -> tuple[Share, ...]:
    if isinstance(item.points, Fraction):
        return (Share(group="all", points=item.points),)
    return tuple(
        Share(group=group, output=output, points=points)
        for group, written in item.points.items()
        for output, points in ({"": written} if isinstance(written, Fraction) else written).items()
    )


def _open(item: AnyItem) -> tuple[Cause | None, str]:
    """Why code does not decide the item, if it does not; where levels stand, a person decides."""
    if item.levels or isinstance(item, Manual | Figure):
        return Cause.TO_BE_READ, READ
    if isinstance(item, AnswerItem) and item.file.endswith(NOTEBOOK):
        return Cause.TO_BE_READ, COMPARED if item.contains else READ
    if isinstance(item, CaseFields | Parameters | Architecture | Forbidden | NotebookItem):
        return None, ""
    if isinstance(item, Training):
        return Cause.NOT_AVAILABLE, f"not run: up to {spoken_duration(item.budget)}" if item.budget else "not run"
    return Cause.NOT_AVAILABLE, "not checked by this version"


def _levels(item: AnyItem) -> dict[Fraction, str]:
    return {Fraction(points): says for points, says in item.levels.items()}


def _model_at(data: Mapping[str, Any], place: Place) -> type[BaseModel] | None:
    """The model that a place of the file is read with."""
    match place:
        case ():
            return RubricFile
        case ("items", int() as index):
            return ITEM_KINDS.get(data["items"][index]["check"])
        case (*_, "outputs", str()):
            return OutputFields
        case (*_, str() as name):
            return _NESTED.get(name)
    return None


def _owners(place: Place, name: str) -> list[str]:
    """The checks that have such a field, if an item is at this place."""
    if len(place) != 2 or place[0] != "items":
        return []
    return [check for check, kind in ITEM_KINDS.items() if name in names(kind)]
