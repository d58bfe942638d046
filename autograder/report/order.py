"""In which order causes are told: by what they cost, and what an error comes from before the error."""

from collections.abc import Sequence
from fractions import Fraction

from autograder.model import Finding, ItemGrade


def in_order(findings: Sequence[Finding], items: Sequence[ItemGrade]) -> list[Finding]:
    """Those that cost most come first, then the rubric's order; each behind what it comes from."""
    place = {item.id: n for n, item in enumerate(items)}

    def price(finding: Finding) -> tuple[Fraction, int]:
        return -finding.lost, min((place.get(item, 0) for item in finding.items), default=0)

    left, ordered = sorted(findings, key=price), []
    while left:
        ordered.append(left.pop(_first_free(left)))
    return ordered


def _first_free(findings: Sequence[Finding]) -> int:
    """The first that comes from none of the others; of a ring the first of all."""
    free = (n for n, one in enumerate(findings) if not any(one.root in other.items for other in findings))
    return next(free, 0)
