"""Reading cases.py, the only part of a homework that runs in this process: the course's own code, at build only."""

import inspect
import runpy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.author.draw import Draw, Style
from autograder.box.inside.preparing import WALK
from autograder.errors import BuildError
from autograder.model import Case, Item, Plain, Rubric, Scalar
from autograder.nearest import nearest

Inputs = Callable[..., Mapping[str, Any]]
Drawn = tuple[Case, dict[str, NDArray[Any]]]
Convention = Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]
WORDS = ("inputs", "tags", "rungs", "larger", "speed", "says", "conventions", "axes")
SWEPT_CASES, DIRECTIONS, STEP = 2, 2, 1e-2


@dataclass(frozen=True)
class Table:
    """The cases of one probe as cases.py states them: settings by group, and how inputs are drawn for settings.

    Where the handout leaves something open, `conventions` turn inputs and the reference's outputs into what else is
    right, each under a name; items with the same conventions have to follow the same one. `axes` name what one
    step along each axis of an array is, for sentences about errors. With the settings of `speed` the probe
    `timed_by` measures how long the code takes.
    """

    name: str
    inputs: Inputs
    tags: Callable[..., Mapping[str, bool]]
    rungs: tuple[Mapping[str, Any], ...]
    groups: Mapping[str, tuple[Mapping[str, Any], ...]]
    larger: Mapping[str, tuple[Mapping[str, Any], ...]]
    says: Mapping[str, str]
    conventions: Mapping[str, Convention] = field(default_factory=dict)
    axes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    speed: Mapping[str, Any] = field(default_factory=dict)
    timed_by: str = ""


def read_tables(path: Path, rubric: Rubric) -> dict[str, Table]:
    """A table for each item that has one. Raises BuildError when the file or a table does not fit the rubric.

    Where nothing in the rubric is asked with cases, there need not be such a file.
    """
    if not path.exists() and not any(map(_needs, rubric.items)):
        return {}
    try:
        space = runpy.run_path(str(path))
    except Exception as error:
        raise BuildError(f"{path}: {type(error).__name__}: {error}") from error
    return {
        item.id: _table(path, item, rubric, space) for item in rubric.items if item.probe in space or _needs(item)
    }


def _needs(item: Item) -> bool:
    return item.cause_open is None and bool(item.probe)


def _table(path: Path, item: Item, rubric: Rubric, space: Mapping[str, Any]) -> Table:
    if item.probe not in space:
        near = nearest(item.probe, [name for name, thing in space.items() if isinstance(thing, dict)])
        hint = f"; the nearest name there is {near}" if near else ""
        raise BuildError(f"{path}: {item.id} needs cases under the name {item.probe}{hint}")
    given = space[item.probe]
    if not isinstance(given, dict) or not callable(given.get("inputs")):
        raise BuildError(f'{path}: {item.probe} needs "inputs": a function of draw and the settings')
    groups = {word: _settings(path, item.probe, word, value) for word, value in given.items() if word not in WORDS}
    for group in {share.group for share in item.shares} - {"all"} - set(groups):
        raise BuildError(f"{path}: {item.id} gives points for {group}, but {item.probe} has no such group")
    if item.speed is not None and not isinstance(given.get("speed"), dict):
        raise BuildError(f'{path}: {item.id} tells its speed, but {item.probe} has no "speed": settings to time')
    return Table(
        name=item.probe,
        inputs=given["inputs"],
        tags=given.get("tags", lambda **_: {}),
        rungs=tuple(given.get("rungs", ())),
        groups=groups,
        larger={group: tuple(settings) for group, settings in given.get("larger", {}).items()},
        says=given.get("says", {}),
        conventions=given.get("conventions", {}),
        axes={name: tuple(words) for name, words in given.get("axes", {}).items()},
        speed=given.get("speed", {}),
        timed_by=item.speed.probe if item.speed is not None else "",
    )


def _settings(path: Path, table: str, group: str, value: object) -> tuple[Mapping[str, Any], ...]:
    right = isinstance(value, (list, tuple)) and value and all(isinstance(one, dict) for one in value)
    if not right:
        raise BuildError(f"{path}: {table}: {group}: expected a list of settings such as [{{'N': 2}}]")
    return tuple(value)  # type: ignore[arg-type]  # seen just above


def public_cases(item: Item, table: Table) -> Iterator[Drawn]:
    """The ladder, the groups, and one case that is asked a second time."""
    for n, settings in enumerate(table.rungs, 1):
        yield _draw(item, table, f"{item.id}/rung-{n}", "", settings, "small")
    again: Drawn | None = None
    for group, all_settings in table.groups.items():
        for n, settings in enumerate(all_settings, 1):
            drawn = _draw(item, table, f"{item.id}/{group}-{n}", group, settings, "normal")
            if again is None or (again[0].group != "general" and group == "general"):
                again = drawn
            yield drawn
    if again is not None:
        yield _renamed(again, f"{again[0].id}-again")


