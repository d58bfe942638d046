"""What an audit's reports tell, before any rendering: sums, and lists in the order in which they are read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.listed import listed
from autograder.model import NOTEBOOK
from autograder.model.audit import Audit, AuditedCase, AuditedMistake, AuditedMutant
from autograder.report import words


@dataclass(frozen=True)
class ItemCases:
    """The public cases of an item: those of the smallest set, and all of them."""

    item: str
    needed: tuple[str, ...]
    cases: tuple[AuditedCase, ...]


def sum_of_mistakes(audit: Audit) -> str:
    hidden = sum(mistake.losses.hidden_only for mistake in audit.mistakes)
    none = sum(not mistake.losses.whole for mistake in audit.mistakes)
    public = len(audit.mistakes) - hidden - none
    return (
        f"{words.count(len(audit.mistakes), 'known mistake')}: {public} cost points in public cases, "
        f"{hidden} in hidden ones only, {none} nowhere."
    )


def not_shown(audit: Audit) -> list[str]:
    """The mistakes that an item sees and no public case of it costs points for, though another item may."""
    found = []
    for item in audit.items:
        if item.hidden_only:
            found.append(f"{item.id}, by hidden cases only: {', '.join(item.hidden_only)}")
        if item.none:
            found.append(f"{item.id}, only in cases that cost nothing: {', '.join(item.none)}")
    return found


def sum_of_mutants(audit: Audit) -> str:
    caught = [mutant for mutant in audit.mutants if not mutant.survives]
    hidden = sum(mutant.losses.hidden_only for mutant in caught)
    others = [f"{len(audit.marked('equivalent'))} equivalent", f"{len(audit.marked('left-open'))} left open"]
    return (
        f"{words.count(len(audit.mutants), 'single edit')} of the reference: {len(caught)} caught "
        f"({hidden} by hidden cases only), {', '.join(others)}, {len(audit.survivors)} not caught."
    )


def how_named(audit: Audit) -> str:
    """Where to look for a mutant of a notebook; of another file its name says so by itself."""
    if not any(f"{NOTEBOOK} cell " in mutant.file for mutant in audit.mutants):
        return ""
    return "Each is named by its cell, counted from 1 with those of text, its line, its column, and the change."


def sum_of_handout(audit: Audit) -> str:
    missed = sum(not mutant.losses.handout and not mutant.survives for mutant in audit.mutants)
    caught = sum(not mutant.survives for mutant in audit.mutants)
    mistakes = f"{len(audit.missed_by_handout)} of {words.count(len(audit.mistakes), 'known mistake')}"
    return f"The handout's own cases alone miss {mistakes} and {missed} of {words.count(caught, 'caught mutant')}."


def sum_of_cases(audit: Audit) -> str:
    needed = sum(case.needed for case in audit.cases)
    return (
        f"{needed} of {words.count(len(audit.cases), 'public case')} take the same points from every mistake and "
        "mutant, and tell the same mistakes apart. The others explain."
    )


def sum_of_right(audit: Audit) -> str:
    alarmed = [solution.name for solution in audit.right if solution.alarmed]
    asked = words.count(len(audit.right), "right solution")
    return f"{asked}: {f'false alarms for {listed(alarmed)}' if alarmed else 'no false alarm'}."


def verdict(audit: Audit) -> str:
    if not audit.problems:
        return "The audit passes."
    return f"The audit fails: {words.count(len(audit.problems), 'problem')}."


def costs(mistake: AuditedMistake) -> str:
    """Where the points go."""
    return ", ".join(f"{item} {words.minus(points)}" for item, points in mistake.losses.whole.items()) or "nothing"


def several(audit: Audit) -> list[tuple[str, list[AuditedMistake]]]:
    """Mistakes that cost points in more than one item, by those items; the largest group first."""
    wide = [mistake for mistake in audit.mistakes if len(mistake.losses.whole) > 1]
    together = Counter(tuple(mistake.losses.whole) for mistake in wide)
    return [
        (listed(items), [mistake for mistake in wide if tuple(mistake.losses.whole) == items])
        for items, _ in together.most_common()
    ]


def other_warnings(audit: Audit) -> list[str]:
    """Without those that `several` tells."""
    return [text for text in audit.warnings if not any(text.startswith(f"{m.id} costs ") for m in audit.mistakes)]


def by_item(audit: Audit) -> list[ItemCases]:
    items = dict.fromkeys(case.item for case in audit.cases)
    return [_of_item(item, [case for case in audit.cases if case.item == item]) for item in items]


def _of_item(item: str, cases: Sequence[AuditedCase]) -> ItemCases:
    needed = tuple(case.id.removeprefix(f"{item}/") for case in cases if case.needed)
    return ItemCases(item, needed, tuple(cases))


def to_look_at(audit: Audit) -> list[tuple[str, list[AuditedMutant]]]:
    """Mutants that lose no point, by what is said of them; first those of which nothing is said."""
    groups = [
        ("not caught", list(audit.survivors)),
        ("left open", list(audit.marked("left-open"))),
        ("equivalent", list(audit.marked("equivalent"))),
    ]
    return [(title, mutants) for title, mutants in groups if mutants]
