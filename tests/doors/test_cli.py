import subprocess
import sys
from pathlib import Path

import pytest

from autograder.doors import cli
from autograder.errors import (
    AuthorError,
    BoxError,
    BuildError,
    HarnessError,
    RecordError,
    RubricError,
    SubmissionError,
    UsageError,
)

COMMANDS = ["check", "hint", "try", "grade", "regrade", "build", "audit", "draft-mistakes", "bundle", "schema"]


def test_the_help_names_every_command(autograder):
    said = autograder("--help")
    assert said.returncode == 0
    shown = [line.split()[0] for line in said.stdout.splitlines() if line.startswith("  ")]
    assert [name for name in shown if name in COMMANDS] == COMMANDS


def test_the_help_has_a_group_for_students_instructors_and_authors(autograder):
    text = autograder("--help").stdout
    places = [text.find(group) for group in ("Students", "Instructors", "Authors", "More")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_help_is_ascii_in_eighty_columns(autograder, name):
    env = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "COLUMNS": "200"}
    said = autograder(*filter(None, [name]), "--help", env=env, utf8=False)
    assert said.returncode == 0
    assert said.stdout.startswith("Usage: ")
    assert "autograder" in said.stdout.splitlines()[0]
    assert max(map(len, said.stdout.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [["chek"], ["check", "--repotr", "x"], ["grade", "conv_layers"], ["hint"]])
def test_a_call_that_is_none_ends_with_two(autograder, arguments):
    said = autograder(*arguments)
    assert said.returncode == 2
    assert said.stderr.startswith("Usage: ")
    assert "Traceback" not in said.stderr


def test_a_misspelt_command_gets_the_nearest_name(autograder):
    assert "'check'" in autograder("chek").stderr


def test_the_installed_command_is_the_same():
    installed = Path(sys.executable).with_name("autograder")
    said = subprocess.run([installed, "--help"], capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.startswith("Usage: autograder ")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RubricError("rubric.yaml", 3, "no"), 2),
        (BuildError("no"), 2),
        (AuthorError("no"), 2),
        (UsageError("no"), 2),
        (SubmissionError("no"), 4),
        (HarnessError("no"), 3),
        (RecordError("no"), 3),
        (BoxError("no"), 3),
    ],
)
def test_every_error_ends_with_the_code_of_whose_turn_it_is(monkeypatch, capsys, error, code):
    def app():
        raise error

    monkeypatch.setattr(cli, "app", app)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == code
    assert capsys.readouterr().err == f"autograder: {error}\n"


def test_a_mistake_of_ours_is_called_one_and_shows_its_lines(monkeypatch, capsys):
    monkeypatch.setattr(cli, "app", lambda: 1 / 0)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr().err
    assert ended.value.code == 3
    assert "ZeroDivisionError: division by zero" in said
    assert said.splitlines()[-1] == (
        "autograder: this is a mistake in autograder itself, not in your work. Please report the lines above."
    )


def test_an_interruption_ends_with_130(monkeypatch, capsys):
    def app():
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", app)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err.startswith("autograder: stopped.")


@pytest.mark.parametrize("arguments", ["--help", "check --help", "schema"])
def test_what_needs_no_numbers_imports_none(environment, arguments):
    """Long imports happen only on the path that needs them."""
    code = (
        "import sys\nfrom autograder.doors import cli\n"
        f"sys.argv = ['autograder', *{arguments!r}.split()]\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'torch', 'matplotlib', 'scipy', 'jinja2', 'dask'} & set(sys.modules)))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.splitlines()[-1] == "[]"
