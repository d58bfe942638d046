"""Flags of a grade: what of a notebook's claims an instructor looks at. They cost nothing."""

from collections.abc import Iterator

from autograder.explain.training import per_cent
from autograder.intake.archive import printable
from autograder.judge.accuracies import contradicted
from autograder.judge.claims import claims
from autograder.judge.judge import Judgement
from autograder.judge.training import Reached
from autograder.model import Claim, Evidence, Item, Key, PrintedAccuracy

MEASURED = {"weights": "the weights that were handed in reach", "run": "trained again here, it reaches"}


def flags(key: Key, evidence: Evidence, judgement: Judgement) -> Iterator[str]:
    """What its cells do not print again, and accuracies that it does not reach."""
    if evidence.notebook is None:
        return
    yield from map(_of_claim, claims(evidence.notebook))
    for item in key.rubric.items:
        known, got = evidence.training.get(item.id), judgement.reached.get(item.id)
        if item.target is not None and known is not None and got is not None:
            said = contradicted(evidence.notebook, item.target, known, got)
            if said is not None and known.way in MEASURED:
                yield _of_accuracy(item, said, MEASURED[known.way], known.data, got)


def _of_claim(claim: Claim) -> str:
    """It quotes what a student's program has printed."""
    about = f" for “{printable(claim.about)}”" if claim.about else ""
    said = printable(claim.said) if claim.came or claim.about else f"“{printable(claim.said)}”"
    now = f"raises {printable(claim.raises)}" if claim.raises else f"prints {printable(claim.came) or 'nothing'}"
    more = f"; {claim.more} more of its lines differ" if claim.more else ""
    return f"cell {claim.cell} printed {said}{about} when it was saved; run again it {now}{more}"


def _of_accuracy(item: Item, said: PrintedAccuracy, how: str, data: str, got: Reached) -> str:
    assert got.accuracy is not None
    between = f"between {per_cent(got.accuracy.low)} and {per_cent(got.accuracy.high)} on {data}"
    printed = f"cell {said.cell} printed {printable(said.said)} for “{printable(said.about)}”"
    return f"{item.id}: {printed}; {how} {between}"
