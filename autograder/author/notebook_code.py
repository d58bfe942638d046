"""The code of a notebook as the box is asked about it: its definitions, in a module beside the other files."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.errors import BuildError, SubmissionError
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.reading import read_notebook
from autograder.model import NOTEBOOK, lifted_name

IGNORED = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


@contextmanager
def as_asked(folder: Path) -> Iterator[Path]:
    """The folder itself, or, where a notebook is in it, a copy with the modules that notebooks make."""
    if not any(folder.glob(f"*{NOTEBOOK}")):
        yield folder
        return
    with TemporaryDirectory(prefix="autograder-") as work:
        copy = Path(work) / "source"
        shutil.copytree(folder, copy, ignore=IGNORED)
        lift_notebooks(copy)
        yield copy


def lift_notebooks(folder: Path) -> None:
    """Writes each notebook's module beside it. Raises BuildError when one cannot be read."""
    for path in sorted(folder.glob(f"*{NOTEBOOK}")):
        try:
            lifted = lift(read_notebook(path.read_bytes(), path.name))
        except SubmissionError as error:
            raise BuildError(str(error)) from error
        path.with_name(lifted_name(path.name)).write_text(f"{lifted.source}\n", encoding="utf-8")
