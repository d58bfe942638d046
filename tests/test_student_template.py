"""What students receive is made from the reference, and nobody edits it by hand."""

import ast
import json
import re
from pathlib import Path

import pytest

from autograder.author.regions import CODE, TEXT
from autograder.author.template import differences, template_files

ROOT = Path(__file__).resolve().parents[1]
HOMEWORKS = [path.parent.name for path in sorted(ROOT.glob("rubrics/*/rubric.yaml"))]
NOTEBOOKS = sorted(path.relative_to(ROOT / "reference") for path in ROOT.glob("reference/*/**/*.ipynb"))
LONGEST_COMMON = 3  # a bracket, or a word such as `pass`, is nobody's solution


def cells_of(path):
    return {cell["id"]: cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]}


def solution_lines(cell):
    marks = CODE if cell["cell_type"] == "code" else TEXT
    inside = False
    for line in cell["source"]:
        if marks.begin.match(line) or marks.end.match(line):
            inside = not inside
        elif inside and len(line.strip()) > LONGEST_COMMON:
            yield line.strip()


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_the_template_in_the_repository_is_current(homework):
    files = template_files(homework, ROOT / "reference" / homework)
    assert differences(files, ROOT / "student_template" / homework) == []


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_no_line_of_a_solution_is_left_in_the_template(homework):
    for path in (ROOT / "student_template" / homework).rglob("*.py"):
        assert "solution" not in path.read_text(encoding="utf-8").casefold()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=str)
def test_no_line_of_a_solution_is_left_in_its_cell(notebook):
    given = cells_of(ROOT / "student_template" / notebook)
    solved = {name: list(solution_lines(cell)) for name, cell in cells_of(ROOT / "reference" / notebook).items()}
    assert any(solved.values())
    for name, lines in solved.items():
        assert [line for line in lines if line in "".join(given[name]["source"])] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=str)
def test_nothing_of_the_authors_run_is_left_in_the_template(notebook):
    document = json.loads((ROOT / "student_template" / notebook).read_text(encoding="utf-8"))
    code = [cell for cell in document["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["execution_count"] is None and cell["outputs"] == [] for cell in code)
    assert document["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("homework", HOMEWORKS)
def test_every_stub_names_its_task(homework):
    template = ROOT / "student_template" / homework
    tasks = [
        node.exc.args[0].value
        for path in sorted(template.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and "Task" in ast.dump(node)
    ]
    sources = ["".join(cell["source"]) for path in template.rglob("*.ipynb") for cell in cells_of(path).values()]
    for source in sources:
        tasks += re.findall(r'^ *raise NotImplementedError\("(.+)"\)$', source, re.MULTILINE)
        tasks += re.findall(r"^\*\*(.+)\*\*\n\n\*Write your answer here\.\*$", source, re.MULTILINE)
    assert tasks
    assert all(task.startswith("Task ") for task in tasks)
    assert len(set(tasks)) == len(tasks)
