"""What holds for every file under reference/: who may import whom, and that solutions can be taken out."""

import ast
import re

import pytest

from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.reading import read_notebook

REGION = re.compile(
    r"^(?P<indent> *)# begin solution: (?P<task>.+)\n(?P<body>(?:.*\n)*?)(?P=indent)# end solution$",
    re.MULTILINE,
)
TASKS = {
    "lib/cnn/layer_utils.py": [
        "Task 1: output size of a convolution",
        "Task 2: convolution, forward",
        "Task 3: convolution, backward",
        "Task 4: max-pooling, forward",
        "Task 5: max-pooling, backward",
    ],
    "lib/cnn/cnn_models.py": ["Task 6: TestCNN", "Task 7: SmallConvolutionalNetwork"],
}


def _code(path):
    """Of a notebook, what its cells define."""
    return (
        lift(read_notebook(path.read_bytes(), path.name)).source
        if path.suffix == ".ipynb"
        else path.read_text("utf-8")
    )


def _imported(path):
    for node in ast.walk(ast.parse(_code(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def _offenders(folder, forbidden):
    files = sorted([*folder.rglob("*.py"), *folder.rglob("*.ipynb")])
    assert files
    return [(path, name) for path in files for name in _imported(path) if name.split(".")[0] in forbidden]


def _take_solutions_out(text):
    return REGION.sub(lambda found: f'{found["indent"]}raise NotImplementedError("{found["task"]}")', text)


def test_nothing_under_reference_imports_the_autograder(reference_folder):
    assert _offenders(reference_folder, {"autograder"}) == []


def test_each_homeworks_solution_stands_alone(reference_folder):
    homeworks = [p for p in reference_folder.iterdir() if p.is_dir() and p.name not in ("nn", "__pycache__")]
    assert reference_folder / "conv_layers" in homeworks
    for homework in homeworks:
        assert _offenders(homework, {"reference", "autograder"}) == []


def test_importing_the_solution_needs_numpy_alone(reference_folder):
    files = (reference_folder / "conv_layers").rglob("*.py")
    outside = {name.split(".")[0] for path in files for name in _imported(path)}
    assert outside == {"numpy", "lib", "pathlib", "scipy"}


@pytest.mark.parametrize("file", TASKS)
def test_every_task_is_a_region_that_can_be_taken_out(reference_folder, file):
    text = (reference_folder / "conv_layers" / file).read_text("utf-8")
    assert [found["task"] for found in REGION.finditer(text)] == TASKS[file]
    assert text.count("solution") == 2 * len(TASKS[file])
    stub = _take_solutions_out(text)
    assert "solution" not in stub
    ast.parse(stub)


def test_a_statement_of_a_solution_stands_in_its_file_once(reference_folder):
    """Known mistakes are edits that name one statement by its text; only what no mistake edits may repeat."""
    repeated = set()
    for file in TASKS:
        text = (reference_folder / "conv_layers" / file).read_text("utf-8")
        lines = {line.strip() for found in REGION.finditer(text) for line in found["body"].splitlines()}
        repeated |= {line for line in lines if len(line) > 1 and text.count(line) > 1}
    assert repeated == {
        "k, s, p = self.kernel_size, self.stride, self.padding",
        "img = self.meta",
        "self.meta = img",
        "return dimg",
        "self.net = sequential(",
        'flatten(name="flatten"),',
    }


def test_an_untouched_template_says_what_is_not_begun(reference_folder):
    stub = _take_solutions_out((reference_folder / "conv_layers/lib/cnn/layer_utils.py").read_text("utf-8"))
    names: dict = {}
    exec(compile(stub, "stub", "exec"), names)
    with pytest.raises(NotImplementedError, match="Task 1: output size of a convolution"):
        names["ConvLayer2D"](3, 3, 2).get_output_size([1, 4, 4, 3])
    with pytest.raises(NotImplementedError, match="Task 5: max-pooling, backward"):
        names["MaxPoolingLayer"](2, 2, "pool").backward(None)
