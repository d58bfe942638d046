"""Asking wrong and right programs all cases of a key, and keeping what the audit adds up."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from autograder.author.mistakes import write_mistake
from autograder.author.mutants import Mutant, write_mutant
from autograder.box.questions import batch_of
from autograder.box.seam import Batch, Box
from autograder.course.mistakes import MistakeEdit
from autograder.course.places import Homework
from autograder.errors import BoxError
from autograder.explain.fingerprint import Fingerprint, fingerprint, slots
from autograder.grade import Gathered, gather
from autograder.judge.judge import Judgement, judge
from autograder.model import Cause, Key, Outcome, Ruling
from autograder.model.audit import Losses
from autograder.records import Arrays
from autograder.score.score import score

CASE_SECONDS = 2.0
HANDOUT = "handout"

Lend = Callable[[], AbstractContextManager[Box]]
Step = Callable[[str], None]


@dataclass(frozen=True)
class Program:
    """A solution to be asked: where it lies, or how it is written into an empty folder."""

    id: str
    place: Callable[[Path], Path]


@dataclass(frozen=True)
class Shown:
    """What became of one program: points lost, the outputs that are wrong in each case, and its fingerprint."""

    losses: Losses
    wrong: Mapping[str, frozenset[str]]
    look: Fingerprint


def of_mistake(homework: Homework, edit: MistakeEdit) -> Program:
    def write(folder: Path) -> Path:
        write_mistake(edit, homework.reference, homework.folder / "bases", folder / "mistake")
        return folder / "mistake"

    return Program(f"mistake {edit.id}", write)


def of_mutant(homework: Homework, mutant: Mutant) -> Program:
    def write(folder: Path) -> Path:
        write_mutant(mutant, homework.reference, folder / "mutant")
        return folder / "mutant"

    return Program(f"mutant {mutant.id}", write)


def of_base(homework: Homework, base: Path) -> Program:
    """Another style of the solution, as mistakes.yaml edits it."""

    def write(folder: Path) -> Path:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(homework.reference, folder / "base", ignore=ignored)
        shutil.copytree(base, folder / "base", ignore=ignored, dirs_exist_ok=True)
        return folder / "base"

    return Program(f"base {base.name}", write)


def of_solution(path: Path) -> Program:
    return Program(f"solution {path.name}", lambda _: path)


def ask_all(
    programs: Sequence[Program], key: Key, arrays: Arrays, lend: Lend, count: int, step: Step
) -> list[Shown]:
    """In the order of the programs, `count` at a time. Raises BoxError when the machine fails twice in a row."""
    asking = _Asking(key, arrays, lend)
    with ThreadPoolExecutor(count) as pool:
        futures = {pool.submit(asking.one, program): program for program in programs}
        try:
            for future in as_completed(futures):
                future.result()
                step(futures[future].id)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [future.result() for future in futures]


class _Asking:
    """One key, encoded once, and its parts: what would be lost if only these cases were asked."""

    def __init__(self, key: Key, arrays: Arrays, lend: Lend) -> None:
        self._key, self._arrays, self._lend = key, arrays, lend
        limits = replace(key.rubric.limits, case_seconds=min(CASE_SECONDS, key.rubric.limits.case_seconds))
        self._batch: Batch = batch_of(key, arrays, limits=limits)
        self._parts = {
            "public": _only(key, lambda case: not case.hidden),
            "hidden": _only(key, lambda case: case.hidden),
            "handout": _only(key, lambda case: not case.hidden and case.group == HANDOUT),
        }

    def one(self, program: Program) -> Shown:
        with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
            gathered = self._gathered(program, program.place(Path(folder)))
        judgement = judge(self._key, gathered.evidence, self._arrays, gathered.arrays)
        answers = gathered.evidence.answers
        look = fingerprint(slots(self._key), answers, judgement.verdicts, self._arrays, gathered.arrays)
        losses = self._losses(gathered, judgement)
        return Shown(losses, {**_wrong(judgement), **_wrong_layers(self._key, losses)}, look)

    def _gathered(self, program: Program, path: Path) -> Gathered:
        for _ in range(2):
            with self._lend() as box:
                gathered = gather(path, self._key, self._arrays, self._batch, box, own=True)
            lost = [a.detail for a in gathered.evidence.answers.values() if a.outcome is Outcome.OUR_FAILURE]
            if not lost:
                return gathered
        raise BoxError(f"{program.id}: {lost[0] or 'our failure'}, twice in a row; nothing was audited")

    def _losses(self, gathered: Gathered, judgement: Judgement) -> Losses:
        """What a consistent backward pass still earns counts in the whole only: a part asks what a case can see."""
        alone = replace(judgement, consistent={})
        parts = {name: _lost(part, gathered, alone) for name, part in self._parts.items()}
        return Losses(whole=_lost(self._key, gathered, judgement), **parts)


def _only(key: Key, chosen: Callable[[Any], bool]) -> Key:
    return replace(key, cases=tuple(case for case in key.cases if chosen(case)))


def _lost(key: Key, gathered: Gathered, judgement: Judgement) -> dict[str, Fraction]:
    return {item.id: item.lost for item in score(key, gathered.evidence, judgement) if item.lost}


def _wrong(judgement: Judgement) -> dict[str, frozenset[str]]:
    wrong = {
        case: frozenset(v.output for v in verdicts if v.ruling is Ruling.FAILED or v.cause is Cause.BLOCKED)
        for case, verdicts in judgement.verdicts.items()
    }
    return {case: outputs for case, outputs in wrong.items() if outputs}


def _wrong_layers(key: Key, losses: Losses) -> dict[str, frozenset[str]]:
    """The one case of an item that is judged as a whole, by what was seen of a network's layers."""
    lost = [item.id for item in key.rubric.items if item.layers and item.id in losses.whole]
    return {case.id: frozenset({item}) for item in lost for case in key.cases_of(item)}
