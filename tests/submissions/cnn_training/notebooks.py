"""Makes the sample notebooks of `cnn_training` from texts that can be read; run by hand after touching one of them.

    .venv/bin/python -m tests.submissions.cnn_training.notebooks

`styles/<style>.py` holds cells in percent form, which take the place of the reference's cells with the same ids:
`right/<style>/cnn_training.ipynb` is made of them. Those of `wrong/` become notebooks when they are tested.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.submissions.lenet5.notebooks import laid_over, notebook, read_notebook, read_percent

HERE = Path(__file__).resolve().parent
NAME = "cnn_training.ipynb"
REFERENCE = HERE.parents[2] / "reference" / "cnn_training" / NAME


def with_cells(path: Path) -> str:
    """The reference's notebook with the cells of a text in percent form."""
    return notebook(laid_over(read_notebook(REFERENCE), read_percent(path.read_text(encoding="utf-8"))))


def made() -> Iterator[tuple[Path, str]]:
    """Every file that is made, with what has to stand in it."""
    for path in sorted(HERE.glob("styles/*.py")):
        yield HERE / "right" / path.stem / NAME, with_cells(path)


if __name__ == "__main__":
    for target, text in made():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