def timed_cases(item: Item, table: Table) -> Iterator[Drawn]:
    """One, where the rubric tells how long the code takes; it has no twin, since nothing is expected of it."""
    if table.timed_by:
        case, arrays = _draw(item, table, f"{item.id}/speed", "", table.speed, "normal")
        yield replace(case, probe=table.timed_by, timed=True), arrays


def hidden_cases(item: Item, table: Table, secret: str) -> Iterator[Drawn]:
    """A twin of each public case that earns, and cases of other sizes, with numbers from the secret."""
    for group, all_settings in table.groups.items():
        for n, settings in enumerate(all_settings, 1):
            name = f"{item.id}/{group}-{n}"
            case, arrays = _draw(item, table, f"{name}-twin", group, settings, "secret", secret)
            yield replace(case, hidden=True, twin=name), arrays
    for group, all_settings in table.larger.items():
        for n, settings in enumerate(all_settings, 1):
            case, arrays = _draw(item, table, f"{item.id}/{group}-larger-{n}", group, settings, "secret", secret)
            yield replace(case, hidden=True), arrays


def walked(item: Item) -> Drawn:
    """The one question of an architecture, asked by a probe that every box brings along; nothing is hidden."""
    assert item.layers is not None
    assert item.code is not None
    asked: dict[str, Plain] = {"name": item.code.name, "input": list(item.layers.input)}
    return Case(id=f"{item.id}/layers", item=item.id, probe=WALK, plain=asked), {}


def sweeps(forward: Table, drawn: list[Drawn], seed: str) -> Iterator[Drawn]:
    """Pairs of points on either side of each input of some cases, for the forward probe: see `judge.gradients`."""
    _, inputs = _draw_inputs(forward, "any", "normal", next(iter(forward.groups.values()))[0], "")
    general = [d for d in drawn if d[0].group == "general" and not d[0].id.endswith("-again")]
    chosen = sorted(general, key=lambda d: sum(array.size for array in d[1].values()))[:SWEPT_CASES]
    for case, arrays in chosen:
        for name in [n for n in case.arrays if n in inputs and arrays[n].dtype.kind == "f"]:
            sweep = replace(
                case,
                id=f"{case.id}/sweep-{name}",
                probe=forward.name,
                group="",
                sweeps=name,
                about=case.id,
                twin="",
            )
            yield sweep, {**arrays, name: _points(arrays[name], f"{seed}{sweep.id}")}


def _points(at: NDArray[Any], seed: str) -> NDArray[np.float64]:
    draw = Draw(seed, "secret")
    steps = [STEP * draw(*at.shape) for _ in range(DIRECTIONS)]
    return np.stack([at + sign * step for step in steps for sign in (1.0, -1.0)])


def _draw(
    item: Item, table: Table, name: str, group: str, settings: Mapping[str, Any], style: Style, secret: str = ""
) -> Drawn:
    full, inputs = _draw_inputs(table, name, style, settings, secret)
    tags = {phrase: bool(holds) for phrase, holds in _call(name, table.tags, **full).items()}
    arrays = {key: value for key, value in inputs.items() if isinstance(value, np.ndarray)}
    for key, array in arrays.items():
        if array.dtype.kind not in "biuf":
            raise BuildError(f"cases.py: {name}: {key} holds {array.dtype} numbers, which nobody can be asked with")
    plain: dict[str, Plain] = {key: value for key, value in inputs.items() if not isinstance(value, np.ndarray)}
    if item.accept:
        plain["accept"] = list(item.accept)
    case = Case(
        id=name,
        item=item.id,
        probe=table.name,
        group=group,
        settings=_told(full),
        tags=tags,
        plain=plain,
        arrays=tuple(arrays),
    )
    return case, arrays


def _draw_inputs(
    table: Table, name: str, style: Style, settings: Mapping[str, Any], secret: str
) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """The settings with their defaults, and what they draw."""
    full = {**_defaults(table.inputs), **settings}
    return full, _call(name, table.inputs, Draw(name, style, secret), **full)


def _call(case: str, function: Callable[..., Any], *given: object, **settings: object) -> Mapping[str, Any]:
    try:
        result: Mapping[str, Any] = function(*given, **settings)
    except Exception as error:
        raise BuildError(f"cases.py: {case}: {type(error).__name__}: {error}") from error
    return result


def _defaults(inputs: Inputs) -> dict[str, Any]:
    parameters = inspect.signature(inputs).parameters.values()
    return {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty}


def _told(settings: Mapping[str, Any]) -> dict[str, Scalar]:
    """Switches say how inputs are drawn; only numbers and words describe a case to a reader."""
    return {k: v for k, v in settings.items() if isinstance(v, (int, float, str)) and not isinstance(v, bool)}


def _renamed(drawn: Drawn, name: str) -> Drawn:
    return replace(drawn[0], id=name), drawn[1]
