"""A summary for a CI job, in GitHub's Markdown. Nothing that a program wrote can become markup."""

import re

from autograder.model import Finding, Grade, ItemGrade
from autograder.report import counts, learned, notebook, speeds, story, words
from autograder.report.grids import side_by_side, text_of
from autograder.report.safe import one_line

WIDTH = 100
_MARKUP = re.compile(r"([\\`*_\[\]|~^$])")
_LEADING = re.compile(r"^([-+#=]|\d+(?=[.)]))")


def summary_markdown(grade: Grade) -> str:
    """What to do first, then the table of items; ends with a line break."""
    causes = story.told(grade)
    parts = [
        f"### {_total(grade)}",
        *(_first(finding) for finding in causes[:1]),
        *(_further(finding) for finding in causes[1:3]),
        *map(_to_mend, notebook.losing(grade)),
        _table(grade),
        *(_picture(finding) for finding in causes[:1] if story.shown_case(finding)),
        *(_counts(item) for item in grade.items if item.counts and counts.wrong_rows(item.counts)),
        *(_learned(item) for item in grade.items if item.learned),
        *_missing(grade),
        *_costless(grade),
        _end(grade),
    ]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text as text: no emphasis, links, HTML, cells, mentions or issue numbers."""
    safe = (
        _MARKUP.sub(r"\\\1", one_line(text).strip()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    safe = _LEADING.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", safe)
    return safe.replace("@", "&#64;").replace("://", "&#58;//").replace("www.", "www&#46;")


def code(text: str) -> str:
    """A code span that no backtick in the text can end; a cell's bar is escaped even there."""
    shown = one_line(text).replace("|", "\\|")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    return f"{fence}{shown}{fence}" if fence == "`" else f"{fence} {shown} {fence}"


def _total(grade: Grade) -> str:
    if story.graded(grade):
        return story.sum_words(grade).rstrip(".")
    checked = f"{words.points(grade.earned)} of the {words.so_many_points(grade.judged)} checked here"
    return f"{checked} · {words.points(grade.open)} more are not checked by CI" if grade.open else checked


def _first(finding: Finding) -> str:
    spot = f"{finding.file}:{finding.line}" if finding.line else finding.file
    lines = [
        f"**Next: {_told(finding)} {code(spot) if spot else ''}",
        escaped(" ".join(filter(None, (story.counts(finding), finding.others)))),
        escaped(story.likeness(finding)),
        *map(code, story.details(finding)),
        escaped(finding.hint),
    ]
    return "\\\n".join(line.strip() for line in lines if line.strip())


def _further(finding: Finding) -> str:
    return f"**{_told(finding)}"


def _to_mend(item: ItemGrade) -> str:
    lost = words.minus(item.lost).removesuffix(" points").removesuffix(" point")
    head = f"**{escaped(item.id)} ({lost}).** {escaped(item.file)}: {escaped(item.clause)}."
    few = notebook.first_few([flaw.text for flaw in item.flaws])
    return "\\\n".join([head, *map(escaped, few)])


def _costless(grade: Grade) -> list[str]:
    few = [*speeds.told(grade, ideas_only=True), *notebook.first_few(notebook.costless(grade))]
    return ["Costs nothing:\\\n" + "\\\n".join(map(escaped, few))] if few else []


def _told(finding: Finding) -> str:
    return f"{escaped(story.title(finding))} ({_minus(finding)}).** {escaped(finding.headline)}."


def _minus(finding: Finding) -> str:
    return words.minus(finding.lost).removesuffix(" points").removesuffix(" point")


def _table(grade: Grade) -> str:
    rows = ["| | item | points | |", "|---|---|---|---|"]
    for item in grade.items:
        is_open = item.state == "open"
        earned = "–" if is_open and not item.earned else words.points(item.earned)
        clause = words.turn(item, graded=story.graded(grade)) if is_open else words.state_words(item) or item.clause
        clause = clause or speeds.clause(item)
        count = f"{earned} of {words.points(item.points)}"
        rows.append(f"| {story.MARKS[item.state]} | {escaped(item.title)} | {count} | {escaped(clause)} |")
    return "\n".join(rows)


def _picture(finding: Finding) -> str:
    assert finding.picture is not None
    case = story.smallest_case(finding.picture)
    inputs = side_by_side([b for drawn in case.inputs for b in text_of(drawn)], WIDTH)
    more = text_of(case.difference) if case.difference else []
    results = side_by_side([*text_of(case.expected), *text_of(case.got), *more], WIDTH)
    lines = [one_line(line).replace("```", "'''") for line in (case.settings, "", *inputs, "", *results)]
    body = "\n".join(lines)
    return f"<details><summary>Smallest case</summary>\n\n```text\n{body}\n```\n\n</details>"


def _counts(item: ItemGrade) -> str:
    """The layers that differ; a page has all of them."""
    assert item.counts is not None
    heads = [f"{escaped(item.id)}: layer", *counts.HEADS[1:]]
    cells = [
        heads,
        ["---"] * len(heads),
        *(list(map(escaped, row.cells)) for row in counts.wrong_rows(item.counts)),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _learned(item: ItemGrade) -> str:
    return "\\\n".join([f"**{escaped(item.id)}, in numbers**", *map(escaped, learned.told(item))])


def _missing(grade: Grade) -> list[str]:
    missing = story.missing_documents(grade)
    return [f"Not there: {', '.join(map(escaped, missing))}"] if missing else []


def _end(grade: Grade) -> str:
    if story.graded(grade):
        still_open = "Points that are open are neither won nor lost yet. " if grade.open else ""
        return f"{still_open}Isolation: {escaped(grade.isolation)}."
    same = "The same on your machine: `autograder check`."
    whole = f"Whole report: artifact *report*. Isolation: {escaped(grade.isolation)}."
    return f"This is advice, not your grade. {same} {whole}"
