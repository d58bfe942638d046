"""A grade on a terminal: what is right, what to do next, and what is still open. See also `ink`."""

from collections.abc import Iterable

from autograder.model import Finding, Grade, ItemGrade
from autograder.report import counts, learned, notebook, speeds, story, words
from autograder.report.grids import shortened, side_by_side, text_of
from autograder.report.ink import Ink, Line
from autograder.report.safe import ascii_only, cut, no_command, one_line

MOST_FULL = 3
MOST_SLICES = 2
WIDEST_ID = 20
STYLES = {"right": "green", "part": "bold yellow", "wrong": "bold red"}


def render_check(
    grade: Grade, *, width: int = 80, unicode: bool = True, colour: bool = False, quiet: bool = False
) -> str:
    """The report of one submission, at most `width` columns wide, without a line break at the end."""
    ink = Ink(width=max(40, width), unicode=unicode)
    if quiet:
        lines = [_short(ink, grade, item) for item in grade.items if item.lost > 0]
    elif story.all_right(grade) and not story.graded(grade):
        lines = _all_right(ink, grade)
    else:
        lines = _full(ink, grade)
    return ink.written(lines, colour=colour)


def render_grade_line(grade: Grade, *, name: str = "", width: int = 80, unicode: bool = True) -> str:
    """One submission of many: who (`name` where others are called the same), how much, and what cost most."""
    still = f"  {words.points(grade.open)} open" if grade.open else ""
    found = story.told(grade)
    why = f"  {story.title(found[0])}: {found[0].headline}" if found else ""
    if not found and grade.lost > 0 and (begin := story.to_begin(grade)):
        why = f"  not begun: {', '.join(item.id for item in begin)}"
    elif not found and (mend := notebook.losing(grade)):
        why = f"  {mend[0].id}: {mend[0].clause}"
    much = words.out_of(grade.earned, grade.judged)
    text = no_command(one_line(f"{name or grade.submission}  {much}{still}{why}"))
    return cut(text, width) if unicode else cut(ascii_only(text), width, "...")


def _full(ink: Ink, grade: Grade) -> list[Line]:
    lines = [_title(ink, grade), Line(), *_table(ink, grade)]
    causes = story.told(grade)
    for finding in causes[:MOST_FULL]:
        lines += [Line(), *_cause(ink, grade, finding)]
    if causes[MOST_FULL:]:
        lines += [Line(), *(line for f in causes[MOST_FULL:] for line in _cause_in_short(ink, f))]
    for item in notebook.losing(grade):
        lines += [Line(), *_to_mend(ink, item)]
    for item in grade.items:
        lines += _aside_of(ink, item)
    if begin := story.to_begin(grade):
        lines += [Line(), *_begin(ink, begin, alone=not causes)]
    return [*lines, Line(), *_end(ink, grade)]


def _title(ink: Ink, grade: Grade) -> Line:
    taken = story.seconds(grade)
    what = "graded" if story.graded(grade) else "self-check"
    right = what if taken is None else f"{what}, {story.duration(taken)}"
    return ink.both_ends(f"{grade.title} ({grade.homework})", right, style="bold")


def _table(ink: Ink, grade: Grade) -> list[Line]:
    asked = [item for item in grade.items if item.state != "open" or item.earned > 0]
    groups = story.open_groups(grade)
    counts = [_count(item) for item in asked] + [words.points(g.points) for g in groups]
    number = max(map(len, counts), default=0) + 1
    name = min(WIDEST_ID, max((len(item.id) for item in grade.items), default=0))
    untold = story.unexplained(grade)
    lines = [
        line
        for item, count in zip(asked, counts, strict=False)
        for line in _row(ink, item, count, number, name, item.clause if item in untold else speeds.clause(item))
    ]
    for group in groups:
        head = ink.cells(("–", 1), (words.points(group.points), number), (group.ids, -name))
        lines += ink.hanging(head, group.why, "dim")
    return lines


