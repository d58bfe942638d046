"""What is expected of each case: the reference's own answers, or the rubric's tables where counts are accepted."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.author.cases import Convention, Table
from autograder.box.seam import Replies
from autograder.errors import BuildError
from autograder.judge.architecture import mismatches
from autograder.judge.speeds import times_of
from autograder.model import Answer, Case, Item, Key, Layers, Outcome, Value

Arrays = dict[str, NDArray[Any]]


def with_expected(
    key: Key, arrays: Arrays, replies: Replies, asked: Mapping[str, Table] | None = None
) -> tuple[Key, Arrays]:
    """Raises BuildError with the case when the reference itself has no usable answer."""
    cases: list[Case] = []
    expected: Arrays = {}
    for case in key.cases:
        item = key.rubric.item(case.item)
        if item.layers is not None:
            _check_layers(item.layers, case, replies.answers[case.id])
            cases.append(case)
            continue
        if case.timed:
            _check_times(case, replies.answers[case.id])
            cases.append(case)
            continue
        outputs = _outputs(case, replies.answers[case.id], replies.arrays)
        if case.sweeps:
            gradients = next(c.outputs for c in cases if c.id == case.about)
            cases += [replace(case, outputs=tuple(outputs))] if f"d{case.sweeps}" in gradients else []
            continue
        if not outputs:
            raise BuildError(f"the probe {case.probe} returns nothing to compare in {case.id}")
        also = _also_right(case, arrays, outputs, asked[item.id].conventions if asked else {})
        tables = {**_tables(item, outputs), **also}
        names = dict.fromkeys(name for table in tables.values() for name in table)
        cases.append(replace(case, outputs=tuple(names), conventions=tuple(tables)))
        expected |= {
            f"{case.id}/out/{convention}/{name}": array
            for convention, table in tables.items()
            for name, array in table.items()
        }
        _check_shares(item, tuple(names))
    return replace(key, cases=tuple(cases)), {**arrays, **expected}


def _check_layers(layers: Layers, case: Case, answer: Answer) -> None:
    if answer.outcome is not Outcome.ANSWERED:
        raise BuildError(f"the reference has no answer to {case.id}: {_why(answer)}")
    if wrong := mismatches(layers, answer.facts):
        raise BuildError(f"the reference is not as {case.item} has it: {wrong[0]}")


def _check_times(case: Case, answer: Answer) -> None:
    """That there are some: how long it took here is no part of a key."""
    if answer.outcome is not Outcome.ANSWERED:
        raise BuildError(f"the reference has no answer to {case.id}: {_why(answer)}")
    if times_of(answer) is None:
        raise BuildError(f"the probe {case.probe} returns no facts of seconds and unit, two times, in {case.id}")


def _outputs(case: Case, answer: Answer, got: Mapping[str, NDArray[Any]]) -> Arrays:
    if answer.outcome is not Outcome.ANSWERED:
        raise BuildError(f"the reference has no answer to {case.id}: {_why(answer)}")
    if answer.changed:
        raise BuildError(f"the reference changes its argument {', '.join(answer.changed)} in {case.id}")
    return {name: _usable(case, name, value, got) for name, value in answer.values.items()}


def _usable(case: Case, name: str, value: Value, got: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    array = got.get(f"{case.id}/{name}")
    if array is None:
        raise BuildError(
            f"the reference's {name} in {case.id} is not an array of numbers ({value.kind} {value.dtype})"
        )
    if not np.isfinite(array).all():
        raise BuildError(f"the reference's {name} in {case.id} is not finite")
    return array


def _why(answer: Answer) -> str:
    if answer.failure is None:
        return f"{answer.outcome} {answer.detail}".strip()
    where = (
        f" at {answer.failure.frames[-1].file}:{answer.failure.frames[-1].line}" if answer.failure.frames else ""
    )
    return f"{answer.failure.type}: {answer.failure.message}{where}"


def _tables(item: Item, outputs: Arrays) -> dict[str, Arrays]:
    """By convention; counts that the rubric accepts under several names are expected as they stand there."""
    if not item.tables:
        return {"": outputs}
    tables = {
        convention: {name: np.array(count) for name, count in table.items()}
        for convention, table in item.tables.items()
    }
    if not any(_counts_as(table, outputs) for table in tables.values()):
        raise BuildError(f"the reference counts as none of the tables that {item.id} accepts ({', '.join(tables)})")
    return tables


def _also_right(
    case: Case, arrays: Arrays, outputs: Arrays, conventions: Mapping[str, Convention]
) -> dict[str, Arrays]:
    """What each other convention makes of the reference's outputs: the same names with arrays of the same shape."""
    inputs = {**case.plain, **{name: arrays[f"{case.id}/in/{name}"] for name in case.arrays}}
    tables = {}
    for name, convention in conventions.items():
        try:
            table = {output: np.asarray(array) for output, array in convention(inputs, outputs).items()}
        except Exception as error:
            raise BuildError(f"cases.py: {case.id}: convention {name}: {type(error).__name__}: {error}") from error
        if {n: a.shape for n, a in table.items()} != {n: a.shape for n, a in outputs.items()}:
            raise BuildError(
                f"cases.py: {case.id}: convention {name} gives other names or shapes than the reference"
            )
        tables[name] = table
    return tables


def _counts_as(table: Arrays, outputs: Arrays) -> bool:
    return all(name in outputs and np.array_equal(outputs[name], count) for name, count in table.items())


def _check_shares(item: Item, outputs: tuple[str, ...]) -> None:
    for share in item.shares:
        if share.output and share.output not in outputs:
            raise BuildError(f"{item.id} gives points for {share.output}; its probe returns {', '.join(outputs)}")
