"""The command `autograder`. Commands in three groups: students, instructors, authors; the rest under More.

Exit codes: 0 done and at or above the threshold; 1 below it; 2 the course's files or the call are wrong;
3 our failure; 4 the submission cannot be opened.
"""

import sys
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from autograder.doors.console import STOPPED, note
from autograder.errors import AuthorError, AutograderError, SubmissionError, UsageError

STUDENTS, INSTRUCTORS, AUTHORS, MORE = "Students", "Instructors", "Authors", "More"


class Grouped(TyperGroup):
    """A help page with the commands under the people they are for, in plain text."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for group in (STUDENTS, INSTRUCTORS, AUTHORS, MORE):
            found = [self.commands[name] for name in self.list_commands(ctx)]
            rows = [
                (str(command.name), command.get_short_help_str(60))
                for command in found
                if getattr(command, "rich_help_panel", "") == group
            ]
            with formatter.section(group):
                formatter.write_dl(rows)


app = typer.Typer(
    name="autograder",
    cls=Grouped,
    help="Grades deep-learning homework, and says which mistake is behind a wrong answer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder you hand in, or a zip of it.")]
HomeworkName = Annotated[str, typer.Option("--homework", help="Which homework it is, if the folder does not say.")]
AtLeast = Annotated[str, typer.Option("--at-least", metavar="N%", help="End with 0 from this share of points on.")]
Isolation = Annotated[
    str,
    typer.Option(
        metavar="LEVEL",
        help='A level that `autograder doctor` lists; "none" runs student code with your own rights.',
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="A folder with the official files of data sets, for trainings.",
        show_default="AUTOGRADER_DATA",
    ),
]
Course = Annotated[
    Path, typer.Option("--course", help="The course folder, with rubrics/ in it.", show_default=False)
]


@app.command(rich_help_panel=STUDENTS)
def check(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEM]... [DIR]", help="The folder you hand in, or a zip of it; items, to see only these."
        ),
    ] = None,
    homework: HomeworkName = "",
    at_least: AtLeast = "100%",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="One line for each item that lost points.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Also write report.html, grade.json and junit.xml into this folder.")
    ] = None,
    data: Data = None,
    isolation: Isolation = "",
) -> None:
    """Check your own work against the public cases; a training only when it is named. Nothing is sent anywhere."""
    from autograder.doors.student import run_check

    code = run_check(words or [], homework, at_least, isolation, quiet=quiet, report=report, data=data)
    raise typer.Exit(code)


@app.command(rich_help_panel=STUDENTS)
def hint(
    item: Annotated[str, typer.Argument(help="The item, as `check` names it: conv-backward.")],
    folder: Folder = Path(),
    homework: HomeworkName = "",
    isolation: Isolation = "",
) -> None:
    """Say one thing more about an item that lost points, each time it is called."""
    from autograder.doors.student import run_hint

    run_hint(item, folder, homework, isolation)


@app.command("try", rich_help_panel=STUDENTS)
def try_(
    item: Annotated[str, typer.Argument(help="The item, as `check` names it: conv-backward.")],
    folder: Folder = Path(),
    homework: HomeworkName = "",
    isolation: Isolation = "",
) -> None:
    """Write the smallest case that goes wrong as a script that you can run and step through."""
    from autograder.doors.student import run_try

    run_try(item, folder, homework, isolation)


@app.command(rich_help_panel=INSTRUCTORS)
def grade(
    homework: Annotated[str, typer.Argument(help="The homework: a folder of rubrics/.")],
    places: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Folders of submissions, or submissions.")],
    out: Annotated[Path | None, typer.Option(help="Where results go.", show_default="grades/HOMEWORK")] = None,
    workers: Annotated[int, typer.Option(min=0, help="How many at once.", show_default="one for each core")] = 0,
    at_least: Annotated[
        str, typer.Option("--at-least", metavar="N%", help="End with 1 if anyone is below.")
    ] = "0%",
    train: Annotated[
        str,
        typer.Option(
            metavar="now|later",
            help="Whether what has to be trained again is.",
            show_default="asks on a terminal, else later",
        ),
    ] = "",
    data: Data = None,
    isolation: Isolation = "",
    course: Course = Path(),
) -> None:
    """Grade submissions: all items, public and hidden cases. The same command continues where it stopped."""
    from autograder.doors.instructor import run_grade

    raise typer.Exit(run_grade(homework, places, out, workers, at_least, isolation, course, train=train, data=data))


@app.command(rich_help_panel=INSTRUCTORS)
def regrade(
    evidence: Annotated[
        Path, typer.Option("--from", metavar="FILE", help="Stored evidence, or the results folder of a class.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="Write reports there; without it, one grade goes to the terminal as JSON."),
    ] = None,
    course: Course = Path(),
) -> None:
    """Grade again from stored evidence, without running any student code."""
    from autograder.doors.instructor import run_regrade

    raise typer.Exit(run_regrade(evidence, out, course))


@app.command(rich_help_panel=AUTHORS)
def build(
    homework: Annotated[str, typer.Argument(help="The homework: a folder of rubrics/.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say whether the key is current.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Build even when it is.")] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not ask every two mistakes together, which takes about a minute.")
    ] = False,
    isolation: Isolation = "",
    course: Course = Path(),
) -> None:
    """Compile a homework into its key: ask the reference and every known mistake."""
    from autograder.doors.author import run_build

    raise typer.Exit(run_build(homework, isolation, course, dry_run=dry_run, force=force, quick=quick))


@app.command(rich_help_panel=AUTHORS)
def audit(
    homework: Annotated[str, typer.Argument(help="The homework: a folder of rubrics/.")],
    right: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR",
            help="A folder of right solutions, for false alarms.",
            show_default="tests/submissions/HOMEWORK/right",
        ),
    ] = None,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write all of it as JSON.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write a page for a browser.")] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Each mistake with its points.")] = False,
    workers: Annotated[int, typer.Option(min=0, help="How many at once.", show_default="one for each core")] = 0,
    isolation: Isolation = "",
    course: Course = Path(),
) -> None:
    """Say how strong a rubric is: which mistakes it catches, and where."""
    from autograder.doors.audit import run_audit

    raise typer.Exit(run_audit(homework, right or [], json, html, workers, isolation, course, full=verbose))


@app.command("draft-mistakes", rich_help_panel=AUTHORS)
def draft_mistakes(
    results: Annotated[Path, typer.Argument(metavar="RESULTS", help="The results folder of a class.")],
    places: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR]...", help="Where the submissions lie, to quote their functions."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="A new file for the drafts.")] = None,
    course: Course = Path(),
) -> None:
    """Turn what no known mistake explains into entries to complete."""
    from autograder.doors.drafts import run_drafts

    raise typer.Exit(run_drafts(results, places or [], out, course))


@app.command(rich_help_panel=AUTHORS)
def bundle(
    homework: Annotated[str, typer.Argument(help="The homework: a folder of rubrics/.")],
    template: Annotated[
        bool, typer.Option("--template", help="Make student_template/ from the reference.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say whether it is current.")] = False,
    course: Course = Path(),
) -> None:
    """Make what students receive."""
    from autograder.doors.author import run_bundle

    raise typer.Exit(run_bundle(homework, course, template=template, dry_run=dry_run))


@app.command(rich_help_panel=MORE)
def doctor() -> None:
    """Say what this machine can do for grading, and what is missing. Ends with 0 when grading is safe here."""
    from autograder.doors.doctor import run_doctor

    raise typer.Exit(run_doctor())


@app.command(rich_help_panel=MORE)
def schema() -> None:
    """Print the JSON Schema of rubric.yaml, for editors."""
    from autograder.doors.author import run_schema

    run_schema()


def main() -> None:
    try:
        app()
    except AutograderError as error:
        note(f"autograder: {error}")
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        note(STOPPED)
        sys.exit(130)
    except Exception:
        traceback.print_exc()
        note("autograder: this is a mistake in autograder itself, not in your work. Please report the lines above.")
        sys.exit(3)


def exit_code(error: AutograderError) -> int:
    if isinstance(error, (AuthorError, UsageError)):
        return 2
    return 4 if isinstance(error, SubmissionError) else 3