def _count(item: ItemGrade) -> str:
    """An item without points has no number, unless cases of it are counted."""
    return "" if item.check == words.NOTEBOOK_CHECK and not item.points else words.out_of(item.earned, item.points)


def _row(ink: Ink, item: ItemGrade, count: str, number: int, name: int, why: str) -> list[Line]:
    """With the reason beside it where no cause further down gives one."""
    extra = words.state_words(item) or why
    silent = item.state in ("not begun", "blocked")
    text = extra if silent and extra else f"{item.title}: {extra}" if extra else item.title
    head = ink.cells((story.MARKS[item.state], 1), (count, number), (item.id, -name))
    return ink.hanging(head, text, "dim" if silent else "", STYLES.get(item.state, ""))


def _cause(ink: Ink, grade: Grade, finding: Finding) -> list[Line]:
    lines = ink.head(f"{story.title(finding)}: {finding.headline}", words.minus(finding.lost))
    if spot := story.place(finding):
        lines += ink.wrapped(spot, indent=2, style="cyan")
    said = (story.counts(finding), finding.others, story.likeness(finding), *story.notes(finding, grade.items))
    for text in said:
        lines += ink.wrapped(text, indent=2)
    for text in story.details(finding):
        lines += ink.wrapped(text, indent=2)
    return [*lines, *_picture(ink, finding), *_next(ink, grade, finding)]


def _picture(ink: Ink, finding: Finding) -> list[Line]:
    picture = story.shown_case(finding)
    if picture is None:
        return []
    case = story.smallest_case(picture)
    inputs = [block for drawn in case.inputs for block in text_of(shortened(drawn, MOST_SLICES))]
    results = _with_difference([*text_of(case.expected), *text_of(case.got)], case, ink.width - 4)
    return [
        *ink.wrapped(f"Smallest case: {case.settings}", indent=2),
        *ink.drawn(side_by_side(inputs, ink.width - 4), indent=4),
        *ink.drawn(side_by_side(results, ink.width - 4), indent=4),
    ]


def _with_difference(results: list[list[str]], case: story.SmallestCase, width: int) -> list[list[str]]:
    """The difference joins what stands in one row, if it fits there."""
    more = text_of(case.difference) if case.difference else []
    rows = max(len(block) for block in [*results, *more])
    return [*results, *more] if len(side_by_side([*results, *more], width)) == rows else results


def _next(ink: Ink, grade: Grade, finding: Finding) -> list[Line]:
    lines = ink.wrapped(f"Next: {_lowered(finding.hint)}", indent=2, style="bold") if finding.hint else []
    if story.graded(grade):
        return lines
    stuck = f"Stuck: autograder hint {finding.items[0]}" if _has_more(finding) else ""
    debug = f"Debug it: autograder try {finding.items[0]}" if story.can_be_run(finding) and finding.items else ""
    both = "    ".join(filter(None, (stuck, debug)))
    if len(both) + 2 <= ink.width:
        return [*lines, *ink.wrapped(both, indent=2, style="dim")]
    return [*lines, *ink.wrapped(stuck, indent=2, style="dim"), *ink.wrapped(debug, indent=2, style="dim")]


def _has_more(finding: Finding) -> bool:
    """Whether `hint` knows something that stands here not yet."""
    return bool(finding.items and (finding.name or (finding.problem and story.shown_case(finding))))


def _cause_in_short(ink: Ink, finding: Finding) -> list[Line]:
    return ink.head(f"{story.title(finding)}: {finding.headline}", words.minus(finding.lost))


def _to_mend(ink: Ink, item: ItemGrade) -> list[Line]:
    few = notebook.first_few([flaw.text for flaw in item.flaws])
    said = [line for text in (item.file, *few, item.note) for line in ink.wrapped(text, indent=2)]
    return [*ink.head(f"{item.id}: {item.clause}", words.minus(item.lost)), *said]


