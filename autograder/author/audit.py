"""Auditing a rubric: which mistakes and mutants its cases catch, which cases are needed, what is a false alarm."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.author.audit_ask import (
    Lend,
    Program,
    Shown,
    Step,
    ask_all,
    of_base,
    of_mistake,
    of_mutant,
    of_solution,
)
from autograder.author.audit_cases import audited_cases
from autograder.author.audit_problems import problems, warnings
from autograder.author.mutants import Mutant, find_mutants
from autograder.course.equivalent import Reviewed, read_equivalent
from autograder.course.mistakes import MistakeEdit, read_mistakes
from autograder.course.places import Homework
from autograder.course.rubric import read_written
from autograder.model import Item, Key, Mistake
from autograder.model.audit import (
    AUDIT_SCHEMA,
    Audit,
    AuditedItem,
    AuditedMistake,
    AuditedMutant,
    AuditedRight,
)
from autograder.records import Arrays

REVIEWED = "equivalent.yaml"


@dataclass(frozen=True)
class Plan:
    """Everything that an audit will ask, read before anything runs."""

    homework: Homework
    key: Key
    edits: tuple[MistakeEdit, ...]
    mutants: tuple[Mutant, ...]
    right: tuple[Program, ...]
    reviewed: Mapping[str, Reviewed]
    surprises: frozenset[str]

    @property
    def programs(self) -> list[Program]:
        mistakes = [of_mistake(self.homework, edit) for edit in self.edits]
        return [*mistakes, *(of_mutant(self.homework, mutant) for mutant in self.mutants), *self.right]


def plan(homework: Homework, key: Key, right: Sequence[Path]) -> Plan:
    """Raises RubricError when a file of the homework is not well written."""
    edits = read_mistakes(homework.mistakes) if homework.mistakes.is_file() else ()
    asked = {case.item for case in key.cases}
    bases = sorted(path for path in (homework.folder / "bases").glob("*") if path.is_dir())
    return Plan(
        homework=homework,
        key=_untimed(key),
        edits=edits,
        mutants=tuple(find_mutants(homework.reference, key.rubric, asked)),
        right=(*(of_base(homework, base) for base in bases), *(of_solution(path) for path in right)),
        reviewed=read_equivalent(homework.folder / REVIEWED),
        surprises=read_written(homework.rubric).surprises,
    )


def _untimed(key: Key) -> Key:
    """How long a wrong program takes tells nothing, and hundreds are asked."""
    return replace(key, cases=tuple(case for case in key.cases if not case.timed))


def audit(plan: Plan, arrays: Arrays, lend: Lend, count: int, step: Step = lambda _: None) -> Audit:
    """Raises BoxError when the machine fails: an audit that saw half of it would say nothing."""
    started = time.monotonic()
    shown = ask_all(plan.programs, plan.key, arrays, lend, count, step)
    first, second = len(plan.edits), len(plan.edits) + len(plan.mutants)
    of_mistakes, of_mutants, of_right = shown[:first], shown[first:second], shown[second:]
    known = {mistake.id: mistake for mistake in plan.key.mistakes}
    mistakes = tuple(_mistake(e, known.get(e.id), s) for e, s in zip(plan.edits, of_mistakes, strict=True))
    mutants = tuple(_mutant(m, plan.reviewed, s) for m, s in zip(plan.mutants, of_mutants, strict=True))
    right = tuple(_right(p, s) for p, s in zip(plan.right, of_right, strict=True))
    return Audit(
        schema=AUDIT_SCHEMA,
        homework=plan.homework.id,
        title=plan.key.rubric.title,
        made_of=plan.key.made_of,
        items=tuple(_item(item, mistakes) for item in plan.key.rubric.items if plan.key.cases_of(item.id)),
        mistakes=mistakes,
        mutants=mutants,
        cases=audited_cases(plan.key, of_mistakes, of_mutants),
        right=right,
        problems=tuple(problems(mistakes, mutants, right, plan.reviewed, plan.surprises)),
        warnings=tuple(warnings(mistakes, mutants, right)),
        seconds=round(time.monotonic() - started, 1),
    )


def _mistake(edit: MistakeEdit, known: Mistake | None, shown: Shown) -> AuditedMistake:
    return AuditedMistake(
        id=edit.id,
        name=edit.name,
        items=known.items if known else (),
        losses=shown.losses,
        surprise=edit.surprise,
    )


def _mutant(mutant: Mutant, reviewed: Mapping[str, Reviewed], shown: Shown) -> AuditedMutant:
    said = reviewed.get(mutant.id)
    return AuditedMutant(
        id=mutant.id,
        file=mutant.within.place,
        line=mutant.line,
        code=mutant.code,
        losses=shown.losses,
        mark=said.mark if said else "",
        why=said.why if said else "",
    )


def _right(program: Program, shown: Shown) -> AuditedRight:
    return AuditedRight(name=program.id, lost=shown.losses.whole, failed=tuple(sorted(shown.wrong)))


def _item(item: Item, mistakes: Sequence[AuditedMistake]) -> AuditedItem:
    here = [m for m in mistakes if item.id in (*m.items, *m.losses.whole)]

    def those(public: bool, hidden: bool) -> tuple[str, ...]:
        kinds = ((m.id, item.id in m.losses.public, item.id in m.losses.hidden) for m in here)
        return tuple(name for name, *kind in kinds if kind == [public, hidden])

    return AuditedItem(
        id=item.id,
        title=item.title,
        points=item.points,
        both=those(True, True),
        public_only=those(True, False),
        hidden_only=those(False, True),
        none=those(False, False),
    )
