import os
import pty
import subprocess
import sys

import pytest

from tests.doors.conftest import DEADLINE, PADDING


@pytest.fixture
def script(autograder, hand_in):
    """The script that `try` writes for an item of a sample, and its folder."""

    def write(sample, item):
        folder = hand_in(sample)
        said = autograder("try", item, folder)
        assert said.returncode == 0, said.stderr
        path = folder / f"try_{item.replace('-', '_')}.py"
        assert said.stdout == (
            f"Wrote {path}: the smallest case that goes wrong. Run it with: python {path.name}\n"
        )
        return path

    return write


def run(path, stdin=subprocess.DEVNULL, **env):
    return subprocess.run(
        [sys.executable, path.name],
        cwd=path.parent,
        env={"PATH": "/usr/bin:/bin", **env},
        stdin=stdin,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )


def test_the_script_runs_and_prints_what_was_expected_and_what_came(script):
    said = run(script(PADDING, "conv-backward"))
    assert said.returncode == 0, said.stderr
    expected, _, yours = said.stdout.partition("your dx:\n")
    assert expected.startswith("expected dx:\n[[[[")
    assert yours == "[]\n"


def test_at_a_terminal_it_stops_unless_breakpoints_are_off(script):
    path = script(PADDING, "conv-backward")
    ours, theirs = pty.openpty()
    try:
        assert run(path, theirs, PYTHONBREAKPOINT="0").stdout.endswith("your dx:\n[]\n")
        os.write(ours, b"p stride\nq\n")
        stopped = run(path, theirs)
        assert "(Pdb)" in stopped.stdout
        assert "your dx" not in stopped.stdout
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_program_that_raises_does_so_at_the_students_line(script):
    said = run(script("odd/crashes", "pool-backward"))
    assert said.returncode == 1
    assert "IndexError" in said.stderr
    assert "layer_utils.py" in said.stderr


def test_a_mended_program_agrees_with_what_is_expected(script, hand_in):
    path = script(PADDING, "conv-backward")
    right = hand_in(name="right") / "lib/cnn/layer_utils.py"
    (path.parent / "lib/cnn/layer_utils.py").write_text(right.read_text())
    expected, yours = run(path).stdout.removeprefix("expected dx:\n").split("your dx:\n")
    assert [float(n) for n in expected.replace("[", " ").replace("]", " ").split()] == pytest.approx(
        [float(n) for n in yours.replace("[", " ").replace("]", " ").split()]
    )


def test_there_is_nothing_to_try_about_what_is_right(autograder, hand_in):
    folder = hand_in(PADDING)
    said = autograder("try", "conv-forward", folder)
    assert said.stdout == "conv-forward: all points that can be checked here. Nothing to add.\n"
    assert not list(folder.glob("try_*"))


def test_an_unknown_item_gets_the_nearest_name(autograder, hand_in):
    said = autograder("try", "pool-backwards", hand_in(PADDING))
    assert (said.returncode, said.stderr) == (
        2,
        "autograder: no item pool-backwards; the nearest is pool-backward\n",
    )


def test_the_script_does_not_change_the_next_check(autograder, script):
    path = script(PADDING, "conv-backward")
    assert "24 of the 25 points" in autograder("check", path.parent).stdout
