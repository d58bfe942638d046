"""Notebooks of `conv_layers` as students hand them in: the reference's, with one thing done to each.

    path = write("out_of_order", folder)     # lib/ and the notebook, where they belong

They are made when they are asked for, so that none is older than the reference.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.author.regions import CODE, TEXT

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "reference" / "conv_layers"
TEMPLATE = ROOT / "student_template" / "conv_layers"
WRONG = Path(__file__).parent / "conv_layers" / "wrong"
NAME = "problem_2.ipynb"
Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """`done` changes the reference's notebook; `wrong` is the submission whose code lies beside it."""

    what: str
    done: Callable[[Document], None] = lambda book: None
    saved: Callable[[Document], str] = lambda book: as_text(book)
    name: str = NAME
    wrong: str = ""


def write(sample: str, folder: Path) -> Path:
    """A whole submission; returns where its notebook lies."""
    made = SAMPLES[sample]
    shutil.copytree(REFERENCE / "lib", folder / "lib", ignore=shutil.ignore_patterns("__pycache__"))
    if made.wrong:
        shutil.copytree(WRONG / made.wrong, folder, dirs_exist_ok=True)
    path = folder / made.name
    path.write_text(text_of(sample), encoding="utf-8")
    return path


def text_of(sample: str) -> str:
    """The notebook alone."""
    made = SAMPLES[sample]
    book = document(REFERENCE / NAME)
    for one in book["cells"]:
        one["source"] = [line for line in one["source"] if not is_mark(line)]
    made.done(book)
    return made.saved(book)


def is_mark(line: str) -> bool:
    """Students do not see where the reference's solutions begin and end."""
    return any(mark.match(line) for marks in (CODE, TEXT) for mark in (marks.begin, marks.end))


def document(path: Path) -> Document:
    book: Document = json.loads(path.read_text(encoding="utf-8"))
    return book


def as_text(book: Document) -> str:
    return json.dumps(book, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def cell(book: Document, name: str) -> Document:
    """The cell with this id."""
    [found] = [one for one in book["cells"] if one["id"] == name]
    return found


def source(book: Document, name: str) -> str:
    return "".join(cell(book, name)["source"])


def code(book: Document) -> list[Document]:
    return [one for one in book["cells"] if one["cell_type"] == "code"]


def rewrite(book: Document, name: str, text: str) -> None:
    cell(book, name)["source"] = text.splitlines(keepends=True)


def replace(book: Document, name: str, old: str, new: str) -> None:
    before = source(book, name)
    assert before.count(old) == 1, f"{name}: {old!r} is there {before.count(old)} times"
    rewrite(book, name, before.replace(old, new))


def swap_runs(book: Document) -> None:
    first, second = cell(book, "conv-forward-check"), cell(book, "conv-backward-check")
    first["execution_count"], second["execution_count"] = second["execution_count"], first["execution_count"]


def fail(book: Document) -> None:
    message = "operands could not be broadcast together with shapes (15,8,8,3) (15,10,10,3)"
    cell(book, "conv-backward-check")["outputs"] = [
        {
            "output_type": "error",
            "ename": "ValueError",
            "evalue": message,
            "traceback": [f"\x1b[31mValueError\x1b[39m\x1b[31m:\x1b[39m {message}"],
        }
    ]


def clear(book: Document) -> None:
    for one in code(book):
        one["execution_count"], one["outputs"] = None, []


def leave_answer_out(book: Document) -> None:
    cell(book, "answer")["source"] = cell(document(TEMPLATE / NAME), "answer")["source"]


def write_the_error_by_hand(book: Document) -> None:
    replace(book, "pool-backward-check", "{rel_error(dimg, numerical):.2e}", "{3.28e-12:.2e}")


def train_for_an_hour(book: Document) -> None:
    loop = "import time\n\nfor epoch in range(3600):\n    time.sleep(1)\n    print(epoch)\n\n"
    rewrite(book, "train", loop + source(book, "train"))


def ask_the_shell_and_the_user(book: Document) -> None:
    cells = [
        "!wget -q http://ufldl.stanford.edu/housenumbers/train_32x32.mat -P data\n!./get_datasets.sh",
        "%matplotlib inline\n%reload_ext autoreload\n%timeit -n 1 sum(range(10))",
        'name = input("Your name: ")\nprint(name)',
    ]
    for number, text in enumerate(cells):
        mine = {"cell_type": "code", "id": f"mine-{number}", "metadata": {}, "outputs": []}
        book["cells"].insert(number, {**mine, "source": text.splitlines(keepends=True)})
    for number, one in enumerate(code(book), 1):
        one["execution_count"] = number


def without_ids(book: Document) -> None:
    book["nbformat_minor"] = 0
    for one in book["cells"]:
        del one["id"]


def as_format_3(book: Document) -> str:
    text: str = nbformat.writes(nbformat.reads(json.dumps(book), as_version=4), version=3)
    return text


SAMPLES = {
    "right": Sample(what="Everything is done, run in order and saved."),
    "out_of_order": Sample(what="Two checks were run in the other order.", done=swap_runs),
    "error_output": Sample(what="A check was saved with its error.", done=fail),
    "unexecuted": Sample(what="All outputs were cleared.", done=clear),
    "placeholder_left": Sample(what="The question is not answered.", done=leave_answer_out),
    "provided_changed": Sample(what="A check prints what it should find.", done=write_the_error_by_hand),
    "renamed": Sample(what="The LMS put a name before it.", name="doejane_4211_98765_problem_2-1.ipynb"),
    "format_3": Sample(what="Saved by a Jupyter of 2014.", saved=as_format_3),
    "format_4_0": Sample(what="Saved before cells had ids.", done=without_ids),
    "truncated": Sample(what="The upload ended early.", saved=lambda book: as_text(book)[:20_000]),
    "claims_too_much": Sample(
        what="The saved errors are tiny; the code beside it overwrites where windows overlap.",
        wrong="pool_assigns_overlap",
    ),
    "trains_for_an_hour": Sample(what="The training cell sleeps for an hour first.", done=train_for_an_hour),
    "shell_and_input": Sample(what="Downloads, magics, and a question to the user.", done=ask_the_shell_and_the_user),
}
