"""The controls of hostile notebooks: what each does to those who run it without a box."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from autograder.records import Arrays
from tests.hostile import notebooks, target

CLIENT = Path(__file__).with_name("stock_client.py")
CELL_SECONDS, DEADLINE = 2, 60.0
TESTS = {
    "double": "assert np.allclose(double(given[f'double/{n}/in/x']), given[f'double/{n}/out//out'])",
    "total": "assert np.array_equal(total(given[f'total/{n}/in/x']), given[f'total/{n}/out//out'])",
}
TEST_CELLS = tuple(
    f"import numpy as np\ngiven = dict(np.load('given.npz'))\nfor n in range(4):\n    {test}"
    for test in TESTS.values()
)
QUESTIONS = """
def ask():
    import json, numpy
    told = {{}}
    for case, x in numpy.load({questions!r}).items():
        try:
            told[case] = numpy.asarray(globals()[case.split("/")[0]](x)).tolist()
        except BaseException as error:
            told[case] = type(error).__name__
        with open({answers!r}, "w") as file:
            json.dump(told, file)
ask()
"""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """`ended` is "done", "died", "timed out", "stuck" (it had to be killed) or "broke: …"; `stored` is the notebook
    that was written, `answers` what was told when its functions were asked."""

    ended: str
    stored: str
    answers: Mapping[str, Any]

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        cells = json.loads(self.stored)["cells"] if self.stored else []
        return [cell for cell in cells if cell["cell_type"] == "code"]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [output for cell in self.cells for output in cell["outputs"]]

    @property
    def all_but_sources(self) -> str:
        notebook = json.loads(self.stored or "{}")
        for cell in notebook.get("cells", []):
            if cell["cell_type"] == "code":
                del cell["source"]
        return json.dumps(notebook)

    @property
    def errors(self) -> list[str]:
        """Of the cells, in order: the name of the exception, or nothing."""
        return [
            next((o["ename"] for o in cell["outputs"] if o["output_type"] == "error"), "") for cell in self.cells
        ]

    @property
    def naive_points(self) -> float:
        """As graders do that put tests into the last cells and read their outputs: silence is full marks."""
        tests = self.cells[-len(TEST_CELLS) :] if self.ended == "done" else []
        return sum(_points_of(cell) for cell in tests)

    def judged_points(self, arrays: Arrays) -> float:
        """What its functions answer, compared out here."""
        right = [item for item in TESTS if all(self._is_right(arrays, f"{item}/{n}") for n in range(4))]
        return target.FULL / len(TESTS) * len(right)

    def _is_right(self, arrays: Arrays, case: str) -> bool:
        wanted, got = arrays[f"{case}/out//out"], self.answers.get(case)
        try:
            return np.shape(got) == wanted.shape and bool(np.allclose(np.array(got, dtype=float), wanted))
        except (ValueError, TypeError):
            return False


def _points_of(cell: dict[str, Any]) -> float:
    """The first output that says something decides; a number is points in part."""
    most = target.FULL / len(TEST_CELLS)
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            return 0.0
        if output["output_type"] == "execute_result":
            with contextlib.suppress(ValueError):
                return min(most, float("".join(output["data"]["text/plain"])))
    return most


class Stock:
    """Somebody who runs notebooks with stock nbclient, in one folder; tests with their numbers lie beside them, as
    they often do, and the module `world`. Their home has what kernels keep: a profile, histories, start files."""

    def __init__(self, place: Path, arrays: Arrays, world: str, **variables: str) -> None:
        self._folder, home = place / "submission", place / "home"
        self._folder.mkdir()
        home.mkdir()
        (home / ".python_history").write_text("print(1)\n", encoding="ascii")
        questions = {name.split("/in/")[0]: x for name, x in arrays.items() if "/in/" in name}
        np.savez(self._folder / "given.npz", **arrays)
        np.savez(place / "questions.npz", **questions)
        (self._folder / "world.py").write_text(world, encoding="utf-8")
        self._answers = place / "answers.json"
        self._questions = QUESTIONS.format(questions=str(place / "questions.npz"), answers=str(self._answers))
        jupyter = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("DATA", "RUNTIME", "CONFIG")}
        # Kernels do without some of their descriptors when they are run by tests.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        self._environment = {
            **inherited, "HOME": str(home), "IPYTHONDIR": str(home / ".ipython"),
            "JUPYTER_PREFER_ENV_PATH": "0", **jupyter, **variables,
        }  # fmt: skip

    def tested(self, notebook: bytes) -> Ran:
        return self.run(notebooks.with_cells(notebook, *TEST_CELLS))

    def asked(self, notebook: bytes) -> Ran:
        return self.run(notebooks.with_cells(notebook, self._questions))

    def run(self, notebook: bytes, deadline: float = DEADLINE) -> Ran:
        given, stored, end = (self._folder / name for name in ("notebook.ipynb", "executed.ipynb", "end.txt"))
        given.write_bytes(notebook)
        command, nowhere = [sys.executable, str(CLIENT), given, stored, end, str(CELL_SECONDS)], subprocess.DEVNULL
        with subprocess.Popen(
            command, cwd=self._folder, env=self._environment, stdout=nowhere, stderr=nowhere
        ) as process:
            came_back = _came_back(process, deadline)
        told = json.loads(_text(self._answers) or "{}")
        return Ran(ended=_text(end) if came_back else "stuck", stored=_text(stored), answers=told)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="surrogatepass") if path.exists() else ""


def _came_back(process: subprocess.Popen[bytes], deadline: float) -> bool:
    """Its kernel is killed with it: one that is stopped would outlive it."""
    try:
        process.wait(timeout=deadline)
    except subprocess.TimeoutExpired:
        for kernel in _children(process.pid):
            with contextlib.suppress(OSError):
                os.kill(kernel, signal.SIGKILL)
        process.kill()
        return False
    return True


def _children(pid: int) -> list[int]:
    files = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]
