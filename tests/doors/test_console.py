import io

import pytest

from autograder.doors import console


class Terminal(io.StringIO):
    def __init__(self, encoding="utf-8", tty=True):
        super().__init__()
        self._encoding, self._tty = encoding, tty

    encoding = property(lambda self: self._encoding)

    def isatty(self):
        return self._tty


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", True), ("UTF8", True), ("utf-8-sig", True), ("cp1252", False), ("ascii", False), (None, False)],
)
def test_signs_are_shown_where_the_encoding_has_them(encoding, shown):
    assert console.has_unicode(Terminal(encoding)) is shown


@pytest.mark.parametrize(
    ("tty", "env", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(monkeypatch, tty, env, coloured):
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert console.has_colour(Terminal(tty=tty)) is coloured


@pytest.mark.parametrize(("columns", "used"), [("60", 60), ("80", 80), ("200", 80)])
def test_lines_are_as_wide_as_the_terminal_and_at_most_eighty(monkeypatch, columns, used):
    monkeypatch.setenv("COLUMNS", columns)
    assert console.columns() == used


@pytest.mark.parametrize("tell", ["say", "note"])
def test_what_a_terminal_cannot_show_is_replaced(monkeypatch, tell):
    stream = Terminal("ascii")
    monkeypatch.setattr("sys.stdout" if tell == "say" else "sys.stderr", stream)
    getattr(console, tell)("größer −1")
    assert stream.getvalue() == "gr??er ?1\n"


@pytest.mark.parametrize(("total", "lines"), [(1, 1), (7, 7), (100, 10), (305, 11)])
def test_a_log_gets_a_line_now_and_then_and_the_last_one_always(monkeypatch, total, lines):
    stream = Terminal(tty=False)
    monkeypatch.setattr("sys.stderr", stream)
    with console.progress("quick items", total) as step:
        for n in range(total):
            step(str(n))
    told = stream.getvalue().splitlines()
    assert len(told) == lines
    assert told[-1] == f"quick items: {total} of {total}"
