"""An audit on the terminal, in 80 columns."""

from collections.abc import Iterator

from autograder.model.audit import Audit
from autograder.report import audit_view as view
from autograder.report.safe import ascii_only, one_line, wrap
from autograder.report.story import duration
from autograder.report.words import count

WIDTH = 80


def render_audit(audit: Audit, *, unicode: bool = True, full: bool = False) -> str:
    """`full` also lists each mistake with its points, and why mutants need not be caught."""
    text = "\n".join(_lines(audit, full))
    return text if unicode else ascii_only(text)


def _lines(audit: Audit, full: bool) -> Iterator[str]:
    yield f"Audit of {audit.homework}: {audit.title}, {duration(audit.seconds)}"
    yield from _items(audit)
    yield from _mutants(audit, full)
    yield from _handout(audit)
    yield from _cases(audit)
    yield from _part("Right solutions", view.sum_of_right(audit))
    if full:
        yield from _part("Points", "Each known mistake with all the points that it costs:")
        yield from (line for m in audit.mistakes for line in _entry(f"{m.id}: {view.costs(m)}"))
    yield from _warnings(audit)
    yield ""
    yield from (line for problem in audit.problems for line in _entry(problem, mark="✗ "))
    yield view.verdict(audit)


def _items(audit: Audit) -> Iterator[str]:
    yield from _part("Known mistakes", view.sum_of_mistakes(audit))
    yield f"    {'caught by':32}{'both':>8}{'public only':>13}{'hidden only':>13}{'none':>8}"
    for item in audit.items:
        numbers = f"{len(item.both):>8}{len(item.public_only):>13}{len(item.hidden_only):>13}{len(item.none):>8}"
        yield f"    {item.id[:32]:32}{numbers}"
    yield from (line for text in view.not_shown(audit) for line in _entry(text))


def _mutants(audit: Audit, full: bool) -> Iterator[str]:
    yield from _part("Mutants", f"{view.sum_of_mutants(audit)} {view.how_named(audit)}".strip())
    for title, mutants in view.to_look_at(audit):
        if title != "equivalent" or full:
            for mutant in mutants:
                yield from _entry(f"{title}: {mutant.id}")
                yield from _further(mutant.code)
                yield from _further(mutant.why if full else "")


def _handout(audit: Audit) -> Iterator[str]:
    yield from _part("Handout", view.sum_of_handout(audit))
    if missed := audit.missed_by_handout:
        yield from _entry("Missed: " + ", ".join(mistake.id for mistake in missed))


def _cases(audit: Audit) -> Iterator[str]:
    yield from _part("Cases", view.sum_of_cases(audit))
    for one in view.by_item(audit):
        yield from _entry(f"{one.item}, {len(one.needed)} of {len(one.cases)}: {', '.join(one.needed) or 'none'}")


def _warnings(audit: Audit) -> Iterator[str]:
    if audit.warnings:
        yield from _part("Warnings", count(len(audit.warnings), "warning"))
    for items, mistakes in view.several(audit):
        yield from _entry(f"{count(len(mistakes), 'mistake')}: points in {items}")
    yield from (line for text in view.other_warnings(audit) for line in _entry(text))


def _part(title: str, text: str) -> Iterator[str]:
    yield ""
    yield title
    yield from _indented(text, "  ", "  ")


def _entry(text: str, mark: str = "") -> Iterator[str]:
    yield from _indented(text, f"    {mark}", "      ")


def _further(text: str) -> Iterator[str]:
    yield from _indented(text, " " * 8, " " * 8)


def _indented(text: str, first: str, further: str) -> Iterator[str]:
    lines = wrap(one_line(text, 100_000), WIDTH - len(further))
    for n, line in enumerate(lines):
        yield f"{further if n else first}{line}"