def _aside_of(ink: Ink, item: ItemGrade) -> list[Line]:
    """Layers that have another number of parameters, and how a training went."""
    table = list(counts.lines(item.counts)) if item.counts and counts.wrong_rows(item.counts) else []
    said = [line for text in learned.told(item) for line in ink.wrapped(text, indent=2)]
    if not table and not said:
        return []
    return [Line(), *ink.wrapped(f"{item.id}, in numbers", style="bold"), *ink.drawn(table, indent=2), *said]


def _begin(ink: Ink, items: list[ItemGrade], *, alone: bool) -> list[Line]:
    """Nothing is said against what was not begun; only where to begin."""
    first = items[0]
    spot = f"{first.file}:{first.line}" if first.line else first.file
    where = "  ".join(filter(None, (spot, first.function)))
    if not alone:
        return ink.wrapped(f"Not begun: {', '.join(item.id for item in items)}")
    return [*ink.wrapped(f"Begin with {first.id}:", style="bold"), *ink.wrapped(where, indent=2, style="cyan")]


def _end(ink: Ink, grade: Grade) -> list[Line]:
    ideas = speeds.told(grade, ideas_only=True)
    lines = _notes(ink, [*story.remarks(grade), *ideas, *notebook.first_few(notebook.costless(grade))])
    total = story.sum_words(grade)
    if not story.graded(grade):
        total += " Grading asks the same with other numbers."
    lines += ink.wrapped(total, style="bold")
    isolation = ink.wrapped(f"Isolation: {grade.isolation}.", style="dim") if story.graded(grade) else []
    return [*lines, *_documents(ink, grade), *isolation]


def _notes(ink: Ink, remarks: Iterable[str]) -> list[Line]:
    return [line for remark in remarks for line in ink.wrapped(f"Note, costs nothing: {remark}")]


def _documents(ink: Ink, grade: Grade) -> Iterable[Line]:
    missing = story.missing_documents(grade)
    where = "Not handed in" if story.graded(grade) else "Not yet in this folder"
    return ink.wrapped(f"{where}: {', '.join(missing)}") if missing else []


def _all_right(ink: Ink, grade: Grade) -> list[Line]:
    rest = story.still_to_do(grade)
    text = f"{story.sum_words(grade)} Still to do: {', '.join(rest)}." if rest else story.sum_words(grade)
    ours = [item.id for item in grade.items if item.open > 0 and words.is_ours(item)]
    failed = ink.wrapped(f"Our failure, not yours: {', '.join(ours)} could not be checked.") if ours else []
    return [
        *ink.wrapped(text, style="green"),
        *failed,
        *(line for item in grade.items for line in _aside(ink, item)),
        *(
            line
            for item in grade.items
            for text in learned.told(item)
            for line in ink.wrapped(f"{item.id}: {text}")
        ),
        *(line for text in speeds.told(grade) for line in ink.wrapped(text)),
        *_notes(ink, story.broken_off(grade)),
    ]


def _aside(ink: Ink, item: ItemGrade) -> list[Line]:
    """A notebook is told of even where it has no points and all that has points is right."""
    if item.check != words.NOTEBOOK_CHECK or item.points:
        return []
    few = notebook.first_few([flaw.text for flaw in item.flaws])
    aside = ". It costs nothing" if item.flaws else ""
    lines = ink.wrapped(f"{item.title}: {words.state_words(item)}{aside}.")
    return [*lines, *(line for text in few for line in ink.wrapped(text, indent=2))]


def _short(ink: Ink, grade: Grade, item: ItemGrade) -> Line:
    finding = next((f for f in story.told(grade) if item.id in f.items), None)
    said = finding.headline if finding else words.state_words(item) or item.clause
    text = f"{item.id}  {words.out_of(item.earned, item.points)}  {said}".rstrip()
    spot = f"  {item.file}:{item.line}" if item.line else ""
    return Line(ink.fitting(text + spot if len(text + spot) <= ink.width else text))


def _lowered(text: str) -> str:
    """A hint after "Next:"; names and acronyms keep their capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
