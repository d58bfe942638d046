"""Asks one question of student code and turns whatever happens into an answer: plain data, never an exception."""

import errno
import random
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from types import FunctionType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .failure import Describer, type_name
from .notes import Notes
from .plain import changed, plain
from .prints import Prints, TooMuchOutput
from .student import Executed, LoadFailed, NoSuchName, Student

Probe = Callable[..., Any]
MOST_OUTPUTS = 64
NO_WORDS = "(its message cannot be shown)"
NO_MEMORY = "DefaultCPUAllocator: can't allocate memory"  # PyTorch has no type of its own for it
FULL = (errno.EFBIG, errno.ENOSPC, errno.EDQUOT)


class Asker:
    """Holds what stays the same from question to question: the probes, the student's code, the prints."""

    def __init__(
        self,
        probes: str,
        student: Student | Executed,
        prints: Prints,
        hide: Mapping[str, str],
        notes: Notes | None = None,
        besides: Mapping[str, Probe] | None = None,
        stand_ins: Callable[[], AbstractContextManager[Any]] = nullcontext,
    ) -> None:
        space: dict[str, Any] = {"__name__": "probes", "__builtins__": __builtins__}
        exec(compile(probes, "probes.py", "exec"), space)  # the course's own code
        self._probes = {
            name: _with_names(thing)
            for name, thing in {**space, **(besides or {})}.items()
            if isinstance(thing, FunctionType)
        }
        self._student, self._prints, self._describer = student, prints, Describer(hide)
        self._notes, self._stand_ins = notes or Notes(), stand_ins

    def ask(
        self, question: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        self._prints.reset()
        given = {name: array.copy() for name, array in arrays.items()}
        answer: dict[str, Any] = {}
        sent: dict[str, NDArray[Any]] = {}
        try:
            _reseed()
            self._student.about(question["file"])
            with self._stand_ins() if question.get("shapes") else nullcontext():
                values, facts = self._values(question, given)
            answer, sent = _describe(values)
            answer |= {name: told for name, told in (("facts", facts), ("changed", changed(given, arrays))) if told}
        except BaseException as error:
            answer, sent = self._ended_by(error), {}
        if self._prints.exceeded:
            answer, sent = {"outcome": "output limit"}, {}
        if self._prints.count:
            answer["prints"] = self._describer.clean(self._prints.text())
        missing = answer.get("outcome") == "missing"
        return answer | self._notes.taken(self._describer, missing=missing), sent

    def _values(
        self, question: Mapping[str, Any], given: Mapping[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        probe, names = self._probes[question["probe"]]
        inputs = _grouped({**question["plain"], **given})
        if sweep := question["sweep"]:
            rows = [probe(self._student, **_wanted({**inputs, sweep: row}, names)) for row in given[sweep]]
            return {name: [row[name] for row in rows] for name in rows[0]}, {}
        values = probe(self._student, **_wanted(inputs, names))
        facts = values.pop("facts", {})
        return values, {name: self._told(fact) for name, fact in facts.items()}

    def _told(self, fact: Any) -> Any:
        """An error that a probe has caught is told like one that ended it."""
        return self._failure(fact) if isinstance(fact, BaseException) else fact

    def _ended_by(self, error: BaseException) -> dict[str, Any]:
        loading = isinstance(error, LoadFailed)
        cause = error.__cause__ if loading and error.__cause__ is not None else error
        try:
            outcome = _outcome(error, cause, loading)
        except BaseException:
            outcome = "raised"
        return {"outcome": outcome, "failure": self._failure(cause)}

    def _failure(self, error: BaseException) -> dict[str, Any]:
        try:
            return self._describer.describe(error)
        except BaseException:  # an exception of the student's own, which lies about itself
            return {"type": type_name(error), "message": NO_WORDS, "frames": []}


def _with_names(probe: FunctionType) -> tuple[Probe, tuple[str, ...]]:
    code = probe.__code__
    return probe, code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]


def _wanted(inputs: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: inputs[name] for name in names if name in inputs}


def _grouped(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs called `weights/NAME` are the entries of one dictionary, `weights`, whatever their names."""
    grouped: dict[str, Any] = {}
    for name, value in inputs.items():
        group, one, entry = name.partition("/")
        if one:
            grouped.setdefault(group, {})[entry] = value
        else:
            grouped[name] = value
    return grouped


def _reseed() -> None:
    """The same start for every case, so that the order of the cases does not matter."""
    random.seed(0)
    np.random.seed(0)
    if (torch := sys.modules.get("torch")) is not None:
        torch.default_generator.manual_seed(
            0
        )  # torch.manual_seed keeps the call, with its stack, for other devices


def _describe(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Arrays are sent and describe themselves; only what else came back needs a description."""
    described, sent = {}, {}
    for name, value in list(values.items())[:MOST_OUTPUTS]:
        found = plain(value)
        if isinstance(found, dict):
            described[str(name)] = found
        else:
            sent[str(name)] = found
    answer: dict[str, Any] = {"names": [str(name) for name in values][:MOST_OUTPUTS]}
    return ({**answer, "values": described} if described else answer), sent


def _outcome(error: BaseException, cause: BaseException, loading: bool) -> str:
    if isinstance(cause, TooMuchOutput):
        return "output limit"
    if isinstance(cause, MemoryError) or (isinstance(cause, RuntimeError) and NO_MEMORY in str(cause)):
        return "memory limit"
    if isinstance(cause, OSError) and cause.errno in FULL:
        return "file limit"
    if isinstance(cause, RuntimeError) and str(cause) == "can't start new thread":
        return "thread limit"
    if isinstance(error, NoSuchName):
        return "missing"
    if isinstance(cause, SystemExit):
        return "exited"
    if loading:
        return "import failed"
    return "not begun" if isinstance(cause, NotImplementedError) else "raised"
