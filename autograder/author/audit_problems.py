"""What an audit complains of: problems fail it, warnings are for a person to weigh."""

from collections.abc import Iterator, Mapping, Sequence, Set

from autograder.course.equivalent import Reviewed
from autograder.course.wording import quoted
from autograder.listed import listed
from autograder.model.audit import AuditedMistake, AuditedMutant, AuditedRight
from autograder.nearest import nearest

FEWEST_MUTANTS = 150


def problems(
    mistakes: Sequence[AuditedMistake],
    mutants: Sequence[AuditedMutant],
    right: Sequence[AuditedRight],
    reviewed: Mapping[str, Reviewed],
    surprises: Set[str],
) -> Iterator[str]:
    """One sentence each, with what to do."""
    for mistake in mistakes:
        yield from _of_mistake(mistake, surprises)
    for mutant in mutants:
        yield from _of_mutant(mutant, reviewed)
    ids = [mutant.id for mutant in mutants]
    for name in sorted(set(reviewed) - set(ids)):
        near = nearest(name, ids)
        hint = f"; the nearest is {quoted(near)}" if near else ""
        yield f"{reviewed[name].place}: there is no mutant {quoted(name)} any more{hint}"
    for solution in right:
        if solution.alarmed:
            where = listed([f"{item} (-{points})" for item, points in solution.lost.items()] or solution.failed)
            yield f"false alarm: {solution.name} is right and fails in {where}"


def warnings(
    mistakes: Sequence[AuditedMistake], mutants: Sequence[AuditedMutant], right: Sequence[AuditedRight]
) -> Iterator[str]:
    for mistake in mistakes:
        if len(mistake.losses.whole) > 1:
            costs = listed([f"{item} -{points}" for item, points in mistake.losses.whole.items()])
            yield f"{mistake.id} costs points in {len(mistake.losses.whole)} items: {costs}"
    hidden = [mutant.id for mutant in mutants if mutant.losses.hidden_only]
    yield from (f"only hidden cases catch the mutant {name}" for name in hidden)
    if len(mutants) < FEWEST_MUTANTS:
        yield f"{len(mutants)} mutants are few: they say little about how strong this rubric is"
    if not right:
        yield "no right solution was asked: false alarms were not looked for"


def _of_mistake(mistake: AuditedMistake, surprises: Set[str]) -> Iterator[str]:
    losses = mistake.losses
    if not losses.whole:
        yield f"{mistake.id} costs no point: add a case to a group in which it fails"
        return
    unseen = [item for item in losses.whole if item not in losses.public]
    if unseen and not mistake.surprise and not set(unseen) <= surprises:
        yield (
            f"{mistake.id} costs points in {listed(unseen)} by hidden cases only: add a public case that shows it, "
            "or say 'surprise: true'"
        )


def _of_mutant(mutant: AuditedMutant, reviewed: Mapping[str, Reviewed]) -> Iterator[str]:
    if mutant.survives and not mutant.mark:
        yield f"no case catches the mutant {mutant.id}: {mutant.code}"
    if mutant.mark and not mutant.survives:
        costs = listed(list(mutant.losses.whole))
        yield f"{reviewed[mutant.id].place}: the mutant {quoted(mutant.id)} is caught in {costs}; delete the entry"
