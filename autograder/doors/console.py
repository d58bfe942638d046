"""What the terminal can show, and how messages and progress get there."""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TextIO

from autograder.report.safe import no_command, printed

MOST_COLUMNS = 80
STOPPED = "autograder: stopped. What is written stays; the same command goes on from there."
Step = Callable[[str], None]


def columns() -> int:
    return min(shutil.get_terminal_size((MOST_COLUMNS, 24)).columns, MOST_COLUMNS)


def has_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").casefold().replace("-", "") in ("utf8", "utf8sig")


def has_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    """A line for the person at the terminal; what the terminal cannot show is replaced."""
    encoding = sys.stdout.encoding or "ascii"
    print(_harmless(text).encode(encoding, "replace").decode(encoding))


def note(text: str) -> None:
    """A line beside the output proper."""
    encoding = sys.stderr.encoding or "ascii"
    print(_harmless(text).encode(encoding, "replace").decode(encoding), file=sys.stderr)


def asked(question: str, *, otherwise: str) -> str:
    """What the person at the terminal answers; without a terminal, or at its end, what is said `otherwise`."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return otherwise
    encoding = sys.stderr.encoding or "ascii"
    print(_harmless(question).encode(encoding, "replace").decode(encoding), end="", file=sys.stderr, flush=True)
    return line.strip() if (line := sys.stdin.readline()) else otherwise


def show(report: str) -> None:
    """A report that was made safe where it was made, with the colours it has."""
    encoding = sys.stdout.encoding or "ascii"
    print(report.encode(encoding, "replace").decode(encoding))


def _harmless(text: str) -> str:
    """Whoever it quotes, it can neither steer the terminal nor give orders to a runner of CI."""
    return "\n".join(no_command(line) for line in printed(text, len(text)).split("\n"))


@contextmanager
def interruptible(told: str = STOPPED) -> Iterator[None]:
    """Ctrl-C is an ordinary end of long work."""
    try:
        yield
    except KeyboardInterrupt:
        note(told)
        sys.exit(130)


@contextmanager
def progress(title: str, total: int) -> Iterator[Step]:
    """A bar on a terminal; elsewhere a line now and then, so that a log shows that work goes on."""
    with _bar(title, total) if sys.stderr.isatty() else _lines(title, total) as step:
        yield step


@contextmanager
def phases() -> Iterator[Callable[[str, int], None]]:
    """Progress of work in several parts; each is told by its name and how many steps it has, at every step."""
    steps: dict[str, Step] = {}
    with ExitStack() as shown:
        lock = threading.Lock()

        def tell(part: str, total: int) -> None:
            with lock:
                if part not in steps:
                    shown.close()
                    steps[part] = shown.enter_context(progress(part, total))
                steps[part](part)

        yield tell


@contextmanager
def _lines(title: str, total: int) -> Iterator[Step]:
    done = 0

    def step(what: str) -> None:
        nonlocal done
        done += 1
        if done == total or done % max(1, total // 10) == 0:
            note(f"{title}: {done} of {total}")

    yield step


@contextmanager
def _bar(title: str, total: int) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(title, total=total)
        yield lambda what: shown.advance(task)
